import type { Action } from "./action/index.ts";
import { chartingActions } from "./charting/actions.ts";
import { dedupActions } from "./dedup/actions.ts";
import { flowActions } from "./flow/actions.ts";
import { fulltextActions } from "./fulltext/actions.ts";
import type { FactType } from "./ledger/index.ts";
import { protocolActions } from "./protocol/actions.ts";
import { recordActions } from "./records/actions.ts";
import { reviewActions } from "./review/actions.ts";
import { reportingActions } from "./reporting/actions.ts";
import { outcomesToReopen, screeningActions } from "./screening/actions.ts";
import { synthesisActions } from "./synthesis/actions.ts";

/** Everything that a person or a script can do in a review, in the order of its life. */
export function allActions(types: ReadonlyMap<string, FactType>): readonly Action[] {
  return [
    ...reviewActions(types),
    ...protocolActions(outcomesToReopen),
    ...recordActions,
    ...dedupActions,
    ...screeningActions,
    ...fulltextActions,
    ...chartingActions,
    ...flowActions,
    ...synthesisActions,
    ...reportingActions,
  ];
}
