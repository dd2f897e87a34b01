import { describe, expect, it } from "vitest";
import type { Member } from "@chartroom/core/review";
import type { AdoptionFound } from "@chartroom/core/screening";
import { firstMapping, needsPeople, reviewersToMap, withReviewer, withWord } from "./adoptMapping.ts";

const member = (id: string, name: string, kind: Member["kind"] = "person"): Member => ({
  id,
  name,
  roles: ["reviewer"],
  kind,
  model: null,
  active: true,
  unblinded: null,
});
const FOUND: AdoptionFound = {
  fileName: "articles.csv",
  run: "r1",
  tools: ["rayyan"],
  records: 9,
  silent: 2,
  reviewers: [
    { name: "Reader A", decisions: 5 },
    { name: "Noor", decisions: 4 },
  ],
  words: [
    { word: "Included", stage: undefined, decisions: 6, suggests: "include" },
    { word: "Send to lead", stage: undefined, decisions: 3, suggests: undefined },
  ],
  reasons: [{ reason: "wrong population", decisions: 2 }],
};
const REASONS = [{ code: "POP", label: "Wrong population", stages: ["title_abstract" as const] }];

describe("the mapping of an adoption", () => {
  it("begins with what bears the same name, and with nothing that a person has to say", () => {
    const mapping = firstMapping(FOUND, [member("a", "reader a"), member("m", "Noor", "machine")], REASONS);
    expect(mapping.reviewers).toEqual([
      { name: "Reader A", members: ["a"] },
      { name: "Noor", members: [] },
    ]);
    expect(mapping.decisions).toEqual({ Included: "include" });
    expect(mapping.reasons).toEqual({ "wrong population": "POP" });
    expect(mapping).toMatchObject({ blinded: false, byPeople: false, passedBefore: false });
  });

  it("takes a reviewer and a word in, over what was there, and out again", () => {
    const mapping = firstMapping(FOUND, [], []);
    const named = withReviewer(mapping, "Noor", { members: [], add: "Noor B" });
    expect(named.reviewers.at(-1)).toEqual({ name: "Noor", members: [], add: "Noor B" });
    expect(withReviewer(named, "Noor", { members: ["b"] }).reviewers).toHaveLength(2);
    expect(withWord({ x: "include" }, "y", "exclude")).toEqual({ x: "include", y: "exclude" });
    expect(withWord({ x: "include" }, "x", undefined)).toEqual({});
  });

  it("asks whether people gave the labels only where they may be a machine's", () => {
    const mapping = firstMapping(FOUND, [], []);
    expect(needsPeople(FOUND, mapping)).toBe(false);
    expect(needsPeople({ ...FOUND, tools: ["asreview"] }, mapping)).toBe(true);
    expect(needsPeople({ ...FOUND, tools: [] }, { ...mapping, silent: "exclude" })).toBe(true);
    expect(needsPeople({ ...FOUND, tools: [] }, { ...mapping, silent: "exclude", tool: "covidence" })).toBe(
      false,
    );
  });

  it("has a row for nobody where only the list says what was decided", () => {
    const mapping = firstMapping(FOUND, [], []);
    expect(reviewersToMap(FOUND, mapping)).toHaveLength(2);
    expect(reviewersToMap(FOUND, { ...mapping, silent: "exclude" }).at(-1)).toEqual({
      name: "",
      decisions: 2,
    });
  });
});
