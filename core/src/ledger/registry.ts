import type { Storage, Table, Tx } from "../storage/index.ts";
import type { Fact, FactType } from "./fact.ts";
import { restored, undone } from "./undo.ts";

/** How a room keeps its tables true to the facts. */
export interface Projection {
  /** The room. */
  readonly name: string;
  /** The types of facts that it listens to: its own and those of rooms above. */
  readonly on: readonly string[];
  /** The tables that it fills; a rebuild empties them first. */
  readonly tables: readonly Table[];
  /** Which of its subjects a fact touches; the fact's own unless said otherwise. */
  readonly subjects?: (fact: Fact) => readonly string[];
  /** Recomputes these subjects' rows from all their facts, in whatever order these came. Never fails. */
  readonly project: (tx: Tx, subjects: readonly string[]) => Promise<void>;
  /** Empties what is not in `tables` (a text index) before a rebuild. */
  readonly clear?: (storage: Storage) => Promise<void>;
  /** Makes anew, when the review is opened, what was lost outside the tables (a text index left behind). */
  readonly mend?: (storage: Storage) => Promise<void>;
  /** Those of its tables that `stage` alone fills, from files that never change: any state of the review can read them. */
  readonly staged?: readonly Table[];
  /** Brings the rows of a fact's file into being, outside any transaction, in chunks, invisible until the fact counts. */
  readonly stage?: (storage: Storage, fact: Fact) => Promise<void>;
}

/** Everything the ledger needs to know of the rooms. */
export interface Registry {
  readonly types: ReadonlyMap<string, FactType>;
  readonly projections: readonly Projection[];
  readonly listeners: ReadonlyMap<string, readonly Projection[]>;
}

/** Puts fact types and projections together; two rooms that claim one type is a fault of the program. */
export function registry(types: readonly FactType[], projections: readonly Projection[]): Registry {
  const byType = new Map<string, FactType>();
  for (const type of [undone as FactType, restored as FactType, ...types]) {
    if (byType.has(type.type)) throw new Error(`two fact types are named ${type.type}`);
    byType.set(type.type, type);
  }
  const listeners = new Map<string, Projection[]>();
  for (const projection of projections) {
    if ((projection.stage === undefined) !== (projection.staged === undefined))
      throw new Error(`${projection.name} has to say which tables it fills from files`);
    for (const type of projection.on) {
      if (!byType.has(type)) throw new Error(`${projection.name} listens to ${type}, which no room records`);
      listeners.set(type, [...(listeners.get(type) ?? []), projection]);
    }
  }
  return { types: byType, projections, listeners };
}
