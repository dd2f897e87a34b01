// Greek letters by name, and letters that Unicode does not decompose.
const LETTERS: Readonly<Record<string, string>> = {
  α: "alpha",
  β: "beta",
  γ: "gamma",
  δ: "delta",
  ε: "epsilon",
  ζ: "zeta",
  η: "eta",
  θ: "theta",
  ι: "iota",
  κ: "kappa",
  λ: "lambda",
  μ: "mu",
  µ: "mu",
  ν: "nu",
  ξ: "xi",
  π: "pi",
  ρ: "rho",
  σ: "sigma",
  ς: "sigma",
  τ: "tau",
  υ: "upsilon",
  φ: "phi",
  χ: "chi",
  ψ: "psi",
  ω: "omega",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ə: "e",
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
const TAG =
  /<\/?(?:sup|sub|inf|i|b|em|strong|italic|bold|p|br|span|sc|u|jats:[a-z]+|mml:[a-z]+|title|sec|math|mi|mo|mn|mrow|msup|msub)(?:\s[^<>]*)?\/?>/gi;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+[1-4]?));/gi;
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ndash: "-",
  mdash: "-",
  minus: "-",
  hyphen: "-",
  lsquo: "'",
  rsquo: "'",
  ldquo: '"',
  rdquo: '"',
  hellip: "...",
  szlig: "ss",
  aelig: "ae",
  oelig: "oe",
  oslash: "o",
  thorn: "th",
  eth: "d",
  times: "x",
  middot: ".",
  deg: " ",
  plusmn: " ",
};
const ACCENTED = /^([a-z])(?:acute|grave|circ|uml|tilde|cedil|ring|caron|slash|macr|breve|ogon)$/i;
const GREEK_NAME = new Set(Object.values(LETTERS).filter((name) => name.length > 1));
const NOT_ASCII = /[\u0080-\uffff]/;
const MARK = /\p{M}+/gu;

function character(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : " ";
}

function named(entity: string, name: string): string {
  const known = NAMED[name.toLowerCase()];
  if (known !== undefined) return known;
  const accented = ACCENTED.exec(name);
  if (accented !== null) return accented[1] as string;
  return GREEK_NAME.has(name.toLowerCase()) ? name : entity;
}

/** Character references of HTML as letters; accents are dropped, since `fold` drops them anyway. */
function unescaped(text: string): string {
  return text.replace(ENTITY, (entity: string, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return character(Number(decimal));
    if (hex !== undefined) return character(Number.parseInt(hex, 16));
    return named(entity, name ?? "");
  });
}

/** Whether any character lies outside ASCII. */
export function beyondAscii(text: string): boolean {
  return NOT_ASCII.test(text);
}

/** The words of folded text: runs of letters and digits. */
export function wordsOf(folded: string): string[] {
  return folded.match(NOT_ASCII.test(folded) ? /[\p{L}\p{N}]+/gu : /[a-z0-9]+/g) ?? [];
}

/**
 * Text in one plain form: character references resolved (twice, for exports that escape what is escaped), mark-up
 * dropped, lower case, Greek letters by name, compatibility forms and accents folded (Unicode NFKD).
 */
export function fold(text: string): string {
  let plain = text;
  if (plain.includes("&")) plain = unescaped(unescaped(plain));
  if (plain.includes("<")) plain = plain.replace(TAG, "");
  plain = plain.toLowerCase();
  if (!NOT_ASCII.test(plain)) return plain;
  plain = plain.replace(LETTER, (letter) => LETTERS[letter] ?? letter);
  return plain.normalize("NFKD").replace(MARK, "");
}
