import { fold, wordsOf } from "./text.ts";

/** A journal's name taken apart: the forms by which it may be known, each a list of words. */
export interface Journal {
  readonly forms: readonly (readonly string[])[];
  /** 1 a journal, -1 a conference, 0 unknown, by its own words. */
  readonly sort: -1 | 0 | 1;
}

const SMALL = new Set(
  "the of and for in on a an de la le les des du et y und der die das fur zu en e & da do dell della di i".split(
    " ",
  ),
);
// Words that tell journals apart badly.
const GENERIC = new Set(
  "journal j international int american am european eur british br annals ann archives arch clinical clin medical med medicine research res science sci proceedings proc review reviews rev conference symposium national nat society soc association assoc new zeitschrift revista revue bulletin bull acta advances adv current curr opinion opin official publication united states us quarterly letters transactions trans".split(
    " ",
  ),
);
const CONFERENCE = /\b(?:conference|symposium|workshop|congress|colloquium|meeting|conf)\b/;
const PERIODICAL =
  /\b(?:journal|j|transactions|zeitschrift|revista|revue|annals|archives|quarterly|letters|review)\b/;
const ISSN = /\b(\d{4})-?(\d{3}[\dx])\b/gi;
const MOST_FORMS = 5;

function significant(text: string): string[] {
  return wordsOf(text).filter((word) => !SMALL.has(word));
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, at) => word === b[at]);
}

/** Forms by which a journal may be known: `A = B` gives both, `JPEN. Journal of …` and `X: official journal of …` their heads. */
function formsOf(folded: string): string[][] {
  const forms: string[][] = [];
  for (const part of folded.split("=")) {
    const text = part.replace(/\([^()]*\)/g, " ").replaceAll("'", "");
    const full = significant(text);
    if (full.length > 0) forms.push(full);
    const pieces = text.split(/\s*[:;.]\s+|\s-\s/);
    if (pieces.length < 2) continue;
    const head = significant(pieces[0] as string);
    const next = significant(pieces[1] as string);
    const word = head.length === 1 ? (head[0] as string) : "";
    if (head.length >= 2 && !isSame(head, full)) forms.push(head);
    if (word.length >= 3 && word.length <= 6) forms.push(head);
    if (word !== "" && next.length >= 2) forms.push(next);
  }
  return forms.slice(0, MOST_FORMS);
}

function isInOrder(letters: string, word: string): boolean {
  let at = 0;
  for (const letter of word) if (letter === letters.charAt(at)) at++;
  return at === letters.length;
}

/** The first letter and the consonants behind it. */
function skeleton(word: string): string {
  return word.charAt(0) + word.slice(1).replace(/[aeiou]/g, "");
}

/** The shorter word abbreviates the longer: its beginning, or a contraction (`natl`, `dtsch`, `assn`). */
function abbreviates(x: string, y: string): boolean {
  if (x === y) return true;
  const [short, long] = x.length > y.length ? [y, x] : [x, y];
  if (long.startsWith(short)) return true;
  if (short.charAt(0) !== long.charAt(0) || short.length < 2) return false;
  const last = short.charAt(short.length - 1) === long.charAt(long.length - 1);
  const contracted = (short.length >= 3 && last) || short.length <= 4;
  if (contracted) return isInOrder(short, long);
  if (isInOrder(short, long) && skeleton(long).startsWith(skeleton(short))) return true;
  let common = 0;
  while (common < short.length && short.charAt(common) === long.charAt(common)) common++;
  return common >= 5 && common >= short.length - 1;
}

function alikeForms(x: readonly string[], y: readonly string[]): number {
  const [short, long] = x.length > y.length ? [y, x] : [x, y];
  if (isSame(short, long)) return 1;
  const only = short.length === 1 ? (short[0] as string) : "";
  if (only !== "" && long.length > 1) {
    const acronym = long.map((word) => word.charAt(0)).join("");
    if (only === acronym || (only.length >= 4 && acronym.startsWith(only))) return 0.9;
  }
  const matched: number[] = [];
  let from = 0;
  let telling = 0;
  for (const word of short) {
    let at = from;
    while (at < long.length && !abbreviates(word, long[at] as string)) at++;
    if (at === long.length) continue;
    matched.push(at);
    from = at + 1;
    if (!GENERIC.has(word)) telling++;
  }
  if (matched.length === short.length) {
    if (short.length === long.length) return 1;
    // Words passed over before the last match make another journal: "Journal of Immunology", "European Journal of Immunology".
    const passed = (matched[matched.length - 1] ?? 0) + 1 - matched.length;
    if (passed === 0) {
      if (telling >= 2 || (telling > 0 && short.length >= 3)) return 0.85;
      return short.length >= 2 ? 0.6 : 0.45;
    }
    if (short.length >= 4 && passed <= 1) return 0.7;
    return telling >= 2 ? 0.45 : 0.4;
  }
  if (matched.length >= short.length - 1 && short.length >= 4 && telling >= 2) return 0.6;
  const shared = new Set(short.filter((word) => long.includes(word)));
  const tellingShared = [...shared].filter((word) => !GENERIC.has(word)).length;
  const jaccard = shared.size / new Set([...short, ...long]).size;
  if ((tellingShared >= 2 && jaccard >= 0.5) || tellingShared >= 3) return 0.6;
  if (tellingShared > 0) return 0.4;
  return shared.size > 0 ? 0.1 : 0;
}

/** Reads a journal field; undefined where it has no words. */
export function journalOf(raw: string): Journal | undefined {
  const folded = fold(raw);
  const forms = formsOf(folded);
  if (forms.length === 0) return undefined;
  const conference = CONFERENCE.test(folded);
  const periodical = PERIODICAL.test(folded);
  return { forms, sort: periodical && !conference ? 1 : conference && !periodical ? -1 : 0 };
}

/** ISSNs as eight characters; ISBNs in the same field are passed over. */
export function issnsOf(raw: string): string[] {
  const issns: string[] = [];
  for (const [, head = "", tail = ""] of raw.matchAll(ISSN))
    if (!/^978[013]$/.test(head)) issns.push(head + tail.toLowerCase());
  return issns;
}

/**
 * Likeness of two journals, 0 to 1: from .8 the same, from .55 alike, below .35 another. A journal and a conference of
 * one name stay apart.
 */
export function journalLikeness(a: Journal, b: Journal): number {
  let best = 0;
  for (const x of a.forms) for (const y of b.forms) best = Math.max(best, alikeForms(x, y));
  return a.sort * b.sort < 0 ? Math.min(best, 0.3) : best;
}
