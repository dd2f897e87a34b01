import { describe, expect, test } from "vitest";
import { performByName } from "./action/index.ts";
import { seededRandom } from "./base/random.ts";
import { status } from "./flow/index.ts";
import { foundFileSchema } from "./dedup/facts.ts";
import { opening, retold, step } from "./histories/history.ts";
import { MOVES } from "./histories/moves.ts";
import { type Delivered, type ExportedFact, factsOfVersion, recount, updateOf } from "./histories/naive.ts";
import { newWorld, pick, type World } from "./histories/world.ts";
import { dumpTables, type Fact, readLedger, rebuild, verify } from "./ledger/index.ts";
import { databases, testReview } from "./testing.ts";

const HISTORIES = { sqlite: 20, postgres: 3 };
const STEPS = 110;
const COMPARED_EVERY = 12;
const REPEATED = 5;
// now and then an action is drawn that has not succeeded yet, so that the rare ones do not hang on luck
const RARE_EVERY = 6;
// printed when a history fails; set it to draw that one again
const FIRST_SEED = 4100;

async function exportedFacts(world: World): Promise<Fact[]> {
  const { storage, registry } = world.review.bench;
  return storage.read(async (tx) => {
    const all: Fact[] = [];
    for await (const page of readLedger({ ...tx, viewer: "everything" }, registry)) all.push(...page);
    return all;
  });
}

async function delivered(world: World, facts: readonly ExportedFact[]): Promise<Delivered> {
  const lists = new Map<string, ReturnType<Delivered["pairsOf"]>>();
  for (const { body } of facts.filter((fact) => fact.type === "dedup.searched")) {
    const blob = body["found"] as string;
    const bytes = await world.review.bench.storage.blobs.readAll(blob);
    lists.set(blob, foundFileSchema.parse(JSON.parse(new TextDecoder().decode(bytes))));
  }
  return { recordsOf: (file) => world.files.get(file) ?? 0, pairsOf: (blob) => lists.get(blob) ?? [] };
}

async function parsedFacts(world: World): Promise<ExportedFact[]> {
  return (await exportedFacts(world)).map((fact) => ({
    ...fact,
    body: JSON.parse(fact.body ?? "{}") as Record<string, unknown>,
  }));
}

/** Both counts side by side: the program's and the naive ones. */
async function compareCounts(world: World): Promise<void> {
  const { review } = world;
  const now = await review.as(review.lead, status, {});
  const facts = await parsedFacts(world);
  const files = await delivered(world, facts);
  const naive = recount(facts, files);
  expect(now.counts).toEqual(naive);
  expect(now.faults).toEqual([]);
  const { previous, total, databases, other } = now.flow;
  const update = updateOf(facts, files);
  expect(previous === undefined).toBe(update === undefined);
  if (previous === undefined || update === undefined) return;
  world.updates += 1;
  expect(previous).toMatchObject({ studies: update.studies, reports: update.reports });
  expect(databases.identified + (other?.identified ?? 0)).toBe(update.records);
  expect(total).toEqual({ studies: naive.studiesIncluded, reports: naive.reportsIncluded });
}

/** Every named version, long after: what was shown then, and what the naive recount makes of the facts of then. */
async function compareVersions(world: World): Promise<void> {
  const { review } = world;
  const facts = await parsedFacts(world);
  for (const { name, counts } of world.versions) {
    const then = await review.as(review.lead, status, { version: name });
    const known = factsOfVersion(facts, name);
    expect(then.counts, name).toEqual(counts);
    expect(then.counts, name).toEqual(recount(known, await delivered(world, known)));
    expect(then.faults, name).toEqual([]);
    // it was kept; computed once more it is the same
    expect(await review.as(review.lead, status, { version: name }), name).toEqual(then);
  }
}

async function everyCell(world: World) {
  const { storage, registry } = world.review.bench;
  return storage.read((tx) => dumpTables(tx, registry));
}

async function repeatSome(world: World): Promise<void> {
  const before = { cells: await everyCell(world), facts: await exportedFacts(world) };
  const done = world.made.filter((made) => made.answer !== undefined);
  const bulk = done.findLast((made) => made.action === "dedup.run");
  const again = [bulk, ...Array.from({ length: REPEATED }, () => pick(world, done))];
  for (const made of again) {
    if (made === undefined) continue;
    const { action, actor, input, request, answer } = made;
    const repeated = await performByName(world.review.bench, action, { actor, input, request });
    expect(JSON.stringify(repeated ?? null), `${action} repeated`).toBe(answer);
  }
  expect({ cells: await everyCell(world), facts: await exportedFacts(world) }).toEqual(before);
}

async function checkEnd(world: World): Promise<void> {
  const { storage, registry } = world.review.bench;
  const living = await everyCell(world);
  await rebuild(storage, registry);
  expect(await everyCell(world)).toEqual(living);
  expect((await storage.read((tx) => verify(tx))).faults).toEqual([]);
  await compareCounts(world);
  await compareVersions(world);
  await repeatSome(world);
}

async function live(world: World, succeeded: ReadonlySet<string>): Promise<void> {
  await opening(world);
  for (let at = 1; at <= STEPS; at++) {
    const rare = Object.keys(MOVES).filter((name) => !succeeded.has(name));
    await step(world, at % RARE_EVERY === 0 ? pick(world, rare) : undefined);
    if (at % COMPARED_EVERY === 0) await compareCounts(world);
  }
  await checkEnd(world);
}

describe.each(databases)("random histories on %s", (database) => {
  test("tables, counts and ledger agree after each, and every writing action succeeds somewhere", async () => {
    const succeeded = new Set<string>();
    const seen = { versions: 0, updates: 0, reopened: 0 };
    let writing: string[] = [];
    for (let seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES[database]; seed++) {
      const review = await testReview(database);
      const world = newWorld(review, seededRandom(seed));
      writing = [...review.bench.actions.values()]
        .filter((action) => action.contract.kind === "write")
        .map((action) => action.contract.name);
      try {
        await live(world, succeeded);
      } catch (error) {
        throw new Error(`the history of seed ${seed} went wrong:\n${retold(world)}`, { cause: error });
      } finally {
        await review.close();
      }
      seen.versions += world.versions.length;
      seen.updates += world.updates;
      seen.reopened += world.reopened;
      for (const made of world.made) if (made.answer !== undefined) succeeded.add(made.action);
    }
    expect(Object.keys(MOVES).sort(), "actions that the histories know how to draw").toEqual(
      [...writing].sort(),
    );
    const never = writing.filter((name) => !succeeded.has(name));
    // the few histories on a server need not reach everything; those of the embedded database must
    if (database === "sqlite") {
      expect(never, "writing actions that never succeeded").toEqual([]);
      expect(seen.versions, "named versions").toBeGreaterThan(10);
      expect(seen.updates, "counts of an update").toBeGreaterThan(10);
      expect(seen.reopened, "outcomes that were re-opened").toBeGreaterThan(10);
    } else expect(never.length).toBeLessThan(writing.length / 3);
  }, 120_000);
});
