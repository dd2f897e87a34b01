import {
  AlignmentType,
  Bookmark,
  Document,
  Footer,
  HeadingLevel,
  type ISectionOptions,
  type IParagraphStyleOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  type Table,
  TextRun,
} from "docx";
import { flowDiagram } from "../../flow/index.ts";
import type { Block, Numbered } from "../block.ts";
import type { ReportInput } from "../input.ts";
import { reportSections, reviewTypeWords } from "../report.ts";
import { dateWords } from "../words.ts";
import { blockDocx, bookmarkName, isWide } from "./block.ts";
import { fixedPackage } from "./fixed-package.ts";
import { withPictures } from "./raster.ts";

const SANS = "Calibri";
const SERIF = "Cambria";
const ACCENT = "0B5563";

function style(id: string, size: number, rest: Partial<IParagraphStyleOptions> = {}): IParagraphStyleOptions {
  return { id, name: id, basedOn: "Normal", quickFormat: true, run: { font: SANS, size }, ...rest };
}

const STYLES: IParagraphStyleOptions[] = [
  style("TableText", 17, { paragraph: { spacing: { after: 0, line: 250, lineRule: "auto" } } }),
  style("TableHead", 17, {
    run: { font: SANS, size: 17, bold: true },
    paragraph: { spacing: { after: 0 }, keepNext: true },
  }),
  style("Caption", 18, { paragraph: { spacing: { before: 160, after: 80 } } }),
  style("Term", 19, {
    run: { font: SANS, size: 19 },
    paragraph: { spacing: { after: 60, line: 250, lineRule: "auto" } },
  }),
  style("Definition", 20, {
    run: { font: SERIF, size: 20 },
    paragraph: { spacing: { after: 60, line: 260, lineRule: "auto" } },
  }),
  style("Verbatim", 16, {
    run: { font: "Consolas", size: 16 },
    paragraph: { spacing: { after: 0 }, shading: { fill: "F1F5F6" } },
  }),
  style("Note", 19, {
    run: { font: SANS, size: 19, bold: true },
    paragraph: { spacing: { before: 80, after: 120 }, shading: { fill: "E3EEF0" } },
  }),
];

function headingStyle(size: number, before: number, color: string) {
  return {
    run: { font: SANS, size, bold: true, color },
    paragraph: { spacing: { before, after: 120, line: 250, lineRule: "auto" as const }, keepNext: true },
  };
}

/** The flow diagram without the colours of a dark screen. */
function forPaper(block: Block, input: ReportInput): Block {
  return block.kind === "figure" && block.own === true ? { ...block, svg: flowDiagram(input.flow) } : block;
}

/** What stands on pages of one orientation. */
interface Piece {
  wide: boolean;
  children: (Paragraph | Table)[];
}

function sectionDocx(
  section: Numbered,
  top: boolean,
  input: ReportInput,
  figures: { next: number },
): Piece[] {
  const title = `${top && section.appendix === true ? "Appendix " : ""}${section.number}  ${section.title}`;
  const heading = new Paragraph({
    heading: top ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
    pageBreakBefore: top && section.appendix === true,
    children: [new Bookmark({ id: bookmarkName(section.id), children: [new TextRun(title)] })],
  });
  return [
    // a heading goes with the table beneath it
    { wide: section.blocks[0] !== undefined && isWide(section.blocks[0]), children: [heading] },
    ...section.blocks.map((block) => ({
      wide: isWide(block),
      children: blockDocx(forPaper(block, input), figures),
    })),
    ...section.parts.flatMap((part) => sectionDocx(part, false, input, figures)),
  ];
}

/** Neighbours of one orientation become one section of the document. */
function pages(pieces: readonly Piece[]): ISectionOptions[] {
  const runs: Piece[] = [];
  for (const piece of pieces) {
    const last = runs.at(-1);
    if (last?.wide === piece.wide) last.children.push(...piece.children);
    else runs.push({ wide: piece.wide, children: [...piece.children] });
  }
  return runs.map(({ wide, children }) => ({
    properties: {
      page: {
        size: {
          width: 11906,
          height: 16838,
          orientation: wide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: { top: 1134, bottom: 1134, left: 1134, right: 1134 },
      },
    },
    footers: { default: pageFooter() },
    children,
  }));
}

function front(input: ReportInput): Paragraph[] {
  return [
    new Paragraph({
      children: [
        new TextRun({ text: reviewTypeWords(input), font: SANS, size: 20, bold: true, color: ACCENT }),
      ],
    }),
    new Paragraph({
      heading: HeadingLevel.TITLE,
      children: [new Bookmark({ id: bookmarkName("top"), children: [new TextRun(input.protocol.title)] })],
    }),
    new Paragraph({
      children: [
        new TextRun({
          text: [dateWords(input.program.date), input.versions.at(-1)?.name ?? ""]
            .filter((t) => t !== "")
            .join(" · "),
          font: SANS,
          size: 20,
        }),
      ],
    }),
    ...input.labels.map((label) => new Paragraph({ style: "Note", children: [new TextRun(label)] })),
  ];
}

function pageFooter(): Footer {
  const number = new TextRun({ children: [PageNumber.CURRENT], font: SANS, size: 18 });
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [number] })] });
}

/**
 * The report as a DOCX (A4) for editing and for journals: the same sections as the HTML, with headings, tables,
 * and pictures as SVG with their PNG. The same input gives the same bytes.
 */
export async function docxReport(input: ReportInput): Promise<Uint8Array> {
  const figures = { next: 1 };
  const sections = await withPictures(reportSections(input));
  const document = new Document({
    title: input.protocol.title,
    creator: `Chartroom ${input.program.version}`,
    lastModifiedBy: "Chartroom",
    styles: {
      default: {
        document: {
          run: { font: SERIF, size: 21 },
          paragraph: { spacing: { after: 140, line: 290, lineRule: "auto" } },
        },
        title: headingStyle(44, 120, "111111"),
        heading1: headingStyle(30, 480, ACCENT),
        heading2: headingStyle(24, 300, "111111"),
        heading3: headingStyle(21, 240, "111111"),
      },
      paragraphStyles: STYLES,
    },
    sections: pages([
      { wide: false, children: front(input) },
      ...sections.flatMap((section) => sectionDocx(section, true, input, figures)),
    ]),
  });
  const bytes = new Uint8Array(await Packer.toBuffer(document));
  return fixedPackage(bytes, input.program.date);
}
