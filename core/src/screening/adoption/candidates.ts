import { UserError } from "../../base/error.ts";
import type { Protocol, Stage } from "../../protocol/index.ts";
import type { CarriedDecision, CarryingTool } from "../../references/index.ts";
import type { Decision } from "../outcome.ts";
import type { AdoptionMapping, LeftWhy } from "./contracts.ts";
import type { CarriedRow } from "./gather.ts";
import type { Voters } from "./voters.ts";

/** A decision there as it would be a vote here. */
export interface Candidate {
  row: CarriedRow;
  record: string;
  citation: string;
  stage: Stage;
  member: string;
  decision: Decision;
  reason: string | null;
  note: string;
  labels: string[];
  independent: boolean;
  tool: CarryingTool;
  word: string;
  reasons: string[];
  /** Place of the reviewer in the mapping; null for what follows from a later stage. */
  reviewer: number | null;
}

/** A decision that does not become a vote, and why. */
export interface Refused {
  row: CarriedRow;
  stage: Stage;
  reviewer: string;
  why: LeftWhy;
}

const LONGEST_NOTE = 20_000;
/** Tools whose labels may be a machine's. */
const MAYBE_MACHINES: readonly CarryingTool[] = ["asreview", "table"];

function reasonFor(protocol: Protocol, mapping: AdoptionMapping, stage: Stage, reasons: readonly string[]) {
  const mapped = reasons.flatMap((reason) => mapping.reasons[reason] ?? []);
  return (
    protocol.reasons.find(({ code, stages }) => stages.includes(stage) && mapped.includes(code))?.code ?? null
  );
}

function noteOf({ notes, reasons }: CarriedDecision, reason: string | null): string {
  const unmapped = reason === null && reasons.length > 0 ? [`Reason there: ${reasons.join("; ")}`] : [];
  return [...notes, ...unmapped].join("\n").slice(0, LONGEST_NOTE);
}

/** The decisions of a row; of one that carries none, what the lead says its list means. */
function decisionsOf(row: CarriedRow, mapping: AdoptionMapping, tool: CarryingTool): CarriedDecision[] {
  if (row.decisions.length > 0) return row.decisions;
  if (mapping.silent === undefined) return [];
  const nothing = { reasons: [], labels: [], notes: [] };
  return [{ tool, reviewer: "", stage: undefined, word: "", suggests: mapping.silent, ...nothing }];
}

/**
 * What a mapping makes of an export's decisions.
 * @throws UserError adopt.reason-unknown
 */
export function candidatesFrom(
  rows: readonly CarriedRow[],
  mapping: AdoptionMapping,
  protocol: Protocol,
  voters: Voters,
): { candidates: Candidate[]; refused: Refused[] } {
  for (const code of Object.values(mapping.reasons)) {
    if (protocol.reasons.some((reason) => reason.code === code)) continue;
    throw new UserError("adopt.reason-unknown", `${code} is no exclusion reason of the protocol.`, {
      hint: `Choose one of: ${protocol.reasons.map((reason) => reason.code).join(", ") || "state reasons in the protocol first"}.`,
    });
  }
  const places = new Map(mapping.reviewers.map(({ name }, at) => [name, at]));
  const tool = mapping.tool ?? rows.find((row) => row.decisions.length > 0)?.decisions[0]?.tool ?? "table";
  const candidates: Candidate[] = [];
  const refused: Refused[] = [];
  const judge = (row: CarriedRow, said: CarriedDecision): void => {
    const stage = said.stage ?? mapping.stage;
    const members = voters.byName.get(said.reviewer) ?? [];
    const decision = said.word === "" ? said.suggests : mapping.decisions[said.word];
    const refuse = (why: LeftWhy) => refused.push({ row, stage, reviewer: said.reviewer, why });
    if (decision === undefined || decision === "leave") return void refuse("decision");
    if (members.length === 0) return void refuse("reviewer");
    if (MAYBE_MACHINES.includes(said.tool) && !mapping.byPeople) return void refuse("machine");
    const { citation, record } = row;
    if (citation === undefined || record === undefined)
      return void refuse(row.ambiguous ? "ambiguous" : "citation");
    const reasons = decision === "exclude" ? said.reasons : [];
    const reason = reasonFor(protocol, mapping, stage, reasons);
    if (decision === "exclude" && reason === null && protocol.stages[stage].reasonRequired)
      return void refuse("reason");
    const about = { row, record, citation, tool: said.tool, word: said.word };
    for (const member of members) {
      candidates.push({
        ...about,
        stage,
        member,
        decision,
        reason,
        reasons,
        note: noteOf({ ...said, reasons }, reason),
        labels: said.labels.slice(0, 50).map((label) => label.slice(0, 100)),
        // what several decided together is no decision of each
        independent: mapping.blinded && members.length === 1,
        reviewer: places.get(said.reviewer) ?? null,
      });
      if (stage !== "full_text" || !mapping.passedBefore) continue;
      const passed = { stage: "title_abstract", decision: "include", reason: null, note: "" } as const;
      candidates.push({
        ...about,
        ...passed,
        member,
        reasons: [],
        labels: [],
        independent: false,
        reviewer: null,
      });
    }
  };
  for (const row of rows) for (const said of decisionsOf(row, mapping, tool)) judge(row, said);
  return { candidates, refused };
}
