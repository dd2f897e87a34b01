import { resolve } from "node:path";
import type { Workbench } from "@chartroom/core/action";
import { citationViews, allCitations } from "@chartroom/core/dedup/store";
import type { CitationView } from "@chartroom/core/dedup";
import { CLASSES, type CitationClass } from "@chartroom/core/flow";
import { allClasses } from "@chartroom/core/flow/store";
import { readLedger } from "@chartroom/core/ledger";
import { authorLine } from "@chartroom/core/records";
import { watchLosses, writeReferences } from "@chartroom/core/references";
import { exportSchema, type ExportWish, formatFor, TOOL_IDS, TOOLS } from "@chartroom/core/reporting";
import { exportedReferences } from "@chartroom/core/reporting/store";
import { ownVotes } from "@chartroom/core/screening/store";
import type { Tx } from "@chartroom/core/storage";
import type { Context } from "../context.ts";
import { csvRow, jsonLine, writeWhole } from "../output.ts";
import { type Acting, inReview } from "./acting.ts";
import type { Run } from "./command.ts";
import { UsageError } from "./usage.ts";

const PAGE = 500;
const HEADER = [
  "id",
  "doi",
  "pmid",
  "pmcid",
  "arxiv",
  "title",
  "authors",
  "year",
  "journal",
  "sources",
  "records",
  "class",
  "reason",
  "own_title_abstract",
  "own_full_text",
];

interface Listed {
  view: CitationView;
  class: CitationClass;
  reason: string | null;
}

/** Facts as the member may read them, one a line, with the fields of the recipe of their hashes. */
async function* factLines({ registry, rolesOf }: Workbench, tx: Tx, actor: string, count: () => void) {
  const roles = await rolesOf(tx, actor);
  for await (const facts of readLedger({ ...tx, viewer: { actor, roles } }, registry)) {
    for (const fact of facts) {
      count();
      yield jsonLine({ review: tx.review, ...fact });
    }
  }
}

/** Every citation of these classes with its class, at one moment. */
async function* listed(
  tx: Tx,
  wanted: ReadonlySet<string>,
  onDone: (done: number, total: number) => void,
): AsyncGenerator<Listed> {
  const ids = await allCitations(tx);
  const { classes, rest } = await allClasses(tx);
  for (let at = 0; at < ids.length; at += PAGE) {
    onDone(at, ids.length);
    const page = ids
      .slice(at, at + PAGE)
      .filter((id) => wanted.size === 0 || wanted.has((classes.get(id) ?? rest).class));
    const views = await citationViews(tx, page);
    for (const id of page) {
      const view = views.get(id);
      const { class: name, reason } = classes.get(id) ?? rest;
      if (view !== undefined) yield { view, class: name, reason };
    }
  }
}

async function ownDecisions(
  tx: Tx,
  actor: string,
  stage: "title_abstract" | "full_text",
): Promise<Map<string, string>> {
  const { rows } = await ownVotes(tx, actor, stage, { offset: 0, limit: Number.MAX_SAFE_INTEGER });
  return new Map(rows.map((row) => [row.citation, row.decision]));
}

async function* citationRows(tx: Tx, actor: string, all: AsyncGenerator<Listed>, count: () => void) {
  // a column for the caller's own votes: others' follow from no column but the class, which is open to all
  const own = {
    titleAbstract: await ownDecisions(tx, actor, "title_abstract"),
    fullText: await ownDecisions(tx, actor, "full_text"),
  };
  yield csvRow(HEADER);
  for await (const { view, class: name, reason } of all) {
    count();
    const { id, reference, records } = view;
    yield csvRow([
      id,
      reference.doi,
      reference.pmid,
      reference.pmcid,
      reference.arxiv,
      reference.title,
      authorLine(reference),
      reference.year,
      reference.journal,
      [...new Set(records.map((record) => record.source))].join("; "),
      records.length,
      name,
      reason,
      own.titleAbstract.get(id),
      own.fullText.get(id),
    ]);
  }
}

