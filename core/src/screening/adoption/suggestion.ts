import type { ExclusionReason } from "../../protocol/index.ts";
import type { AdoptionFound, AdoptionMapping } from "./contracts.ts";

const folded = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/**
 * The mapping to begin with: reviewers and reasons that bear the same name here, words whose meaning is plain. All
 * else is left open for a person to say.
 */
export function suggestedMapping(
  found: Pick<AdoptionFound, "reviewers" | "words" | "reasons">,
  members: readonly { id: string; name: string; kind: string; active: boolean }[],
  reasons: readonly Pick<ExclusionReason, "code" | "label">[],
): Pick<AdoptionMapping, "reviewers" | "decisions" | "reasons"> {
  const people = members.filter((member) => member.active && member.kind === "person");
  const same = (a: string, b: string) => folded(a) !== "" && folded(a) === folded(b);
  return {
    reviewers: found.reviewers.map(({ name }) => ({
      name,
      members: people.filter((member) => same(member.name, name)).map(({ id }) => id),
    })),
    decisions: Object.fromEntries(
      found.words.flatMap(({ word, suggests }) => (suggests === undefined ? [] : [[word, suggests]])),
    ),
    reasons: Object.fromEntries(
      found.reasons.flatMap(({ reason }) => {
        const own = reasons.find(({ code, label }) => same(code, reason) || same(label, reason));
        return own === undefined ? [] : [[reason, own.code]];
      }),
    ),
  };
}
