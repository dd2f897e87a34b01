import { expect, test } from "vitest";
import { UserError } from "../../base/error.ts";
import { collectReferences, formatReferences, LIMITS, type Reference } from "../../references/index.ts";
import type { Decided } from "./decisions.ts";
import { TOOL_IDS, TOOLS, withDecisions } from "./tools.ts";
import { exportSchema, formatFor, WRITTEN_FORMATS } from "./wish.ts";

const REFERENCE: Reference = {
  id: "r1",
  type: "article-journal",
  title: "Naps and tea",
  authors: [{ family: "Alder", given: "Ada" }],
  issn: [],
  isbn: [],
  keywords: ["rest"],
  url: [],
  notes: ["a note of its own"],
  labels: { "rayyan.labels": "old" },
  raw: {},
};
const DECIDED: Decided = {
  outcome: "Excluded at full text",
  settled: "exclude",
  reason: "Wrong population, age",
  votes: [
    {
      stage: "title_abstract",
      name: "Ada",
      decision: "maybe",
      reason: undefined,
      note: "",
      labels: ["pilot"],
    },
    {
      stage: "full_text",
      name: "Ada",
      decision: "exclude",
      reason: "Wrong population, age",
      note: "see p. 3 | 4",
      labels: [],
    },
    {
      stage: "full_text",
      name: 'Bo "B" Li',
      decision: "include",
      reason: undefined,
      note: "",
      labels: ["rct", "pilot"],
    },
  ],
};

const lines = (text: string, tag: string) =>
  text.split(/\r?\n/).flatMap((line) => (line.startsWith(`${tag}  - `) ? [line.slice(6)] : []));

test("Zotero shows outcome, reason and labels as tags, and the votes in a note", () => {
  const text = formatReferences([withDecisions(REFERENCE, DECIDED, "zotero")], "ris");
  expect(lines(text, "KW")).toEqual([
    "rest",
    "Screening: Excluded at full text",
    "Exclusion reason: Wrong population, age",
    "pilot",
    "rct",
  ]);
  expect(lines(text, "N1")).toEqual([
    "a note of its own",
    "RAYYAN-LABELS: old",
    'Chartroom: outcome = Excluded at full text | reason = Wrong population, age | labels = pilot, rct | title and abstract, Ada = maybe | full text, Ada = exclude (Wrong population, age) | full text, Bo "B" Li = include',
    'LABEL "chartroom.note on full text, Ada": "see p. 3 | 4"',
  ]);
});

test("EndNote shows the outcome in Label, the reason in Custom 3 and the votes in Research Notes", () => {
  const text = formatReferences([withDecisions(REFERENCE, DECIDED, "endnote")], "endnote-xml");
  expect(text).toContain("<label>Excluded at full text</label>");
  expect(text).toContain("<custom3>Wrong population, age</custom3>");
  expect(text).toMatch(
    /<research-notes>Chartroom: outcome = [^<]*full text, Ada = exclude[^<]*<\/research-notes>/,
  );
  expect(text).toContain("<keyword>pilot</keyword><keyword>rct</keyword>");
  expect(/<notes>([^<]*)/.exec(text)?.[1]).not.toContain("Chartroom:");
});

test("Rayyan is told one decision of each reviewer in its own words", () => {
  const text = formatReferences([withDecisions(REFERENCE, DECIDED, "rayyan")], "ris");
  expect(lines(text, "N1")).toEqual([
    "a note of its own",
    'RAYYAN-INCLUSION: {"Ada"=>"Excluded", "Bo \\"B\\" Li"=>"Included", "Chartroom"=>"Excluded"} | RAYYAN-LABELS: old,pilot,rct | RAYYAN-EXCLUSION-REASONS: Wrong population; age | USER-NOTES: {"Ada"=>["see p. 3; 4"]}',
    "Chartroom: outcome = Excluded at full text",
  ]);
  const agreed = { ...DECIDED, votes: DECIDED.votes.slice(0, 2) };
  expect(withDecisions(REFERENCE, agreed, "rayyan").labels).not.toHaveProperty("rayyan.inclusion.Chartroom");
  const blinded = { ...DECIDED, votes: [] };
  expect(withDecisions(REFERENCE, blinded, "rayyan").labels).toMatchObject({
    "rayyan.inclusion.Chartroom": "Excluded",
  });
  const open = { ...blinded, outcome: "In progress at full text", settled: undefined, reason: undefined };
  expect(Object.keys(withDecisions(REFERENCE, open, "rayyan").labels ?? {})).toEqual([
    "rayyan.labels",
    "chartroom.outcome",
  ]);
});

test("Covidence gets the reason as it writes it itself", () => {
  const text = formatReferences([withDecisions(REFERENCE, DECIDED, "covidence")], "ris");
  expect(lines(text, "N1")).toContain("Exclusion reason: Wrong population, age;");
});

const ways = [undefined, ...TOOL_IDS].flatMap((tool) =>
  (TOOLS.find(({ id }) => id === tool)?.formats ?? WRITTEN_FORMATS.filter((id) => id !== "xlsx")).map(
    (format) => [tool ?? "no tool", format, tool] as const,
  ),
);

test.each(ways)("what goes to %s as %s is read back whole", (_, format, tool) => {
  const sent = withDecisions(REFERENCE, DECIDED, tool);
  const { references } = collectReferences(formatReferences([sent], format), { name: "a", format });
  const [back] = references;
  expect(back).toMatchObject({ title: sent.title, keywords: sent.keywords, notes: sent.notes });
  expect(back?.labels).toEqual(sent.labels);
});

test("every tool takes formats that can be written, and refuses others by name", () => {
  for (const { id, formats } of TOOLS) {
    expect(formats.filter((format) => !(format in LIMITS))).toEqual([]);
    expect(formatFor({ for: id, to: undefined })).toBe(formats[0]);
  }
  expect(formatFor({ for: undefined, to: undefined })).toBe("ris");
  expect(() => formatFor({ for: "endnote", to: "csv" })).toThrow(UserError);
  expect(exportSchema.safeParse({ for: "mendeley" }).success).toBe(false);
});
