import { expect, test } from "vitest";
import { followed } from "./useDraft.ts";

test("a field that nobody writes in follows what is kept", () => {
  expect(followed("Norway", { before: "Norway", now: "Chile" })).toBe("Chile");
  expect(followed("", { before: "", now: "Chile" })).toBe("Chile");
  expect(followed(0, { before: 0, now: 12 })).toBe(12);
});

test("what somebody is writing stays, whatever is kept meanwhile", () => {
  expect(followed("Norw", { before: "Nor", now: "Nor" })).toBe("Norw");
  expect(followed("Norway, Chi", { before: "Norway", now: "Peru" })).toBe("Norway, Chi");
  expect(followed("", { before: "Norway", now: "Peru" })).toBe("");
});
