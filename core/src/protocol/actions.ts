import { act, look, type ReadTx } from "../action/index.ts";
import { UserError } from "../base/error.ts";
import { protocol, protocolVersion, stateProtocol } from "./contracts.ts";
import { protocolStated, type Stated } from "./facts.ts";
import type { Protocol } from "./protocol.ts";
import type { ReopenedOutcomes, Reopening } from "./reopening.ts";
import { protocolState, versionByFact } from "./store.ts";

function assertSound({ reasons, criteria }: Protocol): void {
  const codes = new Set<string>();
  for (const { code } of reasons) {
    if (codes.has(code)) {
      throw new UserError("protocol.reason-twice", `The exclusion reason ${code} stands there twice.`, {
        hint: "Give each reason a code of its own.",
      });
    }
    codes.add(code);
  }
  const ids = new Set(criteria.map((criterion) => criterion.id));
  for (const { code, criterion } of reasons) {
    if (criterion !== undefined && !ids.has(criterion)) {
      throw new UserError(
        "protocol.criterion-unknown",
        `The reason ${code} names the criterion ${criterion}, which is not there.`,
        { hint: "Name the id of a criterion of this protocol." },
      );
    }
  }
}

/** Finds what an amendment re-opens; the rooms that decide on citations come after this one. */
export type Reopener = (tx: ReadTx, reopens: readonly Reopening[]) => Promise<ReopenedOutcomes>;

/** The room's actions; `reopened` finds the outcomes that an amendment names. */
export const protocolActions = (reopened: Reopener) => [
  look(protocol, { run: (tx) => protocolState(tx) }),
  look(protocolVersion, {
    async run(tx, { fact }) {
      const version = await versionByFact(tx, fact);
      if (version === undefined)
        throw new UserError("protocol.version-unknown", "There is no such version of the protocol.");
      return version;
    },
  }),
  act(stateProtocol, {
    who: ["lead"],
    async run(tx, { protocol: stated, reason, reopens }) {
      assertSound(stated);
      const { current, conflict } = await protocolState(tx);
      if (current !== undefined && reason === "") {
        throw new UserError("protocol.reason-missing", "An amendment needs its reason.", {
          hint: "Say in a sentence what changed and why; it is printed in the report.",
        });
      }
      const before = conflict.length > 0 ? conflict : current === undefined ? [] : [current.fact];
      if (current === undefined && reopens.length > 0) {
        throw new UserError("protocol.reopen-first", "The first protocol has nothing to re-open.", {
          hint: "State it without; an amendment can re-open outcomes.",
        });
      }
      const body: Stated = { protocol: stated, reason };
      if (reopens.length > 0) {
        const found = await reopened(tx, reopens);
        Object.assign(body, { reopens, reopened: found.reopened, reopenedRecords: found.records });
      }
      const { hash } = await tx.record(protocolStated, "protocol", body, before);
      const version = await versionByFact(tx, hash);
      if (version === undefined) throw new Error("the protocol was recorded but not projected");
      return version;
    },
  }),
];
