import { resolve } from "node:path";
import { checkFlow, type Flow, flowDiagram, parseCounts, status } from "@chartroom/core/flow";
import type { Context } from "../context.ts";
import { writeWhole } from "../output.ts";
import { inReview } from "./acting.ts";
import type { Run } from "./command.ts";
import type { Given } from "./given.ts";
import { textFile } from "./input-file.ts";
import { UsageError } from "./usage.ts";

function flowAsked(context: Context, given: Given): Promise<Flow> {
  const [file] = given.operands;
  const version = given.text("version");
  if (file === undefined) return inReview(context, async ({ ask }) => (await ask(status, { version })).flow);
  if (version !== undefined) throw new UsageError("--version names a version of a review, not of a file.");
  return textFile(context, file).then(parseCounts);
}

/** `chartroom flow` */
export const flow: Run = async (context, given) => {
  const out = given.text("out") ?? "-";
  if (out === "-" && context.json)
    throw new UsageError("With --json, name a file with --out: standard output takes one thing only.");
  const counts = await flowAsked(context, given);
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
