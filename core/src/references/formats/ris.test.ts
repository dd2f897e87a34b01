import { describe, expect, test } from "vitest";
import { collectReferences } from "../read.ts";

const read = (text: string) => collectReferences(text, { name: "test.ris", format: "ris" });
const one = (text: string) => {
  const { references } = read(text);
  expect(references).toHaveLength(1);
  return references[0] as NonNullable<(typeof references)[0]>;
};

const PLAIN = `TY  - JOUR
ID  - 77
TI  - Tea and sleep: a trial
AU  - Ames, Ada B.
AU  - Tea Trial Group
T2  - Journal of Beverages
PY  - 2024
DA  - 2024/03/09/
VL  - 12
IS  - 3
SP  - 123
EP  - 9
DO  - 10.1000/TEA.1
M3  - doi: 10.1000/other
SN  - 0317-8471
AB  - One &lt; two.
KW  - Tea
KW  - Sleep
LA  - English
PB  - Cup Press
UR  - https://example.org/tea
DB  - Embase
AN  - L77
C5  - 12345678
N1  - A note
ER  - 
`;

test("a plain record, field by field", () => {
  const { raw, ...reference } = one(PLAIN);
  expect(reference).toEqual({
    id: "77",
    type: "article-journal",
    title: "Tea and sleep: a trial",
    authors: [{ family: "Ames", given: "Ada B." }, { literal: "Tea Trial Group" }],
    year: 2024,
    date: "2024-03-09",
    journal: "Journal of Beverages",
    volume: "12",
    issue: "3",
    pages: "123-129",
    doi: "10.1000/tea.1",
    pmid: "12345678",
    issn: ["0317-8471"],
    isbn: [],
    abstract: "One < two.",
    keywords: ["Tea", "Sleep"],
    language: "en",
    publisher: "Cup Press",
    url: ["https://example.org/tea"],
    database: "Embase",
    accession: "L77",
    notes: ["A note"],
  });
  expect(raw["AB"]).toBe("One &lt; two.");
  expect(raw["KW"]).toEqual(["Tea", "Sleep"]);
  expect(raw["M3"]).toBe("doi: 10.1000/other");
});

describe("dialects", () => {
  const bare = "TY  - JOUR\nTI  - Tea\nAU  - Ames, A\nER  - \n";
  test.each([
    ["the standard", bare],
    ["CRLF", bare.replaceAll("\n", "\r\n")],
    ["CR", bare.replaceAll("\n", "\r")],
    ["mixed ends as IEEE writes them", bare.replace("\n", "\r\n").replace("Tea\n", "Tea\r")],
    [
      "Cochrane's two spaces after a preamble",
      `Record #1 of 1\nProvider: X\nContent: text/plain; charset="UTF-8"\n\n${bare.replaceAll("  - ", "  -  ")}`,
    ],
    ["Ovid's numbers", `1.\n${bare}`],
    ["no space after the hyphen at the end", bare.replace("ER  - ", "ER  -")],
    ["one space", bare.replaceAll("  - ", " - ")],
    ["no spaces", bare.replaceAll("  - ", "-")],
    ["small letters", bare.replaceAll(/^[A-Z]{2}/gm, (tag) => tag.toLowerCase())],
    ["a byte order mark", `\ufeff${bare}`],
    ["indented", bare.replaceAll(/^/gm, "  ")],
    ["no-break spaces", bare.replaceAll("- ", "-\u00a0")],
  ])("%s", (_, text) => {
    const { references, found } = read(text);
    expect(references.map(({ title, authors, type }) => [title, authors, type])).toEqual([
      ["Tea", [{ family: "Ames", given: "A" }], "article-journal"],
    ]);
    expect(found).toEqual([]);
  });

  test("no ER at the end of a record or of the file", () => {
    const { references, found } = read("TY  - JOUR\nTI  - One\n\nTY  - BOOK\nTI  - Two\n");
    expect(references.map(({ title }) => title)).toEqual(["One", "Two"]);
    expect(found.map(({ code, record, line }) => [code, record, line])).toEqual([
      ["ris.missing-end", 1, 1],
      ["ris.missing-end", 2, 4],
    ]);
  });

  test("a record without TY", () => {
    const { references, found } = read(`${PLAIN}\nTI  - Two\nAU  - Ames, A\nER  - \n`);
    expect(references.map(({ title, type }) => [title, type])[1]).toEqual(["Two", "document"]);
    expect(found.map(({ code, record, line }) => [code, record, line])).toEqual([
      ["ris.missing-type", 2, 28],
    ]);
  });

  test("lines of text that look like tags stay text", () => {
    const { abstract } = one(
      "TY  - JOUR\nAB  - First\nER patients waited.\nER  - the emergency room - was full\nCT-scans\nTY - a thing\nUV - light\nas  - such\nER  - \n",
    );
    expect(abstract).toBe(
      "First ER patients waited. ER - the emergency room - was full CT-scans TY - a thing UV - light as - such",
    );
  });

  test("continuation lines: values of a list, lines of a text", () => {
    const reference = one(
      "TY  - JOUR\nKW  - tea\nsleep\nAB  - One\n\n  two\nSN  - 0317-8471\n2434-561X\nER  - \n",
    );
    expect(reference.keywords).toEqual(["tea", "sleep"]);
    expect(reference.abstract).toBe("One two");
    expect(reference.issn).toEqual(["0317-8471", "2434-561X"]);
    expect(reference.raw["AB"]).toBe("One\ntwo");
  });

  test("Ovid's link and what it prints after ER belong to the record before", () => {
    const { references, found } = read(
      "1.\nTY  - JOUR\nT1  - One\nN2  - Text\nER  -\nNL  - J Tea\n\nLink to the Ovid Full Text or citation: https://example.org/1\n\n2.\nTY  - JOUR\nT1  - Two\nER  -\n",
    );
    expect(references.map(({ title }) => title)).toEqual(["One", "Two"]);
    expect(references[0]?.abstract).toBe("Text");
    expect(references[0]?.raw["NL"]).toBe("J Tea");
    expect(references[0]?.raw["Link to the Ovid Full Text or citation"]).toBe("https://example.org/1");
    expect(found).toEqual([]);
  });

  test("a link inside a record is not glued to the field before", () => {
    const reference = one(
      "TY  - JOUR\nAB  - Text\nLink to full text: https://example.org/1\nTI  - One\nER  - \n",
    );
    expect(reference.abstract).toBe("Text");
    expect(reference.title).toBe("One");
  });

  test("text between records is reported", () => {
    const { found } = read(`${PLAIN}Some stray words\n${PLAIN}`);
    expect(found).toEqual([
      {
        code: "ris.stray-text",
        severity: "warning",
        message: expect.stringContaining("Some stray words") as string,
        record: 2,
        line: 27,
      },
    ]);
  });
});

