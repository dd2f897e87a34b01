import { csv } from "./csv.ts";
import { foldHeader } from "./csv-columns.ts";
import { layoutOf } from "./csv-dialect.ts";
import type { Format, ReadOptions, Sample, Sink, TextReader } from "./format.ts";
import type { Reference } from "../reference.ts";
import { referenceFrom } from "./loose.ts";
import { rawFields, type XmlElement, xmlRecords } from "./xml.ts";

const DATABASE = "ClinicalTrials.gov";

function raw(reference: Reference, ...names: string[]): string | undefined {
  for (const name of names) {
    const value = reference.raw[name];
    if (typeof value === "string") return value;
  }
  return undefined;
}

function listed(text: string | undefined): string[] {
  return (text ?? "").split(/\s*\|\s*/).filter((part) => part !== "");
}

/** A row of the registry's table: a trial has a sponsor and conditions where a paper has authors and keywords. */
function trialOfRow(reference: Reference): Reference {
  const sponsor = raw(reference, "Sponsor") ?? listed(raw(reference, "Sponsor/Collaborators"))[0];
  const number = raw(reference, "NCT Number");
  return referenceFrom({
    id: number ?? reference.id,
    type: "report",
    title: raw(reference, "Study Title", "Title"),
    authors: sponsor === undefined ? [] : [{ literal: sponsor }],
    dates: [raw(reference, "First Posted"), raw(reference, "Start Date")],
    abstract: raw(reference, "Brief Summary"),
    keywords: [...listed(raw(reference, "Conditions")), ...listed(raw(reference, "Interventions"))],
    url: [raw(reference, "Study URL", "URL")],
    database: DATABASE,
    accession: number,
    notes: [raw(reference, "Study Status", "Status"), raw(reference, "Acronym")].filter(
      (note) => note !== undefined,
    ),
    raw: reference.raw,
  });
}

function trialOfElement(trial: XmlElement, position: number): Reference {
  const number = trial.value("id_info", "nct_id") ?? trial.value("nct_id");
  const sponsor =
    trial.value("sponsors", "lead_sponsor", "agency") ?? trial.find("sponsors")?.value("lead_sponsor");
  const terms = ["condition_browse", "intervention_browse"].flatMap(
    (list) => trial.find(list)?.values("mesh_term") ?? [],
  );
  const conditions = trial.find("conditions")?.values("condition") ?? [];
  return referenceFrom({
    id: number ?? String(position),
    type: "report",
    title: trial.value("official_title") ?? trial.value("brief_title") ?? trial.value("title"),
    authors: sponsor === undefined ? [] : [{ literal: sponsor }],
    dates: [
      trial.value("study_first_posted"),
      trial.value("study_first_submitted"),
      trial.value("firstreceived_date"),
      trial.value("start_date"),
    ],
    doiWithin: [],
    abstract: [trial.value("brief_summary"), trial.value("detailed_description")].filter(Boolean).join("\n"),
    keywords: [
      ...trial.values("condition"),
      ...conditions,
      ...trial.values("keyword"),
      ...terms,
      ...trial.all("intervention").map((one) => one.value("intervention_name") ?? ""),
    ],
    url: [trial.value("required_header", "url") ?? trial.value("url")],
    database: DATABASE,
    accession: number,
    notes: [trial.value("overall_status") ?? trial.value("status"), trial.value("acronym")].filter(
      (note) => note !== undefined,
    ),
    raw: rawFields(trial),
  });
}

function xmlReader(sink: Sink): TextReader {
  return xmlRecords({
    names: new Set(["clinical_study", "study"]),
    record: (trial, place) => sink.reference(trialOfElement(trial, place.record), place),
    diagnostic: (diagnostic) => sink.diagnostic(diagnostic),
  });
}

function tableReader(sink: Sink, options: ReadOptions | undefined): TextReader | undefined {
  return csv.read?.(
    {
      reference: (reference, place) => sink.reference(trialOfRow(reference), place),
      diagnostic: (diagnostic) => sink.diagnostic(diagnostic),
    },
    options,
  );
}

class TrialReader implements TextReader {
  private inner: TextReader | undefined;
  private readonly sink: Sink;
  private readonly options: ReadOptions | undefined;

  constructor(sink: Sink, options: ReadOptions | undefined) {
    this.sink = sink;
    this.options = options;
  }

  push(text: string): void {
    if (!this.inner && text.trim() === "") return;
    this.inner ??= /^[\ufeff\s]*</.test(text) ? xmlReader(this.sink) : tableReader(this.sink, this.options);
    this.inner?.push(text);
  }

  end(): void {
    this.inner?.end();
  }
}

function detect({ text }: Sample): number {
  if (/<(?:clinical_study|search_results)[\s>]/.test(text)) return 0.97;
  if (/^[\ufeff\s]*</.test(text) || !text.includes("NCT Number")) return 0;
  return layoutOf(text).header.some((name) => foldHeader(name) === "nct number") ? 0.97 : 0;
}

/** Trials of ClinicalTrials.gov, as its table (CSV, TSV) or its XML; a trial becomes a report by its sponsor. */
export const clinicalTrials: Format = {
  id: "clinicaltrials",
  name: "ClinicalTrials.gov",
  extensions: ["csv", "xml"],
  detect,
  read: (sink, options) => new TrialReader(sink, options),
};
