/** Tells open pages that something changed; what, they ask for themselves, so nothing leaks. */
export class Events {
  readonly #listeners = new Set<(event: string) => void>();

  subscribe(listener: (event: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    for (const listener of this.#listeners) listener("changed");
  }
}
