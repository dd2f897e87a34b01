import { expect, test } from "vitest";
import type { Reference } from "../reference.ts";
import { bibtex } from "./bibtex.ts";
import type { Diagnostic } from "./format.ts";

function read(text: string, size = text.length || 1) {
  const references: Reference[] = [];
  const lines: number[] = [];
  const diagnostics: Diagnostic[] = [];
  const reader = bibtex.read?.({
    reference: (reference, place) => {
      references.push(reference);
      lines.push(place.line);
    },
    diagnostic: (diagnostic) => diagnostics.push(diagnostic),
  });
  for (let at = 0; at < text.length; at += size) reader?.push(text.slice(at, at + size));
  reader?.end();
  return { references, lines, diagnostics };
}

test("reads strings, joins, quotes, braces and months", () => {
  const { references } = read(`
    @string{jex = "Journal of {E}xamples"}
    @string(pre = {Part })
    @article(alder2020, author = "Alder, Ada", title = {An {"o}dd "title"}, journal = jex # { B},
      note = pre # 2, month = mar, year = 2020, pages = {12--9})`);
  expect(references).toHaveLength(1);
  expect(references[0]).toMatchObject({
    id: "alder2020",
    title: 'An "odd "title"',
    journal: "Journal of Examples B",
    notes: ["Part 2"],
    date: "2020-03",
    authors: [{ family: "Alder", given: "Ada" }],
  });
});

test("one bad entry loses no other, and is told with its line", () => {
  const { references, lines, diagnostics } = read(
    "@article{one, title = {A},\n  year = {2001}}\n@article{two, title = {never closed,\n  year = {2002}\n@article{three,\n  title = {C}}\n",
  );
  expect(references.map(({ id }) => id)).toEqual(["one", "two", "three"]);
  expect(lines).toEqual([1, 3, 5]);
  expect(references[1]?.title).toContain("never closed");
  expect(diagnostics.map(({ code, line, record }) => [code, line, record])).toContainEqual([
    "bibtex.not-closed",
    3,
    2,
  ]);
});

test("goes on after a brace too many and a comma too few", () => {
  const { references } = read(
    "@book{k,\n title = {A}},\n publisher = {P}\n year = 2003,\n}\n@misc{m, title={B}}",
  );
  expect(references.map(({ id, title }) => [id, title])).toEqual([
    ["k", "A"],
    ["m", "B"],
  ]);
  expect(references[0]).toMatchObject({ publisher: "P", year: 2003 });
});

test("takes keys with spaces, without a key, and fields with spaces in their names", () => {
  const { references } = read(
    "@article{ WOS:1 b,\nEarly Access Date = {MAY 2020},\nDOI = {{10.1000/ABC}}}\n@misc{title = {No key}}",
  );
  expect(references[0]).toMatchObject({ id: "WOS:1 b", doi: "10.1000/abc", database: "Web of Science" });
  expect(references[0]?.raw["Early Access Date"]).toBe("MAY 2020");
  expect(references[1]).toMatchObject({ id: "2", title: "No key" });
});

test("inherits from a crossref, before or after it, in the order of the file", () => {
  const child = (key: string) => `@inproceedings{${key}, title = {Talk}, crossref = {Conf}}\n`;
  const { references, diagnostics } = read(
    `${child("a")}@misc{b, title={B}}\n@proceedings{conf, title = {Proceedings of X}, year = 2010, publisher = {P}}\n${child("c")}@misc{d, crossref={none}, title={D}}`,
  );
  expect(references.map(({ id }) => id)).toEqual(["a", "b", "conf", "c", "d"]);
  for (const at of [0, 3]) {
    expect(references[at]).toMatchObject({
      title: "Talk",
      journal: "Proceedings of X",
      year: 2010,
      publisher: "P",
    });
  }
  expect(diagnostics.map(({ code }) => code)).toEqual(["bibtex.no-parent"]);
});

