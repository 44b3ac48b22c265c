import { describe, expect, it } from "vitest";
import { PARTS, fresh, itemsOf, numberOf, withNumber, wordsOf } from "./items";

const LECTURE = "conv 16 3, relu, pool 2, conv 32 3, relu, pool 2, flatten";

describe("the setting layers", () => {
  it("is read and written the same", () => {
    for (const words of [LECTURE, "conv 8 5 stride 2 pad 0 dilation 2, batchnorm, dropout 25, average 3 stride 1, global, dense 10", ""]) {
      expect(wordsOf(itemsOf(words)!)).toBe(words);
    }
  });

  it("is left alone where the editor does not know it", () => {
    expect(itemsOf("conv 16 3, magic 7")).toBeNull();
    expect(itemsOf("conv sixteen 3")).toBeNull();
    expect(itemsOf("relu 3")).toBeNull();
  });
});

describe("a number that is not written", () => {
  const [conv, , pool] = itemsOf(LECTURE)!;
  const part = (kind: "conv" | "pool", name: string) => PARTS[kind].find((one) => one.name === name)!;

  it("keeps the size in a convolution and halves it in a pooling", () => {
    expect(numberOf(conv!, part("conv", "pad"))).toBe(1);
    expect(numberOf(conv!, part("conv", "stride"))).toBe(1);
    expect(numberOf(pool!, part("pool", "stride"))).toBe(2);
    expect(numberOf(withNumber(conv!, part("conv", "size"), 5), part("conv", "pad"))).toBe(2);
  });

  it("is written once it differs, and no more once it does not", () => {
    const bare = withNumber(conv!, part("conv", "pad"), 0);
    expect(wordsOf([bare])).toBe("conv 16 3 pad 0");
    expect(wordsOf([withNumber(bare, part("conv", "pad"), 1)])).toBe("conv 16 3");
  });

  it("is not needed for a fresh item", () => expect(wordsOf([fresh("conv"), fresh("relu"), fresh("dropout")])).toBe("conv 16 3, relu, dropout 25"));
});
