import { type RowOf, table } from "../../storage/index.ts";

/** What one search for duplicates found, pair by pair; staged under the hash of the file that lists it. */
export const foundTable = table(
  "found_pairs",
  {
    basis: "text",
    a: "text",
    b: "text",
    decision: "text",
    kind: "text",
    score: "real",
    reason: "text",
    rank: "integer",
  },
  {
    key: ["basis", "a", "b"],
    indexes: [
      ["basis", "b"],
      ["basis", "decision", "rank"],
    ],
  },
);

/** The search in force: JSON lists of the files of pairs that count together and of the imports that were compared. */
export const basisTable = table(
  "dedup_basis",
  {
    method: "text",
    bases: "text",
    compared: "text",
    records: "integer",
    at: "text",
    clock: "integer",
  },
  { key: [] },
);

/** What people said about pairs; a pair's last word stands. */
export const choiceTable = table(
  "pair_choices",
  { a: "text", b: "text", decision: "text", reason: "text", actor: "text", fact: "text", clock: "integer" },
  { key: ["a", "b"], indexes: [["b"]] },
);

/** Records that share a citation. A record without a row is a citation of its own, of the same id. */
export const membershipTable = table(
  "memberships",
  { record: "text", citation: "text", lead: "integer" },
  { key: ["record"], indexes: [["citation"]] },
);

/**
 * Keys of the records of an import, by which later ones find their neighbours: pairs of 32-bit numbers, a key and the
 * place of a record that has it. No fact makes them, and they can be computed again at any time.
 */
export const neighbourTable = table(
  "neighbour_keys",
  { import: "text", part: "integer", recipe: "text", keys: "blob" },
  { key: ["import", "part"] },
);

export type FoundRow = Omit<RowOf<typeof foundTable>, "review" | "basis">;
export type ChoiceRow = Omit<RowOf<typeof choiceTable>, "review">;
export type MembershipRow = Omit<RowOf<typeof membershipTable>, "review">;
