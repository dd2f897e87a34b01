/** How a marked word speaks: for a criterion, against one, or because somebody looks for it. */
export type Side = "for" | "against" | "found";

/** A word or phrase to mark; a `*` at its end stands for any ending, inside it for any letters of one word. */
export interface Term {
  readonly text: string;
  readonly side: Side;
}

/** A stretch of the text; `side` where it is to be marked. Segments joined give the text back. */
export interface Segment {
  readonly text: string;
  readonly side?: Side;
}

interface Pattern {
  readonly source: string;
  readonly side: Side;
  readonly term: string;
}

const LETTER = String.raw`[\p{L}\p{M}\p{N}]`;

/** The term as a pattern for whole words: spaces match any run of spaces or hyphens, `*` the rest of a word. */
function patternOf({ text, side }: Term): Pattern | undefined {
  const term = text.trim().normalize("NFC");
  if (!/[\p{L}\p{N}]/u.test(term)) return undefined;
  const source = term
    .replaceAll(/[.+?^${}()|[\]\\/]/g, String.raw`\$&`)
    .replaceAll(/\*+/g, `${LETTER}*`)
    .replaceAll(/[\s\u2010-\u2015-]+/g, String.raw`[\s\u2010-\u2015-]+`);
  // a term that begins or ends with a sign (C++, -omics) has no word boundary to keep there
  const before = /^[\p{L}\p{N}*]/u.test(term) ? `(?<!${LETTER})` : "";
  const after = /[\p{L}\p{N}]$/u.test(term) ? `(?!${LETTER})` : "";
  return { source: before + source + after, side, term };
}

/** The longest of the patterns that match at `at`; of equals the first given. */
function longestAt(text: string, at: number, patterns: readonly { pattern: RegExp; side: Side }[]) {
  let best: { length: number; side: Side } | undefined;
  for (const { pattern, side } of patterns) {
    pattern.lastIndex = at;
    const length = pattern.exec(text)?.[0].length ?? 0;
    if (length > (best?.length ?? 0)) best = { length, side };
  }
  return best;
}

/**
 * Makes a marker for these terms, to be used on many texts: it cuts a text into segments, whole words only,
 * case ignored, the longest term first where several begin at one place.
 */
export function marker(terms: readonly Term[]): (text: string) => readonly Segment[] {
  const patterns = terms.map(patternOf).filter((pattern) => pattern !== undefined);
  if (patterns.length === 0) return (text) => (text === "" ? [] : [{ text }]);
  const anywhere = new RegExp(patterns.map(({ source }) => `(?:${source})`).join("|"), "giu");
  const each = patterns.map(({ source, side }) => ({ pattern: new RegExp(source, "iuy"), side }));
  return (text) => {
    const segments: Segment[] = [];
    let done = 0;
    anywhere.lastIndex = 0;
    for (let hit = anywhere.exec(text); hit !== null; hit = anywhere.exec(text)) {
      const best = longestAt(text, hit.index, each);
      if (best === undefined) break;
      if (hit.index > done) segments.push({ text: text.slice(done, hit.index) });
      done = hit.index + best.length;
      segments.push({ text: text.slice(hit.index, done), side: best.side });
      anywhere.lastIndex = done;
    }
    if (done < text.length) segments.push({ text: text.slice(done) });
    return segments;
  };
}

/** Cuts one text into segments; see `marker`. */
export function highlight(text: string, terms: readonly Term[]): readonly Segment[] {
  return marker(terms)(text);
}
