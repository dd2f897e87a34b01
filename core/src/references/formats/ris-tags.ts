import { asName } from "./raw-fields.ts";

/** The tags of RIS and its dialects; asked only where a line's form leaves doubt whether it begins a field. */
export const RIS_TAGS: ReadonlySet<string> = new Set(
  (
    "TY A1 A2 A3 A4 A5 A6 AB AD AE AI AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CC CN CO CP CR CT CY DA DB DI DO DP DS " +
    "ED EP ER ET EM FU FX ID IS J1 J2 J9 JA JF JI JO KW L1 L2 L3 L4 LA LB LK LN M1 M2 M3 M4 N1 N2 NL NR NS NV OP OL " +
    "PA PB PD PG PI PP PT PU PY RI RN RP SE SN SP ST SV T1 T2 T3 TA TI TS TT U1 U2 U3 U4 U5 UR UT VL VO WE WT WV " +
    "Y1 Y2 PMID"
  ).split(" "),
);

const cache = new Map<number, string>();

function isTagStart(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function isTagPart(code: number): boolean {
  return isTagStart(code) || (code >= 48 && code <= 57);
}

/** A field's beginning found in a line: its tag in capitals and where the value starts. */
export interface TagMatch {
  tag: string;
  valueAt: number;
  /** Spaces between tag and hyphen: two in the standard, one or none in some dialects. */
  gap: number;
}

/**
 * The tag at a line's start, or undefined for a line of text. `loose` is the gap that the record's own TY line
 * used where that is less than the standard's two spaces.
 */
export function matchTag(line: string, loose: number): TagMatch | undefined {
  let at = 0;
  let code = line.charCodeAt(0);
  while (code === 32 || code === 9 || code === 0xfeff || code === 0xa0) code = line.charCodeAt(++at);
  const start = at;
  if (!isTagStart(code)) return undefined;
  const second = line.charCodeAt(start + 1);
  if (!isTagPart(second)) return undefined;
  at = start + 2;
  while (at < start + 4 && isTagPart(line.charCodeAt(at))) at++;
  const tagEnd = at;
  while (line.charCodeAt(at) === 32 || line.charCodeAt(at) === 9) at++;
  if (line.charCodeAt(at) !== 45) return undefined;
  const gap = at - tagEnd;
  const tag = tagEnd === start + 2 ? shortTag(code, second) : line.slice(start, tagEnd).toUpperCase();
  const next = line.charCodeAt(at + 1);
  const spaced = Number.isNaN(next) || next === 32 || next === 9 || next === 0xa0;
  const upper = code <= 90 && second <= 90;
  if (gap >= 2) {
    // "ER  -- x" or an indented or lower-case line may be text: then the tag has to be one that exists.
    if ((!upper || start > 0 || !spaced || tagEnd !== start + 2) && !RIS_TAGS.has(tag)) return undefined;
  } else {
    const frames = tag === "TY" || tag === "ER";
    if (!frames && (gap < loose || loose >= 2)) return undefined;
    if (!RIS_TAGS.has(tag) || start > 0) return undefined;
    if (tag === "TY" && !/^\s*[A-Za-z]{3,8}\s*$/.test(line.slice(at + 1))) return undefined;
    if (tag === "ER" && line.slice(at + 1).trim() !== "") return undefined;
  }
  at++;
  while (line.charCodeAt(at) === 32 || line.charCodeAt(at) === 9 || line.charCodeAt(at) === 0xa0) at++;
  return { tag, valueAt: at, gap };
}

const STANDARD: (string | undefined)[] = [];

/** The tag of a line in the standard's own form (`TI  - `) without any doubt; undefined where `matchTag` has to look. */
export function standardTag(text: string, from: number, to: number): string | undefined {
  if (to < from + 5 || text.charCodeAt(from + 4) !== 45 || text.charCodeAt(from + 2) !== 32) return undefined;
  const first = text.charCodeAt(from) - 65;
  const second = text.charCodeAt(from + 1) - 48;
  if (first < 0 || first > 25 || second < 0 || second > 42 || (second > 9 && second < 17)) return undefined;
  if (text.charCodeAt(from + 3) !== 32 || (to > from + 5 && text.charCodeAt(from + 5) !== 32))
    return undefined;
  const key = first * 43 + second;
  return (STANDARD[key] ??= asName(text.slice(from, from + 2)));
}

/** One string object for each two-letter tag, so that records share their field names. */
function shortTag(first: number, second: number): string {
  const key = (first << 8) | second;
  let tag = cache.get(key);
  if (tag === undefined) {
    tag = asName(String.fromCharCode(first, second).toUpperCase());
    cache.set(key, tag);
  }
  return tag;
}
