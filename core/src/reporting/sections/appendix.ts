import type { ChartedStudy, Field, Form, SimpleField } from "../../charting/index.ts";
import { formatCount } from "../../flow/index.ts";
import { type Block, doiLink, type Inline, paragraph, type Section, type Text } from "../block.ts";
import { prismaScrChecklist } from "../checklist.ts";
import type { ReportInput } from "../input.ts";
import { searchAppendix } from "../search-appendix.ts";
import { evidenceText, simpleValueText, valueText } from "../value.ts";
import { dateWords, figures, sentence } from "../words.ts";

function searchSection(input: ReportInput): Section {
  const { items, strategies } = searchAppendix(input);
  return {
    id: "strategies",
    title: "Search strategies (PRISMA-S)",
    appendix: true,
    blocks: [
      {
        kind: "table",
        caption: "The 16 items of PRISMA-S",
        head: ["Item", "What", "Answer"],
        numeric: [0],
        rows: items.map((item) => [String(item.item), item.title, item.text]),
      },
      ...strategies.flatMap((one): Block[] => [
        { kind: "heading", text: `${one.name}, ${dateWords(one.date)}` },
        paragraph(`${one.facts.join("; ")}.`),
        ...(one.text.trim() === ""
          ? []
          : [{ kind: "verbatim" as const, label: `Search of ${one.name}`, text: one.text }]),
      ]),
    ],
  };
}

function excludedSection(input: ReportInput): Section {
  return {
    id: "excluded",
    title: "Reports excluded after reading the full text",
    appendix: true,
    blocks:
      input.excluded.length === 0
        ? []
        : [
            {
              kind: "table",
              caption: figures(input.excluded.length, "report"),
              head: ["Report", "Title", "Reason", "Note"],
              dense: true,
              rows: input.excluded.map((one): Text[] => [
                one.year === undefined || one.label.includes(String(one.year))
                  ? one.label
                  : `${one.label}, ${one.year}`,
                one.doi === undefined ? one.title : [one.title, ". ", doiLink(one.doi)],
                `${one.reason}: ${one.reasonLabel}`,
                [sentence(one.note ?? ""), one.automation === true ? "Only machines voted." : ""]
                  .filter((text) => text !== "")
                  .join(" "),
              ]),
            },
          ],
  };
}

/** The evidence that most values of a study share: said once for them all. */
function sharedEvidence(study: ChartedStudy, fields: readonly Field[]): string {
  const times = new Map<string, number>();
  for (const field of fields) {
    const text = evidenceText(study.evidence[field.id]);
    if (text !== "") times.set(text, (times.get(text) ?? 0) + 1);
  }
  const [most] = [...times].sort(([, a], [, b]) => b - a);
  return most !== undefined && most[1] > 1 ? most[0] : "";
}

function withEvidence(study: ChartedStudy, field: Field, shared: string): Inline[] {
  const own = evidenceText(study.evidence[field.id]);
  const evidence = own === shared ? "" : own === "" && shared !== "" ? "no place given" : own;
  const value = valueText(field, study.values[field.id]);
  return evidence === "" ? [value] : [value, " ", { text: `[${evidence}]`, style: "emphasis" }];
}

function studySection(study: ChartedStudy, form: Form): Section {
  const citation: Inline[] = [
    study.title,
    ...(study.journal === undefined ? [] : [". ", { text: study.journal, style: "emphasis" as const }]),
    ...(study.year === undefined ? [] : [`, ${study.year}`]),
    ...(study.doi === undefined ? [] : [". ", doiLink(study.doi)]),
  ];
  const blocks: Block[] = [paragraph(citation)];
  if (study.leftOut !== undefined) {
    blocks.push({ kind: "note", tone: "plain", text: `Left out of the synthesis: ${study.leftOut}` });
  }
  const fields = form.sections.flatMap((section) => section.fields);
  const charted = fields.filter((field) => field.type !== "group" && study.values[field.id] !== undefined);
  const shared = sharedEvidence(study, charted);
  const rows = charted.map((field): [string, Text] => [field.label, withEvidence(study, field, shared)]);
  if (shared !== "") blocks.push(paragraph(`Where not said otherwise, charted from: ${shared}`));
  if (rows.length > 0) blocks.push({ kind: "definitions", rows });
  for (const field of fields) {
    const value = study.values[field.id];
    if (field.type !== "group" || value?.kind !== "group" || value.rows.length === 0) continue;
    blocks.push({
      kind: "table",
      caption: field.label,
      head: field.fields.map((part) => part.label),
      rows: value.rows.map((row) => field.fields.map((part) => simpleValueText(part, row[part.id]))),
      dense: true,
    });
  }
  return { id: `study-${study.id}`, title: study.label, blocks };
}

