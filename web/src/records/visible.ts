// what turns the direction of writing, hides, or steers a terminal
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** A piece of a line: text as it stands, or a character that cannot be seen, by its code. */
export type VisiblePart = { readonly text: string } | { readonly code: string };

/** A line of somebody else's file with every character that cannot be seen made visible. */
export function visibleParts(line: string): VisiblePart[] {
  const parts: VisiblePart[] = [];
  let from = 0;
  for (const match of line.matchAll(UNSEEN)) {
    if (match.index > from) parts.push({ text: line.slice(from, match.index) });
    const code = match[0].codePointAt(0) ?? 0;
    parts.push({ code: `U+${code.toString(16).toUpperCase().padStart(4, "0")}` });
    from = match.index + match[0].length;
  }
  if (from < line.length) parts.push({ text: line.slice(from) });
  return parts;
}
