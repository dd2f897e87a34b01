import { basename } from "node:path";
import { UserError } from "@chartroom/core/base/error";
import type { Member } from "@chartroom/core/review";
import type { AdoptionMapping } from "@chartroom/core/screening";
import { readTable } from "../replay/table.ts";
import { memberNamed } from "./acting.ts";

type Named = Pick<AdoptionMapping, "reviewers" | "decisions" | "reasons">;

const DECISIONS = ["include", "maybe", "exclude", "leave"] as const;

/** Members by name, parted by semicolons; `+Name` is somebody to be added. */
function reviewerOf(there: string, here: string, members: readonly Member[]): Named["reviewers"][number] {
  const names = here
    .split(";")
    // a spreadsheet may have kept the plus from being a formula by an apostrophe
    .map((name) => name.trim().replace(/^'\+/, "+"))
    .filter((name) => name !== "");
  const add = names
    .find((name) => name.startsWith("+"))
    ?.slice(1)
    .trim();
  const known = names.filter((name) => !name.startsWith("+"));
  return {
    name: there,
    members: known.map((name) => memberNamed(members, name).id),
    ...(add !== undefined && add !== "" && { add }),
  };
}

/**
 * Reads a mapping table over what is suggested: a row says what a reviewer, a decision or a reason there is here, and
 * a row whose `here` is empty takes a suggestion away.
 * @throws UserError adopt.map, member.unknown, member.ambiguous, table.not-found, …
 */
export function readAdoptionMap(path: string, members: readonly Member[], suggested: Named): Named {
  const reviewers = new Map(suggested.reviewers.map((one) => [one.name, one]));
  const decisions = new Map(Object.entries(suggested.decisions));
  const reasons = new Map(Object.entries(suggested.reasons));
  for (const { line, cells } of readTable(path, ["what", "there", "here"])) {
    const [what = "", there = "", here = ""] = [cells["what"], cells["there"], cells["here"]].map((cell) =>
      cell?.trim(),
    );
    const decision = DECISIONS.find((word) => word === here);
    if (what === "reviewer") reviewers.set(there, reviewerOf(there, here, members));
    else if (what === "reason" && here === "") reasons.delete(there);
    else if (what === "reason") reasons.set(there, here);
    else if (what === "decision" && here === "") decisions.delete(there);
    else if (what === "decision" && decision !== undefined) decisions.set(there, decision);
    else
      throw new UserError("adopt.map", `"${what}, ${there}, ${here}" says nothing that can be mapped.`, {
        place: { file: basename(path), line },
        hint: `Columns: what (reviewer, decision, reason), there, here; a decision is one of ${DECISIONS.join(", ")}.`,
      });
  }
  return {
    reviewers: [...reviewers.values()],
    decisions: Object.fromEntries(decisions),
    reasons: Object.fromEntries(reasons),
  };
}