function individualSection(input: ReportInput): Section {
  return {
    id: "individual",
    title: "Results of individual sources",
    appendix: true,
    blocks: [],
    parts: input.studies.map((study) => studySection(study, input.form)),
  };
}

function answerWords(field: Field | SimpleField): string {
  switch (field.type) {
    case "choice":
    case "many":
      return field.options
        .map((option) => (option.definition === "" ? option.label : `${option.label} (${option.definition})`))
        .concat(field.other ? ["other, in words"] : [])
        .join("; ");
    case "number":
      return field.unit === "" ? "a number" : `a number of ${field.unit}`;
    case "yesno":
      return "yes; no; unclear";
    case "date":
      return "a date";
    case "text":
      return "text";
    case "group":
      return field.fields.map((part) => part.label).join("; ");
  }
}

function dataItemsSection(input: ReportInput): Section {
  return {
    id: "data-items",
    title: "Data items",
    appendix: true,
    blocks: input.form.sections.map((section) => ({
      kind: "table",
      caption: section.label,
      head: ["Item", "Definition", "Answers"],
      dense: true,
      rows: section.fields.map((field) => [field.label, field.help, answerWords(field)]),
    })),
  };
}

/** The checklist names sections that may be missing; `titles` are those that are there. */
function checklistSection(input: ReportInput, titles: ReadonlyMap<string, string>): Section {
  return {
    id: "checklist",
    title: "PRISMA-ScR checklist",
    appendix: true,
    blocks: [
      {
        kind: "table",
        caption: "The 22 items of PRISMA-ScR, where each is answered, and what is missing",
        head: ["Item", "Part", "What it asks", "Answered in"],
        numeric: [0],
        rows: prismaScrChecklist(input).map((item): Text[] => {
          const places = item.answeredIn.flatMap((id): Inline[] => {
            const title = titles.get(id);
            return title === undefined ? [] : [{ text: title, href: `#${id}` }];
          });
          const answer = places.flatMap((place, at): Inline[] => (at === 0 ? [place] : ["; ", place]));
          const missing: Inline[] =
            item.missing === undefined
              ? []
              : [answer.length > 0 ? ". " : "", { text: item.missing, style: "strong" }];
          return [
            String(item.item),
            item.part,
            [{ text: item.title, style: "strong" }, `. ${item.asks}`],
            answer.length === 0 && missing.length === 0 ? "–" : [...answer, ...missing],
          ];
        }),
      },
    ],
  };
}

function ledgerSection(input: ReportInput): Section {
  const { facts, heads } = input.ledger;
  return {
    id: "ledger",
    title: "Record of the review",
    appendix: true,
    blocks: [
      paragraph(
        `This report was written on ${dateWords(input.program.date)} by Chartroom ${input.program.version} from ${figures(facts, "recorded fact")}. ` +
          "Each device keeps its facts in a chain of hashes; with the heads below, anybody who has the folder can check that nothing was changed or cut off after this report was printed. They do not prove that nothing was rewritten before.",
      ),
      ...(heads.length === 0
        ? []
        : [
            {
              kind: "table" as const,
              caption: "Heads of the chains",
              head: ["Device", "Facts", "Hash of the last fact"],
              numeric: [1],
              rows: heads.map((head): Text[] => [
                head.device,
                formatCount(head.number),
                [{ text: head.hash, style: "code" }],
              ]),
            },
          ]),
    ],
  };
}

export function appendixSections(input: ReportInput, titles: ReadonlyMap<string, string>): Section[] {
  return [
    searchSection(input),
    excludedSection(input),
    individualSection(input),
    dataItemsSection(input),
    checklistSection(input, titles),
    ledgerSection(input),
  ];
}
