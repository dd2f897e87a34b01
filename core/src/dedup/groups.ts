/** Groups of indexes that join, with pairs that must stay apart. */
export class Groups {
  readonly #group: Int32Array;
  readonly #members = new Map<number, number[]>();
  readonly #apart = new Map<number, Set<number>>();

  constructor(size: number) {
    this.#group = new Int32Array(size).map((_, at) => at);
  }

  /** The number of the group an index is in. */
  of(index: number): number {
    return this.#group[index] ?? index;
  }

  members(group: number): readonly number[] {
    return this.#members.get(group) ?? [group];
  }

  /** Keeps two indexes apart from now on. */
  separate(one: number, other: number): void {
    for (const [x, y] of [
      [one, other],
      [other, one],
    ] as const) {
      const apart = this.#apart.get(x) ?? new Set<number>();
      apart.add(y);
      this.#apart.set(x, apart);
    }
  }

  /** Whether a member of one group has been separated from a member of the other. */
  areSeparated(one: number, other: number): boolean {
    if (this.#apart.size === 0) return false;
    const others = this.members(other);
    return this.members(one).some((member) => {
      const apart = this.#apart.get(member);
      return apart !== undefined && others.some((candidate) => apart.has(candidate));
    });
  }

  /** Makes two groups one. */
  join(one: number, other: number): void {
    if (one === other) return;
    const [large, small] =
      this.members(one).length >= this.members(other).length ? [one, other] : [other, one];
    for (const member of this.members(small)) this.#group[member] = large;
    this.#members.set(large, [...this.members(large), ...this.members(small)]);
    this.#members.delete(small);
  }

  /** Groups of two and more, in the order of their first members. */
  all(): number[][] {
    const groups = [...this.#members.values()].map((members) => [...members].sort((x, y) => x - y));
    return groups.sort((x, y) => (x[0] as number) - (y[0] as number));
  }
}
