import { z } from "zod";
import { factType, type Projection, standingFacts } from "../ledger/index.ts";
import { imported, withdrawn } from "../records/facts.ts";
import { relationKindSchema } from "./contracts.ts";
import { recluster } from "./recluster.ts";
import {
  basisTable,
  choiceTable,
  foundTable,
  type FoundRow,
  membershipTable,
  setBasis,
  setChoice,
  stageFound,
} from "./store.ts";

const searchedSchema = z.object({
  /** Name and version of the method. */
  method: z.string(),
  records: z.number().int(),
  /** Blob with the list of pairs. */
  found: z.string(),
  joins: z.number().int(),
  maybes: z.number().int(),
  relations: z.number().int(),
});

/** A search for duplicates was made. Subject: `duplicates`. */
export const searched = factType("dedup.searched", searchedSchema);

const settledSchema = z.object({
  a: z.string(),
  b: z.string(),
  decision: z.union([z.enum(["same", "different"]), relationKindSchema]),
  reason: z.string(),
});

/** A person said what a pair of records is. Subject: the two ids in their order, with a space between. */
export const settled = factType("dedup.settled", settledSchema);

export const dedupFacts = [searched, settled] as const;

const AUTOMATIC = "duplicates";

/** A pair's subject: the same whichever way round it is named. */
export function pairSubject(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** The list of pairs that a search found, in its file. */
export const foundFileSchema = z.array(
  z.object({
    a: z.string(),
    b: z.string(),
    decision: z.enum(["same", "maybe", "relation"]),
    kind: z.string(),
    score: z.number(),
    reason: z.string(),
    rank: z.number().int(),
  }),
);

export const dedupProjections: readonly Projection[] = [
  {
    name: "dedup",
    on: [imported.type, withdrawn.type, searched.type, settled.type],
    tables: [foundTable, basisTable, choiceTable, membershipTable],
    subjects: (fact) => [fact.type === settled.type ? fact.subject : AUTOMATIC],
    async project(tx, subjects) {
      const last = (await standingFacts(tx, [searched.type])).at(-1);
      const body = last?.body as z.infer<typeof searchedSchema> | undefined;
      await setBasis(
        tx,
        last &&
          body && { basis: body.found, records: body.records, at: last.fact.at, clock: last.fact.clock },
      );
      const pairs = subjects.filter((subject) => subject !== AUTOMATIC);
      const choices = pairs.length === 0 ? [] : await standingFacts(tx, [settled.type], pairs);
      for (const pair of pairs) {
        const [x = "", y = ""] = pair.split(" ");
        await setChoice(tx, x, y, undefined);
        await setChoice(tx, y, x, undefined);
        const choice = choices.findLast(({ fact }) => fact.subject === pair);
        if (choice === undefined) continue;
        const { a, b, decision, reason } = choice.body as z.infer<typeof settledSchema>;
        const { actor, hash, clock } = choice.fact;
        await setChoice(tx, a, b, { a, b, decision, reason, actor, fact: hash, clock });
      }
      await recluster(tx);
    },
    staged: [foundTable],
    async stage(storage, fact) {
      if (fact.type !== searched.type || fact.body === null) return;
      const { found } = JSON.parse(fact.body) as z.infer<typeof searchedSchema>;
      const rows: FoundRow[] = foundFileSchema.parse(
        JSON.parse(new TextDecoder().decode(await storage.blobs.readAll(found))),
      );
      for (let at = 0; at < rows.length; at += 1000) {
        await storage.write((tx) => stageFound(tx, found, rows.slice(at, at + 1000)));
      }
    },
  },
];
