import { type Box, type BoxLine, flowColumn, includedBoxes } from "./boxes.ts";
import type { Counts, Flow } from "./counts.ts";
import { formatCount } from "./number.ts";

function said(line: BoxLine): string {
  const words = line.text.replace(/:$/, "");
  return line.n === undefined ? words : `${words}: ${formatCount(line.n)}`;
}

/** Each line of a box that stands at its edge is a sentence; what is indented under it comes in brackets. */
function ofBox(box: Box): string {
  const groups: { head: BoxLine; details: BoxLine[] }[] = [];
  for (const line of box.lines) {
    const last = groups.at(-1);
    if (line.indent === 0 || last === undefined) groups.push({ head: line, details: [] });
    else last.details.push(line);
  }
  return groups
    .map(({ head, details }) => {
      if (details.length === 0) return `${said(head)}.`;
      const list = details.map(said).join("; ");
      return head.n === undefined ? `${said(head)}: ${list}.` : `${said(head)} (${list}).`;
    })
    .join(" ");
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
