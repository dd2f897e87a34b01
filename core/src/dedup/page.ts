import { fold } from "./text.ts";

/** Pages: letters before or after the number, first and last page, and whether the source gave a range. */
export interface Pages {
  readonly prefix: string;
  readonly first: number;
  readonly last: number;
  readonly ranged: boolean;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
// What a spreadsheet made of a range of pages: 1-9 is shown as 01-Sep.
const MONTH_RANGE = /^\W*0?(\d{1,2})-(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\W*$/;
const DASH = /[\u2010-\u2015\u2212]/g;
const LABEL = /\b(?:pp?|pages?|article(?: no)?|art)\b\.?/g;
const RANGE = /([a-z]{0,5})[\s.]?(\d+)([a-z]?)(?:\s*(?:-+|to)\s*([a-z]{0,5})[\s.]?(\d+))?/;

/** Reads `123-9` (123 to 129), `S12-S15`, `e1001`, `01-Sep` (1 to 9); undefined where no page is given. */
export function pagesOf(raw: string): Pages | undefined {
  if (raw === "") return undefined;
  let text = fold(raw).replace("(no pagination)", "").replace(DASH, "-");
  text = text.replace(MONTH_RANGE, (_, day: string, month: string) => `${day}-${MONTHS.indexOf(month) + 1}`);
  text = text.replace(LABEL, " ").trim();
  if (text === "" || text.startsWith("no pagination") || text.startsWith("n/a")) return undefined;
  const found = RANGE.exec(text);
  if (found === null) return undefined;
  const [, before = "", from = "", after = "", , to] = found;
  if (from.length > 9) return undefined;
  const first = Number(from);
  if (first === 0) return undefined;
  const full =
    to === undefined ? from : to.length < from.length ? from.slice(0, from.length - to.length) + to : to;
  return {
    prefix: before === "" ? after : before,
    first,
    last: to === undefined ? first : Number(full.slice(0, 9)),
    ranged: to !== undefined,
  };
}
