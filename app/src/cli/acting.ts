import { perform, type Workbench } from "@chartroom/core/action";
import type { Contract } from "@chartroom/core/base/contract";
import { UserError } from "@chartroom/core/base/error";
import type { Member } from "@chartroom/core/review";
import { membersOf } from "@chartroom/core/review/store";
import { openReview } from "@chartroom/core/workbench";
import type { z } from "zod";
import type { Context } from "../context.ts";
import { stateFolder } from "../folders.ts";
import type { Applying } from "../replay/tables.ts";

/** An open review and the member for whom a command acts. */
export interface Acting {
  bench: Workbench;
  actor: Member;
  members: readonly Member[];
  /** Asks the review for one thing as that member. */
  ask: <Input extends z.ZodType, Output>(
    contract: Contract<Input, Output>,
    input: z.input<Input>,
  ) => Promise<Output>;
  /** The same, as the tables of a replay want it. */
  applying: Applying;
}

/**
 * The member with this name or id.
 * @throws UserError member.unknown, member.ambiguous
 */
export function memberNamed(members: readonly Member[], name: string): Member {
  const exact = members.filter((member) => member.id === name || member.name === name);
  const loose = members.filter((member) => member.name.toLowerCase() === name.trim().toLowerCase());
  const found = exact.length > 0 ? exact : loose;
  const [first] = found;
  if (first === undefined) {
    throw new UserError("member.unknown", `Nobody in this review is called ${name}.`, {
      hint: `Its members: ${members.map((member) => member.name).join(", ")}.`,
    });
  }
  if (found.length > 1) {
    throw new UserError("member.ambiguous", `${found.length} members are called ${name}.`, {
      hint: `Use an id: ${found.map((member) => member.id).join(", ")}.`,
    });
  }
  return first;
}

function leadAmong(members: readonly Member[]): Member {
  const lead = members.find((member) => member.active && member.roles.includes("lead"));
  if (lead !== undefined) return lead;
  throw new UserError("review.no-lead", "This review has no lead to act as.", {
    hint: "Name the member to act as with --as NAME.",
  });
}

/** Opens the review of the command for what needs no member, and closes it again. */
export async function inFolder<T>(context: Context, work: (bench: Workbench) => Promise<T>): Promise<T> {
  const bench = await openReview(context.folder, { stateFolder: stateFolder() });
  try {
    return await work(bench);
  } finally {
    await bench.storage.close();
  }
}

/** Opens the review of the command, acts as the member it names, and closes the review again. */
export async function inReview<T>(context: Context, work: (acting: Acting) => Promise<T>): Promise<T> {
  return inFolder(context, async (bench) => {
    const members = await bench.storage.read(membersOf);
    const actor = context.as === undefined ? leadAmong(members) : memberNamed(members, context.as);
    const { onProgress, signal } = context;
    const applying: Applying = {
      bench,
      actor: actor.id,
      onProgress: (done, total) => onProgress({ phase: "rows applied", done, total }),
    };
    const ask: Acting["ask"] = (contract, input) =>
      perform(bench, contract, { actor: actor.id, input, onProgress, signal });
    return work({ bench, actor, members, ask, applying });
  });
}
