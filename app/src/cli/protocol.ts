import { UserError } from "@chartroom/core/base/error";
import { protocol, stateProtocol } from "@chartroom/core/protocol";
import { reopenable } from "@chartroom/core/screening";
import { columns } from "../output.ts";
import { inReview } from "./acting.ts";
import type { Run } from "./command.ts";
import { protocolFile } from "./protocol-file.ts";
import { choiceOf, outcomeWords, reopenedLines, reopeningsOf } from "./reopening-choices.ts";

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

/** `chartroom protocol reopenable` */
export const showReopenable: Run = (context) =>
  inReview(context, async ({ ask }) => {
    const { outcomes } = await ask(reopenable, {});
    const text =
      outcomes.length === 0
        ? "Nothing is decided yet."
        : columns(
            ["Choice for --reopen", "outcome", "citations"],
            outcomes.map((one) => [choiceOf(one), outcomeWords(one), one.citations.toLocaleString("en")]),
          );
    return { json: outcomes, text };
  });

/** `chartroom protocol amend` */
export const amendProtocol: Run = async (context, given) => {
  const stated = await protocolFile(context, given.operands[0] ?? "");
  const reopens = reopeningsOf(given.list("reopen"));
  return inReview(context, async ({ ask }) => {
    if (given.has("preview")) {
      const { chosen } = await ask(reopenable, { reopens });
      return { json: { reopened: chosen }, text: reopenedLines("This would re-open", chosen) };
    }
    const { current } = await ask(protocol, {});
    if (current === undefined) {
      throw new UserError("protocol.none", "This review has no protocol yet.", {
        hint: "State it: chartroom protocol set FILE.",
      });
    }
    const reason = given.need("reason", "to amend the protocol");
    const version = await ask(stateProtocol, { protocol: stated, reason, reopens });
    return {
      json: version,
      text: `Protocol amended: version ${version.number}.\n${reopenedLines("Re-opened", version.reopened)}`,
    };
  });
};
