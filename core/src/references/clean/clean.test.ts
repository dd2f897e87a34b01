import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDate } from "./dates.ts";
import { cleanText, decodeEntities, stripTags } from "./entities.ts";
import { cleanKeywords, parseMesh, splitKeywords } from "./keywords.ts";
import { labelsFromNote, notesFromLabels } from "./labels.ts";
import { cleanLanguage } from "./language.ts";
import { formatAuthor, parseAuthor, parseAuthors } from "./names.ts";
import { expandPages, joinPages } from "./pages.ts";
import { risFromType, typeFromMedline, typeFromName, typeFromRis } from "./types.ts";

describe("text", () => {
  test.each([
    ["Caf&eacute; &amp; tea", "Café & tea"],
    ["p &lt; 0.05", "p < 0.05"],
    ["p < 0.05 and x > 3", "p < 0.05 and x > 3"],
    ["a<b and c>d", "a<b and c>d"],
    ["<p>One.</p><p>Two.</p>", "One. Two."],
    ["H<sub>2</sub>O in <i>vivo</i>", "H2O in vivo"],
    ["<jats:title>Aims</jats:title><jats:p>To see</jats:p>", "Aims To see"],
    ["&lt;i&gt;E. coli&lt;/i&gt;", "E. coli"],
    ["R&amp;amp;D", "R&D"],
    ["&#8211; &#x2014; &#150;", "– — –"],
    ["AT&T &unknown; &", "AT&T &unknown; &"],
    ["  two\n  lines\u00a0here ", "two lines here"],
    ["zero\u200bwidth soft\u00adhyphen", "zerowidth softhyphen"],
    ['<a href="https://example.org">link</a>', "link"],
    ["<mml:math><mml:mi>x</mml:mi></mml:math>", "x"],
  ])("%j", (dirty, clean) => expect(cleanText(dirty)).toBe(clean));

  test("what has neither ampersand nor bracket keeps its words", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[\p{L}\p{N}.,;:-]{1,12}$/u)), (words) => {
        expect(cleanText(words.join("  "))).toBe(words.join(" "));
      }),
    );
  });

  test("hostile text takes linear time", () => {
    const start = performance.now();
    for (const piece of ["<", "&", "<a ", "&#", "&lt;", " ", "<p>"]) cleanText(piece.repeat(300_000));
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test("decoding and stripping leave text without marks as it is", () => {
    expect(decodeEntities("plain")).toBe("plain");
    expect(stripTags("plain")).toBe("plain");
    expect(decodeEntities("&#0; &#xD800; &#9999999;")).toBe("\ufffd \ufffd \ufffd");
  });
});

test("a short text is cleaned as a long one is", () => {
  const part = fc.constantFrom(
    "a",
    "é",
    " ",
    "  ",
    "&",
    "&amp;",
    "<i>",
    "\u00ad",
    "\u00a0",
    "\u2009",
    "\t",
    "\n",
    ";",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const text = parts.join("");
      const long = "word ".repeat(30);
      expect(cleanText(`${long}${text}x`)).toBe(
        `${long}${cleanText(`.${text}x`).slice(1)}`.replace(/ {2,}/g, " "),
      );
    }),
  );
});

