import { expect, test } from "vitest";
import { detailsOf, draftOf, guessedDraft, oddInDraft, withSource } from "./searchDraft.ts";

const EMPTY = guessedDraft({}, "2024-05-06");

test("a usual source brings its platform and its place in the flow diagram; what a person wrote stays", () => {
  expect(withSource(EMPTY, "CINAHL", [])).toMatchObject({ platform: "EBSCOhost", column: "databases" });
  expect(withSource(EMPTY, "Hand searching", [])).toMatchObject({ kind: "hand", column: "other" });
  const own = { ...withSource(EMPTY, "CINAHL", []), platform: "Ovid" };
  expect(withSource(own, "MEDLINE", [])).toMatchObject({ source: "MEDLINE", platform: "Ovid" });
  const back = withSource(withSource(EMPTY, "Hand searching", []), "PubMed", []);
  expect(back).toMatchObject({ kind: "database", column: "databases", platform: "" });
});

test("a draft and what is recorded say the same", () => {
  const draft = { ...withSource(EMPTY, "MEDLINE", []), hits: 12, query: "x", note: "y" };
  expect(draftOf(detailsOf(draft))).toEqual(draft);
});

test("fewer hits than records, and days to come, are odd", () => {
  expect(oddInDraft({ ...EMPTY, hits: 3 }, 5, "2024-06-01")).toContain("Fewer hits");
  expect(oddInDraft({ ...EMPTY, hits: 5 }, 5, "2024-06-01")).toBeUndefined();
  expect(oddInDraft({ ...EMPTY, date: "2025-01-01" }, 5, "2024-06-01")).toContain("to come");
});
