import { describe, expect, test } from "vitest";
import { collectReferences } from "../read.ts";

const read = (text: string, format: string) => collectReferences(text, { name: "test.txt", format });

const NBIB = `PMID- 12345678
OWN - NLM
IS  - 0317-8471 (Electronic)
VI  - 576
IP  - 1 Pt 3
DP  - 2016 Jan 15
TI  - Tea and
      sleep.
PG  - 466-75
LID - 10.1000/tea.1 [doi]
LID - S0317(1) [pii]
AB  - A long abstract
      goes on.
FAU - Ames, Ada B
AU  - Ames AB
CN  - Tea Group
LA  - eng
PT  - Journal Article
PT  - Retracted Publication
RIN - J Tea. 2018;1:2
PMC - PMC123
MH  - *Tea/adverse effects
OT  - sleep
JT  - Journal of Beverages

PMID- 2
TI  - Two

`;

describe("MEDLINE", () => {
  test("fields, folded lines and flags", () => {
    const { references, found } = read(NBIB, "nbib");
    expect(references).toHaveLength(2);
    expect(found).toEqual([]);
    const { raw, ...first } = references[0] as NonNullable<(typeof references)[0]>;
    expect(first).toEqual({
      id: "12345678",
      type: "article-journal",
      title: "Tea and sleep.",
      authors: [{ family: "Ames", given: "Ada B" }, { literal: "Tea Group" }],
      year: 2016,
      date: "2016-01-15",
      journal: "Journal of Beverages",
      volume: "576",
      issue: "1 Pt 3",
      pages: "466-475",
      doi: "10.1000/tea.1",
      pmid: "12345678",
      pmcid: "PMC123",
      issn: ["0317-8471"],
      isbn: [],
      abstract: "A long abstract goes on.",
      keywords: ["*Tea/adverse effects", "sleep"],
      language: "en",
      url: [],
      database: "PubMed",
      accession: "12345678",
      notes: [],
      flags: [{ kind: "retracted", basis: "RIN: J Tea. 2018;1:2" }],
    });
    expect(raw["LID"]).toEqual(["10.1000/tea.1 [doi]", "S0317(1) [pii]"]);
  });

  test("PMC before PMID, ERIC without PMID, records without a blank line", () => {
    expect(read("PMC - PMC1\nPMID- 1\nTI  - A\nPMID- 2\nTI  - B\n", "nbib").references).toHaveLength(2);
    const eric = read(
      "OWN - ERIC\nTI  - A\nOID - EJ1\n\nOWN - ERIC\nTI  - B\nOID - EJ2\n",
      "nbib",
    ).references;
    expect(eric.map(({ id, database }) => [id, database])).toEqual([
      ["EJ1", "ERIC"],
      ["EJ2", "ERIC"],
    ]);
  });
});

test("Web of Science", () => {
  const { references, found } = read(
    `\ufeffFN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Ames, A
   Bell, B
AF Ames, Ada
   Bell, Bo
CA Tea Grp
TI Tea and
   sleep
SO JOURNAL OF TEA
DT Article; Early Access
DE tea; sleep
ID REST
PD DEC 16
PY 2020
VL 6
BP 5
EP 9
DI 10.1000/tea.1
SN 0317-8471
UT WOS:1
ER

PT B
AU Cole, C
TI A Book
AR 12
PY 2019
ER

EF
`,
    "wos",
  );
  expect(found).toEqual([]);
  expect(references.map(({ raw: _, ...reference }) => reference)).toMatchObject([
    {
      id: "WOS:1",
      title: "Tea and sleep",
      authors: [{ family: "Ames", given: "Ada" }, { family: "Bell", given: "Bo" }, { literal: "Tea Grp" }],
      journal: "JOURNAL OF TEA",
      date: "2020-12-16",
      pages: "5-9",
      doi: "10.1000/tea.1",
      keywords: ["tea", "sleep", "REST"],
      issn: ["0317-8471"],
      database: "Clarivate Analytics Web of Science",
      accession: "WOS:1",
    },
    { id: "2", type: "book", pages: "12", year: 2019 },
  ]);
});

test("Web of Science without ER", () => {
  const { references, found } = read("PT J\nTI One\nPT J\nTI Two\nER\n", "wos");
  expect(references).toHaveLength(2);
  expect(found.map(({ code, record }) => [code, record])).toEqual([["wos.missing-end", 1]]);
});