describe("authors", () => {
  test.each([
    ["Yang, Z.", { family: "Yang", given: "Z." }],
    ["Tobler WR", { family: "Tobler", given: "WR" }],
    ["Brownstein C D", { family: "Brownstein", given: "C D" }],
    ["van der Berg JA Jr", { family: "van der Berg", given: "JA Jr" }],
    ["I. H. Akif", { family: "Akif", given: "I. H." }],
    ["M. van den Berg", { family: "van den Berg", given: "M." }],
    ["Smith, John, Jr.", { family: "Smith", given: "John, Jr." }],
    ["Smith,J.", { family: "Smith", given: "J." }],
    ["O'Brien-Núñez, Mary-Ann", { family: "O'Brien-Núñez", given: "Mary-Ann" }],
    ["Smith, J.,", { literal: "Smith, J." }],
    ["Smith ,  J.", { family: "Smith", given: "J." }],
    ["World Health Organization", { literal: "World Health Organization" }],
    ["Department of Health, England,", { literal: "Department of Health, England" }],
    ["{Trial Group}", { literal: "Trial Group" }],
    ["Kangur, Andu [E-mail: a@example.org]", { family: "Kangur", given: "Andu" }],
    ["[Anonymous]", { literal: "Anonymous" }],
    ["余敏", { literal: "余敏" }],
    ["Garc&iacute;a, A", { family: "García", given: "A" }],
    ["et al.", undefined],
    ["  ", undefined],
  ])("%s", (text, author) => expect(parseAuthor(text)).toEqual(author));

  test("several in one field", () => {
    expect(parseAuthors("Yang, Z.; Xu, J. and Li W")).toEqual([
      { family: "Yang", given: "Z." },
      { family: "Xu", given: "J." },
      { family: "Li", given: "W" },
    ]);
  });

  test("formatting and parsing give the author back", () => {
    const word = fc.stringMatching(/^[A-Z][a-zéü'-]{1,10}[a-z]$/);
    const author = fc.oneof(
      fc.record({ family: word, given: word }),
      fc.record({ literal: fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(" ")) }),
      fc.record({ literal: fc.tuple(word, word).map(([a, b]) => `${a}, ${b}`) }),
      fc.record({ literal: word.map((name) => `${name} WR`) }),
    );
    fc.assert(
      fc.property(author, (given) => {
        expect(parseAuthor(formatAuthor(given))).toEqual(given);
      }),
    );
  });
});

describe("dates", () => {
  test.each([
    ["2024", { date: "2024", year: 2024 }],
    ["2024/03/09/", { date: "2024-03-09", year: 2024 }],
    ["2019/06//", { date: "2019-06", year: 2019 }],
    ["2024///", { date: "2024", year: 2024 }],
    ["1999/08//undefined", { date: "1999-08", year: 1999 }],
    ["2024-05-28", { date: "2024-05-28", year: 2024 }],
    ["20170812", { date: "2017-08-12", year: 2017 }],
    ["Start date: 20170812", { date: "2017-08-12", year: 2017 }],
    ["2016 Jan 15", { date: "2016-01-15", year: 2016 }],
    ["DEC 16 2020", { date: "2020-12-16", year: 2020 }],
    ["28 May 2024", { date: "2024-05-28", year: 2024 }],
    ["September  1, 2021", { date: "2021-09-01", year: 2021 }],
    ["13-15 Dec. 2023", { date: "2023-12", year: 2023 }],
    ["2024 Mar-Apr", { date: "2024-03", year: 2024 }],
    ["2018 Spring", { date: "2018", year: 2018 }],
    ["07 2006", { date: "2006-07", year: 2006 }],
    ["05/28/2024", { date: "2024-05-28", year: 2024 }],
    ["28/05/2024", { date: "2024-05-28", year: 2024 }],
    ["04/05/2024", { date: "2024", year: 2024 }],
    ["2024-02-31", { date: "2024-02", year: 2024 }],
    ["c2016.", { date: "2016", year: 2016 }],
    ["1900-02-29", { date: "1900-02", year: 1900 }],
    ["2000-02-29", { date: "2000-02-29", year: 2000 }],
    ["2023-04-31", { date: "2023-04", year: 2023 }],
    ["0000", {}],
    ["Date of publication", {}],
    ["", {}],
  ])("%s", (text, date) => expect(parseDate(text)).toEqual(date));
});

test.each([
  ["123-9", "123-129"],
  ["283-98", "283-298"],
  ["S28-36", "S28-S36"],
  ["e11-3", "e11-e13"],
  ["215-23.e5", "215-223.e5"],
  ["pp 37–64", "37-64"],
  ["5--7", "5-7"],
  ["183-93; quiz 193-4", "183-193; quiz 193-194"],
  ["12-12", "12"],
  ["129-3", "129-3"],
  ["129-123", "129-123"],
  ["xi-xv", "xi-xv"],
  ["e0815", "e0815"],
  ["", ""],
])("pages %s", (text, pages) => expect(expandPages(text)).toBe(pages));

test("pages of two fields; expanding twice changes nothing", () => {
  expect(joinPages("281", "289")).toBe("281-289");
  expect(joinPages("281-9", "")).toBe("281-289");
  expect(joinPages("281", "281-289")).toBe("281-289");
  expect(joinPages("", "")).toBeUndefined();
  fc.assert(
    fc.property(fc.stringMatching(/^[Se]?\d{1,5}-\d{1,5}$/), (text) => {
      expect(expandPages(expandPages(text))).toBe(expandPages(text));
    }),
  );
});

test("MeSH terms keep qualifiers and stars", () => {
  expect(parseMesh("Depression/*drug therapy/epidemiology")).toEqual({
    heading: "Depression",
    qualifiers: ["drug therapy", "epidemiology"],
    major: true,
  });
  expect(parseMesh("Humans")).toEqual({ heading: "Humans", qualifiers: [], major: false });
  expect(cleanKeywords(["*Depression/drug therapy", " Humans ", "Humans", ""])).toEqual([
    "*Depression/drug therapy",
    "Humans",
  ]);
  expect(splitKeywords("Child, Preschool; Adult")).toEqual(["Child, Preschool", "Adult"]);
  expect(splitKeywords("one, two", true)).toEqual(["one", "two"]);
});

test.each([
  ["English", "en"],
  ["eng", "en"],
  ["en-US", "en"],
  ["eng ger", "en, de"],
  ["Portuguese; English", "pt, en"],
  ["Klingon", "Klingon"],
  ["", undefined],
])("language %s", (text, code) => expect(cleanLanguage(text)).toBe(code));

test("types from each vocabulary", () => {
  expect(typeFromRis("JOUR")).toBe("article-journal");
  expect(typeFromRis("conf")).toBe("paper-conference");
  expect(typeFromRis("NOPE")).toBe("document");
  expect(typeFromMedline(["Journal Article", "Review"])).toBe("article-journal");
  expect(typeFromMedline(["Journal Article", "Preprint"])).toBe("article");
  expect(typeFromName("Book Section")).toBe("chapter");
  expect(typeFromName("Conference Proceedings")).toBe("paper-conference");
  for (const type of [
    "article-journal",
    "paper-conference",
    "chapter",
    "book",
    "thesis",
    "report",
    "webpage",
    "dataset",
  ]) {
    expect(typeFromRis(risFromType(type))).toBe(type);
  }
});

describe("labels of other screening tools", () => {
  test.each([
    [
      'RAYYAN-INCLUSION: {"Ada"=>"Included", "Bo"=>"Excluded"}',
      { "rayyan.inclusion.Ada": "Included", "rayyan.inclusion.Bo": "Excluded" },
    ],
    [
      'RAYYAN-INCLUSION: {"Ada"=>"Excluded"} | RAYYAN-LABELS: pilot,cohort | RAYYAN-EXCLUSION-REASONS: wrong population | USER-NOTES: {"Ada"=>["a note"]}',
      {
        "rayyan.inclusion.Ada": "Excluded",
        "rayyan.labels": "pilot,cohort",
        "rayyan.exclusion-reasons": "wrong population",
        "rayyan.notes.Ada": "a note",
      },
    ],
    ["ASReview_relevant", { "asreview.label": "relevant" }],
    ["ASReview_not_seen", { "asreview.label": "not_seen" }],
    ["Exclusion reason: Wrong outcomes; ", { "covidence.exclusion-reason": "Wrong outcomes" }],
    ["An ordinary note on Rayyan", undefined],
  ])("%s", (note, labels) => expect(labelsFromNote(note)).toEqual(labels));

  test("go out and come back", () => {
    const labels = {
      'rayyan.inclusion.A "B"': "Maybe",
      "rayyan.labels": "one,two",
      "asreview.label": "relevant",
      "my own: key": "x | y",
    };
    expect(Object.assign({}, ...notesFromLabels(labels).map(labelsFromNote))).toEqual(labels);
  });
});
