import { describe, expect, it } from "vitest";
import { isPreprintServer, isProtocol, isRegister, kindOf } from "./kind.ts";
import { fold } from "./text.ts";

describe("kindOf", () => {
  it.each([
    ["Erratum: walking aids after stroke", "correction"],
    ["Walking aids after stroke (vol 142, pg 310, 2003)", "correction"],
    ["Correction to: walking aids after stroke", "correction"],
    ["Retraction notice: walking aids after stroke", "retraction"],
    ["RETRACTED: walking aids after stroke", "retraction"],
    ["Reply to the letter of Dr Ito", "reply"],
    ["Walking aids after stroke - Reply", "reply"],
    ["Comment on walking aids after stroke", "comment"],
    ["Walking aids after stroke", "work"],
    ["Error correction in motor learning", "work"],
    ["The stress response of nurses", "work"],
    ["Ответ на лечение reply rates", "work"],
  ])("takes %j for %s", (title, kind) => {
    expect(kindOf(fold(title))).toBe(kind);
  });
});

it("knows protocols, preprint servers and registers", () => {
  expect(isProtocol(fold("Walking aids after stroke: study protocol for a randomised trial"))).toBe(true);
  expect(isProtocol(fold("An imaging protocol compared with another"))).toBe(false);
  expect(isPreprintServer("medRxiv")).toBe(true);
  expect(isPreprintServer("Stroke")).toBe(false);
  expect(isRegister("ClinicalTrials.gov")).toBe(true);
});
