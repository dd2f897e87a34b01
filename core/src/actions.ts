import type { Action } from "./action/index.ts";
import type { FactType } from "./ledger/index.ts";
import { reviewActions } from "./review/actions.ts";

/** Everything that a person or a script can do in a review. */
export function allActions(types: ReadonlyMap<string, FactType>): readonly Action[] {
  return [...reviewActions(types)];
}
