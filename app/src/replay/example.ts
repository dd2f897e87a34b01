import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { perform, type Workbench } from "@chartroom/core/action";
import { UserError } from "@chartroom/core/base/error";
import { parseForm, stateForm } from "@chartroom/core/charting";
import { deduplicate, findCitations } from "@chartroom/core/dedup";
import { protocolSchema, stateProtocol } from "@chartroom/core/protocol";
import { importFile } from "@chartroom/core/records";
import { reportTextSchema, writeText } from "@chartroom/core/reporting";
import { addMember, nameVersion, roleSchema } from "@chartroom/core/review";
import { assign, closePilot, next, openPilot, vote } from "@chartroom/core/screening";
import { chooseSynthesis, parseFindings, synthesisChoiceSchema } from "@chartroom/core/synthesis";
import { createReview } from "@chartroom/core/workbench";
import { z } from "zod";
import { stateFolder } from "../folders.ts";
import {
  applyCharts,
  applyConsensus,
  type Applying,
  applyLeftOut,
  applyResolutions,
  applyRetrievals,
  applyVotes,
} from "./tables.ts";
import { applyPairs } from "./pair-tables.ts";
import { readTable } from "./table.ts";

/** What a replay tells of itself. */
export interface ReplayStep {
  phase: string;
  done: number;
  total?: number;
}

const membersSchema = z.object({
  members: z.array(
    z.object({
      name: z.string(),
      roles: z.array(roleSchema),
      kind: z.enum(["person", "machine"]).default("person"),
      model: z.string().optional(),
    }),
  ),
});

const runsSchema = z.object({
  runs: z.array(
    z.object({
      source: z.string(),
      platform: z.string().default(""),
      column: z.enum(["databases", "other"]).default("databases"),
      kind: z
        .enum(["database", "register", "website", "organisation", "citation", "hand", "other"])
        .default("database"),
      date: z.string().default(""),
      search: z.string().optional(),
      export: z.string(),
      hitsReported: z.number().nullable().default(null),
      note: z.string().default(""),
      limits: z.string().default(""),
    }),
  ),
});

export const EXAMPLES = ["generative-ai-radiology", "tutorial"] as const;
export type ExampleName = (typeof EXAMPLES)[number];

/** The folder of an example: beside the built program, or in the checkout. */
export function exampleFolder(name: ExampleName): string {
  const places = ["./examples/", "../../../examples/"].map((place) =>
    fileURLToPath(new URL(place, import.meta.url)),
  );
  const found = places
    .map((place) => join(place, name))
    .find((place) => existsSync(join(place, "protocol.json")));
  if (found !== undefined) return found;
  throw new UserError("example.missing", `The example ${name} is not installed with this program.`, {
    hint: "Install Chartroom again.",
  });
}

/** Reads one file of an example; a broken one is named. */
function readExample<T extends z.ZodType>(schema: T, folder: string, file: string): z.output<T> {
  const path = join(folder, file);
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    throw new UserError("example.corrupt", `The example's ${file} cannot be used.`, {
      place: { file: path },
      hint: "Restore it from the project, or install Chartroom again.",
      cause: error,
    });
  }
}

class Replay {
  readonly folder: string;
  readonly bench: Workbench;
  readonly lead: string;
  readonly members = new Map<string, string>();
  readonly #tell: (step: ReplayStep) => void;

  constructor(folder: string, bench: Workbench, lead: string, tell: (step: ReplayStep) => void) {
    this.folder = folder;
    this.bench = bench;
    this.lead = lead;
    this.#tell = tell;
  }

  has(file: string): boolean {
    return existsSync(join(this.folder, file));
  }

  path(file: string): string {
    return join(this.folder, file);
  }

  /** Applies one of the example's tables as a member, where the example has it. */
  async table(
    phase: string,
    file: string,
    actor: string | undefined,
    apply: (applying: Applying, path: string) => Promise<unknown>,
  ): Promise<void> {
    if (!this.has(file)) return;
    if (actor === undefined)
      throw new UserError("example.corrupt", `The example names nobody for ${file}.`, {
        place: { file: this.path(file) },
      });
    this.#tell({ phase, done: 0 });
    const onProgress = (done: number, total: number) => this.#tell({ phase, done, total });
    await apply({ bench: this.bench, actor, onProgress }, this.path(file));
  }

