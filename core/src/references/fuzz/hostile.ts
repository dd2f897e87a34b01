import { strToU8, zipSync } from "fflate";

/** A file made to exhaust or to trick a reader, in pieces so that making it needs no memory. */
export interface Hostile {
  name: string;
  format: string;
  pieces(): Generator<Uint8Array>;
}

const MB = 1_000_000;
const PIECE = 1 << 16;

/** `head`, then `unit` over and over for so many bytes, then `foot`. */
function* long(head: string, unit: string, bytes: number, foot: string): Generator<Uint8Array> {
  yield strToU8(head);
  const block = strToU8(unit.repeat(Math.max(1, Math.floor(PIECE / unit.length))));
  for (let sent = 0; sent < bytes; sent += block.length) yield block;
  yield strToU8(foot);
}

function file(name: string, format: string, ...lines: Parameters<typeof long>): Hostile {
  return { name, format, pieces: () => long(...lines) };
}

function whole(name: string, format: string, make: () => Uint8Array): Hostile {
  return {
    name,
    format,
    *pieces() {
      yield make();
    },
  };
}

const sheet = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
const HEADER =
  '<row r="1"><c t="inlineStr"><is><t>Title</t></is></c><c t="inlineStr"><is><t>Year</t></is></c></row>';

function workbook(name: string, parts: () => Record<string, string>): Hostile {
  return whole(name, "xlsx", () =>
    zipSync(Object.fromEntries(Object.entries(parts()).map(([part, text]) => [part, strToU8(text)])), {
      level: 9,
    }),
  );
}

