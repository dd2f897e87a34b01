// The named entities of HTML 4.01 (W3C, section 24), as runs of names that share a first code point.
const RUNS: readonly (readonly [number, string])[] = [
  [
    160,
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml",
  ],
  [913, "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho"],
  [931, "Sigma Tau Upsilon Phi Chi Psi Omega"],
  [
    945,
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega",
  ],
];

const SINGLES =
  "amp 38 lt 60 gt 62 quot 34 apos 39 OElig 338 oelig 339 Scaron 352 scaron 353 Yuml 376 fnof 402 circ 710 tilde 732 thetasym 977 upsih 978 piv 982 ensp 8194 emsp 8195 thinsp 8201 zwnj 8204 zwj 8205 ndash 8211 mdash 8212 lsquo 8216 rsquo 8217 sbquo 8218 ldquo 8220 rdquo 8221 bdquo 8222 dagger 8224 Dagger 8225 bull 8226 hellip 8230 permil 8240 prime 8242 Prime 8243 lsaquo 8249 rsaquo 8250 oline 8254 frasl 8260 euro 8364 image 8465 weierp 8472 real 8476 trade 8482 alefsym 8501 larr 8592 uarr 8593 rarr 8594 darr 8595 harr 8596 forall 8704 part 8706 exist 8707 empty 8709 nabla 8711 isin 8712 notin 8713 ni 8715 prod 8719 sum 8721 minus 8722 lowast 8727 radic 8730 prop 8733 infin 8734 ang 8736 and 8743 or 8744 cap 8745 cup 8746 int 8747 there4 8756 sim 8764 cong 8773 asymp 8776 ne 8800 equiv 8801 le 8804 ge 8805 sub 8834 sup 8835 sube 8838 supe 8839 oplus 8853 otimes 8855 perp 8869 sdot 8901";

const NAMED: ReadonlyMap<string, string> = buildNamed();

function buildNamed(): Map<string, string> {
  const named = new Map<string, string>();
  for (const [first, names] of RUNS) {
    names.split(" ").forEach((name, at) => named.set(name, String.fromCharCode(first + at)));
  }
  const singles = SINGLES.split(" ");
  for (let at = 0; at + 1 < singles.length; at += 2) {
    named.set(singles[at] ?? "", String.fromCharCode(Number(singles[at + 1])));
  }
  return named;
}

// Tags that exports carry inside titles and abstracts: HTML, JATS, Elsevier's `inf`, MathML. Anything else
// between angle brackets (`p<a>b`) is the author's text.
const INLINE = new Set(
  "a abbr b big bold cite code em fixed-case font i inf inline-formula italic monospace overline roman s sans-serif sc scp small span strike strong styled-content sub sup tex-math tt u underline xref".split(
    " ",
  ),
);
const BLOCK = new Set(
  "abstract abstracttext article-title blockquote body br dd div dl dt h1 h2 h3 h4 h5 h6 hr html label li list list-item ol p para pre sec section simple-para table tbody td th title tr ul".split(
    " ",
  ),
);
const MATHML = new Set(
  "annotation math mfrac mi mn mo mover mpadded mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics".split(
    " ",
  ),
);
const LONGEST_TAG = 2000;

/** What stands in a tag's place: nothing, a space, or undefined where the angle bracket is no tag. */
function tagReplacement(inside: string): string | undefined {
  let at = inside.startsWith("/") ? 1 : 0;
  const start = at;
  while (at < inside.length && /[\w:.-]/.test(inside.charAt(at))) at++;
  const whole = inside.slice(start, at).toLowerCase();
  if (whole === "") return undefined;
  const rest = inside.slice(at).trim();
  if (rest !== "" && rest !== "/" && !rest.includes("=")) return undefined;
  const name = whole.replace(/^(jats|mml|ce|m|xhtml):/, "");
  if (INLINE.has(name) || MATHML.has(name)) return "";
  return BLOCK.has(name) ? " " : undefined;
}

