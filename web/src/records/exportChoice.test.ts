import { TOOLS, WRITTEN_FORMATS } from "@chartroom/core/reporting";
import { expect, test } from "vitest";
import { readNarrowing } from "./address.ts";
import { exportHref, exportSets, formatsFor, limitsOf, narrowedWords } from "./exportChoice.ts";

const COUNTS = { included: 18, excluded: 200, excluded_automation: 3, in_progress: 9, left: 1 };
const any = { tool: "any", format: "bib", plain: false } as const;

test("the sets add up, and the one that the address names is chosen", () => {
  const { sets, chosen } = exportSets(COUNTS, ["excluded_automation", "excluded"]);
  expect(chosen).toBe("title_abstract");
  expect(sets.map(({ id, count }) => [id, count])).toEqual([
    ["all", 231],
    ["included", 18],
    ["undecided", 0],
    ["full_text", 0],
    ["title_abstract", 203],
    ["open", 10],
  ]);
  expect(exportSets(COUNTS, []).chosen).toBe("all");
  const own = exportSets(COUNTS, ["included", "left"]);
  expect([own.chosen, own.sets[0]?.words, own.sets[0]?.count]).toEqual([
    "own",
    "Included, Left unscreened",
    19,
  ]);
});

test("the address of the file keeps what narrows, and the program where decisions go along", () => {
  const narrowing = readNarrowing({ search: "tea", class: "included", source: ["A", "B"], year: 2020 });
  expect(exportHref("r", narrowing, any)).toBe(
    "/api/r/r/download/references.bib?search=tea&class=included&source=A&source=B&year=2020",
  );
  const all = readNarrowing({});
  expect(exportHref("r", all, any)).toBe("/api/r/r/download/references.bib");
  expect(exportHref("r", all, { tool: "zotero", format: "ris", plain: false })).toMatch(/\?for=zotero$/);
  expect(exportHref("r", all, { tool: "zotero", format: "ris", plain: true })).toMatch(/\?plain=$/);
});

test("formats are offered by name, with their limits in sentences", () => {
  expect(formatsFor("any").map(({ value }) => value)).toEqual([...WRITTEN_FORMATS]);
  for (const { id, formats } of TOOLS) expect(formatsFor(id).map(({ value }) => value)).toEqual([...formats]);
  expect(formatsFor("endnote")).toEqual([{ value: "endnote-xml", label: "EndNote XML" }]);
  expect(limitsOf("jsonl")).toEqual([]);
  for (const format of WRITTEN_FORMATS)
    for (const words of limitsOf(format)) expect(words).toMatch(/^\w.*: .+[^.]\.$/);
});

test("what narrows is said in words", () => {
  const reason = (code: string) => (code === "P" ? "Wrong population" : code);
  expect(narrowedWords(readNarrowing({}), reason)).toBe("");
  expect(
    narrowedWords(
      readNarrowing({
        search: "tea",
        source: "A",
        year: "2020,2021",
        reason: "P",
        flagged: true,
        duplicates: true,
      }),
      reason,
    ),
  ).toBe(
    "with the words “tea”, from A, of 2020, 2021, excluded for “Wrong population”, with a flag, that several searches found",
  );
});
