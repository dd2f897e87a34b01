const FIRST_SIZE = 1024;

/** Numbers in one typed array that grows; sorted by the machine, without a comparing function. */
export class NumberList {
  #values = new Float64Array(FIRST_SIZE);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  at(position: number): number {
    return this.#values[position] ?? 0;
  }

  sort(): void {
    this.#values.subarray(0, this.#length).sort();
  }

  /** Whether a sorted list has the value. */
  has(value: number): boolean {
    let low = 0;
    let high = this.#length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = this.#values[middle] as number;
      if (found === value) return true;
      if (found < value) low = middle + 1;
      else high = middle - 1;
    }
    return false;
  }

  /** Sorts and keeps one of each. */
  sortUnique(): void {
    this.sort();
    let kept = 0;
    for (let at = 0; at < this.#length; at++) {
      const value = this.#values[at] as number;
      if (kept === 0 || value !== this.#values[kept - 1]) this.#values[kept++] = value;
    }
    this.#length = kept;
  }
}

const SHIFT = 0x4000000;

function codeOf(one: number, other: number): number {
  return one < other ? one * SHIFT + other : other * SHIFT + one;
}

/** Pairs of indexes below 2^26, smaller first, each kept once after `settle`. */
export class PairList {
  readonly #codes = new NumberList();

  get length(): number {
    return this.#codes.length;
  }

  push(one: number, other: number): void {
    this.#codes.push(codeOf(one, other));
  }

  /** Whether a settled list has the pair. */
  has(one: number, other: number): boolean {
    return this.#codes.has(codeOf(one, other));
  }

  settle(): void {
    this.#codes.sortUnique();
  }

  forEach(visit: (one: number, other: number) => void, from = 0, to = this.#codes.length): void {
    for (let at = from; at < Math.min(to, this.#codes.length); at++) {
      const code = this.#codes.at(at);
      const one = Math.floor(code / SHIFT);
      visit(one, code - one * SHIFT);
    }
  }
}
