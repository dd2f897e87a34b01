/** Browsers stop laying out boxes that are taller than some 17 million pixels (Firefox first); this is well below. */
const TALLEST = 12_000_000;

export interface Viewport {
  /** How many rows there are, and how high each is in pixels. */
  readonly total: number;
  readonly row: number;
  /** Height of what is seen, and how far it is scrolled, in pixels. */
  readonly height: number;
  readonly scrolled: number;
}

export interface RowWindow {
  /** The rows to draw: from, up to but not including to. */
  readonly from: number;
  readonly to: number;
  /** Height of the box that scrolls. */
  readonly tall: number;
  /** Pixels of rows that go by for each pixel scrolled; 1 unless there are too many rows. */
  readonly scale: number;
  /** Where a row begins in that box. */
  readonly top: (index: number) => number;
}

/** Which rows are in view, with `spare` more on each side; works for any number of rows. */
export function rowWindow({ total, row, height, scrolled }: Viewport, spare = 10): RowWindow {
  const whole = total * row;
  const tall = Math.min(whole, TALLEST);
  const furthest = Math.max(0, tall - height);
  const scale = furthest === 0 ? 1 : Math.max(0, whole - height) / furthest;
  const at = Math.min(Math.max(0, scrolled), furthest);
  const offset = at * scale;
  const first = Math.floor(offset / row);
  return {
    from: Math.max(0, first - spare),
    to: Math.min(total, first + Math.ceil(height / row) + 1 + spare),
    tall,
    scale,
    top: (index) => at + index * row - offset,
  };
}
