import {
  AlignmentType,
  BorderStyle,
  ExternalHyperlink,
  HeadingLevel,
  InternalHyperlink,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { type Block, type Inline, plain, safeHref, type Table as TableBlock, type Text } from "../block.ts";
import { picture } from "./picture.ts";

/** Text width of an A4 page with margins of 2 cm in twentieths of a point: upright, and on its side. */
const PAGE = 9638;
const SIDEWAYS = 14570;
/** Letters of a word that a column of an upright page should have room for. */
const WHOLE = 14;
const RULE = { style: BorderStyle.SINGLE, size: 4, color: "BBBBBB" };
const LINE = { style: BorderStyle.SINGLE, size: 8, color: "333333" };
const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" };
const NO_BORDERS = { top: NONE, left: NONE, right: NONE, bottom: NONE };
/** Width of the column of terms. */
const TERM = 2500;

/** XML 1.0 takes no other control characters, and no half of a surrogate pair. */
function clean(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
}

/** A bookmark's name for a section's id: letters, digits, underscores, 40 at most. */
export function bookmarkName(id: string): string {
  return `s_${id.replace(/[^A-Za-z0-9_]/g, "_")}`.slice(0, 40);
}

function run(part: Inline): ParagraphChild {
  if (typeof part === "string") return new TextRun(clean(part));
  const href = safeHref(part.href);
  const text = new TextRun({
    text: clean(part.text),
    ...(part.style === "strong" ? { bold: true } : {}),
    ...(part.style === "emphasis" ? { italics: true } : {}),
    ...(part.style === "code" ? { font: "Consolas", size: 16 } : {}),
    ...(href === undefined ? {} : { style: "Hyperlink" }),
  });
  if (href === undefined) return text;
  return href.startsWith("#")
    ? new InternalHyperlink({ anchor: bookmarkName(href.slice(1)), children: [text] })
    : new ExternalHyperlink({ link: href, children: [text] });
}

function runs(text: Text): ParagraphChild[] {
  return typeof text === "string" ? [run(text)] : text.map(run);
}

/** A wide letter of table text, in twentieths of a point, and what a cell's margins take. */
const LETTER = 112;
const MARGINS = 160;

function textsByColumn(table: TableBlock): string[][] {
  return table.head.map((head, at) => [head, ...table.rows.map((row) => plain(row[at] ?? ""))]);
}

/** Letters of the longest word of each column. */
function longestWords(table: TableBlock): number[] {
  return textsByColumn(table).map((texts) =>
    Math.max(...texts.flatMap((text) => text.split(/[\s\u2013-]+/)).map((one) => one.length)),
  );
}

/** How wide a column must be for its longest word, where no word may claim more than `longest` letters. */
function leastWidths(words: readonly number[], longest: number): number[] {
  return words.map((word) => Math.min(longest, word) * LETTER + MARGINS);
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

/**
 * Column widths: room for the longest word of each, the longest words broken first where there is not enough,
 * and the rest by how much text is in them (its root: twice the text in a column twice as wide is as tall).
 */
export function columnWidths(table: TableBlock, page = PAGE): number[] {
  const words = longestWords(table);
  let longest = 18;
  while (longest > 4 && sum(leastWidths(words, longest)) > page) longest--;
  const least = leastWidths(words, longest);
  const weights = textsByColumn(table).map((texts) => Math.sqrt(sum(texts.map((text) => text.length))));
  const rest = page - sum(least);
  return least.map((width, at) => Math.floor(width + ((weights[at] ?? 0) / sum(weights)) * rest));
}

/** Terms beside their texts, without lines. */
function definitionsDocx(rows: readonly (readonly [string, Text])[]): Table {
  const cell = (width: number, paragraph: Paragraph) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      borders: NO_BORDERS,
      children: [paragraph],
    });
  return new Table({
    rows: rows.map(
      ([term, text]) =>
        new TableRow({
          children: [
            cell(
              TERM,
              new Paragraph({ style: "Term", children: [new TextRun({ text: clean(term), bold: true })] }),
            ),
            cell(PAGE - TERM, new Paragraph({ style: "Definition", children: runs(text) })),
          ],
        }),
    ),
    columnWidths: [TERM, PAGE - TERM],
    width: { size: PAGE, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: { ...NO_BORDERS, insideHorizontal: NONE, insideVertical: NONE },
  });
}

/** Whether a block is a table whose words need a page on its side. */
export function isWide(block: Block): boolean {
  return block.kind === "table" && sum(leastWidths(longestWords(block), WHOLE)) > PAGE;
}

function tableDocx(table: TableBlock): (Paragraph | Table)[] {
  const page = isWide(table) ? SIDEWAYS : PAGE;
  const widths = columnWidths(table, page);
  const numeric = new Set(table.numeric ?? []);
  const cell = (text: Text, at: number, head: boolean, last: boolean) =>
    new TableCell({
      width: { size: widths[at] ?? 1000, type: WidthType.DXA },
      margins: { top: 50, bottom: 50, left: 0, right: 120 },
      borders: { top: NONE, left: NONE, right: NONE, bottom: head || last ? LINE : RULE },
      children: [
        new Paragraph({
          style: head ? "TableHead" : "TableText",
          ...(numeric.has(at) ? { alignment: AlignmentType.RIGHT } : {}),
          children: runs(text),
        }),
      ],
    });
  const rows = [
    new TableRow({
      tableHeader: true,
      cantSplit: true,
      children: table.head.map((text, at) => cell(text, at, true, false)),
    }),
    ...table.rows.map(
      (row, index) =>
        new TableRow({
          cantSplit: true,
          children: row.map((text, at) => cell(text, at, false, index === table.rows.length - 1)),
        }),
    ),
  ];
  return [
    new Paragraph({
      style: "Caption",
      keepNext: true,
      children: [new TextRun({ text: clean(table.caption), bold: true })],
    }),
    new Table({
      rows,
      columnWidths: widths,
      width: { size: page, type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      borders: { ...NO_BORDERS, insideHorizontal: NONE, insideVertical: NONE },
    }),
    new Paragraph({ style: "TableText", children: [] }),
  ];
}

/** A block as paragraphs and tables; `figures` counts the figures of the whole report. */
export function blockDocx(block: Block, figures: { next: number }): (Paragraph | Table)[] {
  switch (block.kind) {
    case "paragraph":
      return [new Paragraph({ children: runs(block.text) })];
    case "heading":
      return [new Paragraph({ heading: HeadingLevel.HEADING_3, children: [run(block.text)] })];
    case "list":
      return block.items.map((item) => new Paragraph({ bullet: { level: 0 }, children: runs(item) }));
    case "definitions":
      return [definitionsDocx(block.rows), new Paragraph({ style: "TableText", children: [] })];
    case "verbatim":
      return clean(block.text)
        .split(/\r\n|\r|\n/)
        .map((line) => new Paragraph({ style: "Verbatim", children: [new TextRun(line)] }));
    case "note":
      return [new Paragraph({ style: "Note", children: runs(block.text) })];
    case "table":
      return tableDocx(block);
    case "figure": {
      const image = picture(block);
      const number = figures.next++;
      const caption = block.caption === undefined ? "" : ` ${clean(block.caption)}`;
      return [
        new Paragraph({ keepNext: true, children: image === undefined ? [run(block.alt)] : [image] }),
        new Paragraph({
          style: "Caption",
          children: [
            new TextRun({ text: `Figure ${number}. ${clean(block.title)}.`, bold: true }),
            new TextRun(caption),
          ],
        }),
      ];
    }
  }
}
