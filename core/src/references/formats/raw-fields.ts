type Values = string | string[];

// Objects that grow property by property become tables of hashes at more than twelve, four times as large.
const CHUNK = 10;

/** The source's own fields by name in the order in which they came, lists where a name repeats, for `Reference.raw`. */
export class RawFields {
  readonly #names: string[] = [];
  readonly #values: Values[] = [];
  /** The places of the names, once there are too many to look through. */
  #places: Map<string, number> | undefined;

  add(source: string, value: string): void {
    // assigned to, this one name would set a prototype
    const name = source === "__proto__" ? "_proto_" : source;
    const at = this.#find(name);
    const before = at < 0 ? undefined : this.#values[at];
    if (before === undefined) {
      this.#places?.set(name, this.#names.length);
      this.#names.push(name);
      this.#values.push(value);
    } else if (typeof before === "string") this.#values[at] = [before, value];
    else before.push(value);
  }

  record(): Record<string, Values> {
    return rawRecord(this.#names, this.#values);
  }

  #find(name: string): number {
    if (this.#places === undefined && this.#names.length >= 64)
      this.#places = new Map(this.#names.map((one, at) => [one, at]));
    return this.#places === undefined ? this.#names.lastIndexOf(name) : (this.#places.get(name) ?? -1);
  }
}

/** The same string object for the same text, as property names are, and none that keeps a piece of a file alive. */
export function asName(text: string): string {
  return Object.keys({ [text]: 0 })[0] ?? text;
}

/** An object of these names and values, in their order. */
export function rawRecord(names: readonly string[], values: readonly Values[]): Record<string, Values> {
  const raw: Record<string, Values> = {};
  for (let at = 0; at < names.length; ) {
    const chunk: Record<string, Values> = at === 0 ? raw : {};
    for (const end = Math.min(names.length, at + CHUNK); at < end; at++)
      chunk[names[at] ?? ""] = values[at] ?? "";
    if (chunk !== raw) Object.assign(raw, chunk);
  }
  return raw;
}
