import { type Box, type BoxLine, flowColumn, includedBoxes } from "./boxes.ts";
import type { Counts, Flow } from "./counts.ts";
import { formatCount } from "./number.ts";

function said(line: BoxLine): string {
  const words = line.text.replace(/:$/, "");
  return line.n === undefined ? words : `${words}: ${formatCount(line.n)}`;
}

function ofBox(box: Box): string {
  const [head, ...rest] = box.lines;
  if (head === undefined) return "";
  if (rest.length === 0) return `${said(head)}.`;
  const details = rest.map(said).join("; ");
  return head.n === undefined ? `${said(head)}: ${details}.` : `${said(head)} (${details}).`;
}

function ofColumn(counts: Counts, flow: Flow, at: "" | "other."): string {
  const column = flowColumn(counts, flow, at);
  const boxes = [
    column.identified,
    ...column.removed,
    ...(column.screened === undefined ? [] : [column.screened]),
    ...column.excluded,
    column.sought,
    ...column.notSought,
    column.assessed,
    ...column.notIncluded,
  ];
  return `${column.heading}. ${boxes.map(ofBox).join(" ")}`;
}

/** The whole flow in sentences, in the order in which the diagram is read: its text alternative. */
export function describeFlow(flow: Flow): string {
  const { included, previous, total } = includedBoxes(flow);
  return [
    previous === undefined ? undefined : `Previous studies. ${ofBox(previous)}`,
    ofColumn(flow.databases, flow, ""),
    flow.other === undefined ? undefined : ofColumn(flow.other, flow, "other."),
    `Included. ${ofBox(included)}`,
    total === undefined ? undefined : ofBox(total),
  ]
    .filter((part) => part !== undefined)
    .join(" ");
}
