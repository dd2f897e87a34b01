import { wordsOf } from "./text.ts";

/** A coarse guess: English, another language in Latin letters, another script, or unknown (no words). */
export type Language = "english" | "other" | "script" | "none";

const FOREIGN = new Set(
  "de la le les des du et en un une el los las y der die das und von zur im den do da dos e o por para con para uber bei mit eine einer nel della di per il sur chez pour au aux een van het bij med och til zum del na no em auf".split(
    " ",
  ),
);
const ENGLISH = new Set("the of and in for with to on by from".split(" "));
const NOT_LATIN = /[\u0250-\uffff]/;
const LETTER_BEYOND = /[^\P{L}\u0000-\u024f]/u;

/** Guesses the language of folded text from its little words. */
export function languageOf(folded: string): Language {
  const words = wordsOf(folded);
  if (words.length === 0) return "none";
  if (NOT_LATIN.test(folded) && LETTER_BEYOND.test(folded)) return "script";
  let foreign = 0;
  let english = 0;
  for (const word of words) {
    if (FOREIGN.has(word)) foreign++;
    if (ENGLISH.has(word)) english++;
  }
  return foreign > english && foreign >= 2 ? "other" : "english";
}
