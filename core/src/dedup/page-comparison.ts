import type { Corpus } from "./corpus.ts";
import type { Pages } from "./page.ts";

/** How two page fields compare; `near` says too little either way. */
export type PageLevel = "same" | "first" | "near" | "different";

export interface PageVerdict {
  readonly level: PageLevel | undefined;
  /** Bits that the agreement tells: rare first pages tell more. */
  readonly bits: number;
}

const ARTICLE_NUMBER = 99_999;
const ARTICLE_PREFIXES = new Set(["e", "cd", "d", "l", "m"]);

function isRoman(prefix: string): boolean {
  return prefix !== "" && /^[ivxlc]+$/.test(prefix);
}

function isOneDigitApart(x: number, y: number): boolean {
  const [a, b] = [String(x), String(y)];
  if (a.length !== b.length || a.length < 3) return false;
  let apart = 0;
  for (let at = 0; at < a.length; at++) if (a.charAt(at) !== b.charAt(at)) apart++;
  return apart === 1;
}

function isDigitLost(x: number, y: number): boolean {
  if (Math.max(x, y) <= 99) return false;
  const [a, b] = [String(x), String(y)];
  return a === b.slice(1) || a === b.slice(0, -1) || b === a.slice(1) || b === a.slice(0, -1);
}

/** A page inside the range that the other side gives. */
function isInside(page: Pages, range: Pages): boolean {
  return !page.ranged && range.ranged && range.first < page.first && page.first <= range.last;
}

function isNear(p: Pages, q: Pages): boolean {
  if (Math.abs(p.first - q.first) <= 1 || isDigitLost(p.first, q.first)) return true;
  if (isInside(p, q) || isInside(q, p)) return true;
  // "1-12" is how early online and page-less articles are paged.
  if ((p.first === 1 && p.prefix === "") || (q.first === 1 && q.prefix === "")) return true;
  // An article number on one side, a page on the other.
  const numbered = (pages: Pages): boolean =>
    pages.first > ARTICLE_NUMBER || ARTICLE_PREFIXES.has(pages.prefix);
  return (
    (numbered(p) || numbered(q)) &&
    (p.prefix !== q.prefix || p.first > ARTICLE_NUMBER !== q.first > ARTICLE_NUMBER)
  );
}

/** Compares two page fields; `level` is undefined where one is missing. */
export function comparePages(corpus: Corpus, p: Pages | undefined, q: Pages | undefined): PageVerdict {
  if (p === undefined || q === undefined) return { level: undefined, bits: 0 };
  const both = p.ranged && q.ranged;
  if (p.first === q.first) {
    const prefixed = p.prefix !== q.prefix && p.prefix !== "" && q.prefix !== "";
    if (prefixed && !isRoman(p.prefix) && !isRoman(q.prefix)) return { level: "near", bits: 0 };
    const rarity = corpus.pageBits(p.first);
    if (both && p.last === q.last) return { level: "same", bits: rarity };
    return { level: "first", bits: rarity * (both && Math.abs(p.last - q.last) > 3 ? 0.6 : 0.85) };
  }
  const slip = Math.abs(p.first - q.first) <= 3 || isOneDigitApart(p.first, q.first);
  if (both && p.last === q.last && slip) return { level: "near", bits: 2 };
  return { level: isNear(p, q) ? "near" : "different", bits: 0 };
}
