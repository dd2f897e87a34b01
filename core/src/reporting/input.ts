import type { ChartedStudy, Form } from "../charting/index.ts";
import type { Flow, SourceKind } from "../flow/index.ts";
import type { Protocol, Stage, StageRules } from "../protocol/index.ts";

/** A named version of the review or of its protocol; dates are ISO 8601. */
export interface ReportVersion {
  name: string;
  date: string;
  note?: string;
}

/** A change of the protocol after it was fixed. */
export interface ReportAmendment {
  date: string;
  what: string;
  reason: string;
  /** Outcomes that it re-opened: how many, and which in words. */
  reopened?: number;
  reopens?: string[];
}

export interface ReportMember {
  /** The name or pseudonym to print. */
  name: string;
  role: string;
  machine?: boolean;
}

export interface ReportSource {
  id: string;
  name: string;
  kind: SourceKind;
  platform?: string;
  /** What the source covers, in words or years. */
  coverage?: string;
  note?: string;
}

/** One search of one source. */
export interface ReportRun {
  source: string;
  date: string;
  /** The query exactly as it was run, with its line breaks. */
  text: string;
  /** As the source reported them; the records are those that were fetched and imported. */
  hits?: number;
  records: number;
  limits?: string;
  filters?: string;
  note?: string;
  /** Why the run was withdrawn; it then counts nowhere. */
  withdrawn?: string;
}

/** What PRISMA-S asks of the search as a whole; what is absent is printed as not reported. */
export interface ReportSearchNotes {
  contacts?: string;
  priorWork?: string;
  updates?: string;
  peerReview?: string;
  otherMethods?: string;
}

export interface ReportDedup {
  records: number;
  citations: number;
  /** Duplicates found by rule, and by people; together they are records less citations. */
  automatic: number;
  byHand: number;
  /** Automatic merges that people took apart again. */
  splits?: number;
  method: string;
}

export interface ReportPilot {
  round: number;
  size: number;
  /** Percent agreement, 0 to 100, and the percent that was asked for. */
  percent: number;
  gate: number;
  /** Why the review went on below the gate. */
  reason?: string;
}

/** How a stage was really run. */
export interface ReportStage {
  rules: StageRules;
  /** How many people voted. */
  reviewers: number;
  blinded: boolean;
  conflicts: number;
  settled: number;
  pilots?: ReportPilot[];
  /** Votes that were adopted from other screening tools, and those of them that count as independent. */
  adopted?: { votes: number; of: number; independent: number; tools: string[] };
  /** In which order records were shown, as the end of "Records were shown …". */
  order?: string;
  stopping?: { rule: string; reference?: string; seen: number; of: number; estimate?: string };
}

export interface Estimate {
  value: number;
  low?: number;
  high?: number;
}

/** Agreement on independent votes. Percent runs from 0 to 100, coefficients from -1 to 1. */
export interface ReportAgreement {
  stage: Stage | "charting";
  label: string;
  n: number;
  percent: Estimate;
  kappa?: Estimate;
  ac1?: Estimate;
  note?: string;
}

export interface ReportCharting {
  charters: 1 | 2;
  consensus: string;
  studies: number;
  doubleCharted: number;
  pilot?: string;
  authorsContacted?: string;
}

/** A use of a language model or another learning system, as PRISMA-trAIce asks for it. */
export interface ReportMachineUse {
  model: string;
  version?: string;
  provider?: string;
  task: string;
  dates?: string;
  /** The prompt, word for word, or where it can be read. */
  prompt?: string;
  promptHash?: string;
  suggestions?: number;
  accepted?: number;
  votes?: number;
  oversight: string;
  measured?: string;
  limits?: string;
}

export interface ReportExclusion {
  label: string;
  title: string;
  year?: number;
  doi?: string;
  /** Code and label of the reason of record. */
  reason: string;
  reasonLabel: string;
  note?: string;
  /** Only machines voted on it. */
  automation?: boolean;
}

/** A picture of the synthesis. `png` stands in where SVG cannot be shown. */
export interface ReportFigure {
  id: string;
  title: string;
  alt: string;
  caption?: string;
  svg?: string;
  png?: Uint8Array;
}

export interface ReportTable {
  title: string;
  head: string[];
  rows: (string | number)[][];
}

/** One statement of this review beside that of a published one. */
/** A finding of a published review beside what this corpus shows, with the studies that stand against it. */
export interface ReportComparison {
  question: string;
  here: string;
  exceptions?: string[];
  published: string;
  source: string;
  note?: string;
}

/** Paragraphs that people wrote; what is absent is left out, and the checklist says so. */
export interface ReportNarrative {
  summary?: string[];
  rationale?: string[];
  synthesisMethods?: string[];
  results?: string[];
  evidence?: string[];
  limitations?: string[];
  conclusions?: string[];
}

export interface ReportCitation {
  id: string;
  title: string;
  authors?: string;
  year?: number;
  journal?: string;
  doi?: string;
  pmid?: string;
  /** Its class at this version. */
  class: string;
  reason?: string;
}

/** Everything that a report prints, as plain data: the same input gives the same files. */
export interface ReportInput {
  /** Version of the program, and the date that the report bears (ISO 8601). */
  program: { version: string; date: string };
  protocol: Protocol;
  versions: ReportVersion[];
  amendments: ReportAmendment[];
  members: ReportMember[];
  sources: ReportSource[];
  runs: ReportRun[];
  searchNotes?: ReportSearchNotes;
  dedup: ReportDedup;
  stages: Record<Stage, ReportStage>;
  agreement: ReportAgreement[];
  charting: ReportCharting;
  machineUse: ReportMachineUse[];
  flow: Flow;
  excluded: ReportExclusion[];
  form: Form;
  studies: ChartedStudy[];
  /** Field ids of the characteristics table; else the first short fields of the form. */
  characteristics?: string[];
  figures: ReportFigure[];
  tables?: ReportTable[];
  comparison?: ReportComparison[];
  narrative: ReportNarrative;
  deviations: string[];
  /** Funding of the sources included, in words; that of the review is the protocol's. */
  sourcesFunding?: string;
  ledger: { facts: number; heads: { device: string; number: number; hash: string }[] };
  /** Said at the head of every file, such as "Demonstration data". */
  labels: string[];
  citations?: ReportCitation[];
}
