import { fold } from "./text.ts";

const BRACKETED = /\(.*?\)/g;
const NUMBERED = /(?:^|[^\p{L}\p{N}_])(?:vol(?:ume)?\.?\s*)?(\d+)[a-z]?(?![\p{L}\p{N}_])/u;
const ROMAN_ONLY = /^\W*(?:vol(?:ume)?\.?)?\s*([ivxlc]+)\W*$/;
const VALUES: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

function romanValue(numeral: string): number {
  let total = 0;
  for (let at = 0; at < numeral.length; at++) {
    const value = VALUES[numeral.charAt(at)] ?? 0;
    total += (VALUES[numeral.charAt(at + 1)] ?? 0) > value ? -value : value;
  }
  return total;
}

function firstNumber(text: string): string {
  const digits = /\d+/.exec(text)?.[0];
  if (digits === undefined) return "";
  return digits.replace(/^0+/, "") || "0";
}

/**
 * The volume as bare digits (`vol. 12(3)` and `XII` are 12), else empty. A volume that is the year of publication or
 * its neighbour is one that the database filled in: it counts as missing.
 */
export function volumeOf(raw: string, year: number): string {
  if (raw === "") return "";
  const text = fold(raw).replace(BRACKETED, " ");
  const numbered = NUMBERED.exec(text);
  let volume: string;
  if (numbered !== null) volume = (numbered[1] as string).replace(/^0+/, "");
  else {
    const roman = ROMAN_ONLY.exec(text);
    volume = roman === null ? firstNumber(text) : String(romanValue(roman[1] as string));
  }
  return volume.length === 4 && year > 0 && Math.abs(Number(volume) - year) <= 1 ? "" : volume;
}

/** The issue as bare digits, marked `s` where it is a supplement (`3 Suppl 1` is s3), else empty. */
export function issueOf(raw: string): string {
  if (raw === "") return "";
  const text = fold(raw);
  return (text.includes("sup") ? "s" : "") + firstNumber(text);
}
