import { tidySpace } from "./entities.ts";

/** `123`, `S123`, `e5`: a page's letters before its number, the number, and what MEDLINE hangs on (`.e5`). */
const PAGE = /^([A-Za-z]{0,8})(\d{1,12})(\.?[A-Za-z][\w.]*)?$/;

const LONGEST_PAGES = 1000;

function expandRange(range: string): string {
  const dash = range.indexOf("-");
  if (dash <= 0) return range;
  // MEDLINE names parts: `183-93; quiz 193-4`.
  const word = /^[A-Za-z]{3,12} (?=\d)/.exec(range)?.[0];
  if (word !== undefined) return word + expandRange(range.slice(word.length));
  const start = range.slice(0, dash).trim();
  const end = range.slice(dash + 1).trim();
  if (end === "" || end === start) return start;
  const first = PAGE.exec(start);
  const last = PAGE.exec(end);
  if (first === null || last === null) return `${start}-${end}`;
  const [, prefix = "", from = ""] = first;
  const [, endPrefix = "", to = "", tail = ""] = last;
  if (endPrefix !== "" && endPrefix !== prefix) return `${start}-${end}`;
  const whole = to.length >= from.length ? to : from.slice(0, from.length - to.length) + to;
  if (Number(whole) < Number(from)) return `${start}-${end}`;
  const full = `${prefix}${whole}${tail}`;
  return full === start ? start : `${start}-${full}`;
}

/** Pages written out in full: `123-9` becomes `123-129`, `S1-4` becomes `S1-S4`, `pp. 5–7` becomes `5-7`. */
export function expandPages(text: string): string {
  const plain = tidySpace(text)
    .replace(/^(?:pp?|pages?|pg|pgs)\b\.?\s*(?=[A-Za-z]?\d)/i, "")
    .replace(/\s*[\u2010-\u2015\u2212]\s*|\s*-{2,3}\s*/g, "-")
    .replace(/\s*-\s*/g, "-");
  if (!plain.includes("-") || plain.length > LONGEST_PAGES) return plain;
  return plain
    .split(/([,;]\s*)/)
    .map((part, at) => (at % 2 === 0 ? expandRange(part) : part))
    .join("");
}

/** The pages of a start and an end field; the start may itself hold a range. */
export function joinPages(start: string, end: string): string | undefined {
  const from = start.trim();
  const to = end.trim();
  if (from === "") return to === "" ? undefined : expandPages(to);
  if (to === "" || to === from || /[-\u2010-\u2015\u2212]/.test(from)) return expandPages(from);
  return expandPages(/[-\u2010-\u2015\u2212]/.test(to) ? to : `${from}-${to}`);
}
