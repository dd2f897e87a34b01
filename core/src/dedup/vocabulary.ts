// Engines keep a longer part of a text as a view that holds the whole text in memory.
const SHORTEST_VIEW = 13;

/** A copy of a text that holds no other text in memory, such as the file that it was cut from. */
export function detached(text: string): string {
  return text.length < SHORTEST_VIEW ? text : text.split("").join("");
}

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
    const own = detached(text);
    this.#ids.set(own, id);
    this.#texts.push(own);
    return id;
  }

  text(id: number): string {
    return this.#texts[id] ?? "";
  }
}

function grown(values: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(size, values.length * 2));
  larger.set(values);
  return larger;
}

/** In how many items each number of a vocabulary occurs. */
export class Tally {
  #counts = new Int32Array(1024);
  /** The item that counted a number last, from 1. */
  #counted = new Int32Array(1024);

  /** Counts what an item has; items come one after the other, and each counts a number once. */
  addOnce(ids: readonly number[], item: number): void {
    for (const id of ids) {
      if (id >= this.#counts.length) {
        this.#counts = grown(this.#counts, id + 1);
        this.#counted = grown(this.#counted, id + 1);
      }
      if (this.#counted[id] === item + 1) continue;
      this.#counted[id] = item + 1;
      this.#counts[id] = (this.#counts[id] ?? 0) + 1;
    }
  }

  of(id: number): number {
    return this.#counts[id] ?? 0;
  }
}