test.each<[string, Reference["authors"]]>([
  [
    "Ada Alder and Brandt, Bo",
    [
      { family: "Alder", given: "Ada" },
      { family: "Brandt", given: "Bo" },
    ],
  ],
  ["Ludwig van Beethoven", [{ family: "van Beethoven", given: "Ludwig" }]],
  ["de la Cruz, Jr., Ivo", [{ family: "de la Cruz", given: "Ivo, Jr." }]],
  ["{Group of Sound and Light} and others", [{ literal: "Group of Sound and Light" }]],
  ["Plato", [{ literal: "Plato" }]],
  ["{\\'E}mile {von der Heide}", [{ family: "von der Heide", given: "Émile" }]],
  [
    "Alder, A.; Brandt, B.",
    [
      { family: "Alder", given: "A." },
      { family: "Brandt", given: "B." },
    ],
  ],
  [
    "A {and} B and Sand, Y",
    [
      { family: "B", given: "A and" },
      { family: "Sand", given: "Y" },
    ],
  ],
])("reads the names %s", (names, authors) => {
  expect(read(`@misc{k, author = {${names}}}`).references[0]?.authors).toEqual(authors);
});

test("reads biblatex: date, journaltitle, eprint", () => {
  const { references } = read(
    "@article{k, journaltitle={J}, date={2021-05-04}, subtitle={b}, title={A}, eprint={2101.00001v2}, eprinttype={arxiv}}",
  );
  expect(references[0]).toMatchObject({
    journal: "J",
    date: "2021-05-04",
    year: 2021,
    title: "A: b",
    arxiv: "2101.00001",
  });
});

test("strings that double with each other and heavy parents are cut off and told, and lose no other entry", () => {
  const doubled = Array.from({ length: 60 }, (_, at) => `@string{a${at + 1} = a${at} # a${at}}\n`).join("");
  const bomb = read(
    `@string{a0 = "laugh"}\n${doubled}@article{k, note = a60, title={A}}\n@misc{m, title={Yes}}`,
  );
  expect(bomb.references.map(({ title }) => title)).toEqual(["A", "Yes"]);
  expect(bomb.references[0]?.notes.join("").length).toBeLessThanOrEqual(16_000_000);
  const children = Array.from(
    { length: 700 },
    (_, at) => `@inproceedings{c${at}, title={T}, crossref={p}}\n`,
  );
  const parent = `@proceedings{p, title={${"tea ".repeat(250_000)}}}\n`;
  const { references, diagnostics } = read(parent + children.join(""));
  expect(references).toHaveLength(701);
  expect(references[1]?.journal).toHaveLength(999_999);
  expect(references[700]?.journal).toBeUndefined();
  expect(diagnostics.some(({ code }) => code === "bibtex.entry")).toBe(true);
}, 60_000);

test("passes over comments, preamble and text between entries", () => {
  const { references, diagnostics } = read(
    '% mail me @ home\n@comment{@article{x, title={no}}}\n@preamble{"\\newcommand"}\nfree @ text\n@misc{k, title={Yes}}',
  );
  expect(references.map(({ title }) => title)).toEqual(["Yes"]);
  expect(diagnostics).toEqual([]);
});

test("reads the same however the text is cut", () => {
  const text =
    '@string{a={x}}\n@article{one, title = {A {b} \\{ c}, year = 2001}\n\n@book(two, title = "B, {c}",\n note = a)\n@misc{three,\n title={C}';
  const whole = read(text);
  expect(whole.references).toHaveLength(3);
  for (let size = 1; size < 40; size++) expect(read(text, size)).toEqual(whole);
});

test("a large file takes linear time", () => {
  const entry = (at: number) =>
    `@article{k${at},\n title = {Title number ${at}},\n author = {Alder, A. and Brandt, B.},\n year = {2020}\n}\n`;
  const text = Array.from({ length: 4000 }, (_, at) => entry(at)).join("");
  expect(read(text, 1 << 14).references).toHaveLength(4000);
  expect(read(`@article{k, title = {${"{a} ".repeat(400_000)}`, 1 << 14).references).toHaveLength(1);
});

test.each([
  ["\n@article{a,\n title={x}}", 1],
  ["Scopus\nEXPORT DATE\n\n@ARTICLE{a,\n", 0.85],
  ["TY  - JOUR\nAB  - mail me @home{x}\n", 0],
])("detects %j as %d", (text, score) => {
  expect(bibtex.detect({ text, name: "x.txt" })).toBe(score);
});

test("an article in advance of its issue is dated by Web of Science's early access", () => {
  const text =
    "@article{ ISI:1,\nTitle = {{One}},\nEarly Access Date = {{DEC 2019}}\n}\n@article{two, title={Two}, Early-Access-Date = {MAR 2020}, year={2021}}";
  expect(read(text).references).toMatchObject([
    { year: 2019, date: "2019-12" },
    { year: 2021, date: "2021" },
  ]);
});
