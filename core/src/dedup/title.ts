import { withoutCitedPlace } from "./kind.ts";
import { languageOf } from "./language.ts";
import { wordsOf } from "./text.ts";

/** What a title is compared by: its forms (the whole first, then original or translated halves), as folded text. */
export interface Title {
  readonly forms: readonly string[];
  /** The title is, or carries, a translation. */
  readonly translated: boolean;
}

const STOP = new Set(
  "a an and the of in on for to with by from at as is are or vs versus its it be de la le les des du et en un une el los las y der die das und von zur im den do da dos e o".split(
    " ",
  ),
);
const LANGUAGES =
  "english|french|german|spanish|italian|russian|chinese|japanese|portuguese|polish|czech|dutch|turkish|korean|persian|hungarian|swedish|danish|norwegian|finnish|croatian|serbian|hebrew|arabic|ukrainian|greek|romanian|bulgarian|slovak|slovene|slovenian|afrikaans";
// Notes of the database that stand in the title field.
const NOTE = new RegExp(
  `[[(<](?:${LANGUAGES}|abstracts?|letters?|comments?|see comments?|review|reviews|meta-?analys[ie]s|editorial|careers|in process citation|article in [a-z]+|with [a-z ]+ abstract|abstract (?:no|number)\\.?:? ?[\\w-]+|poster|conference abstract|erratum appears in [^\\])]*|erratum in [^\\])]*|published erratum[^\\])]*|corrected(?: to [^\\])]*)?|corrected and republished[^\\])]*|retracted[^\\])]*|update(?:d)? in [^\\])]*|comment in [^\\])]*|comment on [^\\])]*|summary for patients[^\\])]*|original report[^\\])]*|reprint[^\\])]*)[\\])>]\\.?`,
  "g",
);
const TAIL =
  /(?:\bla: ?[a-z]{3}\b|\.\.\. ?includes? discussion.*|\berratum appears in\b.*|\b(?:see comments?|comment in)\b.*|\(?\bprovisional abstract\)?|\bcheck for updates\b)\s*$/;
const CORRECTION_HEAD =
  /^\W*(?:erratum|errata|corrigend(?:um|a)|corrections?|author correction|publisher correction|retracted(?: article)?|retraction(?: notice)?|withdrawn|addendum)\b(?: to| for| of)?[:.\s-]*/;
const HEADING =
  /^\W*(?:check for updates|original (?:article|paper|research|investigation)\b[:.\s]*|research (?:article|note)\b[:.]|(?:brief|short) (?:report|communication)[:.]|clinical trial[:.]|review article[:.])\s*/;
const FOOTNOTE = /(?<=[a-z]{4})[1-3]$|[*†‡§]+$/;
const LABEL = /\b(?:case|part|study|group|section|appendix|series|cohort|arm|paper)\W+([a-e])\W*$/;
const LABEL_HINT = /\W[a-e]\W*$/;
const BRACKET_AFTER = /^(.{15,}?)\s*\[(.{15,})\]\W*$/;
const BRACKET_BEFORE = /^\[(.{15,}?)\]\W*(.{15,})$/;
const LANGUAGE_NOTE = new RegExp(`[[(](?:${LANGUAGES})[\\])]\\W*$`);
const TWO_LANGUAGES = /<original>|<translated>/;
const BRACKET = /[[(<]/;
const TAIL_HINT = /\bla:|includes? discussion|erratum|comment|provisional|check for/;
const QUOTE = /['\u2019`]/g;

function hasWords(text: string, fewest: number): boolean {
  return wordsOf(text).length >= fewest;
}

/** Without what an expression finds, if three words are left. */
function without(text: string, found: (text: string) => string): string {
  const rest = found(text);
  return rest !== text && hasWords(rest, 3) ? rest : text;
}

function cleaned(folded: string): string {
  let text = folded.trim();
  for (let round = 0; round < 2; round++) {
    if (BRACKET.test(text)) text = text.replace(NOTE, " ").trim();
    if (TAIL_HINT.test(text)) text = text.replace(TAIL, "");
  }
  text = text.replace(HEADING, "");
  text = without(text, withoutCitedPlace);
  text = without(text, (whole) => whole.replace(CORRECTION_HEAD, ""));
  text = text
    .replace(/^[ .*"\u201c\u201d]+/, "")
    .replace(/[ .*"\u201c\u201d]+$/, "")
    .replace(FOOTNOTE, "")
    .trim();
  return hasWords(text, 1) ? text : folded;
}

function halves(text: string, marked: readonly string[]): string[] {
  const parts: string[] = marked.length > 1 ? [...marked] : [];
  const bracketed = text.includes("[") ? (BRACKET_AFTER.exec(text) ?? BRACKET_BEFORE.exec(text)) : null;
  if (bracketed !== null) parts.push(bracketed[1] as string, bracketed[2] as string);
  if (text.includes(" = ") || text.includes(" / ") || text.includes(";")) {
    const split = text.split(/ = | \/ |;/);
    if (split.length === 2 && languageOf(split[0] as string) !== languageOf(split[1] as string))
      parts.push(...split);
  }
  return parts.filter((part) => hasWords(part, 4));
}

/** The words of a form that are compared: stop words dropped, a closing label (`case A`) kept; as spelled in the form. */
export function titleWords(form: string): string[] {
  const words = wordsOf(form).filter((word) => !STOP.has(word));
  const label = LABEL_HINT.test(form) ? LABEL.exec(form)?.[1] : undefined;
  if (label !== undefined && words[words.length - 1] !== label) words.push(label);
  return words;
}

/** Reads a folded title (`fold`): notes, footnote marks, heads of errata and citations dropped; halves of a double title kept. */
export function titleOf(plain: string): Title {
  const text = plain
    .replace(/(?<=\d)['\u2019]s /g, " ")
    .replace(/['\u2019]s /g, "s ")
    .replace(QUOTE, "");
  const marked = text.split(TWO_LANGUAGES);
  const whole = cleaned(marked.length > 1 ? marked.join(" ") : text);
  const forms = [whole, ...halves(whole, marked)];
  const translated =
    /^[ "]*\[/.test(plain) ||
    forms.length > 1 ||
    marked.length > 1 ||
    (BRACKET.test(plain) && LANGUAGE_NOTE.test(plain));
  return { forms, translated };
}
