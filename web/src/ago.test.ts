import { expect, test } from "vitest";
import { ago } from "./ago";

test("the largest fitting unit, in the visitor's language", () => {
  const now = Date.parse("2026-11-23T12:00:00Z");
  expect(ago("2026-11-23T11:55:00Z", "en", now)).toBe("5 minutes ago");
  expect(ago("2026-11-22T11:00:00Z", "de", now)).toBe("gestern");
  expect(ago("2026-11-23T12:00:05Z", "en", now)).toBe("now");
  expect(ago("nonsense", "en", now)).toBe("");
});
