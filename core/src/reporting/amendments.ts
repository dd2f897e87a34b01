import type { ReadTx } from "../action/index.ts";
import {
  changedParts,
  type Protocol,
  type ProtocolState,
  type Reopened,
  reopenedCount,
} from "../protocol/index.ts";
import { versionByFact } from "../protocol/store.ts";
import type { ReportAmendment } from "./input.ts";
import { listed } from "./words.ts";

const STAGE_WORDS = { title_abstract: "title and abstract", full_text: "full text" } as const;
const OUTCOME_WORDS: Readonly<Record<Reopened["outcome"], string>> = {
  include: "inclusions",
  exclude: "exclusions",
  not_retrieved: "reports not retrieved",
  ongoing: "reports of ongoing studies",
  awaiting_classification: "reports awaiting classification",
};

/** "exclusions at full text for No abstract (12)" */
function reopenedWords({ stage, outcome, reason, citations }: Reopened, labels: ReadonlyMap<string, string>) {
  const why = reason === null ? "" : ` for “${labels.get(reason) ?? reason}”`;
  return `${OUTCOME_WORDS[outcome]} at ${STAGE_WORDS[stage]}${why} (${citations})`;
}

/** The amendments of the protocol: what each changed, why, and what it re-opened. */
export async function amendmentRows(
  tx: ReadTx,
  history: ProtocolState["history"],
  current: Protocol,
): Promise<ReportAmendment[]> {
  const rows: ReportAmendment[] = [];
  let before: Protocol | undefined;
  for (const { fact, number, at, reason, reopened } of history) {
    const now = (await versionByFact(tx, fact))?.protocol;
    const labels = new Map(
      [before, now, current].flatMap((one) => one?.reasons ?? []).map((one) => [one.code, one.label]),
    );
    if (number > 1 && before !== undefined && now !== undefined) {
      const parts = changedParts(before, now);
      rows.push({
        date: at,
        what: `Version ${number} of the protocol${parts.length === 0 ? "" : `: ${listed(parts)}`}`,
        reason,
        reopened: reopenedCount(reopened),
        ...(reopened.length > 0 && {
          reopens: reopened.map((one) => reopenedWords(one, labels)),
        }),
      });
    }
    before = now;
  }
  return rows;
}