/** Entities that would stand for a billion words, and one that would read a file or an address. */
function withEntities(root: string): string {
  const laughs = Array.from(
    { length: 12 },
    (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`,
  ).join("");
  const outside =
    '<!ENTITY % p SYSTEM "http://127.0.0.1:9/p.dtd">%p;<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY h SYSTEM "http://127.0.0.1:9/x">';
  return `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "laugh">${laughs}${outside}]>${root.replaceAll("Tea", "&l12;&f;&h;&p;")}`;
}

const PUBMED =
  "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>Tea</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>";
const ENDNOTE =
  "<xml><records><record><rec-number>1</rec-number><titles><title>Tea</title></titles></record></records></xml>";
const MODS = "<modsCollection><mods><titleInfo><title>Tea</title></titleInfo></mods></modsCollection>";
const TRIAL =
  "<clinical_study><id_info><nct_id>NCT00000001</nct_id></id_info><brief_title>Tea</brief_title></clinical_study>";

const XML = [
  ["pubmed-xml", PUBMED],
  ["endnote-xml", ENDNOTE],
  ["mods", MODS],
  ["clinicaltrials", TRIAL],
] as const;

/** A head after which a line of any length belongs to a record. */
const OPENED: readonly (readonly [format: string, head: string, foot: string])[] = [
  ["ris", "TY  - JOUR\nTI  - ", "\nER  - \n"],
  ["nbib", "PMID- 1\nTI  - ", "\n\n"],
  ["wos", "PT J\nTI ", "\nER\n"],
  ["ovid", "<1. >\nTI  - ", "\n"],
  ["enw", "%0 Book\n%T ", "\n"],
  ["refworks", "RT Book\nT1 ", "\n"],
  ["jsonl", '{"id":"1","type":"book","title":"', '"}\n'],
  ["bib", "@article{k, title = {", "}}\n"],
  ["csv", 'record_id,title,year\n1,"', '",2020\n'],
  ["tsv", "PT\tAU\tTI\tSO\nJ\tA\t", "\tJ\n"],
  ["csl-json", '[{"id":"1","title":"', '"}]'],
  ["pop-json", '[{"title":"T","cites":1,"rank":1,"abstract":"', '"}]'],
  ["pubmed-xml", "<PubmedArticle><ArticleTitle>", "</ArticleTitle></PubmedArticle>"],
  ["endnote-xml", "<records><record><titles><title>", "</title></titles></record></records>"],
  ["mods", "<mods><titleInfo><title>", "</title></titleInfo></mods>"],
  ["clinicaltrials", "<clinical_study><brief_title>", "</brief_title></clinical_study>"],
];

function longLines(): Hostile[] {
  return OPENED.flatMap(([format, head, foot]) => [
    file(`a line of 100 MB of letters, ${format}`, format, head, "tea ", 100 * MB, foot),
    file(`a line of 100 MB without a head, ${format}`, format, "", "x", 100 * MB, ""),
  ]);
}

/** One sign that means something to a format, a hundred million times, where it could be looked at again and again. */
function floods(): Hostile[] {
  const signs: Readonly<Record<string, string>> = {
    ris: "TY  - ",
    nbib: "-",
    wos: "-- ",
    ovid: "<1. ",
    enw: "%0",
    refworks: "RT ",
    jsonl: '{"a":',
    bib: "{",
    csv: '"',
    tsv: "\t",
    "csl-json": "[{",
    "pop-json": '\\"',
    "pubmed-xml": "<",
    "endnote-xml": "&",
    mods: "<!--",
    clinicaltrials: "</",
  };
  return [
    ...OPENED.map(([format, head, foot]) => {
      const sign = signs[format] ?? "<";
      return file(`20 MB of ${JSON.stringify(sign)}, ${format}`, format, head, sign, 20 * MB, foot);
    }),
    file("100 MB of commas", "csv", "record_id,title,year\n1,", ",", 100 * MB, "\n"),
    file("20 MB of commas in the header", "csv", "title,year", ",", 20 * MB, "\n1,2\n"),
    file("20 MB of names of columns", "csv", "title,year", ",abstract note", 20 * MB, "\n1,2\n"),
    file("20 MB of tags that never end", "endnote-xml", "<records><record>", "<a '", 20 * MB, ">"),
    file("20 MB of declarations that never end", "mods", "<mods>", "<!a [", 20 * MB, ">"),
    file("20 MB of @", "bib", "", "@a{", 20 * MB, ""),
    file("20 MB of entries that are never closed", "bib", "", "@a{k,\n t = {x", 20 * MB, ""),
    file("20 MB of quotes that open", "bib", "@a{k, t = ", '"', 20 * MB, "}"),
    file("20 MB of authors", "bib", "@a{k, author = {", "{\\'a} and ", 20 * MB, "}}"),
    file("20 MB of accents", "bib", "@a{k, title = {", "\\'{", 20 * MB, "}}"),
    file(
      "20 MB of authors in a cell",
      "csv",
      'title,authors,year\nT,"',
      "Bo, A and Li, ",
      20 * MB,
      '",2020\n',
    ),
    file("20 MB of blanks in a cell", "csv", 'title,authors,year\n"', " ", 20 * MB, ' x",,2020\n'),
    file("20 MB of keywords", "ris", "TY  - JOUR\nKW  - ", "a; ", 3_900_000, "\nER  - \n"),
    file("two million fields", "ris", "TY  - JOUR\n", "KW  - a\n", 16 * MB, "ER  - \n"),
    file("two million kinds of publication", "ris", "TY  - JOUR\n", "M3  - a\n", 16 * MB, "ER  - \n"),
    file("two million kinds of publication in MEDLINE", "nbib", "PMID- 1\n", "PT  - a\n", 16 * MB, "\n"),
    file("two million empty records", "ris", "", "TY  - \n", 14 * MB, ""),
    file(
      "two million empty elements",
      "endnote-xml",
      "<records><record>",
      "<a/>",
      8 * MB,
      "</record></records>",
    ),
    file(
      "two million attributes",
      "endnote-xml",
      "<records><record ",
      "a='b' ",
      12 * MB,
      "></record></records>",
    ),
    file("20 MB of an open attribute", "endnote-xml", "<records><record a='", "x>", 20 * MB, ""),
    file("20 MB of a DOCTYPE", "mods", "<!DOCTYPE x [", "<!ENTITY a 'b'>", 20 * MB, ""),
    file("100 MB of line ends", "ovid", "<1. >\nTI  - T\n", "\n", 100 * MB, ""),
    file("20 MB of NULs", "ris", "TY  - JOUR\nTI  - ", "\0", 20 * MB, "\nER  - \n"),
    file("20 MB of halves of characters", "ris", "TY  - JOUR\nTI  - ", "\ud83d", 12 * MB, "\nER  - \n"),
  ];
}

function nested(): Hostile[] {
  return [
    ...XML.map(([format, root]) => {
      const [head = "", foot = ""] = root.split("Tea");
      return file(`a million elements in each other, ${format}`, format, head, "<a>", 3 * MB, foot);
    }),
    file("ten million braces in each other", "bib", "@article{k, title = {", "{", 10 * MB, "}}"),
    file("a million accents on each other", "bib", "@article{k, title = {", "{\\'", 3 * MB, "}}"),
    file("ten million lists in each other", "csl-json", '[{"title":"T","a":', "[", 10 * MB, "]}]"),
    file("two million objects in each other", "csl-json", "[", '{"a":', 10 * MB, "}]"),
    file(
      "three million objects in each other on a line",
      "jsonl",
      '{"id":"1","raw":',
      '{"a":',
      3 * MB,
      "}\n",
    ),
    file("a million records in each other", "endnote-xml", "<records>", "<record>", 8 * MB, ""),
  ];
}

function doubledStrings(): Uint8Array {
  const doubled = Array.from({ length: 60 }, (_, at) => `@string{a${at + 1} = a${at} # a${at}}\n`).join("");
  return strToU8(
    `@string{a0 = "laugh"}\n${doubled}@article{k, title = a60, note = a60 # a60}\n@misc{m, title = {Yes}}\n`,
  );
}

function heavyParent(): Uint8Array {
  const children = Array.from(
    { length: 20_000 },
    (_, at) => `@inproceedings{c${at}, title={T}, crossref={p}}\n`,
  );
  return strToU8(`@proceedings{p, title={${"tea ".repeat(250_000)}}}\n${children.join("")}`);
}

function circle(): Uint8Array {
  return strToU8(
    "@book{a, crossref={b}, title={A}}\n@book{b, crossref={a}, title={B}}\n@book{c, crossref={c}, title={C}}\n",
  );
}

/** Fields of the directory of a ZIP file, changed in every entry. */
function withDirectory(bytes: Uint8Array, change: (view: DataView, entry: number) => void): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at + 46 <= copy.length; at++)
    if (view.getUint32(at, true) === 0x02014b50) change(view, at);
  return copy;
}

