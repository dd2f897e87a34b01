import { act, look } from "../action/index.ts";
import { UserError } from "../base/error.ts";
import { citationsOf, citationView, citationViews } from "../dedup/store.ts";
import { authorLine } from "../records/index.ts";
import { COLLECTORS } from "../review/index.ts";
import { outcomesAt, soughtCitations } from "../screening/store.ts";
import { readableReports } from "./blinding.ts";
import { logRetrieval, type RetrievalEntry, soughtReports } from "./contracts.ts";
import { retrievalLogged } from "./facts.ts";
import { retrievals, type RetrievalRow } from "./store.ts";

function toEntry({ record: _record, clock: _clock, step, ...rest }: RetrievalRow): RetrievalEntry {
  return { ...rest, step: step as RetrievalEntry["step"] };
}

export const fulltextActions = [
  act(logRetrieval, {
    who: [...COLLECTORS, "machine"],
    async run(tx, { citation, ...entry }) {
      const view = await citationView(tx, citation);
      if (!(await soughtCitations(tx)).includes(view.id)) {
        throw new UserError("fulltext.not-sought", "This citation is not sought.", {
          hint: "It must pass title and abstract first.",
        });
      }
      const fact = await tx.record(retrievalLogged, view.records[0]?.id ?? view.id, entry);
      return { fact: fact.hash, at: fact.at, actor: fact.actor, ...entry };
    },
  }),
  look(soughtReports, {
    async run(tx) {
      const sought = await soughtCitations(tx);
      const outcomes = await outcomesAt(tx, "full_text");
      const views = await citationViews(tx, sought);
      const logged = await retrievals(tx);
      const readable = await readableReports(
        tx,
        logged.map((row) => row.record),
      );
      const rows = logged.filter((_, at) => readable[at] === true);
      const ids = await citationsOf(
        tx,
        rows.map((row) => row.record),
      );
      return sought.flatMap((citation) => {
        const view = views.get(citation);
        if (view === undefined) return [];
        const outcome = outcomes.get(citation);
        // whose votes differ is for those to see who may; here it is simply not decided yet
        const state =
          outcome === undefined || outcome.state === "conflict" || outcome.state === "undecided"
            ? "open"
            : outcome.state;
        return [
          {
            citation,
            title: view.reference.title ?? "",
            authors: authorLine(view.reference),
            year: view.reference.year,
            doi: view.reference.doi,
            state,
            reason: outcome?.state === "exclude" ? outcome.reason : null,
            log: rows.filter((row) => ids.get(row.record) === citation).map(toEntry),
          },
        ];
      });
    },
  }),
];
