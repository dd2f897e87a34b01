import { z } from "zod";
import { factType, type Projection, standingFacts } from "../ledger/index.ts";
import { runDetailsSchema } from "./contracts.ts";
import { indexAgain, stageFile } from "./materialise.ts";
import { dropRun, putRun, recordTable, runTable, stagedTable } from "./store.ts";

const importedSchema = z.object({
  file: z.string(),
  fileName: z.string(),
  format: z.string(),
  encoding: z.string(),
  records: z.number().int(),
  warnings: z.number().int(),
  errors: z.number().int(),
  mapping: z.record(z.string(), z.string()).optional(),
  details: runDetailsSchema,
  /** Shared by the files of one search. */
  search: z.string().optional(),
});

/** A file came in as a run. Subject: the run. The file is a blob; its records are read from it again at a rebuild. */
export const imported = factType("records.imported", importedSchema, { undo: "never" });

/** A run no longer counts. Subject: the run. Undoing it brings the run back. */
export const withdrawn = factType("records.withdrawn", z.object({ reason: z.string() }));

const describedSchema = z.object({ details: runDetailsSchema });

/** What is known of a run's source and search was corrected. Subject: the run. */
export const described = factType("records.described", describedSchema);

export const recordFacts = [imported, withdrawn, described] as const;

export const recordProjections: readonly Projection[] = [
  {
    name: "records",
    on: [imported.type, withdrawn.type, described.type],
    tables: [runTable, recordTable, stagedTable],
    async project(tx, subjects) {
      const facts = await standingFacts(tx, [imported.type, withdrawn.type, described.type], subjects);
      for (const run of subjects) {
        const own = facts.filter(({ fact }) => fact.subject === run);
        const last = own.findLast(({ fact }) => fact.type === imported.type);
        if (last === undefined) {
          await dropRun(tx, run);
          continue;
        }
        const body = last.body as z.infer<typeof importedSchema>;
        const gone = own.find(
          ({ fact }) =>
            fact.type === withdrawn.type && (fact.supersedes ?? "").split(",").includes(last.fact.hash),
        );
        // importing a file again says anew what is known of its search
        const told = own.findLast(({ fact }) => fact.type !== withdrawn.type) ?? last;
        const { details } = told.body as z.infer<typeof describedSchema>;
        await putRun(tx, {
          id: run,
          fact: last.fact.hash,
          file: body.file,
          file_name: body.fileName,
          format: body.format,
          encoding: body.encoding,
          records: body.records,
          source: details.source.name,
          platform: details.source.platform,
          side: details.source.column,
          kind: details.source.kind,
          query: details.query,
          date: details.date,
          hits: details.hitsReported,
          note: details.note,
          warnings: body.warnings,
          errors: body.errors,
          live: gone === undefined ? 1 : 0,
          mapping: body.mapping === undefined ? null : JSON.stringify(body.mapping),
          search: body.search ?? null,
          withdrawn:
            gone === undefined
              ? null
              : JSON.stringify({
                  fact: gone.fact.hash,
                  actor: gone.fact.actor,
                  at: gone.fact.at,
                  reason: (gone.body as { reason: string }).reason,
                }),
          clock: own[0]?.fact.clock ?? last.fact.clock,
          at: last.fact.at,
          actor: last.fact.actor,
        });
      }
    },
    clear: (storage) => storage.texts.clear(),
    mend: indexAgain,
    staged: [recordTable, stagedTable],
    async stage(storage, fact) {
      if (fact.type !== imported.type || fact.body === null) return;
      const { file, fileName, mapping } = JSON.parse(fact.body) as z.infer<typeof importedSchema>;
      await stageFile(storage, { file, fileName, mapping });
    },
  },
];
