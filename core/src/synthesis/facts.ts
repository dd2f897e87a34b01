import { factType, type Projection, standingFacts } from "../ledger/index.ts";
import { synthesisChoiceSchema } from "./contracts.ts";
import { choiceTable, replaceChoice } from "./store/choice.ts";

/** What the synthesis shows from now on. Subject: `synthesis`. */
export const synthesisChosen = factType("synthesis.chosen", synthesisChoiceSchema);

export const synthesisFacts = [synthesisChosen] as const;

export const synthesisProjections: readonly Projection[] = [
  {
    name: "synthesis",
    on: [synthesisChosen.type],
    tables: [choiceTable],
    async project(tx) {
      const last = (await standingFacts(tx, [synthesisChosen.type])).at(-1);
      await replaceChoice(
        tx,
        last === undefined
          ? []
          : [{ fact: last.fact.hash, choice: JSON.stringify(last.body), clock: last.fact.clock }],
      );
    },
  },
];
