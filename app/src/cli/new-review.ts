import { resolve } from "node:path";
import { perform } from "@chartroom/core/action";
import { stateProtocol } from "@chartroom/core/protocol";
import { createReview } from "@chartroom/core/workbench";
import { stateFolder } from "../folders.ts";
import { rememberReview } from "../recent.ts";
import type { Run } from "./command.ts";
import { wholeOrNothing } from "./half-made.ts";
import { protocolFile } from "./protocol-file.ts";
import { UsageError } from "./usage.ts";

/** `chartroom new` */
export const newReview: Run = async (context, given) => {
  const [dir = "."] = given.operands;
  const folder = resolve(context.cwd, dir);
  const title = given.need("title", "for a new review").trim();
  if (title === "") throw new UsageError("The title is empty.");
  const file = given.text("protocol");
  const pcc = {
    population: given.text("population") ?? "",
    concept: given.text("concept") ?? "",
    context: given.text("context") ?? "",
  };
  const asked = Object.values(pcc).some((text) => text !== "");
  if (asked && file !== undefined)
    throw new UsageError("Give the question, or a protocol that states it, not both.");
  // read before anything is made: a broken protocol leaves no half-made review
  const protocol =
    file !== undefined ? await protocolFile(context, file) : asked ? { title, pcc } : undefined;
  const name = given.text("lead") ?? "Lead";
  const made = await wholeOrNothing(folder, async () => {
    const { bench, lead } = await createReview(folder, { title, lead: name }, { stateFolder: stateFolder() });
    try {
      if (protocol !== undefined) await perform(bench, stateProtocol, { actor: lead, input: { protocol } });
    } finally {
      await bench.storage.close();
    }
    return { review: bench.storage.review, folder, title, lead: { id: lead, name } };
  });
  rememberReview(folder, title);
  const next = `Next: chartroom import FILE --source NAME --review ${dir}`;
  return { json: made, text: `${title}: a new review in ${folder}, led by ${name}.\n${next}` };
};
