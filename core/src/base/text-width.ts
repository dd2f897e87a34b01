// Advance widths from space to tilde in thousandths of the size: the wider of Inter and Liberation Sans (which
// has the widths of Helvetica and Arial), so that a text fits whichever of them is at hand.
const REGULAR = [
  282, 288, 466, 634, 642, 982, 667, 300, 365, 365, 501, 662, 289, 460, 289, 361, 631, 557, 610, 618, 646,
  594, 621, 566, 619, 621, 289, 302, 662, 662, 662, 557, 1016, 690, 667, 731, 723, 667, 611, 778, 744, 278,
  571, 672, 566, 904, 754, 778, 667, 778, 723, 667, 646, 745, 690, 986, 683, 679, 629, 365, 361, 365, 472,
  557, 334, 562, 613, 572, 613, 584, 371, 614, 592, 243, 243, 549, 243, 876, 591, 600, 613, 613, 377, 528,
  328, 592, 563, 819, 546, 563, 553, 427, 333, 427, 662,
];
const BOLD = [
  278, 334, 523, 644, 651, 1005, 723, 326, 374, 374, 540, 673, 319, 466, 319, 379, 660, 557, 624, 637, 667,
  613, 640, 577, 641, 640, 334, 334, 673, 673, 673, 611, 1000, 728, 723, 737, 723, 667, 611, 778, 746, 278,
  580, 723, 611, 923, 760, 778, 667, 778, 723, 667, 661, 736, 728, 1021, 720, 714, 653, 374, 379, 374, 584,
  557, 352, 575, 625, 583, 625, 592, 389, 626, 613, 278, 278, 570, 278, 901, 612, 611, 625, 625, 397, 557,
  354, 613, 587, 840, 569, 589, 566, 455, 359, 455, 673,
];
const OTHER = 650;
const WIDE = 1000;

function isWide(code: number): boolean {
  return (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xd7a3) || code >= 0xf900;
}

function advance(character: string, widths: readonly number[]): number {
  // a letter with an accent is as wide as the letter
  const base = character.normalize("NFD").codePointAt(0) ?? 0;
  const code = base === 0xa0 || base === 0x202f ? 32 : base;
  return widths[code - 32] ?? (isWide(code) ? WIDE : OTHER);
}

/** The width of a line of text in units of the drawing, at a size in the same units. */
export function textWidth(text: string, size: number, bold = false): number {
  const widths = bold ? BOLD : REGULAR;
  let total = 0;
  for (const character of text) total += advance(character, widths);
  return (total * size) / 1000;
}

function brokenWord(word: string, width: number, size: number, bold: boolean): string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const character of word) {
    if (piece !== "" && textWidth(`${piece}${character}-`, size, bold) > width) {
      pieces.push(`${piece}-`);
      piece = "";
    }
    piece += character;
  }
  return [...pieces, piece];
}

// a line may end after a space, and after a slash or hyphen inside a word
const chunks = (text: string): string[] => text.trim().match(/[^\s/-]*[/-]+|[^\s/-]+|\s+/g) ?? [];

/**
 * Breaks a text into lines no wider than `width`; a word that is wider alone is broken with a hyphen. With
 * `most`, further lines are cut and the last ends in an ellipsis.
 */
export function wrapText(text: string, width: number, size: number, bold = false, most = Infinity): string[] {
  const lines: string[] = [];
  let line = "";
  const flush = (): void => {
    if (line.trim() !== "") lines.push(line.trim());
    line = "";
  };
  for (const chunk of chunks(text)) {
    const space = /^\s/.test(chunk);
    if (textWidth((line + (space ? "" : chunk)).trim(), size, bold) > width) flush();
    if (space) {
      if (line !== "") line += " ";
    } else if (textWidth(chunk, size, bold) <= width) line += chunk;
    else {
      flush();
      const pieces = brokenWord(chunk, width, size, bold);
      line = pieces.pop() ?? "";
      lines.push(...pieces);
    }
  }
  flush();
  if (lines.length <= most) return lines.length === 0 ? [""] : lines;
  const kept = lines.slice(0, most);
  let last = kept[most - 1] ?? "";
  while (last !== "" && textWidth(`${last}\u2026`, size, bold) > width) last = last.slice(0, -1).trimEnd();
  return [...kept.slice(0, -1), `${last}\u2026`];
}
