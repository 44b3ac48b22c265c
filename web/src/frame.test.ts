import { expect, test } from "vitest";
import { decodeFrame, Malformed } from "./frame";
import { encodeFrame, random } from "./testing";

const ARRAYS = [
  { key: "@history", name: "steps", data: BigInt64Array.of(0n, 1n), shape: [2] },
  { key: "@history", name: "loss", data: Float64Array.of(0.5, 0.25), shape: [2] },
  { key: "view:maps", name: "maps", data: Uint8Array.of(1, 2, 3, 4, 5, 6), shape: [1, 2, 3] },
  { key: "view:maps", name: "scale", data: Float32Array.of(2), shape: [] },
];

test("a frame is read as it was written, without a copy", () => {
  const message = encodeFrame({ session: "s1", frame: 17, steps: 412, settings: { hidden: [4, 2] } }, ARRAYS);
  const { header, arrays } = decodeFrame(message);
  expect(header).toMatchObject({ session: "s1", frame: 17, steps: 412, settings: { hidden: [4, 2] } });
  expect(arrays.get("@history")?.["loss"]?.data).toEqual(Float64Array.of(0.5, 0.25));
  expect(arrays.get("view:maps")?.["maps"]).toEqual({ data: Uint8Array.of(1, 2, 3, 4, 5, 6), shape: [1, 2, 3] });
  expect(arrays.get("view:maps")?.["scale"]?.data).toEqual(Float32Array.of(2));
  expect(arrays.get("view:maps")?.["maps"]?.data.buffer).toBe(message);
});

test("an array that reaches beyond the message is refused", () => {
  const message = encodeFrame({}, [{ ...ARRAYS[1]!, shape: [2_000] }]);
  expect(() => decodeFrame(message)).toThrow(Malformed);
});

test.each([
  ["an unknown type", { dtype: "float16" }],
  ["a name that every object has", { dtype: "constructor" }],
  ["a negative length", { shape: [-1] }],
  ["an odd offset", { offset: 3 }],
  ["no shape", { shape: null }],
])("%s is refused", (_, flaw) => {
  expect(() => decodeFrame(encodeFrame({}, [{ ...ARRAYS[1]!, ...flaw }]))).toThrow(Malformed);
});

test("whatever arrives, a frame comes out or it is called malformed", () => {
  const draw = random(7);
  const whole = new Uint8Array(encodeFrame({ session: "s1" }, ARRAYS));
  for (let trial = 0; trial < 20_000; trial++) {
    const bytes = trial % 3 === 0 ? new Uint8Array(draw(64)).map(() => draw(256)) : whole.slice();
    for (let flaw = draw(4); trial % 3 !== 0 && flaw >= 0; flaw--) bytes[draw(bytes.length)] = draw(256);
    const cut = trial % 5 === 0 ? bytes.slice(0, draw(bytes.length + 1)) : bytes;
    try {
      expect(decodeFrame(cut.buffer).header.type).toBe("frame");
    } catch (problem) {
      expect(problem).toBeInstanceOf(Malformed);
    }
  }
});
