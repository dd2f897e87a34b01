import { chunked, insertRows, on, type Tx } from "../../storage/index.ts";
import { basisTable, choiceTable, type ChoiceRow, foundTable, type FoundRow } from "./tables.ts";

export async function stageFound(tx: Tx, basis: string, rows: readonly FoundRow[]): Promise<void> {
  await insertRows(
    tx,
    foundTable,
    rows.map((row) => ({ ...row, basis })),
    "keep",
  );
}

/** The search in force. */
export interface Basis {
  /** Name and version of its method. */
  method: string;
  /** Files of pairs that count together: that of a whole search, then those of later records. */
  bases: readonly string[];
  /** Facts of the imports whose records were compared; undefined where the search did not say. */
  compared: readonly string[] | undefined;
  records: number;
  at: string;
  clock: number;
}

export async function setBasis(tx: Tx, basis: Basis | undefined): Promise<void> {
  await on(tx, basisTable).deleteFrom("dedup_basis").where("review", "=", tx.review).execute();
  if (basis === undefined) return;
  const { bases, compared, ...rest } = basis;
  const row = { ...rest, bases: JSON.stringify(bases), compared: JSON.stringify(compared ?? null) };
  await insertRows(tx, basisTable, [row]);
}

export async function basisInForce(tx: Tx): Promise<Basis | undefined> {
  const row = await on(tx, basisTable)
    .selectFrom("dedup_basis")
    .select(["method", "bases", "compared", "records", "at", "clock"])
    .where("review", "=", tx.review)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    ...row,
    bases: JSON.parse(row.bases) as string[],
    compared: (JSON.parse(row.compared) as string[] | null) ?? undefined,
  };
}

type Decision = "same" | "maybe" | "relation";
type Columns = "a" | "b";

function foundIn(tx: Tx, basis: string) {
  return on(tx, foundTable)
    .selectFrom("found_pairs")
    .select(["a", "b", "decision", "kind", "score", "reason", "rank"])
    .where("review", "=", tx.review)
    .where("basis", "=", basis);
}

/** The found pairs of one decision: those of earlier searches first, then in the order of the search. */
export async function foundPairs(tx: Tx, decision: Decision, bases?: readonly string[]): Promise<FoundRow[]> {
  const rows: FoundRow[] = [];
  for (const basis of bases ?? (await basisInForce(tx))?.bases ?? []) {
    const own = await foundIn(tx, basis).where("decision", "=", decision).orderBy("rank").execute();
    // a large review has more pairs than a call takes arguments
    for (const row of own) rows.push(row);
  }
  return rows;
}

/** As `foundPairs`, only those with one of these records at either end. */
export async function foundAround(
  tx: Tx,
  decision: Decision,
  records: readonly string[],
): Promise<FoundRow[]> {
  const rows: FoundRow[] = [];
  for (const basis of (await basisInForce(tx))?.bases ?? []) {
    const own = new Map<string, FoundRow>();
    for (const end of ["a", "b"] as const satisfies readonly Columns[]) {
      for (const part of chunked(records)) {
        // the decision is looked at here: told of it, SQLite would go through all pairs of that decision
        for (const row of await foundIn(tx, basis).where(end, "in", part).execute())
          if (row.decision === decision) own.set(`${row.a} ${row.b}`, row);
      }
    }
    for (const row of [...own.values()].sort((x, y) => x.rank - y.rank)) rows.push(row);
  }
  return rows;
}

/** What the search in force says of two records, if it named them together. */
export async function foundBetween(tx: Tx, a: string, b: string): Promise<FoundRow | undefined> {
  for (const basis of (await basisInForce(tx))?.bases ?? []) {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const row = await foundIn(tx, basis).where("a", "=", one).where("b", "=", other).executeTakeFirst();
      if (row !== undefined) return row;
    }
  }
  return undefined;
}

export async function setChoice(tx: Tx, a: string, b: string, row: ChoiceRow | undefined): Promise<void> {
  await on(tx, choiceTable)
    .deleteFrom("pair_choices")
    .where("review", "=", tx.review)
    .where("a", "=", a)
    .where("b", "=", b)
    .execute();
  if (row !== undefined) await insertRows(tx, choiceTable, [row]);
}

function choices(tx: Tx) {
  return on(tx, choiceTable)
    .selectFrom("pair_choices")
    .select(["a", "b", "decision", "reason", "actor", "fact", "clock"])
    .where("review", "=", tx.review);
}

function inOrder(rows: ChoiceRow[]): ChoiceRow[] {
  return rows.sort((x, y) => x.clock - y.clock || (x.fact < y.fact ? -1 : 1));
}

/** What people said of pairs, in the order in which they said it. */
export async function choicesOf(tx: Tx): Promise<ChoiceRow[]> {
  return inOrder(await choices(tx).execute());
}

/** As `choicesOf`, only of pairs with one of these records at either end. */
export async function choicesAround(tx: Tx, records: readonly string[]): Promise<ChoiceRow[]> {
  const rows = new Map<string, ChoiceRow>();
  for (const part of chunked(records)) {
    for (const row of await choices(tx).where("a", "in", part).execute()) rows.set(row.fact, row);
    for (const row of await choices(tx).where("b", "in", part).execute()) rows.set(row.fact, row);
  }
  return inOrder([...rows.values()]);
}

/** What a person said of two records, whichever way round. */
export async function choiceBetween(tx: Tx, a: string, b: string): Promise<ChoiceRow | undefined> {
  return choices(tx)
    .where((e) => e.or([e.and([e("a", "=", a), e("b", "=", b)]), e.and([e("a", "=", b), e("b", "=", a)])]))
    .executeTakeFirst();
}

/** The records of a run that a search joined with others or that people spoke of. */
export async function namedInRun(tx: Tx, run: string): Promise<string[]> {
  // a record's id is its run's and its place: "-" comes before ".", so this is a range of the key
  const [from, until] = [`${run}-`, `${run}.`];
  const named = new Set<string>();
  for (const end of ["a", "b"] as const satisfies readonly Columns[]) {
    for (const basis of (await basisInForce(tx))?.bases ?? []) {
      const found = foundIn(tx, basis).where(end, ">=", from).where(end, "<", until);
      for (const row of await found.execute()) if (row.decision === "same") named.add(row[end]);
    }
    for (const row of await choices(tx).where(end, ">=", from).where(end, "<", until).execute())
      named.add(row[end]);
  }
  return [...named];
}
