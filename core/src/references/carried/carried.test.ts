import { describe, expect, test } from "vitest";
import { collectReferences, readReferences } from "../read.ts";
import { carriedDecisions } from "./carried.ts";
import type { CarriedDecision } from "./decision.ts";
import { withoutCarried } from "./sealed.ts";

const decisionsIn = (text: string, name = "x.csv"): CarriedDecision[][] =>
  collectReferences(text, { name }).references.map(({ labels }) => carriedDecisions(labels));

/** The parts that a decision is told by: who, what, why. */
const told = (found: readonly CarriedDecision[]) =>
  found.map(({ reviewer, word, suggests, stage, reasons }) => [reviewer, word, suggests, stage, reasons]);

describe("Rayyan", () => {
  const NOTE =
    'RAYYAN-INCLUSION: {"Ana"=>"Included", "Bo ""B"" Quist"=>"Excluded", "Cy"=>"Maybe"} | RAYYAN-LABELS: pilot,__EXR__no data | RAYYAN-EXCLUSION-REASONS: wrong population,no data | USER-NOTES: {"Bo ""B"" Quist"=>["children only"]}';
  const csv = `key,title,year,authors,notes\nk1,A trial,2024,Ferro I,"${NOTE.replaceAll('""', '\\""').replaceAll(/(?<!\\|")"(?!")/g, '""')}"\n`;

  test("reads every reviewer's decision, reasons only with exclusions, notes with their writer", () => {
    const [found = []] = decisionsIn(csv);
    expect(told(found)).toEqual([
      ["Ana", "Included", "include", undefined, []],
      ['Bo "B" Quist', "Excluded", "exclude", undefined, ["wrong population", "no data"]],
      ["Cy", "Maybe", "maybe", undefined, []],
    ]);
    expect(found[1]?.notes).toEqual(["children only"]);
    expect(found[0]?.labels).toEqual(["pilot"]);
  });

  test("reads RIS, and a note that stands before Rayyan's own", () => {
    const ris =
      'TY  - JOUR\nTI  - A trial\nN1  - From the registry | RAYYAN-INCLUSION: {"Ana"=>"Excluded"}\nER  - \n';
    const { references } = collectReferences(ris, { name: "x.ris" });
    expect(references[0]?.notes).toEqual(["From the registry"]);
    expect(told(carriedDecisions(references[0]?.labels))).toEqual([
      ["Ana", "Excluded", "exclude", undefined, []],
    ]);
  });
});

describe("Covidence", () => {
  const head = "Title,Authors,Published Year,DOI,Covidence #,Study,Notes,Tags\n";
  test("takes the reason from the notes as an exclusion at full text, and nothing from a plain row", () => {
    const [first = [], second] = decisionsIn(
      `${head}A trial,Ferro I,2024,,#1,Ferro 2024,"Exclusion reason: Wrong setting; Ana: see page 3",ward\nAnother,Ferro I,2024,,#2,Ferro 2024,"",""\n`,
    );
    expect(told(first)).toEqual([["", "Exclusion reason", "exclude", "full_text", ["Wrong setting"]]]);
    expect(first[0]).toMatchObject({ notes: ["Ana: see page 3"], labels: ["ward"] });
    expect(second).toEqual([]);
  });
});

describe("ASReview", () => {
  test("reads the labels of its tables; what was not seen is no decision", () => {
    const found = decisionsIn(
      'title,authors,year,asreview_label,asreview_note,asreview_tags\nA trial,Ferro I,2024,1,"check, dose",x|y\nB,Ferro I,2024,0,,\nC,Ferro I,2024,,,\n',
    );
    expect(found.map(told)).toEqual([
      [["", "1", "include", undefined, []]],
      [["", "0", "exclude", undefined, []]],
      [],
    ]);
    expect(found[0]?.[0]).toMatchObject({ tool: "asreview", notes: ["check, dose"], labels: ["x", "y"] });
  });
  test("reads its notes in RIS", () => {
    const ris = (note: string) => `TY  - JOUR\nTI  - A\nN1  - ${note}\nER  - \n`;
    const found = decisionsIn(
      ["ASReview_relevant", "ASReview_irrelevant", "ASReview_not_seen"].map(ris).join(""),
      "x.ris",
    );
    expect(found.map((one) => one[0]?.suggests)).toEqual(["include", "exclude", undefined]);
  });
});

