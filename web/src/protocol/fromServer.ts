import { type ProtocolState as Stated, protocolSchema, type Reopened } from "@chartroom/core/protocol";
import type { Member } from "@chartroom/core/review";
import type { ProtocolState } from "./ProtocolView.tsx";
import { reopenedSentence } from "./reopened.ts";

/** What surrounds a protocol on the page. */
export interface ProtocolContext {
  /** The review's title, with which the first draft begins. */
  title: string;
  members: readonly Member[];
  /** Whether the reader leads the review. */
  lead: boolean;
  /** What an amendment could re-open, for the lead. */
  outcomes?: readonly Reopened[] | undefined;
}

/** The protocol as the page shows it; where none is stated, a draft with the defaults of the method. */
export function protocolStateOf(
  { current, history, conflict }: Stated,
  { title, members, lead, outcomes }: ProtocolContext,
): ProtocolState {
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const labels = new Map((current?.protocol.reasons ?? []).map(({ code, label }) => [code, label]));
  return {
    outcomes,
    protocol:
      current?.protocol ?? protocolSchema.parse({ title, pcc: { population: "", concept: "", context: "" } }),
    stated: current !== undefined,
    mayEdit: lead,
    ...(conflict.length > 0 && {
      conflict:
        "They were made on different copies of the review. The one shown is in force until the lead amends it; that amendment settles both.",
    }),
    amendments: [...history].reverse().map(({ number, actor, at, reason, reopened }) => ({
      version: number,
      by: names.get(actor) ?? "a former member",
      at: Date.parse(at),
      reason,
      reopened: reopenedSentence(reopened, labels),
    })),
  };
}
