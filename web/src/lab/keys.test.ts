import { expect, test } from "vitest";
import { keyFor } from "./keys";

const pressed = (key: string, more: object = {}) =>
  keyFor({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, defaultPrevented: false, repeat: false, target: null, ...more }, false);

test("the keys of the transport", () => {
  expect([" ", "s", "R", "x", "Enter"].map((key) => pressed(key))).toEqual(["play", "step", "reset", null, null]);
});

test("with Ctrl only undo and redo are ours", () => {
  expect(["z", "y", "s", "r"].map((key) => pressed(key, { ctrlKey: true }))).toEqual(["undo", "redo", null, null]);
  expect(pressed("Z", { ctrlKey: true, shiftKey: true })).toBe("redo");
  expect(pressed("z", { metaKey: true })).toBe("undo");
});

test("a key that someone has already used means nothing more", () => {
  expect(pressed(" ", { defaultPrevented: true })).toBeNull();
});

test("a key that is held plays once and does not flicker", () => {
  expect(pressed(" ", { repeat: true })).toBeNull();
  expect(pressed("s", { repeat: true })).toBe("step");
});
