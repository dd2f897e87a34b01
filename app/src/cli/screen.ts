import { resolve } from "node:path";
import { UserError } from "@chartroom/core/base/error";
import { status } from "@chartroom/core/flow";
import type { Stage } from "@chartroom/core/protocol";
import { stageSchema } from "@chartroom/core/protocol";
import { undo } from "@chartroom/core/review";
import {
  agreementByStage,
  assign,
  closePilot,
  closeStage,
  conflicts,
  openPilot,
  stages,
} from "@chartroom/core/screening";
import type { Answer, Context } from "../context.ts";
import { columns, oneLine } from "../output.ts";
import { applyRemovals, applyResolutions, applyVotes } from "../replay/tables.ts";
import { type Acting, inReview, memberNamed } from "./acting.ts";
import { adoptFrom } from "./adopt.ts";
import type { Run } from "./command.ts";
import { agreementLines, stageAgreement } from "./figures.ts";
import type { Given } from "./given.ts";
import { UsageError } from "./usage.ts";

const WHAT = [
  "votes",
  "resolve",
  "assign",
  "pilot",
  "closePilot",
  "adopt",
  "conflicts",
  "agreement",
  "remove",
  "close",
  "reopen",
] as const;

type Doing = (
  acting: Acting,
  given: Given,
  path: (file: string) => string,
  context: Context,
) => Promise<Answer>;

const stageIn = (given: Given): Stage => stageSchema.parse(given.text("stage") ?? "title_abstract");
const stageName = (stage: Stage) => (stage === "title_abstract" ? "title and abstract" : "full text");

const overview: Doing = async ({ ask }) => {
  const all = await ask(stages, {});
  const rows = all.map(({ stage, total, done, left, conflicts: differing, assigned, mode, closed }) => [
    stageName(stage),
    String(total),
    String(done),
    String(left),
    String(differing),
    assigned.length === 0 ? "nobody yet" : assigned.map(({ name }) => name).join(", "),
    closed ? "closed" : mode === "shared" ? "shared out" : "",
  ]);
  return {
    json: { stages: all },
    text: columns(["Stage", "Citations", "Yours done", "Left", "Conflicts", "Who votes", ""], rows),
  };
};

const cast: Doing = async ({ applying, actor }, given, path) => {
  const file = given.need("votes", "to vote");
  const done = await applyVotes(applying, path(file), given.text("stage"));
  return { json: done, text: `${done.applied} votes of ${actor.name} recorded.` };
};

const settle: Doing = async ({ applying, actor }, given, path) => {
  const done = await applyResolutions(
    applying,
    path(given.need("resolve", "to settle conflicts")),
    given.text("stage"),
  );
  return { json: done, text: `${done.applied} resolutions of ${actor.name} recorded.` };
};

const appoint: Doing = async ({ ask, members }, given) => {
  const voters = given.list("assign").map((name) => memberNamed(members, name));
  const stage = stageIn(given);
  const mode = given.has("shared") ? "shared" : "everybody";
  const done = await ask(assign, { stage, reviewers: voters.map(({ id }) => id), mode });
  const names = voters.map(({ name }) => name).join(", ");
  return {
    json: { ...done, stage, mode },
    text: `At ${stageName(stage)} vote: ${names}${mode === "shared" ? ", each a share" : ""}.`,
  };
};

const drawPilot: Doing = async ({ ask }, given) => {
  const asked = given.text("pilot");
  if (asked !== undefined && !/^[1-9]\d{0,2}$/.test(asked))
    throw new UsageError("--pilot takes a number of citations from 1 to 500.");
  const round = await ask(openPilot, {
    stage: stageIn(given),
    ...(asked !== undefined && { size: Number(asked) }),
  });
  return {
    json: round,
    text: `Pilot round ${round.round}: ${round.size} citations; gate ${Math.round(100 * round.gate)} % agreement.`,
  };
};