function workbooks(): Hostile[] {
  const small = () => zipSync({ "xl/worksheets/sheet1.xml": strToU8(sheet(HEADER)) });
  const bomb = () => zipSync({ "xl/worksheets/sheet1.xml": new Uint8Array(600 << 20) }, { level: 9 });
  const many = () => {
    const rows = strToU8(sheet(HEADER + "<row/>".repeat(1_000_000)));
    return zipSync(
      Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`xl/worksheets/sheet${at}.xml`, rows])),
      { level: 9 },
    );
  };
  const wide = (row: string, times: number) => ({
    "xl/worksheets/sheet1.xml": sheet(HEADER + row.repeat(times)),
  });
  return [
    whole("a part that unpacks to 600 MB", "xlsx", bomb),
    whole("a part that unpacks to 600 MB and says it is one byte", "xlsx", () =>
      withDirectory(bomb(), (view, entry) => view.setUint32(entry + 24, 1, true)),
    ),
    whole("five sheets of a million rows", "xlsx", many),
    whole("parts that overlap and lie outside", "xlsx", () =>
      withDirectory(small(), (view, entry) => view.setUint32(entry + 42, 0xfffffff0, true)),
    ),
    whole("a part larger than the file", "xlsx", () =>
      withDirectory(small(), (view, entry) => view.setUint32(entry + 20, 0xffffffff, true)),
    ),
    whole("65,535 parts that are not there", "xlsx", () => {
      const copy = small();
      new DataView(copy.buffer).setUint16(copy.length - 12, 0xffff, true);
      return copy;
    }),
    workbook("300,000 rows whose only cell is the last column", () =>
      wide('<row><c r="XFD2"><v>1</v></c></row>', 300_000),
    ),
    workbook("row and column numbers beyond all", () =>
      wide('<row r="99999999999999999999"><c r="ZZZZZZ9"><v>1</v></c><c r="A-1"/></row>', 10),
    ),
    workbook("a million columns in a row", () =>
      wide(`<row>${"<c><v>1</v></c>".repeat(1_000_000)}</row>`, 1),
    ),
    workbook("one string of 10 MB, shown in 200,000 cells", () => ({
      "xl/sharedStrings.xml": `<sst><si><t>${"tea ".repeat(2_500_000)}</t></si></sst>`,
      "xl/worksheets/sheet1.xml": sheet(HEADER + '<row><c t="s"><v>0</v></c></row>'.repeat(200_000)),
    })),
    workbook("entities in a workbook", () => ({
      "xl/worksheets/sheet1.xml": withEntities(
        sheet(`${HEADER}<row><c t="inlineStr"><is><t>Tea</t></is></c></row>`),
      ),
    })),
    workbook("relations that lead out of the workbook", () => ({
      "xl/workbook.xml": '<workbook><sheets><sheet r:id="a"/><sheet r:id="b"/></sheets></workbook>',
      "xl/_rels/workbook.xml.rels":
        '<Relationships><Relationship Id="a" Target="../../../../etc/passwd"/><Relationship Id="b" Target="file:///etc/passwd" TargetMode="External"/></Relationships>',
      "xl/worksheets/sheet1.xml": sheet(HEADER),
    })),
  ];
}

function utf16(): Hostile[] {
  const halves = [
    [0xff, 0xfe, 0x3d, 0xd8],
    [0xfe, 0xff, 0xd8, 0x3d, 0xd8],
    [0xff, 0xfe, 0x54, 0x00, 0x59, 0x00, 0x20],
  ];
  return halves.map((bytes, at) =>
    whole(`half a character in UTF-16, ${at + 1}`, "ris", () => Uint8Array.from([...bytes, ...bytes, 0xdc])),
  );
}

/** Every one of them, with the reader that it is meant for. */
export function hostileFiles(): Hostile[] {
  return [
    ...XML.map(([format, root]) =>
      whole(`a billion laughs and entities from outside, ${format}`, format, () =>
        strToU8(withEntities(root)),
      ),
    ),
    whole("a billion laughs in @string", "bib", doubledStrings),
    whole("a title of 1 MB inherited by 20,000 entries", "bib", heavyParent),
    whole("crossrefs in a circle", "bib", circle),
    ...utf16(),
    ...nested(),
    ...workbooks(),
    ...floods(),
    ...longLines(),
  ];
}
