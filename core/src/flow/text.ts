// Advance widths of Helvetica (the Adobe font metrics, thousandths of the size) from space to tilde. Arial,
// Liberation Sans and Nimbus Sans have the same.
const REGULAR = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
  500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
  556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
  278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const BOLD = [
  278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278,
  556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584,
  556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556,
  333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];
// A fallback font such as DejaVu Sans is wider; the slack keeps its text inside the boxes.
const SLACK = 1.1;
const WIDE = 1000; // Chinese, Japanese, Korean and pictographs fill the square
const OTHER = 611;

function isWide(code: number): boolean {
  return (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xd7a3) || code >= 0xf900;
}

/** The width of a text in user units at a font size in user units. */
export function textWidth(text: string, size: number, bold = false): number {
  const widths = bold ? BOLD : REGULAR;
  let total = 0;
  for (const character of text) {
    const code = character === "\u00a0" ? 32 : (character.codePointAt(0) ?? 0);
    total += widths[code - 32] ?? (isWide(code) ? WIDE : OTHER);
  }
  return (total * size * SLACK) / 1000;
}

/** The pieces of a word that is wider than a line. */
function broken(word: string, width: number, size: number, bold: boolean): string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const character of word) {
    if (piece !== "" && textWidth(piece + character, size, bold) > width) {
      pieces.push(piece);
      piece = "";
    }
    piece += character;
  }
  return [...pieces, piece];
}

/** Breaks a text between words so that no line is wider than `width`; breaks a word only where it must. */
export function wrapped(text: string, width: number, size: number, bold = false): string[] {
  const words = text
    .split(/[ \t\r\n]+/)
    .filter((word) => word !== "")
    .flatMap((word) => (textWidth(word, size, bold) > width ? broken(word, width, size, bold) : [word]));
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && textWidth(longer, size, bold) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return line === "" && lines.length > 0 ? lines : [...lines, line];
}
