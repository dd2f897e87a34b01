import type { Stage } from "@chartroom/core/protocol";
import { counted } from "../ui/number.ts";

/** A stage as what is stopped: "Title and abstract screening". */
export const STAGE_NAMES: Readonly<Record<Stage, string>> = {
  title_abstract: "Title and abstract screening",
  full_text: "Full-text screening",
};

/** What follows from stopping a stage, by how many nobody has voted on and how many are undecided in all. */
export function stopWords(stage: Stage, { untouched, open }: { untouched: number; open: number }): string[] {
  const begun = Math.max(0, open - untouched);
  const [one, many] = stage === "title_abstract" ? ["record", "records"] : ["report", "reports"];
  const nobody = `${counted(untouched, one, many)} on which nobody has voted`;
  return [
    untouched === 0
      ? `No ${one} is without a vote: nothing would be counted as left.`
      : stage === "title_abstract"
        ? `${nobody} will be counted as left unscreened, in a box of the flow diagram.`
        : `${nobody} will stay in progress; nobody is asked to read them any more.`,
    ...(begun === 0
      ? []
      : [
          `${counted(begun, one, many)} with a vote or a conflict ${begun === 1 ? "stays" : "stay"} in progress: conflicts can still be settled, further votes cannot be cast.`,
        ]),
    "Every vote stays. The stage can be opened again at any time.",
  ];
}