  step(phase: string): void {
    this.#tell({ phase, done: 0 });
  }

  /** The member for whom a file `votes/reader-a.csv` is named. */
  byFile(name: string): string | undefined {
    const key = name.toLowerCase();
    return [...this.members].find(
      ([member]) =>
        member
          .toLowerCase()
          .replace(/\s*\(.*\)$/, "")
          .replaceAll(" ", "-") === key,
    )?.[1];
  }

  withRole(role: string): string | undefined {
    return [...this.members].find(([member]) => member.toLowerCase().startsWith(role))?.[1];
  }
}

async function peopleAndProtocol(replay: Replay): Promise<void> {
  const { bench, lead, folder } = replay;
  replay.step("members and protocol");
  for (const { name, roles, kind, model } of readExample(membersSchema, folder, "members.json").members) {
    if (roles.includes("lead")) {
      replay.members.set(name, lead);
      continue;
    }
    const input = { name, roles, kind, ...(model !== undefined && { model }) };
    replay.members.set(name, (await perform(bench, addMember, { actor: lead, input })).id);
  }
  const protocol = readExample(protocolSchema, folder, "protocol.json");
  await perform(bench, stateProtocol, { actor: lead, input: { protocol } });
  await perform(bench, nameVersion, { actor: lead, input: { name: "Protocol as stated", kind: "protocol" } });
}

async function collect(replay: Replay): Promise<void> {
  const { bench, lead, folder } = replay;
  const file = replay.has("runs.json") ? "runs.json" : "searches/runs.json";
  for (const run of readExample(runsSchema, folder, file).runs) {
    replay.step(`import ${run.source}`);
    const bytes = readFileSync(replay.path(run.export));
    const query = run.search === undefined ? "" : readFileSync(replay.path(run.search), "utf8");
    const note = [run.limits, run.note].filter(Boolean).join(" ");
    const details = {
      source: { name: run.source, platform: run.platform, column: run.column, kind: run.kind },
      query,
      date: run.date,
      hitsReported: run.hitsReported,
      note,
    };
    const hash = await bench.storage.blobs.put(bytes);
    await perform(bench, importFile, {
      actor: lead,
      input: { file: hash, fileName: run.export.split("/").at(-1) ?? run.export, details },
    });
  }
  replay.step("find duplicates");
  await perform(bench, deduplicate, { actor: lead, input: {} });
  await replay.table("settle pairs", "duplicates.csv", lead, applyPairs);
}

/** The pilot of an example that has one: each reviewer's file answers for whatever the sample draws. */
async function pilot(replay: Replay, readers: readonly string[]): Promise<void> {
  const { bench, lead } = replay;
  if (!readers.every((reader) => replay.has(`votes/pilot-${reader}.csv`))) return;
  replay.step("pilot");
  const { round } = await perform(bench, openPilot, { actor: lead, input: {} });
  for (const reader of readers) {
    const actor = replay.byFile(reader) ?? "";
    const answers = readTable(replay.path(`votes/pilot-${reader}.csv`), ["citation", "decision"]);
    const refs = answers.map((row) => row.cells["citation"]?.trim() ?? "");
    const found = await perform(bench, findCitations, { actor, input: { refs } });
    const rows = new Map(
      found.flatMap(({ citation }, at) =>
        citation === null ? [] : [[citation, answers[at]?.cells] as const],
      ),
    );
    const { items } = await perform(bench, next, { actor, input: { stage: "title_abstract", count: 50 } });
    for (const { citation } of items) {
      const cells = rows.get(citation.id);
      if (cells === undefined)
        throw new UserError(
          "example.corrupt",
          `The pilot of ${reader} says nothing on "${citation.reference.title ?? citation.id}".`,
        );
      const decision = z.enum(["include", "maybe", "exclude"]).parse(cells["decision"]);
      await perform(bench, vote, {
        actor,
        input: {
          citation: citation.id,
          stage: "title_abstract",
          decision,
          reason: cells["reason"] || null,
          note: cells["note"] ?? "",
        },
      });
    }
  }
  await perform(bench, closePilot, {
    actor: lead,
    input: { round, goOn: true, reason: "The differences were talked over; the criteria stand." },
  });
}

