import { chartingFacts, chartingProjections } from "./charting/facts.ts";
import { dedupFacts, dedupProjections } from "./dedup/facts.ts";
import { fulltextFacts, fulltextProjections } from "./fulltext/facts.ts";
import { type FactType, ledgerTables, type Projection } from "./ledger/index.ts";
import { protocolFacts, protocolProjections } from "./protocol/facts.ts";
import { recordFacts, recordProjections } from "./records/facts.ts";
import { reviewFacts, reviewProjections } from "./review/facts.ts";
import { reviewKeptTables } from "./review/store.ts";
import { reportingFacts, reportingProjections } from "./reporting/facts.ts";
import { screeningFacts, screeningProjections } from "./screening/facts.ts";
import { synthesisFacts, synthesisProjections } from "./synthesis/facts.ts";
import type { Table } from "./storage/index.ts";

/** Every kind of fact that a review can hold, in the order of its life. */
export const allFactTypes: readonly FactType[] = [
  ...reviewFacts,
  ...protocolFacts,
  ...recordFacts,
  ...dedupFacts,
  ...screeningFacts,
  ...fulltextFacts,
  ...chartingFacts,
  ...synthesisFacts,
  ...reportingFacts,
];

/** How each room keeps its tables true to the facts; a room may read those above it. */
export const allProjections: readonly Projection[] = [
  ...reviewProjections,
  ...protocolProjections,
  ...recordProjections,
  ...dedupProjections,
  ...screeningProjections,
  ...fulltextProjections,
  ...chartingProjections,
  ...synthesisProjections,
  ...reportingProjections,
];

/** Tables that nothing can recompute. */
export const keptTables: readonly Table[] = [...ledgerTables, ...reviewKeptTables];