interface Written {
  what: "facts" | "citations" | "references";
  file: string;
  entries: number;
  /** References alone: in how many of them each field is not carried by the format. */
  lost?: Record<string, number>;
}

async function exportOne(
  acting: Acting,
  context: Context,
  what: Written["what"],
  file: string,
  wish: ExportWish,
): Promise<Written> {
  const { bench, actor } = acting;
  const wanted = new Set<string>(wish.class);
  const lost: Record<string, number> = {};
  let entries = 0;
  const count = () => {
    entries += 1;
  };
  await bench.storage.read(async (tx) => {
    const onDone = (done: number, total: number) =>
      context.onProgress({ phase: `writing ${what}`, done, total });
    const all = listed(tx, wanted, onDone);
    async function* references() {
      const viewer = { actor: actor.id, roles: await bench.rolesOf(tx, actor.id) };
      const seen = { ...tx, viewer, texts: bench.storage.texts, blobs: bench.storage.blobs };
      for await (const reference of exportedReferences(seen, wish, onDone)) {
        count();
        yield reference;
      }
    }
    const format = formatFor(wish);
    const watched = watchLosses(references(), format, (losses) => {
      for (const { field } of losses) lost[field] = (lost[field] ?? 0) + 1;
    });
    const pieces =
      what === "facts"
        ? factLines(bench, tx, actor.id, count)
        : what === "citations"
          ? citationRows(tx, actor.id, all, count)
          : writeReferences(watched, format);
    if (file === "-") for await (const piece of pieces) await context.write(piece);
    else await writeWhole(resolve(context.cwd, file), pieces, context.signal);
  });
  return { what, file, entries, ...(what === "references" && { lost }) };
}

function told({ what, file, entries, lost = {} }: Written, wish: ExportWish): string[] {
  const fields = Object.entries(lost).map(([field, count]) => `${field} of ${count}`);
  const tool = what === "references" ? TOOLS.find(({ id }) => id === wish.for) : undefined;
  return [
    `${file}: ${entries} ${what}`,
    ...(fields.length > 0 ? [`${formatFor(wish)} does not carry all: ${fields.join(", ")} references`] : []),
    ...(tool === undefined ? [] : [tool.about]),
  ];
}

/** `chartroom export` */
export const exportFiles: Run = (context, given) => {
  const asked = (["facts", "citations", "references"] as const).flatMap((what) => {
    const file = given.text(what);
    return file === undefined ? [] : [{ what, file }];
  });
  if (asked.length === 0) throw new UsageError("Say what to export: --facts, --citations or --references.");
  const toStdout = asked.filter(({ file }) => file === "-").length;
  if (toStdout > 1 || (toStdout > 0 && context.json))
    throw new UsageError("Standard output can take one thing only.");
  const classes = given.list("class");
  const unknown = classes.find((name) => !CLASSES.some((known) => known === name));
  if (unknown !== undefined)
    throw new UsageError(`There is no class ${unknown}; known: ${CLASSES.join(", ")}.`);
  const [tool, to] = [given.text("for"), given.text("to")];
  if (
    (tool !== undefined || to !== undefined || given.flag("plain")) &&
    given.text("references") === undefined
  )
    throw new UsageError("--for, --to and --plain are for --references FILE.");
  const wish = exportSchema.parse({
    class: classes,
    for: TOOL_IDS.find((known) => known === tool),
    to,
    plain: given.flag("plain"),
  });
  formatFor(wish);
  return inReview(context, async (acting) => {
    const files: Written[] = [];
    for (const { what, file } of asked) files.push(await exportOne(acting, context, what, file, wish));
    if (toStdout > 0) return undefined;
    return {
      json: { files },
      text: files.flatMap((one) => told(one, wish)).join("\n"),
    };
  });
};
