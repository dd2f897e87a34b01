import { resolve } from "node:path";
import { checkFlow, flowDiagram, parseCounts } from "@chartroom/core/flow";
import { writeWhole } from "../output.ts";
import type { Run } from "./command.ts";
import { textFile } from "./input-file.ts";
import { UsageError } from "./usage.ts";

/** `chartroom flow` */
export const flow: Run = async (context, given) => {
  const out = given.text("out") ?? "-";
  if (out === "-" && context.json)
    throw new UsageError("With --json, name a file with --out: standard output takes one thing only.");
  const counts = parseCounts(await textFile(context, given.operands[0] ?? ""));
  const title = given.text("title");
  const svg = flowDiagram(counts, title === undefined ? {} : { title });
  const faults = checkFlow(counts);
  if (out === "-") {
    await context.write(svg);
    for (const fault of faults) context.tell(`${fault}\n`);
    return undefined;
  }
  await writeWhole(resolve(context.cwd, out), [svg], context.signal);
  const text =
    faults.length === 0
      ? out
      : [
          out,
          "These counts do not add up; the diagram says so too:",
          ...faults.map((fault) => `  ${fault}`),
        ].join("\n");
  return { json: { out, faults }, text };
};
