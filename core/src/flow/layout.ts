import { type Box, type FlowColumn, flowColumn, includedBoxes } from "./boxes.ts";
import type { Flow } from "./counts.ts";
import {
  bottom,
  FONT_SIZE,
  LINE_HEIGHT,
  middle,
  PADDING,
  placed,
  type PlacedBox,
  type Point,
} from "./geometry.ts";
import { wrapText } from "../base/text-width.ts";

/** A heading over a column, or the name of a phase at the left (its lines are turned). */
export interface Band {
  kind: "heading" | "phase";
  x: number;
  y: number;
  width: number;
  height: number;
  lines: string[];
}

/** The whole diagram, placed; in user units from its own origin. */
export interface Layout {
  width: number;
  height: number;
  boxes: PlacedBox[];
  bands: Band[];
  arrows: Point[][];
}

const PHASE = 28;
const PHASE_GAP = 12;
const ROW_GAP = 26;
const STACK_GAP = 10;

interface Widths {
  previous: number;
  main: number;
  side: number;
  gap: number;
  between: number;
}
const NARROW: Widths = { previous: 168, main: 208, side: 222, gap: 24, between: 22 };
const ROOMY: Widths = { previous: 180, main: 252, side: 292, gap: 34, between: 28 };

type RowName = "identified" | "screened" | "sought" | "assessed";
const ROWS: readonly RowName[] = ["identified", "screened", "sought", "assessed"];

interface RowBoxes {
  main?: Box;
  side: Box[];
}

function rowOf(column: FlowColumn, row: RowName): RowBoxes {
  switch (row) {
    case "identified":
      return { main: column.identified, side: column.removed };
    case "screened":
      return column.screened === undefined ? { side: [] } : { main: column.screened, side: column.excluded };
    case "sought":
      return { main: column.sought, side: column.notSought };
    case "assessed":
      return { main: column.assessed, side: column.notIncluded };
  }
}

/** Sets boxes under each other. */
function stacked(boxes: readonly Box[], x: number, y: number, width: number): PlacedBox[] {
  const result: PlacedBox[] = [];
  let top = y;
  for (const box of boxes) {
    const one = placed(box, x, top, width);
    result.push(one);
    top = bottom(one) + STACK_GAP;
  }
  return result;
}

/** From a main box to a box beside it: straight where they face each other, else with a bend in the gap. */
function sideways(from: PlacedBox, to: PlacedBox): Point[] {
  const start = from.x + from.width;
  const low = Math.max(from.y, to.y);
  const high = Math.min(bottom(from), bottom(to));
  if (high - low >= 8)
    return [
      [start, (low + high) / 2],
      [to.x, (low + high) / 2],
    ];
  const bend = start + (to.x - start) / 2;
  const leave = middle(from);
  return [
    [start, leave],
    [bend, leave],
    [bend, middle(to)],
    [to.x, middle(to)],
  ];
}

function downwards(from: PlacedBox, to: PlacedBox): Point[] {
  const x = from.x + from.width / 2;
  return [
    [x, bottom(from)],
    [x, to.y],
  ];
}

function heading(text: string, x: number, width: number): Band {
  const lines = wrapText(text, width - 2 * PADDING, FONT_SIZE, true);
  return { kind: "heading", x, y: 0, width, height: lines.length * LINE_HEIGHT + 12, lines };
}

function phase(text: string, y: number, height: number): Band {
  return { kind: "phase", x: 0, y, width: PHASE, height, lines: [text] };
}

/** Places the boxes of a flow: one column or two, with the earlier version's column where there is one. */
export function layoutFlow(flow: Flow): Layout {
  const widths = flow.other === undefined ? ROOMY : NARROW;
  const { included, previous, total } = includedBoxes(flow);
  const columns = [flowColumn(flow.databases, flow, "")];
  if (flow.other !== undefined) columns.push(flowColumn(flow.other, flow, "other."));

  const left = PHASE + PHASE_GAP;
  const first = left + (previous === undefined ? 0 : widths.previous + widths.between);
  const columnWidth = widths.main + widths.gap + widths.side;
  const starts = columns.map((_, at) => first + at * (columnWidth + widths.between));
  const width = (starts.at(-1) ?? first) + columnWidth;

  const bands: Band[] = columns.map((column, at) =>
    heading(column.heading, starts[at] ?? first, columnWidth),
  );
  if (previous !== undefined) bands.push(heading("Previous studies", left, widths.previous));
  const headingHeight = Math.max(...bands.map((band) => band.height));
  for (const band of bands) band.height = headingHeight;

  const boxes: PlacedBox[] = [];
  const arrows: Point[][] = [];
  const last: (PlacedBox | undefined)[] = columns.map(() => undefined);
  const tops: number[] = [];
  const ends: number[] = [];
  let y = headingHeight + 18;
  let earlier: PlacedBox | undefined;
  for (const row of ROWS) {
    const inRow: PlacedBox[] = [];
    columns.forEach((column, at) => {
      const x = starts[at] ?? first;
      const { main, side } = rowOf(column, row);
      if (main === undefined) return;
      const own = placed(main, x, y, widths.main);
      const beside = stacked(side, x + widths.main + widths.gap, y, widths.side);
      inRow.push(own, ...beside);
      arrows.push(...beside.map((box) => sideways(own, box)));
      const above = last[at];
      if (above !== undefined) arrows.push(downwards(above, own));
      last[at] = own;
    });
    if (row === "identified" && previous !== undefined) {
      earlier = placed(previous, left, y, widths.previous);
      inRow.push(earlier);
    }
    boxes.push(...inRow);
    const end = Math.max(...inRow.map(bottom));
    tops.push(y);
    ends.push(end);
    y = end + ROW_GAP;
  }

  const foot = placed(included, first, y, widths.main);
  boxes.push(foot);
  const [main, other] = last;
  if (main !== undefined) arrows.push(downwards(main, foot));
  if (other !== undefined) {
    const x = other.x + other.width / 2;
    arrows.push([
      [x, bottom(other)],
      [x, middle(foot)],
      [foot.x + foot.width, middle(foot)],
    ]);
  }
  let end = bottom(foot);
  if (total !== undefined) {
    const sum = placed(total, first, end + ROW_GAP, widths.main);
    boxes.push(sum);
    arrows.push(downwards(foot, sum));
    if (earlier !== undefined) {
      const x = earlier.x + earlier.width / 2;
      arrows.push([
        [x, bottom(earlier)],
        [x, middle(sum)],
        [sum.x, middle(sum)],
      ]);
    }
    end = bottom(sum);
  }

  bands.push(
    phase("Identification", tops[0] ?? 0, (ends[0] ?? 0) - (tops[0] ?? 0)),
    phase("Screening", tops[1] ?? 0, (ends[3] ?? 0) - (tops[1] ?? 0)),
    phase("Included", y, end - y),
  );
  for (const band of bands) {
    if (band.kind === "phase") band.height = Math.max(band.height, 56);
  }
  return { width, height: Math.max(end, ...bands.map((band) => band.y + band.height)), boxes, bands, arrows };
}
