import type { Stage } from "@chartroom/core/protocol";
import type { Member } from "@chartroom/core/review";
import { counted } from "../ui/number.ts";

/** What stands open at a stage, as far as its reader may know. */
export interface OpenAt {
  stage: Stage;
  /** Citations or reports that are still undecided. */
  open: number;
  /** Conflicts among them that the reader may see, and how many of these the reader may settle. */
  seen: number;
  mine: number;
  assigned: readonly { readonly id: string; readonly name: string }[];
}

const MOST_NAMES = 3;

/** "Ada", "Ada and Ben", "Ada, Ben, Cleo and 2 more", with `or` in place of `and` where one of them is enough. */
export function namesOf(people: readonly { readonly name: string }[], link: "and" | "or" = "and"): string {
  const names = people.map(({ name }) => name);
  if (names.length > MOST_NAMES)
    return `${names.slice(0, MOST_NAMES).join(", ")} ${link} ${names.length - MOST_NAMES} more`;
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${link} ${last}`;
}

/** Who settles conflicts: the adjudicators, or the leads where there is none. */
export function settlers(members: readonly Member[]): Member[] {
  const active = members.filter((one) => one.active);
  const adjudicators = active.filter(({ roles }) => roles.includes("adjudicator"));
  return adjudicators.length > 0 ? adjudicators : active.filter(({ roles }) => roles.includes("lead"));
}

/** Whom a stage waits for while nothing there waits for this person: a sentence each, of nothing that is hidden. */
export function awaitedWords(at: OpenAt, me: string, members: readonly Member[]): string[] {
  const [one, many] = at.stage === "title_abstract" ? ["record", "records"] : ["report", "reports"];
  const sentences: string[] = [];
  const others = settlers(members).filter(({ id }) => id !== me);
  const theirs = Math.max(0, at.seen - at.mine);
  if (at.mine > 0)
    sentences.push(`${counted(at.mine, "conflict")} ${at.mine === 1 ? "waits" : "wait"} for you.`);
  if (theirs > 0) {
    const who = others.length === 0 ? "somebody who did not vote" : namesOf(others, "or");
    sentences.push(
      `${counted(theirs, "conflict")} ${theirs === 1 ? "waits" : "wait"} to be settled by ${who}.`,
    );
  }
  const rest = at.open - Math.min(at.open, at.seen);
  if (rest > 0) {
    const readers = at.assigned.filter(({ id }) => id !== me);
    // whoever did not read everything cannot tell conflicts they may not see from missing votes
    const who = readers.length === 0 ? "other readers" : namesOf(readers);
    sentences.push(
      `${counted(rest, one, many)} ${rest === 1 ? "is" : "are"} still open; read by ${who}${
        at.assigned.length > readers.length ? " besides you" : ""
      }.`,
    );
  }
  return sentences;
}
