import type { ActTx } from "../action/index.ts";
import { UserError } from "../base/error.ts";
import { citationsOf, citationViews } from "../dedup/store.ts";
import { removed } from "./facts.ts";
import { removedCitations, voteRows } from "./store.ts";

/** What is taken out of the pool, and why. */
export interface Removal {
  citations: readonly string[];
  /** Name of the automation rule that did it; null where a person chose. */
  automation: string | null;
  reason: string;
  skip: boolean;
}

/**
 * Removes citations before screening; with `skip`, those that have votes or are removed stay as they are. Throws
 * UserError `citation.unknown`, `remove.voted`, `remove.already`.
 */
export async function removeCitations(tx: ActTx, { citations, automation, reason, skip }: Removal) {
  const unique = [...new Set((await citationsOf(tx, citations)).values())];
  const views = await citationViews(tx, unique);
  const voted = new Set((await voteRows(tx, unique)).map((row) => row.citation));
  const gone = await removedCitations(tx);
  const unknown = unique.find((id) => !views.has(id));
  if (unknown !== undefined) throw new UserError("citation.unknown", `There is no citation ${unknown}.`);
  const skipped = unique.filter((id) => voted.has(id) || gone.has(id));
  const [first] = skipped;
  if (first !== undefined && !skip) {
    const title = views.get(first)?.reference.title ?? first;
    throw gone.has(first)
      ? new UserError("remove.already", `"${title}" is removed already.`, {
          hint: "Take the removal back to give another reason.",
        })
      : new UserError("remove.voted", `"${title}" has votes already.`, {
          hint: "Only what nobody has voted on can be removed before screening.",
        });
  }
  const left = new Set(skipped);
  const facts = unique
    .filter((id) => !left.has(id))
    .map((id) => ({
      type: removed,
      subject: views.get(id)?.records[0]?.id ?? id,
      body: { automation, reason },
    }));
  return { facts: (await tx.recordAll(facts)).map((fact) => fact.hash), skipped };
}
