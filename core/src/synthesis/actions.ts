import { act, look } from "../action/index.ts";
import { UserError } from "../base/error.ts";
import { studiesForSynthesis } from "../charting/store.ts";
import { chooseSynthesis, evidenceMapOf, synthesis } from "./contracts.ts";
import { crosstab } from "./crosstab.ts";
import { evidenceMap } from "./evidence-map.ts";
import { synthesisChosen } from "./facts.ts";
import { describeMap } from "./narrative.ts";
import { choiceInForce } from "./store.ts";
import { dimensionsOf, formOf, viewOf } from "./view.ts";

export const synthesisActions = [
  act(chooseSynthesis, {
    who: ["lead", "reviewer", "adjudicator"],
    async run(tx, choice) {
      const { fact } = await choiceInForce(tx);
      await tx.record(synthesisChosen, "synthesis", choice, fact === undefined ? [] : [fact]);
      return (await choiceInForce(tx)).choice;
    },
  }),
  look(synthesis, { run: (tx) => viewOf(tx) }),
  look(evidenceMapOf, {
    async run(tx, { row, column, segment, width, interactive }) {
      const form = await formOf(tx);
      const known = dimensionsOf(form);
      for (const path of [row, column, ...(segment === undefined ? [] : [segment])]) {
        if (!known.some((one) => one.path === path)) {
          throw new UserError("synthesis.dimension-unknown", `The form has no field ${path} to group by.`, {
            hint: `Choose one of: ${known.map((one) => one.path).join(", ")}.`,
          });
        }
      }
      const table = crosstab(form, await studiesForSynthesis(tx), {
        row,
        column,
        ...(segment !== undefined && { segment }),
        onlyUsed: false,
      });
      const label = (path: string) => known.find((one) => one.path === path)?.label ?? path;
      const svg = evidenceMap(table, {
        title: `${label(row)} by ${label(column).toLowerCase()}`,
        width,
        interactive,
      });
      return { svg, table, sentence: describeMap(table) };
    },
  }),
];