describe("identifiers", () => {
  const fields = (text: string) => one(`TY  - JOUR\n${text}\nER  - \n`);
  test("a DOI from any field or address, never from M3", () => {
    expect(fields("M3  - 10.1000/x").doi).toBeUndefined();
    expect(fields("UR  - https://example.org/?doi=10.1000%2Fx&a=1").doi).toBe("10.1000/x");
    expect(fields("N1  - doi: 10.1000/x").doi).toBe("10.1000/x");
    expect(fields("N1  - It comments on 10.1000/x at length").doi).toBeUndefined();
    expect(fields("AB  - See 10.1000/x").doi).toBeUndefined();
    expect(fields("DO  - http://dx.doi.org/10.1000/X").doi).toBe("10.1000/x");
  });

  test("PMID, PMCID and arXiv where databases put them", () => {
    expect(fields("U1  - 35957633 [PMID]\nU1  - PMC9359172 [PMCID]")).toMatchObject({
      pmid: "35957633",
      pmcid: "PMC9359172",
    });
    expect(fields("C3  - PUBMED 21314913").pmid).toBe("21314913");
    expect(fields("AN  - 29657938\nDP  - NLM\nC2  - PMC5887696")).toMatchObject({
      pmid: "29657938",
      pmcid: "PMC5887696",
    });
    expect(fields("AN  - 29657938\nDB  - ERIC").pmid).toBeUndefined();
    expect(fields("UR  - https://arxiv.org/abs/2409.12973v1").arxiv).toBe("2409.12973");
    expect(fields("N1  - PMID: 123\nN1  - PMCID: PMC45")).toMatchObject({ pmid: "123", pmcid: "PMC45" });
  });
});

test("labels of other tools are no notes", () => {
  const reference = one(
    'TY  - JOUR\nN1  - RAYYAN-INCLUSION: {"Ada"=>"Maybe"} | RAYYAN-LABELS: pilot\nN1  - ASReview_irrelevant\nN1  - plain\nER  - \n',
  );
  expect(reference.labels).toEqual({
    "rayyan.inclusion.Ada": "Maybe",
    "rayyan.labels": "pilot",
    "asreview.label": "irrelevant",
  });
  expect(reference.notes).toEqual(["plain"]);
});

test("a retraction becomes a flag", () => {
  expect(one("TY  - JOUR\nTI  - RETRACTED: Tea\nER  - \n").flags).toEqual([
    { kind: "retracted", basis: "title" },
  ]);
});

test("a keyword field may hold more keywords than a call takes arguments", () => {
  const many = Array.from({ length: 300_000 }, (_, at) => `k${at}`).join("; ");
  const { references } = collectReferences(`TY  - JOUR\nKW  - ${many}\nER  - \n`, { name: "a.ris" });
  expect(references[0]?.keywords).toHaveLength(300_000);
});