describe("EPPI-Reviewer", () => {
  const report = {
    CodeSets: [
      {
        SetName: "Screen on Title & Abstract",
        SetId: 1,
        Attributes: {
          AttributesList: [
            { AttributeId: 11, AttributeName: "INCLUDE on title & abstract" },
            {
              AttributeId: 12,
              AttributeName: "Exclusions",
              Attributes: { AttributesList: [{ AttributeId: 13, AttributeName: "EXCLUDE on population" }] },
            },
          ],
        },
      },
      {
        SetName: "Setting",
        SetId: 2,
        Attributes: { AttributesList: [{ AttributeId: 21, AttributeName: "Hospital" }] },
      },
    ],
    References: [
      {
        ItemId: 7,
        Title: "A trial",
        Authors: "Ferro Ivo ; Quell Ada",
        Year: "2024",
        TypeName: "Journal, Article",
        ParentTitle: "Annals",
        DOI: "10.5555/a",
        Codes: [
          { AttributeId: 13, AdditionalText: "mice", ItemAttributeFullTextDetails: [] },
          { AttributeId: 21, AdditionalText: "" },
        ],
      },
      { ItemId: 8, Title: "Another", Authors: "", Codes: [{ AttributeId: 11, AdditionalText: "" }] },
    ],
  };
  test("reads references with their codes, and the codes of screening as decisions", () => {
    const { references, format } = collectReferences(JSON.stringify(report, null, 1), { name: "x.json" });
    expect(format).toBe("eppi-json");
    expect(references[0]).toMatchObject({ id: "7", title: "A trial", year: 2024, doi: "10.5555/a" });
    expect(references[0]?.labels).toEqual({
      "eppi.code Screen on Title & Abstract": "EXCLUDE on population",
      "eppi.note Screen on Title & Abstract: EXCLUDE on population": "mice",
      "eppi.code Setting": "Hospital",
    });
    expect(references.map(({ labels }) => told(carriedDecisions(labels)))).toEqual([
      [
        [
          "",
          "Screen on Title & Abstract: EXCLUDE on population",
          "exclude",
          "title_abstract",
          ["population"],
        ],
      ],
      [["", "Screen on Title & Abstract: INCLUDE on title & abstract", "include", "title_abstract", []]],
    ]);
  });
  test("names the line of each item, and a file that is cut off", async () => {
    const text = JSON.stringify(report, null, 1);
    const places: number[] = [];
    await readReferences(
      new TextEncoder().encode(text),
      { name: "x.json" },
      { reference: (_, { line }) => places.push(line), diagnostic: () => undefined },
    );
    const lines = text.split("\n").flatMap((line, at) => (line.includes('"ItemId"') ? [at + 1] : []));
    expect(places).toEqual(lines);
    const { found } = collectReferences(text.slice(0, -20), { name: "x.json" });
    expect(found.map(({ code }) => code)).toContain("json.cut-off");
  });
  test("takes the flag of its tables where there are no codes", () => {
    const [first, second] = decisionsIn(
      "ID,I/E/D/S flag,Title,Authors,Year\n1,I,A trial,Ferro I,2024\n2,D,B,Ferro I,2024\n",
    );
    expect(told(first ?? [])).toEqual([["", "I", "include", undefined, []]]);
    expect(second).toEqual([]);
  });
});

describe("DistillerSR and other tables", () => {
  test("a row for each reviewer's form", () => {
    const rows = [
      "Refid,Title,User,Level,Is it potentially relevant?,Exclusion reason,Comments",
      '4,A trial,Ana,Level 1 - Title and Abstract,No,Wrong design,"short"',
      "4,A trial,Bo,Level 2,Yes,,",
    ].join("\n");
    expect(decisionsIn(rows).map(told)).toEqual([
      [["Ana", "Is it potentially relevant?: No", "exclude", "title_abstract", ["Wrong design"]]],
      [["Bo", "Is it potentially relevant?: Yes", "include", "full_text", []]],
    ]);
  });
  test("a question that asks for exclusion is left to a person", () => {
    const [found = []] = decisionsIn("Refid,Title,User,Exclude this reference?\n4,A trial,Ana,Yes\n");
    expect(told(found)).toEqual([["Ana", "Exclude this reference?: Yes", undefined, undefined, []]]);
  });
  test("a column of decisions, and one for each reviewer", () => {
    expect(told(decisionsIn("record_id,title,year,label_included\n1,A,2020,1\n")[0] ?? [])).toEqual([
      ["", "1", "include", undefined, []],
    ]);
    expect(
      told(
        decisionsIn("title,authors,year,Reviewer Ana,Reviewer Bo\nA,Ferro I,2020,Include,exclude\n")[0] ?? [],
      ),
    ).toEqual([
      ["Ana", "Include", "include", undefined, []],
      ["Bo", "exclude", "exclude", undefined, []],
    ]);
    expect(
      told(decisionsIn("title,year,Reviewer,Decision,Reason\nA,2020,Ana,Exclude,No data\n")[0] ?? []),
    ).toEqual([["Ana", "Exclude", "exclude", undefined, ["No data"]]]);
  });
  test("an ordinary export carries nothing", () => {
    expect(decisionsIn("Title,Authors,Year,Notes,Status\nA,Ferro I,2020,see,In print\n")).toEqual([[]]);
    expect(decisionsIn("TY  - JOUR\nTI  - A\nN1  - a note\nER  - \n", "x.ris")).toEqual([[]]);
  });
});

test("without what it carried, a reference tells nothing of it", () => {
  const texts = [
    'key,title,year,notes\nk,T,2020,"from hand | RAYYAN-INCLUSION: {""Ana""=>""Excluded""}"\n',
    "title,authors,year,asreview_label,asreview_note\nT,Ferro I,2020,0,Excluded by Ana\n",
    "Title,Covidence #,Notes,Tags\nT,#1,Exclusion reason: Excluded by Ana;,\n",
    'TY  - JOUR\nTI  - T\nN1  - kept\nN1  - RAYYAN-INCLUSION: {"Ana"=>"Excluded"}\nER  - \n',
    '{"CodeSets": [], "References": [{"ItemId": 1, "Title": "T", "Codes": [{"AttributeId": 1, "AdditionalText": "Excluded by Ana"}]}]}',
  ];
  for (const text of texts) {
    const [reference] = collectReferences(text, { name: "x" }).references;
    expect(JSON.stringify(reference)).toContain("Ana");
    const left = withoutCarried(reference ?? { raw: {} });
    expect(JSON.stringify(left)).not.toContain("Ana");
    expect(left).toMatchObject({ title: "T" });
  }
  const [note] = collectReferences(texts[3] ?? "", { name: "x.ris" }).references;
  expect(withoutCarried(note ?? { raw: {} }).raw).toMatchObject({ N1: ["kept"] });
});
