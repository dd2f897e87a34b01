import { z } from "zod";
import { factType, type Projection, standingFacts } from "../ledger/index.ts";
import { imported, withdrawn } from "../records/facts.ts";
import { relationKindSchema } from "./contracts.ts";
import { recluster, reclusterAround } from "./recluster.ts";
import type { Tx } from "../storage/index.ts";
import {
  basisInForce,
  basisTable,
  choiceTable,
  foundPairs,
  foundTable,
  type FoundRow,
  membershipTable,
  namedInRun,
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
  /** Blobs of earlier searches whose pairs count beside these: this one looked at later records only. */
  since: z.array(z.string()).optional(),
  /** Facts of the imports whose records have been compared, here and in the searches before. */
  imports: z.array(z.string()).optional(),
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

/** Subject of every search. */
const SEARCHES = "duplicates";

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

/** The records whose joins differ between two searches; undefined where one is not the other and more. */
async function changedJoins(
  tx: Tx,
  before: readonly string[],
  after: readonly string[],
): Promise<string[] | undefined> {
  const shared = Math.min(before.length, after.length);
  if (before.slice(0, shared).join() !== after.slice(0, shared).join() || shared === 0) return undefined;
  const changed = [...before.slice(shared), ...after.slice(shared)];
  return (await foundPairs(tx, "same", changed)).flatMap(({ a, b }) => [a, b]);
}

/** Takes over the last search that stands; gives the records whose joins it changes, undefined for all. */
async function followSearch(tx: Tx): Promise<string[] | undefined> {
  const before = (await basisInForce(tx))?.bases ?? [];
  const last = (await standingFacts(tx, [searched.type])).at(-1);
  const body = last?.body as z.infer<typeof searchedSchema> | undefined;
  const bases = body === undefined ? [] : [...new Set([...(body.since ?? []), body.found])];
  await setBasis(
    tx,
    last &&
      body && {
        method: body.method,
        bases,
        compared: body.imports,
        records: body.records,
        at: last.fact.at,
        clock: last.fact.clock,
      },
  );
  return before.length === 0 && bases.length === 0 ? [] : changedJoins(tx, before, bases);
}

/** Takes over the last standing word on each pair. */
async function followChoices(tx: Tx, pairs: readonly string[]): Promise<string[]> {
  const choices = pairs.length === 0 ? [] : await standingFacts(tx, [settled.type], pairs);
  const last = new Map(choices.map((choice) => [choice.fact.subject, choice]));
  for (const pair of pairs) {
    const [x = "", y = ""] = pair.split(" ");
    await setChoice(tx, x, y, undefined);
    await setChoice(tx, y, x, undefined);
    const choice = last.get(pair);
    if (choice === undefined) continue;
    const { a, b, decision, reason } = choice.body as z.infer<typeof settledSchema>;
    const { actor, hash, clock } = choice.fact;
    await setChoice(tx, a, b, { a, b, decision, reason, actor, fact: hash, clock });
  }
  return pairs.flatMap((pair) => pair.split(" "));
}

export const dedupProjections: readonly Projection[] = [
  {
    name: "dedup",
    on: [imported.type, withdrawn.type, searched.type, settled.type],
    tables: [foundTable, basisTable, choiceTable, membershipTable],
    // a run is its own subject, so that only what it brings or takes is computed again
    subjects: (fact) => [fact.type === searched.type ? SEARCHES : fact.subject],
    async project(tx, subjects) {
      const pairs = subjects.filter((subject) => subject.includes(" "));
      const runs = subjects.filter((subject) => subject !== SEARCHES && !subject.includes(" "));
      const joined = subjects.includes(SEARCHES) ? await followSearch(tx) : [];
      const settledNow = await followChoices(tx, pairs);
      if (joined === undefined) {
        await recluster(tx);
        return;
      }
      const touched = new Set([...settledNow, ...joined]);
      for (const run of runs) for (const record of await namedInRun(tx, run)) touched.add(record);
      await reclusterAround(tx, [...touched]);
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
