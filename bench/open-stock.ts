import type { Random } from "../core/src/base/random.ts";

const FEWEST_LETTERS = 4;

interface Counts {
  readonly tokens: number;
  readonly types: number;
}

function countsOf(tokens: readonly string[]): Counts {
  return { tokens: tokens.length, types: new Set(tokens).size };
}

/**
 * Words that never run out, as in language: the vocabulary of a text of n words grows as n^b (Heaps 1978). The stock's
 * own growth gives b and with it the share of words that a further text has beyond the stock; those are coined from
 * halves of known words, some new and most repeated in proportion to how often they were used (Simon 1955).
 */
export class OpenStock {
  readonly #known: readonly string[];
  readonly #types: ReadonlySet<string>;
  readonly #coined: string[] = [];
  readonly #exponent: number;
  /** The share of words of a further text that are not in the stock. */
  readonly share: number;
  #drawn = 0;

  /** @param known every word of the stock, as often as it occurs, in random order */
  constructor(known: readonly string[]) {
    this.#known = known;
    this.#types = new Set(known);
    const [half, whole] = [countsOf(known.slice(0, known.length / 2)), countsOf(known)];
    this.#exponent = Math.log(whole.types / half.types) / Math.log(whole.tokens / half.tokens);
    this.share = (this.#exponent * whole.types) / whole.tokens;
  }

  /** A word as it comes: mostly of the stock, by how often it occurs there, else coined. */
  draw(random: Random): string {
    this.#drawn++;
    return random() < this.share ? this.coin(random) : this.#pick(random);
  }

  /** Counts a word that was taken from elsewhere. */
  pass(): void {
    this.#drawn++;
  }

  /** A word beyond the stock. */
  coin(random: Random): string {
    const fresh = (1 + this.#drawn / this.#known.length) ** (this.#exponent - 1);
    const repeated = this.#coined[Math.floor(random() * this.#coined.length)];
    const word = repeated === undefined || random() < fresh ? this.#compose(random) : repeated;
    this.#coined.push(word);
    return word;
  }

  #pick(random: Random): string {
    return this.#known[Math.floor(random() * this.#known.length)] as string;
  }

  #compose(random: Random): string {
    for (;;) {
      const [head, tail] = [this.#pick(random), this.#pick(random)];
      if (head.length < FEWEST_LETTERS || tail.length < FEWEST_LETTERS) continue;
      const word = head.slice(0, Math.ceil(head.length / 2)) + tail.slice(Math.floor(tail.length / 2));
      if (!this.#types.has(word)) return word;
    }
  }
}
