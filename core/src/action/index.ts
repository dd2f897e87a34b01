export {
  type Action,
  act,
  type ActTx,
  look,
  type PrepareContext,
  type ReadTx,
  type Recording,
} from "./action.ts";
export { type Call, perform, performByName, prepareHere, type Workbench } from "./perform.ts";