async function screen(replay: Replay): Promise<void> {
  const { bench, lead } = replay;
  const readers = ["reader-a", "reader-b", "reviewer-a", "reviewer-b"].filter((name) =>
    replay.has(`votes/${name}.csv`),
  );
  const voters = readers.flatMap((name) => replay.byFile(name) ?? []);
  for (const stage of ["title_abstract", "full_text"] as const)
    await perform(bench, assign, { actor: lead, input: { stage, reviewers: voters } });
  await pilot(replay, readers);
  const adjudicator = replay.withRole("adjudicator");
  for (const stage of ["title_abstract", "full_text"] as const) {
    const name = stage === "title_abstract" ? "title and abstract" : "full text";
    if (stage === "full_text") await replay.table("retrieval", "retrieval.csv", lead, applyRetrievals);
    for (const reader of readers) {
      await replay.table(
        `${name}, ${reader}`,
        `votes/${reader}.csv`,
        replay.byFile(reader),
        (applying, path) => applyVotes(applying, path, stage),
      );
    }
    await replay.table(`${name}, conflicts`, "resolutions.csv", adjudicator, (applying, path) =>
      applyResolutions(applying, path, stage),
    );
    if (stage === "full_text")
      await replay.table("not retrieved", "not-retrieved.csv", lead, (applying, path) =>
        applyResolutions(applying, path, stage),
      );
  }
}

async function chartStudies(replay: Replay): Promise<void> {
  const { bench, lead } = replay;
  if (!replay.has("form.yaml")) return;
  const form = parseForm(readFileSync(replay.path("form.yaml"), "utf8"), "form.yaml");
  await perform(bench, stateForm, { actor: lead, input: { form } });
  for (const chartist of ["reader-a", "chartist-a", "chartist-b"]) {
    await replay.table(
      `charting, ${chartist}`,
      `charts/${chartist}.csv`,
      replay.byFile(chartist),
      (applying, path) => applyCharts(applying, path, { finish: true }),
    );
  }
  await replay.table("consensus", "consensus.csv", lead, applyConsensus);
  await replay.table("left out of the synthesis", "left-out.csv", lead, applyLeftOut);
}

async function synthesise(replay: Replay): Promise<void> {
  const { bench, lead, folder } = replay;
  replay.step("synthesis and report");
  if (replay.has("synthesis.json")) {
    const choice = readExample(synthesisChoiceSchema, folder, "synthesis.json");
    const findings = replay.has("findings.json")
      ? { findings: parseFindings(readFileSync(replay.path("findings.json"), "utf8"), "findings.json") }
      : {};
    await perform(bench, chooseSynthesis, { actor: lead, input: { ...choice, ...findings } });
  }
  if (!replay.has("texts.json")) return;
  const texts = readExample(
    z.partialRecord(reportTextSchema, z.union([z.string(), z.array(z.string())])),
    folder,
    "texts.json",
  );
  for (const [part, text] of Object.entries(texts)) {
    await perform(bench, writeText, {
      actor: lead,
      input: { part: reportTextSchema.parse(part), text: Array.isArray(text) ? text.join("\n\n") : text },
    });
  }
}

/** Replays an example into a new folder, through the same actions that a team uses. */
export async function replayExample(
  name: ExampleName,
  into: string,
  tell: (step: ReplayStep) => void = () => undefined,
): Promise<void> {
  const folder = exampleFolder(name);
  const { title } = readExample(protocolSchema, folder, "protocol.json");
  const { bench, lead } = await createReview(into, { title, lead: "Lead" }, { stateFolder: stateFolder() });
  try {
    const replay = new Replay(folder, bench, lead, tell);
    await peopleAndProtocol(replay);
    await collect(replay);
    await screen(replay);
    await chartStudies(replay);
    await synthesise(replay);
    await perform(bench, nameVersion, {
      actor: lead,
      input: { name: "Example as replayed", kind: "report" },
    });
  } finally {
    await bench.storage.close();
  }
}
