import { basename, resolve } from "node:path";
import { UserError } from "@chartroom/core/base/error";
import { protocol, stageSchema } from "@chartroom/core/protocol";
import { runs } from "@chartroom/core/records";
import { CARRYING_TOOLS, TOOL_NAMES } from "@chartroom/core/references";
import {
  adopt,
  adoptable,
  type AdoptionCounts,
  type AdoptionMapping,
  type AdoptionPreview,
  DECISIONS,
  LEFT_WORDS,
  suggestedMapping,
} from "@chartroom/core/screening";
import type { Answer, Context } from "../context.ts";
import { columns, csvRow, oneLine } from "../output.ts";
import type { Acting } from "./acting.ts";
import { readAdoptionMap } from "./adoption-map.ts";
import type { Given } from "./given.ts";
import { inputFile } from "./input-file.ts";

const STAGE_WORDS = { title_abstract: "title and abstract", full_text: "full text" } as const;
const TOLD = 40;

type From = { run: string } | { file: string; fileName: string };

/** The run that the word names, by its id or its file's name; else the file, which is looked into and not imported. */
async function sourceOf({ ask, bench }: Acting, word: string, context: Context): Promise<From> {
  const live = (await ask(runs, {})).filter(({ state }) => state === "live");
  const named = live.filter(({ id, fileName }) => id === word || fileName === word);
  const [only, ...others] = named;
  if (only !== undefined && others.length === 0) return { run: only.id };
  if (others.length > 0)
    throw new UserError("run.unknown", `${named.length} imported files are called ${word}.`, {
      hint: `Use an id: ${named.map(({ id }) => id).join(", ")}.`,
    });
  const file = await inputFile(context, word);
  const { hash } = await bench.storage.blobs.putStream(file.bytes());
  const imported = live.find((run) => run.file === hash);
  return imported === undefined ? { file: hash, fileName: basename(file.name) } : { run: imported.id };
}

function foundLines({ found }: AdoptionPreview): string[] {
  const tools = found.tools.map((tool) => TOOL_NAMES[tool]).join(", ");
  const silent = found.silent === 0 ? "" : `; ${found.silent} without a decision`;
  const list = (title: string, rows: readonly string[]) => (rows.length === 0 ? [] : [title, ...rows]);
  return [
    `${found.fileName}: ${found.records} records${tools === "" ? "" : `, decisions of ${tools}`}${silent}.`,
    ...list(
      "Reviewers there:",
      found.reviewers.map(
        ({ name, decisions }) => `  ${oneLine(name) || "(not named)"}: ${decisions} decisions`,
      ),
    ),
    ...list(
      "Their words:",
      found.words.map(({ word, decisions }) => `  ${oneLine(word)}: ${decisions}`),
    ),
    ...list(
      "Reasons:",
      found.reasons.map(({ reason, decisions }) => `  ${oneLine(reason)}: ${decisions}`),
    ),
  ];
}

/** What a mapping says, as the rows of a mapping table to save and change. */
function mapLines(
  mapping: AdoptionMapping,
  { found }: AdoptionPreview,
  nameOf: (id: string) => string,
): string[] {
  const reviewer = (name: string) => {
    const own = mapping.reviewers.find((one) => one.name === name);
    const added = own?.add === undefined ? [] : [`+${own.add}`];
    return [...(own?.members.map(nameOf) ?? []), ...added].join("; ");
  };
  return [
    ["what", "there", "here"],
    ...found.reviewers.map(({ name }) => ["reviewer", name, reviewer(name)]),
    ...found.words.map(({ word }) => ["decision", word, mapping.decisions[word] ?? ""]),
    ...found.reasons.map(({ reason }) => ["reason", reason, mapping.reasons[reason] ?? ""]),
  ].map((cells) => csvRow(cells).trimEnd());
}

function countLines({ byMember, already, left, entries, outcomes }: AdoptionCounts): string[] {
  const rows = byMember.map(({ name, stage, include, maybe, exclude }) => [
    name,
    STAGE_WORDS[stage],
    String(include),
    String(maybe),
    String(exclude),
  ]);
  const listed = entries.slice(0, TOLD).map(({ record, line, title, reviewer, why }) => {
    const who = reviewer === "" ? "" : `, ${oneLine(reviewer)}`;
    return `  record ${record}, line ${line}${who}: ${LEFT_WORDS[why]} (${oneLine(title).slice(0, 60)})`;
  });
  return [
    ...(rows.length === 0 ? [] : [columns(["Member", "Stage", "Include", "Maybe", "Exclude"], rows)]),
    ...(already === 0 ? [] : [`${already} adopted before, or given twice: nothing to do.`]),
    ...left.map(({ why, decisions }) => `${decisions} not adopted: ${LEFT_WORDS[why]}.`),
    ...listed,
    ...(entries.length > TOLD ? [`  and more; --json lists the first ${entries.length}.`] : []),
    ...outcomes.map(
      ({ stage, include, exclude, conflict, open }) =>
        `Then at ${STAGE_WORDS[stage]}: ${include} go forward, ${exclude} excluded, ${conflict} conflicts, ${open} with too few votes.`,
    ),
  ];
}

/** `chartroom screen --adopt`: shows or adopts the decisions of an export of another screening tool. */
export async function adoptFrom(acting: Acting, given: Given, context: Context): Promise<Answer> {
  const { ask, members } = acting;
  const isPreview = given.has("preview");
  const reason = isPreview ? "" : given.need("reason", "to adopt votes");
  const from = await sourceOf(acting, given.need("adopt", "to adopt votes"), context);
  const { found } = await ask(adoptable, from);
  const { current } = await ask(protocol, {});
  const suggested = suggestedMapping(found, members, current?.protocol.reasons ?? []);
  const map = given.text("map");
  const named =
    map === undefined ? suggested : readAdoptionMap(resolve(context.cwd, map), members, suggested);
  const silent = DECISIONS.find((word) => word === given.text("listedAs"));
  const tool = CARRYING_TOOLS.find((word) => word === given.text("tool"));
  const mapping: AdoptionMapping = {
    ...named,
    stage: stageSchema.parse(given.text("stage") ?? "title_abstract"),
    ...(silent !== undefined && { silent }),
    ...(tool !== undefined && { tool }),
    passedBefore: given.has("passedBefore"),
    blinded: given.has("blinded"),
    byPeople: given.has("byPeople"),
  };
  if (isPreview) {
    const preview = await ask(adoptable, { ...from, ...mapping });
    const nameOf = (id: string) => members.find((member) => member.id === id)?.name ?? id;
    const text = [
      ...foundLines(preview),
      "",
      "The mapping, as --map takes it:",
      ...mapLines(mapping, preview, nameOf).map((line) => `  ${line}`),
      "",
      `${preview.votes} votes would be adopted. Nothing is kept yet.`,
      ...countLines(preview),
    ];
    return { json: { ...preview, mapping }, text: text.join("\n") };
  }
  const done = await ask(adopt, { ...from, ...mapping, reason });
  const added = done.added.map(({ name }) => `${name} was added as a reviewer.`);
  const back =
    done.fact === undefined ? [] : [`One step takes it back: chartroom undo ${done.fact.slice(0, 12)}`];
  return {
    json: done,
    text: [`${done.votes} votes adopted.`, ...added, ...countLines(done), ...back].join("\n"),
  };
}
