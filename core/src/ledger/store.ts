import type { Selectable } from "kysely";
import { chunked, on, type RowOf, table, type Tx } from "../storage/index.ts";
import type { Fact } from "./fact.ts";

export const facts = table(
  "facts",
  {
    hash: "text",
    previous: "text",
    device: "text",
    number: "integer",
    clock: "integer",
    at: "text",
    actor: "text",
    action: "text",
    request: "text",
    type: "text",
    version: "integer",
    subject: "text",
    supersedes: "text?",
    state: "text",
    salt: "text?",
    body: "text?",
    body_hash: "text",
  },
  { key: ["hash"], indexes: [["type", "subject"], ["device", "number"], ["clock"], ["actor"]] },
);

/** The last fact of each device. */
export const heads = table("heads", { device: "text", number: "integer", hash: "text" }, { key: ["device"] });

/** What each request was answered, so that a repeated one is answered the same and changes nothing. */
export const requests = table(
  "requests",
  { request: "text", action: "text", actor: "text", result: "text" },
  { key: ["request"] },
);

/** Small values about this copy of the review: the signature of its derived tables, its own device. */
export const meta = table("meta", { name: "text", value: "text" }, { key: ["name"] });

/** Kept: nothing can recompute these. */
export const ledgerTables = [facts, heads, requests, meta] as const;

type FactRow = Selectable<RowOf<typeof facts>>;

function toFact({ review: _review, body_hash: bodyHash, state, ...rest }: FactRow): Fact {
  return { ...rest, bodyHash, state: state as Fact["state"] };
}

export async function insertFact(tx: Tx, fact: Fact): Promise<void> {
  const { bodyHash, ...rest } = fact;
  await on(tx, facts)
    .insertInto("facts")
    .values({ ...rest, review: tx.review, body_hash: bodyHash })
    .execute();
}

export async function headOf(tx: Tx, device: string): Promise<{ number: number; hash: string } | undefined> {
  let query = on(tx, heads)
    .selectFrom("heads")
    .select(["number", "hash"])
    .where("review", "=", tx.review)
    .where("device", "=", device);
  // SQLite holds the write lock already; on PostgreSQL the row makes writers of one review take turns
  if (tx.dialect === "postgres") query = query.forUpdate();
  return query.executeTakeFirst();
}

export async function setHead(tx: Tx, device: string, number: number, hash: string): Promise<void> {
  await on(tx, heads)
    .insertInto("heads")
    .values({ review: tx.review, device, number, hash })
    .onConflict((conflict) => conflict.columns(["review", "device"]).doUpdateSet({ number, hash }))
    .execute();
}

/** Hash by device, of every device that has written here. */
export async function allHeads(tx: Tx): Promise<{ device: string; number: number; hash: string }[]> {
  return on(tx, heads)
    .selectFrom("heads")
    .select(["device", "number", "hash"])
    .where("review", "=", tx.review)
    .orderBy("device")
    .execute();
}

export async function latestClock(tx: Tx): Promise<number> {
  const row = await on(tx, facts)
    .selectFrom("facts")
    .select((e) => e.fn.max("clock").as("clock"))
    .where("review", "=", tx.review)
    .executeTakeFirst();
  return Number(row?.clock ?? 0);
}

export async function factByHash(tx: Tx, hash: string): Promise<Fact | undefined> {
  const row = await on(tx, facts)
    .selectFrom("facts")
    .selectAll()
    .where("review", "=", tx.review)
    .where("hash", "=", hash)
    .executeTakeFirst();
  return row === undefined ? undefined : toFact(row);
}

/** All facts of these types about these subjects (all subjects where none are given), in their order. */
export async function factsAbout(
  tx: Tx,
  types: readonly string[],
  subjects?: readonly string[],
): Promise<Fact[]> {
  const base = on(tx, facts)
    .selectFrom("facts")
    .selectAll()
    .where("review", "=", tx.review)
    .where("type", "in", types);
  const rows: FactRow[] = [];
  if (subjects === undefined) rows.push(...(await base.execute()));
  else
    for (const part of chunked(subjects)) rows.push(...(await base.where("subject", "in", part).execute()));
  return rows.map(toFact).sort(inOrder);
}

/** A text that changes whenever a fact of one of these rooms, or an undo of any, is added. */
export async function stampOf(tx: Tx, rooms: readonly string[]): Promise<string> {
  const row = await on(tx, facts)
    .selectFrom("facts")
    .select((e) => [e.fn.countAll<number>().as("n"), e.fn.max("clock").as("clock")])
    .where("review", "=", tx.review)
    // types begin with their room and a dot, and the slash is what follows a dot
    .where((e) =>
      e.or(
        [...rooms, "ledger"].map((room) => e.and([e("type", ">=", `${room}.`), e("type", "<", `${room}/`)])),
      ),
    )
    .executeTakeFirst();
  return `${String(row?.n ?? 0)} ${String(row?.clock ?? 0)}`;
}

