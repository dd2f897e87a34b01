export { asOf, type Heads, isWithin, reachOf, stateKey } from "./as-of.ts";
export { append, type NewFact, type Origin } from "./append.ts";
export { databaseDevice, type Device, folderDevice } from "./device.ts";
export { type Fact, type FactType, factType, hashBody, hashFact, type Viewer, type ViewTx } from "./fact.ts";
export { dumpTables, ensureTables, projectFacts, rebuild } from "./project.ts";
export { readLatest, readLedger, sealFor } from "./read.ts";
export { type Projection, type Registry, registry } from "./registry.ts";
export {
  allHeads,
  answered,
  factByHash,
  factsAbout,
  getMeta,
  inOrder,
  keepAnswer,
  keepComputed,
  keptAnswer,
  ledgerTables,
  setMeta,
  stampOf,
} from "./store.ts";
export { restored, type Standing, standingFacts, undone, undoneAmong } from "./undo.ts";
export { type Fault, type Verification, verify } from "./verify.ts";
