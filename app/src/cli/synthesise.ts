import { readYaml, schemaFault } from "@chartroom/core/charting";
import { chooseSynthesis, synthesis, synthesisChoiceSchema } from "@chartroom/core/synthesis";
import type { Context } from "../context.ts";
import { inReview } from "./acting.ts";
import type { Run } from "./command.ts";
import { textFile } from "./input-file.ts";

async function choiceFile(context: Context, name: string) {
  const source = readYaml(await textFile(context, name), name, "synthesis");
  const parsed = synthesisChoiceSchema.safeParse(source.content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue === undefined) throw parsed.error;
  throw schemaFault(
    source,
    "synthesis.invalid",
    issue,
    "`chartroom synthesise --json` shows the choice in force.",
  );
}

/** `chartroom synthesise` */
export const synthesise: Run = async (context, given) => {
  const file = given.text("choose");
  const choice = file === undefined ? undefined : await choiceFile(context, file);
  return inReview(context, async ({ ask }) => {
    if (choice !== undefined) await ask(chooseSynthesis, choice);
    const view = await ask(synthesis, {});
    const { corpus, sentences, comparison, findings } = view;
    const lines = [
      corpus.text,
      ...sentences.map(({ text }) => text),
      ...(comparison === undefined ? [] : ["", comparison.sentence.text]),
      ...(findings === undefined ? [] : ["", `Beside ${findings.review}:`]),
      ...(findings?.rows ?? []).map(
        ({ statement, verdict, sentence }) => `- ${statement}\n  ${verdict}: ${sentence}`,
      ),
    ];
    return { json: view, text: lines.join("\n") };
  });
};
