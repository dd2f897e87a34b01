import { UserError } from "@chartroom/core/base/error";
import { protocol, stateProtocol } from "@chartroom/core/protocol";
import { inReview } from "./acting.ts";
import type { Run } from "./command.ts";
import { protocolFile } from "./protocol-file.ts";

/** `chartroom protocol show` */
export const showProtocol: Run = (context) =>
  inReview(context, async ({ ask }) => {
    const state = await ask(protocol, {});
    if (state.current === undefined) {
      throw new UserError("protocol.none", "This review has no protocol yet.", {
        hint: "State it: chartroom protocol set FILE.",
      });
    }
    return { json: state, text: JSON.stringify(state.current.protocol, null, 2) };
  });

/** `chartroom protocol set` */
export const setProtocol: Run = async (context, given) => {
  const stated = await protocolFile(context, given.operands[0] ?? "");
  return inReview(context, async ({ ask }) => {
    const version = await ask(stateProtocol, { protocol: stated, reason: given.text("reason") ?? "" });
    const word = version.number === 1 ? "stated" : "amended";
    return {
      json: version,
      text: `Protocol ${word}: version ${version.number}, ${version.protocol.criteria.length} criteria.`,
    };
  });
};
