import { sql } from "kysely";
import { recordTable, runTable } from "../../records/store.ts";
import { on, type Tx } from "../../storage/index.ts";
import { membershipTable } from "./tables.ts";

/** How many records of one live run a citation holds, with the run's source and the diagram's column. */
export interface CitationRun {
  citation: string;
  run: string;
  source: string;
  side: string;
  records: number;
}

/** Every live record by citation and run, for counts by source and by version. */
export async function citationRuns(tx: Tx): Promise<CitationRun[]> {
  const citation = sql<string>`coalesce(m.citation, r.id)`;
  const rows = await on(tx, recordTable, runTable, membershipTable)
    .selectFrom("records as r")
    .innerJoin("runs as u", (join) => join.onRef("u.review", "=", "r.review").onRef("u.id", "=", "r.run"))
    .leftJoin("memberships as m", (join) =>
      join.onRef("m.review", "=", "r.review").onRef("m.record", "=", "r.id"),
    )
    .where("r.review", "=", tx.review)
    .where("u.live", "=", 1)
    .select([
      citation.as("citation"),
      "u.id as run",
      "u.source",
      "u.side",
      (e) => e.fn.countAll<number>().as("records"),
    ])
    .groupBy([citation, "u.id", "u.source", "u.side"])
    .execute();
  return rows.map((row) => ({ ...row, records: Number(row.records) }));
}
