import { strToU8, zipSync } from "fflate";
import type { Reference } from "../reference.ts";
import { isFormula, OWN_COLUMNS } from "./csv-write.ts";
import { escapeXml } from "./xml.ts";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const PART = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Excel's own limit for the text of one cell. */
const MAX_CELL = 32_767;

const FRAME: Readonly<Record<string, string>> = {
  "[Content_Types].xml":
    `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Override PartName="/xl/workbook.xml" ContentType="${PART}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${PART}.styles+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${PART}.worksheet+xml"/></Types>`,
  "_rels/.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  "xl/workbook.xml": `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="References" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels":
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>` +
    `<Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  // style 1 is bold for the header; style 2 marks a text that begins like a formula, as Excel's own ' does
  "xl/styles.xml":
    `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
    `<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>` +
    `<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf quotePrefix="1"/></cellXfs></styleSheet>`,
};

function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

/** No more than a cell holds, and no half of a character. */
function cut(text: string): string {
  if (text.length <= MAX_CELL) return text;
  return text.slice(0, MAX_CELL).replace(/[\ud800-\udbff]$/, "");
}

function cell(text: string, column: number, row: number, style: number): string {
  if (text === "") return "";
  // what looks like the escape of a character is escaped itself
  const value = escapeXml(cut(text)).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
  const attribute = style === 0 ? "" : ` s="${style}"`;
  return `<c r="${columnName(column)}${row}"${attribute} t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`;
}

/** The references as a workbook of one sheet with the columns of the project's CSV, every cell a text. */
export function writeWorkbook(references: Iterable<Reference>): Uint8Array {
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  let size = 0;
  const add = (text: string) => {
    const piece = encoder.encode(text);
    pieces.push(piece);
    size += piece.length;
  };
  const view =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  add(
    `${HEAD}<worksheet xmlns="${MAIN}">${view}<sheetData><row r="1">${OWN_COLUMNS.map(([name], at) => cell(name, at, 1, 1)).join("")}</row>`,
  );
  let row = 1;
  for (const reference of references) {
    row++;
    const number = row;
    const cells = OWN_COLUMNS.map(([, read], at) => {
      const text = read(reference);
      // readers take one apostrophe off a text that begins like this
      return cell(
        /^'+[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text,
        at,
        number,
        isFormula(text) ? 2 : 0,
      );
    });
    add(`<row r="${row}">${cells.join("")}</row>`);
  }
  add("</sheetData></worksheet>");
  const sheet = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    sheet.set(piece, at);
    at += piece.length;
  }
  const frame = Object.fromEntries(Object.entries(FRAME).map(([name, text]) => [name, strToU8(text)]));
  return zipSync({ ...frame, "xl/worksheets/sheet1.xml": sheet }, { level: 6 });
}
