const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/ae/g, "e"],
  [/oe/g, "e"],
  [/our/g, "or"],
  [/isation/g, "ization"],
  [/yse/g, "yze"],
  [/ph/g, "f"],
];
const ENDINGS: readonly (readonly [string, string])[] = [
  ["ised", "ized"],
  ["ising", "izing"],
  ["ise", "ize"],
  ["tre", "ter"],
];

/**
 * One spelling for the British and the American form, for ligatures, and for singular and plural. Only used to let
 * two titles meet, never shown: some words come out wrong, and wrong in the same way on both sides.
 */
export function spelled(word: string): string {
  if (word.length <= 4) return word;
  let form = word;
  for (const [from, to] of SPELLINGS) form = form.replace(from, to);
  for (const [from, to] of ENDINGS) {
    if (form.endsWith(from)) {
      form = form.slice(0, -from.length) + to;
      break;
    }
  }
  return form.endsWith("s") && !form.endsWith("ss") ? form.slice(0, -1) : form;
}
