import { expect, test } from "vitest";
import { UserError } from "../../base/error.ts";
import type { Reference } from "../reference.ts";
import { csv, tsv } from "./csv.ts";
import type { Diagnostic, Format, ReadOptions, TableHeader } from "./format.ts";

function read(text: string, options: ReadOptions = {}, format: Format = csv) {
  const references: Reference[] = [];
  const diagnostics: Diagnostic[] = [];
  const reader = format.read?.(
    {
      reference: (reference) => references.push(reference),
      diagnostic: (diagnostic) => diagnostics.push(diagnostic),
    },
    options,
  );
  reader?.push(text);
  reader?.end();
  return { references, codes: diagnostics.map(({ code }) => code), diagnostics };
}

test("reads the table of duplicates, with the columns of the command line", () => {
  const { references } = read(
    'record_id,title,authors,year,journal,volume,issue,pages,doi,pmid,abstract,isbn,source_db\nr1,"A, b","Alder, Ada; Brandt, Bo",2020,J Ex,1,2,123-9,https://doi.org/10.1000/X1,77,Text,,Embase\n',
  );
  expect(references[0]).toMatchObject({
    id: "r1",
    title: "A, b",
    authors: [
      { family: "Alder", given: "Ada" },
      { family: "Brandt", given: "Bo" },
    ],
    year: 2020,
    pages: "123-129",
    doi: "10.1000/x1",
    pmid: "77",
    database: "Embase",
  });
  expect(references[0]?.raw).toMatchObject({ doi: "https://doi.org/10.1000/X1", source_db: "Embase" });
});

test("keeps the labels of a simulation and of other tools", () => {
  expect(
    read("record_id,title,abstract,authors,year,doi,label_included\n1,T,A,,2020,,1\n").references[0]?.labels,
  ).toEqual({ label_included: "1" });
  expect(
    read("Title,Authors,Covidence #,Tags,Notes\nT,Alder A,#7,rct; child,check\n").references[0],
  ).toMatchObject({
    id: "#7",
    labels: { Tags: "rct; child", Notes: "check" },
  });
  expect(
    read('key,title,year,notes\nk,T,2020,"RAYYAN-INCLUSION: {""Reader A""=>""Included""}"\n').references[0]
      ?.labels,
  ).toEqual({
    "rayyan.inclusion.Reader A": "Included",
  });
  expect(read("Refid,Title,Is it about children?\n9,T,yes\n").references[0]?.labels).toEqual({
    "distillersr.refid": "9",
    "Is it about children?": "yes",
  });
});

test("finds the header after a preamble, and any delimiter", () => {
  const rows = [
    "SEARCH QUERY;x:ti;",
    "-----;;",
    ";;",
    "Title;Author Names;Source",
    '"A; b";Alder A.D., Brandt B.;J Ex (2014) 3:4 (152-60). Date of Publication: 25 Aug 2014',
  ];
  const { references } = read(rows.join("\r\n"));
  expect(references).toHaveLength(1);
  expect(references[0]).toMatchObject({
    title: "A; b",
    authors: [
      { family: "Alder", given: "A.D." },
      { family: "Brandt", given: "B." },
    ],
    journal: "J Ex",
    volume: "3",
    issue: "4",
    pages: "152-160",
    date: "2014-08-25",
    database: "Embase",
  });
});

test("reads Web of Science's tab-delimited text, where a quote is a character", () => {
  const { references } = read(
    'PT\tAU\tTI\tSO\tPY\tBP\tEP\tUT\tID\nJ\tAlder, A; Brandt, B\t"Quoted" start\tJ EX\t2019\t10\t12\tWOS:1\tX; Y\n',
    {},
    tsv,
  );
  expect(references[0]).toMatchObject({
    id: "WOS:1",
    title: '"Quoted" start',
    pages: "10-12",
    keywords: ["X", "Y"],
    database: "Web of Science",
  });
});

test("reads a citation of PubMed's table", () => {
  const { references } = read(
    '"PMID","Title","Authors","Citation","First Author","Journal/Book","Publication Year","Create Date","PMCID","NIHMS ID","DOI"\n"7","T","Alder AB, Brandt C.","J Ex. 2022 Mar;53(2):334-47. doi: 10.1/x.","Alder AB","J Ex","2022","2022/03/01",,,"10.1000/x"\n',
  );
  expect(references[0]).toMatchObject({
    authors: [
      { family: "Alder", given: "AB" },
      { family: "Brandt", given: "C" },
    ],
    volume: "53",
    issue: "2",
    pages: "334-347",
    date: "2022-03",
    doi: "10.1000/x",
  });
});

test("takes a mapping, and says which of its columns or fields there are not", () => {
  const text = "Was,Wer,Wann\nThe title,Alder A,2001\n";
  expect(read(text).codes).toEqual(["csv.no-title"]);
  const { references, codes } = read(text, {
    mapping: { Was: "title", Wer: "authors", Wann: "year", Wo: "journal" },
  });
  expect(references[0]).toMatchObject({
    title: "The title",
    authors: [{ family: "Alder", given: "A" }],
    year: 2001,
  });
  expect(codes).toEqual(["csv.mapping-column"]);
  expect(() => read(text, { mapping: { Was: "titel" } })).toThrow(UserError);
});

test("describes columns for a mapping dialogue", () => {
  const told: TableHeader[] = [];
  const sink = {
    reference: () => undefined,
    diagnostic: () => undefined,
    table: (one: TableHeader) => told.push(one),
  };
  const reader = csv.read?.(sink);
  reader?.push("SEARCH QUERY,models\n\nArticle Title,StartPage,Colour,label_included\nA,1,red,1\n");
  reader?.end();
  expect(told).toEqual([
    {
      columns: [
        { column: "Article Title", field: "title" },
        { column: "StartPage", field: "startPage" },
        { column: "Colour", field: undefined },
        { column: "label_included", field: "label" },
      ],
      line: 3,
      preamble: [["SEARCH QUERY", "models"], [""]],
    },
  ]);
});

test.each(["=1+1", "+1", "-1", "@x", "\t=1", "'=1", "＝1"])(
  "makes the cell %j harmless and reads it back",
  (title) => {
    const one: Reference = {
      id: "1",
      type: "book",
      title,
      authors: [],
      issn: [],
      isbn: [],
      keywords: [],
      url: [],
      notes: [],
      raw: {},
    };
    const row = csv.write?.one(one) ?? "";
    expect(row.split(",")[2]?.replace(/^"/, "")).toMatch(/^'/);
    expect(read(`${csv.write?.head ?? ""}${row}`).references[0]?.title).toBe(title.trim());
  },
);

test("tells of stray lines and of rows with too many cells", () => {
  const { references, codes } = read(
    "title,authors,year,doi\nA,B C,2020,,extra\n(c) 2024 The Publisher\n\nD,E F,2021,\n",
  );
  expect(references.map(({ title }) => title)).toEqual(["A", "D"]);
  expect(codes).toEqual(["csv.extra-cells", "csv.stray-line"]);
});

test.each<[string, string, Format, number]>([
  ["title,authors,year,doi\na,b,1,c\n", "x.bin", csv, 0.9],
  ["title\tauthors\tyear\tdoi\n", "x.csv", tsv, 0.9],
  ["title\tauthors\tyear\tdoi\n", "x.csv", csv, 0],
  ["TY  - JOUR\nTI  - A, b\nER  - \n", "x.ris", csv, 0],
  ["<xml><a>1,2</a></xml>", "x.csv", csv, 0],
])("detects %j", (text, name, format, score) => {
  expect(format.detect({ text, name })).toBe(score);
});