/** The order of facts: clock, then device, then hash. */
export function inOrder(a: Fact, b: Fact): number {
  if (a.clock !== b.clock) return a.clock - b.clock;
  if (a.device !== b.device) return a.device < b.device ? -1 : 1;
  return a.hash < b.hash ? -1 : 1;
}

export async function subjectsOf(tx: Tx, types: readonly string[]): Promise<string[]> {
  const rows = await on(tx, facts)
    .selectFrom("facts")
    .select("subject")
    .distinct()
    .where("review", "=", tx.review)
    .where("type", "in", types)
    .orderBy("subject")
    .execute();
  return rows.map((row) => row.subject);
}

/** One page of the ledger in its order, after `after`. */
export async function factsAfter(
  tx: Tx,
  after: { clock: number; device: string; hash: string } | undefined,
  limit: number,
): Promise<Fact[]> {
  let query = on(tx, facts).selectFrom("facts").selectAll().where("review", "=", tx.review);
  if (after !== undefined) {
    const { clock, device, hash } = after;
    query = query.where((e) =>
      e.or([
        e("clock", ">", clock),
        e.and([e("clock", "=", clock), e("device", ">", device)]),
        e.and([e("clock", "=", clock), e("device", "=", device), e("hash", ">", hash)]),
      ]),
    );
  }
  const rows = await query.orderBy("clock").orderBy("device").orderBy("hash").limit(limit).execute();
  return rows.map(toFact);
}

/** The latest facts, newest first. */
export async function latestFacts(tx: Tx, limit: number, before?: number): Promise<Fact[]> {
  let query = on(tx, facts).selectFrom("facts").selectAll().where("review", "=", tx.review);
  if (before !== undefined) query = query.where("clock", "<", before);
  const rows = await query
    .orderBy("clock", "desc")
    .orderBy("device", "desc")
    .orderBy("hash", "desc")
    .limit(limit)
    .execute();
  return rows.map(toFact);
}

/** One page of a device's chain by number, after a place in it; facts of one number stand by their hash. */
export async function chainOf(
  tx: Tx,
  device: string,
  after: { number: number; hash: string } | undefined,
  limit: number,
): Promise<Fact[]> {
  let query = on(tx, facts)
    .selectFrom("facts")
    .selectAll()
    .where("review", "=", tx.review)
    .where("device", "=", device);
  if (after !== undefined) {
    const { number, hash } = after;
    query = query.where((e) =>
      e.or([e("number", ">", number), e.and([e("number", "=", number), e("hash", ">", hash)])]),
    );
  }
  const rows = await query.orderBy("number").orderBy("hash").limit(limit).execute();
  return rows.map(toFact);
}

export async function devicesOf(tx: Tx): Promise<string[]> {
  const rows = await on(tx, facts)
    .selectFrom("facts")
    .select("device")
    .distinct()
    .where("review", "=", tx.review)
    .orderBy("device")
    .execute();
  return rows.map((row) => row.device);
}

export async function answered(
  tx: Tx,
  request: string,
): Promise<{ action: string; actor: string; result: string } | undefined> {
  return on(tx, requests)
    .selectFrom("requests")
    .select(["action", "actor", "result"])
    .where("review", "=", tx.review)
    .where("request", "=", request)
    .executeTakeFirst();
}

export async function keepAnswer(
  tx: Tx,
  answer: { request: string; action: string; actor: string; result: string },
): Promise<void> {
  await on(tx, requests)
    .insertInto("requests")
    .values({ review: tx.review, ...answer })
    .execute();
}

export async function getMeta(tx: Tx, name: string): Promise<string | undefined> {
  const row = await on(tx, meta)
    .selectFrom("meta")
    .select("value")
    .where("review", "=", tx.review)
    .where("name", "=", name)
    .executeTakeFirst();
  return row?.value;
}

export async function setMeta(tx: Tx, name: string, value: string): Promise<void> {
  await on(tx, meta)
    .insertInto("meta")
    .values({ review: tx.review, name, value })
    .onConflict((conflict) => conflict.columns(["review", "name"]).doUpdateSet({ value }))
    .execute();
}

const KEPT = "kept ";

/** A computed answer that was kept under this name; undefined where there is none. */
export async function keptAnswer(tx: Tx, name: string): Promise<string | undefined> {
  return getMeta(tx, KEPT + name);
}

export async function keepComputed(tx: Tx, name: string, answer: string): Promise<void> {
  await setMeta(tx, KEPT + name, answer);
}

/** Forgets what was kept to save computing it again; a rebuild computes everything anew. */
export async function forgetKept(tx: Tx): Promise<void> {
  await on(tx, meta)
    .deleteFrom("meta")
    .where("review", "=", tx.review)
    .where("name", "like", `${KEPT}%`)
    .execute();
}
