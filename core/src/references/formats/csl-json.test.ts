import { expect, test } from "vitest";
import type { Reference } from "../reference.ts";
import { cslJson } from "./csl-json.ts";
import type { Diagnostic, Format } from "./format.ts";
import { popJson } from "./pop-json.ts";

function read(text: string, size = text.length || 1, format: Format = cslJson) {
  const references: Reference[] = [];
  const lines: number[] = [];
  const diagnostics: Diagnostic[] = [];
  const reader = format.read?.({
    reference: (reference, place) => {
      references.push(reference);
      lines.push(place.line);
    },
    diagnostic: (diagnostic) => diagnostics.push(diagnostic),
  });
  for (let at = 0; at < text.length; at += size) reader?.push(text.slice(at, at + size));
  reader?.end();
  return {
    references,
    lines,
    codes: diagnostics.map(({ code }) => code),
    ids: references.map(({ id }) => id),
  };
}

const ITEM =
  '{"id":"a","type":"article-journal","title":"Br{a}ce \\"]\\" and \\\\","issued":{"date-parts":[["2020",3]]}}';

test.each([
  ["a list", `[\n${ITEM},\n{"id":"b","title":"B"}]`, ["a", "b"]],
  [
    "items in an object",
    `{"config":{"id":"x","title":"no"},"items":[${ITEM},{"id":"b","title":"B"}],"tail":{"title":"no"},"more":[{"title":"no"}]}`,
    ["a", "b"],
  ],
  ["a keyed object", `{"1":${ITEM},"2":{"id":"b","title":"B"}}`, ["a", "b"]],
  ["one to a line", `${ITEM}\n{"id":"b","title":"B"}\n`, ["a", "b"]],
  ["one object", ITEM, ["a"]],
])("reads %s, however the text is cut", (_, text, ids) => {
  for (const size of [1, 2, 3, 7, text.length]) {
    const { references, codes, ids: found } = read(text, size);
    expect(found).toEqual(ids);
    expect(codes).toEqual([]);
    expect(references[0]).toMatchObject({ title: 'Br{a}ce "]" and \\', date: "2020-03" });
  }
});

test("one bad item loses no other", () => {
  const { ids, codes, lines } = read(
    '[{"id":"a","title":"A"},\n{"id":"b",title:"B"},\n{"id":"c","title":"C"},{"x":1},{"id":"d","title":"D"',
  );
  expect(ids).toEqual(["a", "c"]);
  expect(lines).toEqual([1, 3]);
  expect(codes).toEqual(["json.syntax", "json.no-record", "json.cut-off"]);
});

test("reads names with particles, suffixes, and relatives of CSL", () => {
  const { references } = read(
    '[{"title":"T","author":[{"family":"Cruz","given":"Ivo","non-dropping-particle":"de la","suffix":"Jr."},{"literal":"Example Group"}],"container-title":["J Ex"],"keyword":"a, b","ISSN":"2041-1723"},{"recNumber":"9","title":"U","authors":["Alder, A."],"journal":"K","year":"1999","type":"journalArticle"}]',
  );
  expect(references[0]).toMatchObject({
    authors: [{ family: "de la Cruz", given: "Ivo, Jr." }, { literal: "Example Group" }],
    journal: "J Ex",
    keywords: ["a", "b"],
  });
  expect(references[1]).toMatchObject({
    id: "9",
    type: "article-journal",
    authors: [{ family: "Alder", given: "A." }],
    journal: "K",
    year: 1999,
  });
});

test("brackets without end neither hang nor grow", () => {
  expect(read("[".repeat(200_000), 1 << 12).ids).toEqual([]);
  expect(read(`[${'{"a":'.repeat(100_000)}`, 1 << 12).codes).toEqual(["json.cut-off"]);
});

test("reads Publish or Perish", () => {
  const text =
    '[{"title":"T","authors":["A Alder","BC Brandt"],"year":2011,"source":"J Ex","publisher":"P","article_url":"https://example.org/10.1000/p1","cites":3,"rank":1,"volume":0,"startpage":5,"endpage":9,"abstract":"Text","type":"CITATION"}]';
  expect(popJson.detect({ text, name: "x" })).toBeGreaterThan(cslJson.detect({ text, name: "x" }));
  const { references } = read(text, 9, popJson);
  expect(references[0]).toMatchObject({
    authors: [
      { family: "Alder", given: "A" },
      { family: "Brandt", given: "BC" },
    ],
    year: 2011,
    journal: "J Ex",
    pages: "5-9",
    doi: "10.1000/p1",
  });
  expect(references[0]?.volume).toBeUndefined();
  expect(references[0]?.raw).toMatchObject({ cites: "3", rank: "1" });
});
