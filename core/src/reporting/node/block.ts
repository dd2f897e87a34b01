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
  TabStopType,
  TextRun,
  WidthType,
} from "docx";
import { type Block, type Inline, plain, safeHref, type Table as TableBlock, type Text } from "../block.ts";
import { picture } from "./picture.ts";

/** Text width of the page in twentieths of a point. */
const PAGE = 9638;
const RULE = { style: BorderStyle.SINGLE, size: 4, color: "BBBBBB" };
const LINE = { style: BorderStyle.SINGLE, size: 8, color: "333333" };
const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" };

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

/** About the widest letter of table text, in twentieths of a point. */
const LETTER = 105;

/** Column widths: room for the longest word of each, and the rest by the length of what is in them. */
function columnWidths(table: TableBlock): number[] {
  const columns = table.head.map((head, at) => {
    const texts = [head, ...table.rows.map((row) => plain(row[at] ?? ""))];
    const word = Math.max(...texts.flatMap((text) => text.split(/[\s\u2013-]+/)).map((one) => one.length));
    const mean = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
    return { least: Math.min(18, word) * LETTER + 160, weight: Math.min(80, mean) };
  });
  const least = columns.reduce((sum, column) => sum + column.least, 0);
  if (least >= PAGE) return columns.map((column) => Math.floor((column.least / least) * PAGE));
  const weight = columns.reduce((sum, column) => sum + column.weight, 0);
  return columns.map((column) => Math.floor(column.least + (column.weight / weight) * (PAGE - least)));
}

function tableDocx(table: TableBlock): (Paragraph | Table)[] {
  const widths = columnWidths(table);
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
      width: { size: PAGE, type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      borders: {
        top: NONE,
        left: NONE,
        right: NONE,
        bottom: NONE,
        insideHorizontal: NONE,
        insideVertical: NONE,
      },
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
      return block.rows.map(
        ([term, text]) =>
          new Paragraph({
            style: "Definition",
            tabStops: [{ type: TabStopType.LEFT, position: 2500 }],
            children: [new TextRun({ text: `${clean(term)}\t`, bold: true }), ...runs(text)],
          }),
      );
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
      // without a PNG, programs that draw no SVG show nothing
      const words = block.png === undefined ? ` In words: ${clean(block.alt)}` : "";
      const caption = `${block.caption === undefined ? "" : ` ${clean(block.caption)}`}${words}`;
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
