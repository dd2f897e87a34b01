import { basename } from "node:path";
import { UserError } from "@chartroom/core/base/error";
import type { Placed } from "./reference-stream.ts";

interface Named {
  readonly key: string;
  readonly file: number;
  readonly record: number;
  readonly own: boolean;
}

// no record of a file can be called so
const UNNAMED = "\u0000";

/**
 * Names for the records of several files, while they are read: the caller's own, from a column `record_id`; else the
 * source's key where no other record has it; else FILE#POSITION.
 */
export class RecordNames {
  readonly #files: readonly string[];
  readonly #records: Named[] = [];
  readonly #places = new Map<string, number>();
  readonly #keys = new Set<string>();
  readonly #repeated = new Set<string>();
  readonly #own = new Set<string>();

  /** @param paths of the files, as given; files of one name in two folders are told apart by their folders */
  constructor(paths: readonly string[]) {
    const names = paths.map((path) => basename(path));
    this.#files = paths.map((path, at) => {
      const name = names[at] ?? path;
      return names.indexOf(name) === names.lastIndexOf(name) ? name : path;
    });
  }

  get size(): number {
    return this.#records.length;
  }

  /**
   * Takes a record in, and gives the id to know it by until all are read.
   * @throws UserError duplicates.repeated-id where the caller named two records alike
   */
  take({ reference, record, line }: Placed, file: number): string {
    // a key may be a view of the file's text, which it would keep in memory
    const key = reference.id.split("").join("");
    const own = "record_id" in reference.raw;
    if (own && this.#own.has(key)) {
      throw new UserError("duplicates.repeated-id", `Two records have the record_id ${key}.`, {
        place: { file: this.#files[file] ?? "", record, line },
        hint: "Give every record an id of its own.",
      });
    }
    if (own) this.#own.add(key);
    if (this.#keys.has(key)) this.#repeated.add(key);
    else this.#keys.add(key);
    const id = own ? key : `${UNNAMED}${this.#records.length}`;
    this.#places.set(id, this.#records.length);
    this.#records.push({ key, file, record, own });
    return id;
  }

  /** The id of a record, by its position among all. */
  id(at: number): string {
    const named = this.#records[at];
    return named?.own === true ? named.key : `${UNNAMED}${at}`;
  }

  /** The position of a record, by the id that it was given. */
  at(id: string): number {
    return this.#places.get(id) ?? 0;
  }

  /** The name to show, by the id that a record was given; right once all are read. */
  name(id: string): string {
    const named = this.#records[this.at(id)];
    if (named === undefined) return id;
    const { key, file, record, own } = named;
    return own || !this.#repeated.has(key) ? key : `${this.#files[file] ?? ""}#${record}`;
  }
}
