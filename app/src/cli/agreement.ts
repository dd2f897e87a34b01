import { basename, resolve } from "node:path";
import { UserError } from "@chartroom/core/base/error";
import { agreement, DECISIONS, type Rating } from "@chartroom/core/screening";
import { readTable, type TableRow } from "../replay/table.ts";
import type { Run } from "./command.ts";
import { estimateText } from "./figures.ts";

function cell(row: TableRow, file: string, column: string): string {
  const text = row.cells[column]?.trim() ?? "";
  if (text !== "") return text;
  throw new UserError("agreement.empty", `The cell ${column} is empty.`, {
    place: { file, line: row.line },
    hint: "Leave the row out, or fill it in.",
  });
}

function ratingsIn(path: string): Rating[] {
  const file = basename(path);
  const rows = readTable(path, ["rater", "decision"]);
  const [first] = rows;
  const column = first !== undefined && "item" in first.cells ? "item" : "citation";
  if (first !== undefined && !(column in first.cells)) {
    throw new UserError("table.column-missing", "The table has no column item or citation.", {
      place: { file, line: 1 },
      hint: "The header must name: item, rater, decision.",
    });
  }
  const seen = new Set<string>();
  return rows.map((row) => {
    const word = cell(row, file, "decision").toLowerCase();
    const value = DECISIONS.find((decision) => decision === word);
    if (value === undefined) {
      throw new UserError("agreement.word-unknown", `"${word}" is no decision.`, {
        place: { file, line: row.line },
        hint: `Decisions are ${DECISIONS.join(", ")}.`,
      });
    }
    const [item, rater] = [cell(row, file, column), cell(row, file, "rater")];
    const key = JSON.stringify([item, rater]);
    if (seen.has(key)) {
      throw new UserError("agreement.rated-twice", `${rater} rated ${item} more than once.`, {
        place: { file, line: row.line },
        hint: "Keep each rater's independent decision on an item.",
      });
    }
    seen.add(key);
    return { item, rater, value };
  });
}

/** `chartroom agreement` */
export const agreementOfTable: Run = async (context, given) => {
  const name = given.operands[0] ?? "";
  const ratings = ratingsIn(resolve(context.cwd, name));
  if (ratings.length === 0)
    throw new UserError("agreement.none", "The table holds no decisions.", { place: { file: name } });
  const report = agreement(ratings);
  const { items, includes, informative, raters } = report;
  const schemes = [
    ["Maybe counts as include", report.forward],
    ["Maybe as a decision of its own", report.separate],
  ] as const;
  const lines = [
    `${raters.length} raters: ${raters.join(", ")}`,
    `${items.rated} items, ${items.shared} rated by two or more, ${includes} of them with an include`,
    ...(informative ? [] : ["Fewer than three includes: not informative."]),
    ...schemes.flatMap(([title, scheme]) => [
      "",
      title,
      `  agreement            ${estimateText(scheme.percent, true)}`,
      `  Cohen's kappa        ${estimateText(scheme.kappa)}`,
      `  Gwet's AC1           ${estimateText(scheme.ac1)}`,
      `  Fleiss' kappa        ${estimateText(scheme.fleiss)}`,
      `  Krippendorff's alpha ${estimateText(scheme.alpha)}`,
    ]),
  ];
  return { json: report, text: lines.join("\n") };
};
