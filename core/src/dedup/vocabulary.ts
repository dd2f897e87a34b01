/** Strings as small whole numbers, in the order in which they first appear; 0 stands for the empty string. */
export class Vocabulary {
  readonly #ids = new Map<string, number>([["", 0]]);
  readonly #texts: string[] = [""];

  get size(): number {
    return this.#texts.length;
  }

  /** The number of the string, new if it has not been seen. */
  id(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.#texts.length;
    this.#ids.set(text, id);
    this.#texts.push(text);
    return id;
  }

  text(id: number): string {
    return this.#texts[id] ?? "";
  }
}

/** How often each number of a vocabulary was counted. */
export class Tally {
  #counts = new Int32Array(1024);

  add(id: number, by = 1): void {
    if (id >= this.#counts.length) {
      const larger = new Int32Array(Math.max(id + 1, this.#counts.length * 2));
      larger.set(this.#counts);
      this.#counts = larger;
    }
    this.#counts[id] = (this.#counts[id] ?? 0) + by;
  }

  of(id: number): number {
    return this.#counts[id] ?? 0;
  }
}
