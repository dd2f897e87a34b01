import type { ReadTx } from "../action/index.ts";
import { UserError } from "../base/error.ts";
import { citationsOf, liveAmong, recordsOf } from "../dedup/store.ts";
import {
  type Reopened,
  type ReopenedOutcomes,
  type Reopening,
  STAGES,
  type Stage,
} from "../protocol/index.ts";
import { isDecided, type Outcome } from "./outcome.ts";
import { outcomesAt, soughtCitations } from "./store.ts";

/** The outcomes of a stage that count: of live citations, at full text of those that are sought. */
async function decidedAt(tx: ReadTx, stage: Stage): Promise<Map<string, Outcome>> {
  const decided = [...(await outcomesAt(tx, stage))].filter(([, outcome]) => isDecided(outcome));
  const ids = decided.map(([citation]) => citation);
  const counting = stage === "full_text" ? new Set(await soughtCitations(tx)) : await liveAmong(tx, ids);
  return new Map(decided.filter(([citation]) => counting.has(citation)));
}

const reasonOf = (outcome: Outcome) => (outcome.state === "exclude" ? outcome.reason : null);

function tallied(stage: Stage, outcomes: Iterable<Outcome>): Reopened[] {
  const tally = new Map<string, Reopened>();
  for (const outcome of outcomes) {
    const { state } = outcome;
    if (state === "open" || state === "conflict" || state === "undecided") continue;
    const reason = reasonOf(outcome);
    const key = `${state} ${reason ?? ""}`;
    const entry = tally.get(key) ?? { stage, outcome: state, reason, citations: 0 };
    entry.citations += 1;
    tally.set(key, entry);
  }
  return [...tally].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

function isNamed(outcome: Outcome, { exclusions, inclusions }: Reopening): boolean {
  if (outcome.state === "include") return inclusions;
  if (outcome.state !== "exclude") return false;
  return exclusions === "all" || exclusions.includes(outcome.reason);
}

async function namedCitations(
  tx: ReadTx,
  { stage, citations }: Reopening,
  decided: ReadonlyMap<string, Outcome>,
): Promise<string[]> {
  const ids = await citationsOf(tx, citations);
  return citations.map((name) => {
    const id = ids.get(name) ?? name;
    if (decided.has(id)) return id;
    throw new UserError("protocol.reopen-undecided", `Nothing is decided about ${name} at this stage.`, {
      place: { record: name },
      hint: `Name citations that have an outcome at ${stage === "full_text" ? "full text" : "title and abstract"}.`,
    });
  });
}

/** What could be re-opened: the outcomes of both stages by kind and reason of record, with their numbers. */
export async function reopenableOutcomes(tx: ReadTx): Promise<Reopened[]> {
  const found: Reopened[] = [];
  for (const stage of STAGES) found.push(...tallied(stage, (await decidedAt(tx, stage)).values()));
  return found;
}

/**
 * The outcomes that these choices name, each once, counted by kind and reason and listed by record.
 * @throws UserError protocol.reopen-undecided
 */
export async function outcomesToReopen(tx: ReadTx, reopens: readonly Reopening[]): Promise<ReopenedOutcomes> {
  const result: ReopenedOutcomes = { reopened: [], records: [] };
  for (const stage of STAGES) {
    const choices = reopens.filter((one) => one.stage === stage);
    if (choices.length === 0) continue;
    const decided = await decidedAt(tx, stage);
    const chosen = new Map(
      [...decided].filter(([, outcome]) => choices.some((choice) => isNamed(outcome, choice))),
    );
    for (const choice of choices) {
      for (const id of await namedCitations(tx, choice, decided)) {
        const outcome = decided.get(id);
        if (outcome !== undefined) chosen.set(id, outcome);
      }
    }
    if (chosen.size === 0) continue;
    result.reopened.push(...tallied(stage, chosen.values()));
    const records = [...(await recordsOf(tx, [...chosen.keys()])).values()].flat();
    result.records.push({ stage, records: records.sort() });
  }
  return result;
}
