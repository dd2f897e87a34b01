import { act, look } from "../action/index.ts";
import { UserError } from "../base/error.ts";
import { protocol, protocolVersion, stateProtocol } from "./contracts.ts";
import { protocolStated } from "./facts.ts";
import type { Protocol } from "./protocol.ts";
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

export const protocolActions = [
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
    async run(tx, { protocol: stated, reason }) {
      assertSound(stated);
      const { current, conflict } = await protocolState(tx);
      if (current !== undefined && reason === "") {
        throw new UserError("protocol.reason-missing", "An amendment needs its reason.", {
          hint: "Say in a sentence what changed and why; it is printed in the report.",
        });
      }
      const before = conflict.length > 0 ? conflict : current === undefined ? [] : [current.fact];
      const { hash } = await tx.record(protocolStated, "protocol", { protocol: stated, reason }, before);
      const version = await versionByFact(tx, hash);
      if (version === undefined) throw new Error("the protocol was recorded but not projected");
      return version;
    },
  }),
];
