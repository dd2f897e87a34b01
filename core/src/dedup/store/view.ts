import { createHash } from "node:crypto";
import { UserError } from "../../base/error.ts";
import { toReference } from "../../records/store.ts";
import { runsOf } from "../../records/store.ts";
import type { Tx } from "../../storage/index.ts";
import { bestValues } from "../best-values.ts";
import type { CitationView } from "../contracts.ts";
import { citationRows, citationsOf } from "./membership.ts";

/** These citations as they are shown: best values over their live records; a citation whose runs are all withdrawn is left out. */
export async function citationViews(
  tx: Tx,
  citations: readonly string[],
): Promise<Map<string, CitationView>> {
  const rows = await citationRows(tx, citations);
  const sources = new Map((await runsOf(tx)).map((run) => [run.id, run.source.name]));
  const views = new Map<string, CitationView>();
  for (const [citation, members] of rows) {
    if (members.length === 0) continue;
    const references = members.map((row) => {
      const { sourceId: _sourceId, ...reference } = toReference(row);
      return { ...reference, id: row.id, raw: {} };
    });
    const { reference: best, from } = bestValues(references);
    const { id: _id, raw: _raw, ...reference } = best;
    const shown = [...new Set([from.title, from.abstract])].filter((id) => id !== undefined);
    views.set(citation, {
      id: citation,
      records: members.map((row) => ({ id: row.id, source: sources.get(row.run) ?? row.run, run: row.run })),
      reference,
      shown: shown.length === 0 ? [(members[0] as { id: string }).id] : shown,
      flags: references.flatMap((one) => one.flags ?? []),
    });
  }
  return views;
}

/** One citation by its id or that of any of its records. */
export async function citationView(tx: Tx, id: string): Promise<CitationView> {
  const citation = (await citationsOf(tx, [id])).get(id) ?? id;
  const view = (await citationViews(tx, [citation])).get(citation);
  if (view !== undefined) return view;
  throw new UserError("citation.unknown", `There is no citation ${id} in this review.`, {
    hint: "`chartroom export --citations FILE.csv` lists them with their ids.",
  });
}

/** What stands for the text shown, so that a vote can be traced to it: SHA-256 of title and abstract. */
export function textHash(view: { reference: Pick<CitationView["reference"], "title" | "abstract"> }): string {
  return createHash("sha256")
    .update(`${view.reference.title ?? ""}\n${view.reference.abstract ?? ""}`)
    .digest("hex");
}
