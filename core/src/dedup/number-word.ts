const CARDINALS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
const ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(
  " ",
);
const ROMANS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split(" ");

const VALUES = new Map<string, string>();
CARDINALS.forEach((word, at) => VALUES.set(word, String(at)));
ORDINALS.forEach((word, at) => VALUES.set(word, String(at + 1)));
ROMANS.forEach((word, at) => VALUES.set(word, String(at + 1)));

/** The number that a title word stands for (`2`, `ii`, `two`, `second` are 2), a single letter as itself, else undefined. */
export function numberValue(word: string): string | undefined {
  if (/^\d+$/.test(word)) return word;
  return VALUES.get(word) ?? (word.length === 1 ? word : undefined);
}

/** Whether a word can be the number of a part: up to two digits, or a Roman numeral. */
export function isPartNumber(word: string): boolean {
  return /^\d{1,2}$/.test(word) || ROMANS.includes(word);
}
