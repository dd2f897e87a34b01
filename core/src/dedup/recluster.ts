import type { Tx } from "../storage/index.ts";
import { choicesOf, foundPairs, liveOrder, type MembershipRow, setMemberships } from "./store.ts";

/** Groups of records under joins and prohibitions. */
class Groups {
  readonly #parent = new Map<string, string>();
  readonly #apart = new Map<string, Set<string>>();

  find(record: string): string {
    let root = record;
    for (let up = this.#parent.get(root); up !== undefined; up = this.#parent.get(root)) root = up;
    for (let at = record; at !== root; ) {
      const up = this.#parent.get(at) ?? root;
      this.#parent.set(at, root);
      at = up;
    }
    return root;
  }

  keepApart(a: string, b: string): void {
    for (const [one, other] of [
      [this.find(a), this.find(b)],
      [this.find(b), this.find(a)],
    ] as const) {
      this.#apart.set(one, (this.#apart.get(one) ?? new Set()).add(other));
    }
  }

  /** Joins two groups unless somebody said that records of theirs are different. */
  join(a: string, b: string): void {
    const [one, other] = [this.find(a), this.find(b)];
    if (one === other || this.#apart.get(one)?.has(other) === true) return;
    this.#parent.set(other, one);
    const apart = this.#apart.get(other);
    if (apart === undefined) return;
    this.#apart.delete(other);
    for (const third of apart) {
      this.#apart.get(third)?.delete(other);
      this.keepApart(one, third);
    }
  }
}

/**
 * Computes which records share a citation: what people said first (apart wins over together), then the found
 * joins from the strongest on. The citation is named after its first record in the order of runs.
 */
export async function recluster(tx: Tx): Promise<void> {
  const [choices, joins] = [await choicesOf(tx), await foundPairs(tx, "same")];
  const named = new Set([...choices, ...joins].flatMap(({ a, b }) => [a, b]));
  const order = await liveOrder(tx, [...named].sort());
  const live = ({ a, b }: { a: string; b: string }) => order.has(a) && order.has(b);
  const groups = new Groups();
  for (const { a, b, decision } of choices) if (decision !== "same" && live({ a, b })) groups.keepApart(a, b);
  for (const { a, b, decision } of choices) if (decision === "same" && live({ a, b })) groups.join(a, b);
  for (const pair of joins) if (live(pair)) groups.join(pair.a, pair.b);
  const members = new Map<string, string[]>();
  for (const record of order.keys()) {
    const root = groups.find(record);
    members.set(root, [...(members.get(root) ?? []), record]);
  }
  const rows: MembershipRow[] = [];
  for (const records of members.values()) {
    if (records.length < 2) continue;
    records.sort((a, b) => ((order.get(a) ?? "") < (order.get(b) ?? "") ? -1 : 1));
    const citation = records[0] as string;
    for (const record of records) rows.push({ record, citation, lead: record === citation ? 1 : 0 });
  }
  await setMemberships(tx, "all", rows);
}