const endPilot: Doing = async ({ ask }, given) => {
  const wish = {
    round: given.number("closePilot") ?? 0,
    goOn: !given.has("again"),
    reason: given.text("reason") ?? "",
  };
  const round = await ask(closePilot, wish);
  const figures = round.agreement === undefined ? [] : agreementLines(round.agreement);
  const gate = round.passed === true ? "The gate is passed." : "The gate is not passed.";
  return { json: round, text: [`Pilot round ${round.round} is closed. ${gate}`, ...figures].join("\n") };
};

const differing: Doing = async ({ ask }, given) => {
  const stage = stageIn(given);
  const all = await ask(conflicts, { stage });
  const text = all.map(({ citation, kind, votes, how }) => {
    const lines = votes.map(
      (vote) =>
        `  ${vote.name}${vote.adopted === undefined ? "" : " (adopted)"}: ${[vote.decision, vote.reason, oneLine(vote.note)].filter(Boolean).join(", ")}`,
    );
    return [
      `${citation.id}  ${oneLine(citation.reference.title ?? "(no title)")} [${kind}]`,
      ...lines,
      `  ${how}`,
    ].join("\n");
  });
  return {
    json: { stage, conflicts: all },
    text: text.length === 0 ? `No conflict at ${stageName(stage)}.` : text.join("\n\n"),
  };
};

const agreementOf: Doing = async ({ ask }, given) => {
  const wanted = given.has("stage") ? [stageIn(given)] : (["title_abstract", "full_text"] as const);
  const found = [];
  for (const stage of wanted) found.push({ stage, groups: await ask(agreementByStage, { stage }) });
  const text = found.flatMap(({ stage, groups }) => [
    `Agreement, ${stageName(stage)}`,
    ...(groups.length === 0 ? ["  nothing is rated by two reviewers yet"] : stageAgreement(groups)),
  ]);
  return {
    json: { agreement: Object.fromEntries(found.map(({ stage, groups }) => [stage, groups])) },
    text: text.join("\n"),
  };
};

const stop: Doing = async ({ ask }, given) => {
  const stage = stageSchema.parse(given.text("close"));
  const done = await ask(closeStage, { stage, reason: given.need("reason", "to close a stage") });
  const left = (await ask(status, {})).counts.left;
  const words = stage === "title_abstract" ? ` ${left} counted as left unscreened.` : "";
  return { json: { ...done, stage }, text: `Closed: ${stageName(stage)}.${words}` };
};

const takeOut: Doing = async ({ applying, actor }, given, path) => {
  const done = await applyRemovals(applying, path(given.need("remove", "to remove citations")), {
    reason: given.text("reason"),
    automation: given.text("rule"),
  });
  return {
    json: done,
    text: `${done.applied} citation${done.applied === 1 ? "" : "s"} removed before screening by ${actor.name}.`,
  };
};

const openAgain: Doing = async ({ ask }, given) => {
  const stage = stageSchema.parse(given.text("reopen"));
  const stopped = (await ask(stages, {})).find((one) => one.stage === stage)?.stopped;
  const [fact, ...also] = stopped?.facts ?? [];
  if (fact === undefined) {
    throw new UserError("stage.not-stopped", `${stageName(stage)} was not stopped.`, {
      hint: "`chartroom screen` shows where every stage stands.",
    });
  }
  const done = await ask(undo, { fact, also, reason: given.need("reason", "to open a stage again") });
  return { json: { ...done, stage }, text: `Open again: ${stageName(stage)}.` };
};

const DOINGS: Readonly<Record<(typeof WHAT)[number] | "overview", Doing>> = {
  overview,
  votes: cast,
  resolve: settle,
  assign: appoint,
  pilot: drawPilot,
  closePilot: endPilot,
  adopt: (acting, given, _path, context) => adoptFrom(acting, given, context),
  conflicts: differing,
  agreement: agreementOf,
  remove: takeOut,
  close: stop,
  reopen: openAgain,
};

/** `chartroom screen` */
export const screen: Run = (context, given) => {
  const what = WHAT.some((name) => given.has(name)) ? given.oneOf(WHAT) : "overview";
  return inReview(context, (acting) =>
    DOINGS[what](acting, given, (file) => resolve(context.cwd, file), context),
  );
};
