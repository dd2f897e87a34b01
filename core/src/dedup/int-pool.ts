const FIRST_SIZE = 4096;

/** A list of 32-bit integers that grows in one typed array, outside the heap that garbage collection walks. */
export class IntPool {
  #values = new Int32Array(FIRST_SIZE);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Int32Array(Math.ceil(this.#length * 1.5));
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  at(position: number): number {
    return this.#values[position] ?? 0;
  }
}
