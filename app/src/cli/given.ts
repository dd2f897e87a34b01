import { UsageError } from "./usage.ts";

/** The operands and options of one call, read by name. */
export class Given {
  readonly operands: readonly string[];
  readonly #options: Readonly<Record<string, unknown>>;

  constructor(operands: readonly string[], options: Readonly<Record<string, unknown>>) {
    this.operands = operands;
    this.#options = options;
  }

  /** The text of an option; undefined where it was not given. */
  text(name: string): string | undefined {
    const value = this.#options[name];
    return typeof value === "string" ? value : undefined;
  }

  /** The values of an option that takes several. */
  list(name: string): string[] {
    const value = this.#options[name];
    return Array.isArray(value) ? value.map(String) : [];
  }

  number(name: string): number | undefined {
    const value = this.#options[name];
    return typeof value === "number" ? value : undefined;
  }

  /** Whether an option stands there, with or without a value. */
  has(name: string): boolean {
    return this.#options[name] !== undefined && this.#options[name] !== false;
  }

  /** True or false as it was said; undefined where it was not. */
  flag(name: string): boolean | undefined {
    const value = this.#options[name];
    return typeof value === "boolean" ? value : undefined;
  }

  /** The value of an option that this use of the command cannot do without. */
  need(name: string, why: string): string {
    const value = this.text(name);
    if (value === undefined) throw new UsageError(`--${name} is needed ${why}.`);
    return value;
  }

  /**
   * Which of several things the command is asked for.
   * @throws UsageError where there is more than one, or none and no `otherwise`
   */
  oneOf<Name extends string>(names: readonly Name[], otherwise?: Name): Name {
    const asked = names.filter((name) => this.has(name));
    const [first = otherwise] = asked;
    const list = names
      .map((name) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`)
      .join(", ");
    if (asked.length > 1) throw new UsageError(`Only one of ${list} at a time.`);
    if (first === undefined) throw new UsageError(`Say what to do: one of ${list}.`);
    return first;
  }
}
