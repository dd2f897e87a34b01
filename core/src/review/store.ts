import { UserError } from "../base/error.ts";
import { on, type RowOf, table, type Tx } from "../storage/index.ts";
import type { VersionInfo } from "./contracts.ts";
import type { Member, Role } from "./roles.ts";

/** Names and mails of people, apart from the ledger so that they can be erased. Kept. */
export const peopleTable = table(
  "people",
  { member: "text", name: "text", mail: "text?", orcid: "text?" },
  { key: ["member"] },
);
/** The reviews of this database. Kept. */
export const reviewsTable = table("reviews", { created: "text" }, { key: [] });

export const reviewTable = table("review_titles", { title: "text", created: "text" }, { key: [] });
export const memberTable = table(
  "members",
  { id: "text", roles: "text", kind: "text", model: "text?", active: "integer", since: "integer" },
  { key: ["id"] },
);
export const unblindingTable = table(
  "unblindings",
  { fact: "text", member: "text", at: "text", reason: "text" },
  { key: ["fact"] },
);
export const versionTable = table(
  "versions",
  { fact: "text", name: "text", kind: "text", at: "text", clock: "integer", heads: "text" },
  { key: ["fact"] },
);

export const reviewKeptTables = [peopleTable, reviewsTable] as const;

type Row<T extends Parameters<typeof on>[1]> = Omit<RowOf<T>, "review">;

/** The id of the one review in a folder's database; undefined where there is none. */
export async function onlyReview(tx: Tx): Promise<string | undefined> {
  const row = await on(tx, reviewsTable).selectFrom("reviews").select("review").executeTakeFirst();
  return row?.review;
}

export async function registerReview(tx: Tx, created: string): Promise<void> {
  await on(tx, reviewsTable).insertInto("reviews").values({ review: tx.review, created }).execute();
}

export async function putReview(tx: Tx, row: Row<typeof reviewTable>): Promise<void> {
  await on(tx, reviewTable)
    .insertInto("review_titles")
    .values({ review: tx.review, ...row })
    .onConflict((conflict) => conflict.columns(["review"]).doUpdateSet(row))
    .execute();
}

export async function putMember(tx: Tx, row: Row<typeof memberTable>): Promise<void> {
  await on(tx, memberTable)
    .insertInto("members")
    .values({ review: tx.review, ...row })
    .onConflict((conflict) => conflict.columns(["review", "id"]).doUpdateSet(row))
    .execute();
}

export async function putUnblinding(tx: Tx, row: Row<typeof unblindingTable>): Promise<void> {
  await on(tx, unblindingTable)
    .insertInto("unblindings")
    .values({ review: tx.review, ...row })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function putVersion(tx: Tx, row: Row<typeof versionTable>): Promise<void> {
  await on(tx, versionTable)
    .insertInto("versions")
    .values({ review: tx.review, ...row })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Names a person; replaces the name where the member has one. */
export async function namePerson(tx: Tx, member: string, name: string): Promise<void> {
  await on(tx, peopleTable)
    .insertInto("people")
    .values({ review: tx.review, member, name, mail: null, orcid: null })
    .onConflict((conflict) => conflict.columns(["review", "member"]).doUpdateSet({ name }))
    .execute();
}

export async function reviewTitle(tx: Tx): Promise<{ title: string; created: string }> {
  const row = await on(tx, reviewTable)
    .selectFrom("review_titles")
    .select(["title", "created"])
    .where("review", "=", tx.review)
    .executeTakeFirst();
  return row ?? { title: "", created: "" };
}

/** Every member in the order in which they came. A member whose name was erased shows as their id. */
export async function membersOf(tx: Tx): Promise<Member[]> {
  const rows = await on(tx, memberTable, peopleTable, unblindingTable)
    .selectFrom("members as m")
    .leftJoin("people as p", (join) => join.onRef("p.review", "=", "m.review").onRef("p.member", "=", "m.id"))
    .select(["m.id", "m.roles", "m.kind", "m.model", "m.active", "p.name"])
    .where("m.review", "=", tx.review)
    .orderBy("m.since")
    .orderBy("m.id")
    .execute();
  const open = await on(tx, unblindingTable)
    .selectFrom("unblindings")
    .select(["member", "at"])
    .where("review", "=", tx.review)
    .execute();
  const since = new Map(open.map((row) => [row.member, row.at]));
  return rows.map((row) => ({
    id: row.id,
    name: row.name ?? `Member ${row.id.slice(0, 6)}`,
    roles: JSON.parse(row.roles) as Role[],
    kind: row.kind === "machine" ? "machine" : "person",
    model: row.model,
    active: row.active === 1,
    unblinded: since.get(row.id) ?? null,
  }));
}

/** The roles that a member has now; `unblinded` stands among them where a lead chose to see open votes. */
export async function rolesOf(tx: Tx, member: string): Promise<string[]> {
  const row = await on(tx, memberTable)
    .selectFrom("members")
    .select(["roles", "active"])
    .where("review", "=", tx.review)
    .where("id", "=", member)
    .executeTakeFirst();
  if (row === undefined || row.active === 0) return [];
  const open = await on(tx, unblindingTable)
    .selectFrom("unblindings")
    .select("fact")
    .where("review", "=", tx.review)
    .where("member", "=", member)
    .executeTakeFirst();
  const roles = JSON.parse(row.roles) as string[];
  return open === undefined ? roles : [...roles, "unblinded"];
}

export async function versionsOf(tx: Tx): Promise<VersionInfo[]> {
  const rows = await on(tx, versionTable)
    .selectFrom("versions")
    .selectAll()
    .where("review", "=", tx.review)
    .orderBy("clock")
    .orderBy("fact")
    .execute();
  return rows.map(({ review: _review, heads, ...rest }) => ({
    ...rest,
    heads: JSON.parse(heads) as Record<string, string>,
  }));
}

/**
 * The version with this name.
 * @throws UserError version.unknown
 */
export async function versionCalled(tx: Tx, name: string): Promise<VersionInfo> {
  const all = await versionsOf(tx);
  const found = all.find((version) => version.name === name);
  if (found !== undefined) return found;
  throw new UserError("version.unknown", `There is no version named ${name}.`, {
    hint:
      all.length === 0
        ? "No version was named yet."
        : `Named versions: ${all.map((version) => version.name).join(", ")}.`,
  });
}
