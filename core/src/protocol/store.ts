import { insertRows, on, type RowOf, table, type Tx } from "../storage/index.ts";
import type { ProtocolState, ProtocolVersion } from "./contracts.ts";
import { type Protocol, protocolSchema } from "./protocol.ts";
import type { Reopened } from "./reopening.ts";

export const protocolTable = table(
  "protocol_versions",
  {
    fact: "text",
    number: "integer",
    at: "text",
    actor: "text",
    clock: "integer",
    head: "integer",
    reason: "text",
    reopened: "text",
    protocol: "text",
  },
  { key: ["fact"] },
);

export async function replaceVersions(
  tx: Tx,
  rows: Omit<RowOf<typeof protocolTable>, "review">[],
): Promise<void> {
  await on(tx, protocolTable).deleteFrom("protocol_versions").where("review", "=", tx.review).execute();
  await insertRows(tx, protocolTable, rows);
}

const PARSED_KEPT = 20;
const parsed = new Map<string, Protocol>();

/** A fact never changes, so its protocol is read once; every vote asks for it several times. */
function protocolOf(row: Pick<RowOf<typeof protocolTable>, "fact" | "protocol">): Protocol {
  const known = parsed.get(row.fact);
  if (known !== undefined) return known;
  const protocol = protocolSchema.parse(JSON.parse(row.protocol));
  if (parsed.size >= PARSED_KEPT) parsed.clear();
  parsed.set(row.fact, protocol);
  return protocol;
}

type Row = RowOf<typeof protocolTable>;

function withoutText({ fact, number, at, actor, reason, reopened }: Row): Omit<ProtocolVersion, "protocol"> {
  return { fact, number, at, actor, reason, reopened: JSON.parse(reopened) as Reopened[] };
}

function toVersion(row: Row): ProtocolVersion {
  return { ...withoutText(row), protocol: protocolOf(row) };
}

/** The version in force: the last head in the ledger's order. */
export async function currentProtocol(tx: Tx): Promise<ProtocolVersion | undefined> {
  const row = await on(tx, protocolTable)
    .selectFrom("protocol_versions")
    .selectAll()
    .where("review", "=", tx.review)
    .where("head", "=", 1)
    .orderBy("number", "desc")
    .executeTakeFirst();
  return row === undefined ? undefined : toVersion(row);
}

export async function protocolState(tx: Tx): Promise<ProtocolState> {
  const rows = await on(tx, protocolTable)
    .selectFrom("protocol_versions")
    .selectAll()
    .where("review", "=", tx.review)
    .orderBy("number")
    .execute();
  const heads = rows.filter((row) => row.head === 1);
  const last = heads.at(-1);
  return {
    current: last === undefined ? undefined : toVersion(last),
    history: rows.map(withoutText),
    conflict: heads.length > 1 ? heads.map((row) => row.fact) : [],
  };
}

export async function versionByFact(tx: Tx, fact: string): Promise<ProtocolVersion | undefined> {
  const row = await on(tx, protocolTable)
    .selectFrom("protocol_versions")
    .selectAll()
    .where("review", "=", tx.review)
    .where("fact", "=", fact)
    .executeTakeFirst();
  return row === undefined ? undefined : toVersion(row);
}

const NO_PROTOCOL = protocolSchema.parse({
  title: "untitled",
  pcc: { population: "", concept: "", context: "" },
});

/** The rules in force; the defaults where no protocol was stated yet. */
export async function rulesInForce(tx: Tx): Promise<Protocol> {
  const current = await currentProtocol(tx);
  return current?.protocol ?? NO_PROTOCOL;
}

/** A version of the protocol with the clock of its fact. */
export interface RuledFrom {
  clock: number;
  protocol: Protocol;
}

/**
 * Every version in the order in which they came into force, the one in force last. The first counts from the beginning:
 * what was decided before a protocol was stated is judged by it.
 */
export async function protocolTimeline(tx: Tx): Promise<RuledFrom[]> {
  const rows = await on(tx, protocolTable)
    .selectFrom("protocol_versions")
    .select(["fact", "clock", "protocol"])
    .where("review", "=", tx.review)
    .orderBy("number")
    .execute();
  if (rows.length === 0) return [{ clock: 0, protocol: NO_PROTOCOL }];
  return rows.map((row, at) => ({ clock: at === 0 ? 0 : row.clock, protocol: protocolOf(row) }));
}