function decodeNumeric(body: string): string | undefined {
  const hex = body.charAt(1) === "x" || body.charAt(1) === "X";
  const digits = body.slice(hex ? 2 : 1);
  if (!(hex ? /^[0-9a-f]{1,6}$/i : /^[0-9]{1,7}$/).test(digits)) return undefined;
  const code = Number.parseInt(digits, hex ? 16 : 10);
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return "\ufffd";
  // Browsers and exports alike mean Windows-1252 by &#128; to &#159;.
  if (code >= 0x80 && code <= 0x9f) return WINDOWS_1252.charAt(code - 0x80);
  return String.fromCodePoint(code);
}

/** The 32 characters that Windows-1252 puts at 0x80 to 0x9f; its five gaps stay control characters. */
export const WINDOWS_1252 =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
  "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

/** Replaces HTML's named and numeric entities by their characters, once; leaves what it does not know. */
export function decodeEntities(text: string): string {
  let at = text.indexOf("&");
  if (at < 0) return text;
  let result = "";
  let done = 0;
  while (at >= 0) {
    const body = /^[#\w]{2,10};/.exec(text.slice(at + 1, at + 13))?.[0].slice(0, -1);
    const character =
      body === undefined ? undefined : body.startsWith("#") ? decodeNumeric(body) : NAMED.get(body);
    if (body !== undefined && character !== undefined) {
      result += text.slice(done, at) + character;
      done = at + body.length + 2;
    }
    at = text.indexOf("&", Math.max(done, at + 1));
  }
  return result + text.slice(done);
}

/** Takes out the tags of HTML, JATS and MathML and keeps what they enclose; `p < 0.05` stays. */
export function stripTags(text: string): string {
  let at = text.indexOf("<");
  if (at < 0) return text;
  let result = "";
  let done = 0;
  while (at >= 0) {
    const window = text.slice(at + 1, at + 1 + LONGEST_TAG);
    const close = window.search(/[<>]/);
    const replacement =
      close > 0 && window.charAt(close) === ">" ? tagReplacement(window.slice(0, close)) : undefined;
    if (replacement !== undefined) {
      result += text.slice(done, at) + replacement;
      done = at + close + 2;
    }
    at = text.indexOf("<", Math.max(done, at + 1));
  }
  return result + text.slice(done);
}

// Control, zero-width and soft-hyphen characters say nothing; all other white space becomes one space.
const INVISIBLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b\u2060\ufeff]+/g;
const UNTIDY =
  /\s{2,}|[\u0000-\u001f\u007f-\u00a0\u00ad\u1680\u2000-\u200b\u2028-\u202f\u205f\u2060\u3000\ufeff]/;

// A run of white space that is not one plain space.
const RUN = /[^\S ]\s*| \s+/g;

/** Collapses white space to single spaces, drops invisible characters, trims. */
export function tidySpace(text: string): string {
  if (UNTIDY.test(text)) return text.replace(INVISIBLE, "").replace(RUN, " ").trim();
  return text.trim();
}

// Most names, keywords and numbers need no cleaning, which one look tells where the steps take five.
const PLAIN = /^[!-%'-;=-~\u00a1-\u00ac\u00ae-\u024f]+(?: [!-%'-;=-~\u00a1-\u00ac\u00ae-\u024f]+)*$/;
const SHORT = 100;

/**
 * Text as a person reads it: entities decoded (also where they were encoded twice), known tags removed, white
 * space collapsed. Keep the source's own value in `raw`.
 */
export function cleanText(text: string): string {
  if (text.length < SHORT && PLAIN.test(text)) return text;
  let cleaned = text;
  for (let round = 0; round < 3; round++) {
    if (!cleaned.includes("&") && !cleaned.includes("<")) break;
    const before = cleaned;
    cleaned = stripTags(decodeEntities(cleaned));
    if (cleaned === before) break;
  }
  return tidySpace(cleaned);
}
