import { status } from "../flow/index.ts";
import { type Reopened, reopenedCount } from "../protocol/index.ts";
import { addMember } from "../review/index.ts";
import { MOVES } from "./moves.ts";
import { ask, chance, make, pick, type World } from "./world.ts";

// a review is mostly voting; what shuts a stage or the team down comes rarely, or nothing would follow it
const WEIGHTS: Readonly<Record<string, number>> = {
  "screening.vote": 50,
  "screening.resolve": 14,
  "charting.chart": 8,
  "charting.finish": 6,
  "review.undo": 5,
  "review.redo": 4,
  "dedup.settle": 4,
  "dedup.run": 3,
  "records.import": 3,
  "charting.agree": 5,
  "protocol.state": 2.5,
  "review.rename": 0.5,
  "review.unblind": 0.3,
  "review.changeMember": 0.5,
  "screening.close": 0.25,
  "screening.adopt": 1.5,
  "screening.assign": 0.7,
  "records.withdraw": 1.2,
  "review.nameVersion": 2,
  "records.describe": 0.7,
};

// so that a history gets somewhere: a protocol, a team, two files and a form before anything else is drawn
const OPENING = [
  "protocol.state",
  "review.addMember",
  "review.addMember",
  "records.import",
  "records.import",
  "dedup.run",
  "charting.stateForm",
];

function drawName(world: World): string {
  const names = Object.keys(MOVES);
  const weight = (name: string) => WEIGHTS[name] ?? 1;
  let left = world.random() * names.reduce((sum, name) => sum + weight(name), 0);
  for (const name of names) {
    left -= weight(name);
    if (left < 0) return name;
  }
  return "screening.vote";
}

function remember(world: World, action: string, actor: string, answer: string): void {
  const given = JSON.parse(answer) as { id?: string; roles?: string[]; active?: boolean; undo?: string };
  const { id, undo } = given;
  // who is not active has no role to act in
  const roles = given.active === false ? [] : given.roles;
  if (action === "review.undo" && undo !== undefined) world.taken.push({ undo, actor });
  if (!/^review\.(add|change)Member$/.test(action) || id === undefined || roles === undefined) return;
  const known = world.members.find((member) => member.id === id);
  if (known === undefined) world.members.push({ id, roles });
  else known.roles = roles;
}

/** Takes the history one step further: one request, or none where the drawn action has nothing to ask for. */
export async function step(world: World, name = drawName(world)): Promise<void> {
  const request = await MOVES[name]?.(world);
  if (request === undefined) return;
  // now and then somebody asks who may not
  const actor = chance(world, 0.03) ? (pick(world, world.members)?.id ?? request.actor) : request.actor;
  const made = await make(world, name, { ...request, actor });
  if (made.answer === undefined) return;
  remember(world, name, actor, made.answer);
  if (name === "protocol.state")
    world.reopened += reopenedCount((JSON.parse(made.answer) as { reopened: Reopened[] }).reopened);
  if (name !== "review.nameVersion") return;
  const { counts } = await ask(world, world.review.lead, status, {});
  world.versions.push({ name: (JSON.parse(made.answer) as { name: string }).name, counts });
}

/** The beginning that all histories share in kind: everything a review needs before people vote. */
export async function opening(world: World): Promise<void> {
  for (const name of ["Reviewer A", "Reviewer B"]) {
    const input = { name, roles: ["reviewer"] };
    const made = await make(world, addMember.name, { actor: world.review.lead, input });
    remember(world, addMember.name, world.review.lead, made.answer ?? "{}");
  }
  for (const name of OPENING) await step(world, name);
}

/** The requests as lines, for whoever has to find out what went wrong. */
export function retold(world: World): string {
  const line = ({ action, actor, input, refusal }: World["made"][number], at: number) =>
    `${at + 1}. ${action} by ${actor.slice(0, 4)} ${JSON.stringify(input)}${refusal === undefined ? "" : ` -> ${refusal}`}`;
  return world.made.map(line).join("\n");
}
