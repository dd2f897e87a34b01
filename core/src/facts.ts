import type { FactType, Projection } from "./ledger/index.ts";
import { ledgerTables } from "./ledger/index.ts";
import { reviewFacts, reviewProjections } from "./review/facts.ts";
import { reviewKeptTables } from "./review/store.ts";
import type { Table } from "./storage/index.ts";

/** Every kind of fact that a review can hold, in the order of its life. */
export const allFactTypes = [...reviewFacts] as readonly FactType[];

/** How each room keeps its tables true to the facts; a room may read those above it. */
export const allProjections: readonly Projection[] = [...reviewProjections];

/** Tables that nothing can recompute. */
export const keptTables: readonly Table[] = [...ledgerTables, ...reviewKeptTables];
