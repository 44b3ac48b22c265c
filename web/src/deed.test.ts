import { expect, test } from "vitest";
import { toldDeed } from "./deed";
import { LAB } from "./testing";
import { text } from "./text";

const action = { name: "reset_all", label: text("Reset all", "Alles zurück"), help: text("", ""), restarts: true, arguments: [] };
const lab = { ...LAB, actions: [action] };

test("a deed is called what the lab calls it", () => {
  expect(toldDeed({ type: "set", names: ["rate", "hidden"] }, lab, "en")).toBe("Rate, Hidden");
  expect(toldDeed({ type: "act", names: ["reset_all"] }, lab, "de")).toBe("Alles zurück");
  expect(toldDeed({ type: "restart", names: [] }, lab, "de")).toBe("Zurücksetzen");
});

test("of many settings the first are named, and of what is unknown the bare name", () => {
  expect(toldDeed({ type: "set", names: ["rate", "a", "b", "c"] }, lab, "en")).toBe("Rate, a, b …");
});
