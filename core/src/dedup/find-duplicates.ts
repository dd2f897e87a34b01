import type { Duplicates, FixedChoices } from "./duplicates.ts";
import { createIndex, type WorkOptions } from "./duplicate-index.ts";
import type { Item } from "./item.ts";

export interface FindOptions extends WorkOptions {
  /** What people decided before. */
  readonly fixed?: FixedChoices;
}

/**
 * Finds the items that are one citation, those that may be, and those that are related without being the same.
 * The result does not depend on the order of the items, but for the order in which groups are listed.
 * @throws UserError `dedup.repeated-id`, `dedup.unknown-id`; the signal's reason when cancelled
 */
export function findDuplicates(items: Iterable<Item>, options: FindOptions = {}): Duplicates {
  const index = createIndex(items, options);
  if (options.fixed !== undefined) index.fix(options.fixed);
  return index.result();
}
