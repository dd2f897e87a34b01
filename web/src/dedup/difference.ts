/** A stretch of one side; `differs` where the other side has something else at this place. */
export interface Piece {
  readonly text: string;
  readonly differs: boolean;
}

/** Beyond this many words on a side the table would be large; then the middle is marked as a whole. */
const MOST_WORDS = 600;

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu) ?? [];
}

/** Which words of each side lie on a longest common subsequence (Hunt and Szymanski's problem, by table). */
function common(
  a: readonly string[],
  b: readonly string[],
): { readonly a: ReadonlySet<number>; readonly b: ReadonlySet<number> } {
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const inA = new Set<number>();
  const inB = new Set<number>();
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      inA.add(i++);
      inB.add(j++);
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return { a: inA, b: inB };
}

function piecesOf(words: readonly string[], isCommon: (index: number) => boolean): readonly Piece[] {
  const pieces: Piece[] = [];
  words.forEach((text, index) => {
    const differs = !isCommon(index);
    const last = pieces.at(-1);
    if (last?.differs === differs) pieces[pieces.length - 1] = { text: last.text + text, differs };
    else pieces.push({ text, differs });
  });
  return pieces;
}

/**
 * Compares two texts word by word, case and accents kept: joined, each side's pieces give its text back, and
 * the pieces that do not differ are the same on both sides. Long texts share only their beginning and end.
 */
export function differences(a: string, b: string): readonly [readonly Piece[], readonly Piece[]] {
  const left = wordsOf(a);
  const right = wordsOf(b);
  const shorter = Math.min(left.length, right.length);
  let head = 0;
  while (head < shorter && left[head] === right[head]) head++;
  let tail = 0;
  while (tail < shorter - head && left[left.length - 1 - tail] === right[right.length - 1 - tail]) tail++;
  const middleA = left.slice(head, left.length - tail);
  const middleB = right.slice(head, right.length - tail);
  const small = middleA.length <= MOST_WORDS && middleB.length <= MOST_WORDS;
  const shared = small ? common(middleA, middleB) : { a: new Set<number>(), b: new Set<number>() };
  const outside = (index: number, length: number) => index < head || index >= length - tail;
  return [
    piecesOf(left, (index) => outside(index, left.length) || shared.a.has(index - head)),
    piecesOf(right, (index) => outside(index, right.length) || shared.b.has(index - head)),
  ];
}