test("Ovid with short tags; numbers alone are no records", () => {
  const { references } = read(
    `<3001. >
VN  - Ovid Technologies
DB  - Embase
UI  - 621381829
TI  - Tea and sleep.
SO  - Journal of Tea. 12(3):123-9, 2018 Mar.
AU  - Ames A.
AU  - Bell B.B.
IN  - (Ames) Here
      (Bell) There
MH  - *tea
MH  - sleep
XP  - XL  - https://example.org/1
AB  - Text
Method(s): more text
1.
IS  - 0317-8471
DO  - http://dx.doi.org/10.1000/tea.1
PT  - Article
LG  - English

<3002. >
TI  - Two
`,
    "ovid",
  );
  expect(references).toHaveLength(2);
  expect(references[0]).toMatchObject({
    id: "621381829",
    title: "Tea and sleep.",
    authors: [
      { family: "Ames", given: "A." },
      { family: "Bell", given: "B.B." },
    ],
    journal: "Journal of Tea",
    volume: "12",
    issue: "3",
    pages: "123-129",
    date: "2018-03",
    doi: "10.1000/tea.1",
    keywords: ["*tea", "sleep"],
    abstract: "Text Method(s): more text 1.",
    url: ["https://example.org/1"],
    database: "Embase",
  });
});

test("Ovid with long labels", () => {
  const { references } = read(
    `<8>
Accession Number
  01445406.
Author
  Kohler, Lars 1;  Hauck, Markus 1,2
Title
  Cloud water interception.[Article]
Source
  Ecohydrology.   8(6):1048-1064, September 2015.
Abstract
  Short text
Author Keywords
  canopy;  fog.
Language
  English.
`,
    "ovid",
  );
  expect(references).toMatchObject([
    {
      id: "01445406",
      title: "Cloud water interception",
      authors: [
        { family: "Kohler", given: "Lars" },
        { family: "Hauck", given: "Markus" },
      ],
      journal: "Ecohydrology",
      volume: "8",
      issue: "6",
      pages: "1048-1064",
      date: "2015-09",
      abstract: "Short text",
      keywords: ["canopy", "fog"],
      language: "en",
    },
  ]);
});

test("EndNote tagged, also where %T comes first and some records name no type", () => {
  const { references } = read(
    "%T One\n%0 Journal Article\n%A Ames, Ada\n%J Journal of Tea\n%D 2021\n%8 September  1, 2021\n%P 13-9\n%@ 0317-8471\n%R 10.1000/x\n%X Text\nmore\n\n\n%T Two\n%J Journal of Tea\n%D 2022\n\n%0 Book\n%T Three\n%0 Thesis\n%T Four\n",
    "enw",
  );
  expect(references.map(({ title, type }) => [title, type])).toEqual([
    ["One", "article-journal"],
    ["Two", "article-journal"],
    ["Three", "book"],
    ["Four", "thesis"],
  ]);
  expect(references[0]).toMatchObject({
    authors: [{ family: "Ames", given: "Ada" }],
    date: "2021-09-01",
    pages: "13-19",
    issn: ["0317-8471"],
    doi: "10.1000/x",
    abstract: "Text more",
  });
});

test("RefWorks tagged; a wrapped line that begins with two capitals is text", () => {
  const { references } = read(
    "RT Dissertation\nSR Electronic(1)\nID 2118\nA1 Ames, A.\nT1 Tea\nYR 2000\nSP 141\nOP 9\nK1 One; Two\nAB Some text\nIN the middle\nSN 0-306-40615-2\nLA English\n\nRT Journal Article\nT1 Two\n",
    "refworks",
  );
  expect(references).toMatchObject([
    {
      id: "2118",
      type: "thesis",
      authors: [{ family: "Ames", given: "A." }],
      pages: "141-149",
      keywords: ["One", "Two"],
      abstract: "Some text IN the middle",
      isbn: ["0306406152"],
      language: "en",
    },
    { id: "2", type: "article-journal" },
  ]);
});

test("JSON lines: a bad line loses nothing but itself", () => {
  const good = JSON.stringify({
    id: "1",
    type: "book",
    authors: [],
    issn: [],
    isbn: [],
    keywords: [],
    url: [],
    notes: [],
    raw: {},
  });
  const { references, found } = read(
    `${good}\n{"id":"2"}\nnot json\n\n${good.replace('"1"', '"3"')}\n`,
    "jsonl",
  );
  expect(references.map(({ id }) => id)).toEqual(["1", "3"]);
  expect(found.map(({ code, record, line }) => [code, record, line])).toEqual([
    ["jsonl.invalid-line", 2, 2],
    ["jsonl.invalid-line", 3, 3],
  ]);
});

test("Web of Science: keywords of authors, Keywords Plus, MeSH and broad terms, folded as they come", () => {
  const text =
    "FN Clarivate\nVR 1.0\nPT J\nTI One\nDE first; second\n   part\nID PLUS\nMH Dogs; Humans\nBD Ecology\nER\nEF\n";
  expect(read(text, "wos").references[0]?.keywords).toEqual([
    "first",
    "second part",
    "PLUS",
    "Dogs",
    "Humans",
    "Ecology",
  ]);
});
