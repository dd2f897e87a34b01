import { useState } from "react";
import type { Evidence, Value } from "@chartroom/core/charting";
import { ChartView } from "../charting/ChartView.tsx";
import { ConsensusView } from "../charting/ConsensusView.tsx";
import { ReportView } from "../reporting/ReportView.tsx";
import { type MapChoice, MapView } from "../synthesis/MapView.tsx";
import { DEFAULT_KEYS } from "../ui/keys.ts";
import { MAP, MAP_TABLE } from "./drawings.ts";
import { FORM } from "./form.ts";
import { RECORDS } from "./records.ts";

const nothing = () => undefined;
const REPORT = `<!doctype html><html lang="en"><title>Invented report</title>
<body style="font:18px/1.6 Georgia,serif;max-width:42em;margin:3em auto"><h1>Generative AI in radiology</h1>
<p>An invented report, to show where the real one stands.</p></body></html>`;

/** Charting of the first invented record. */
export function ChartSample() {
  const [values, setValues] = useState<Readonly<Record<string, Value | undefined>>>({
    country: { kind: "not_reported" },
    purpose: { kind: "choice", choice: "generate" },
    models: {
      kind: "group",
      rows: [{ name: { kind: "text", text: "Invented-7B" }, special: { kind: "yesno", answer: "yes" } }],
    },
  });
  const [evidence, setEvidence] = useState<Readonly<Record<string, Evidence | undefined>>>({
    purpose: { page: 2, quote: "drafts from a general-purpose model and from a model adapted to radiology" },
  });
  const [done, setDone] = useState(false);
  const [record] = RECORDS;
  return (
    <ChartView
      state={{
        is: "ready",
        value: {
          left: 6,
          blinded: true,
          form: FORM,
          formHref: "#form",
          nextHref: "#next",
          study:
            record === undefined
              ? undefined
              : {
                  id: "s1",
                  label: "Example 2024",
                  record,
                  values,
                  evidence,
                  done,
                  mayReopen: true,
                  revision: 0,
                  faults: {},
                },
        },
      }}
      saving={{ is: "saved", at: Date.UTC(2026, 2, 3, 14, 2) }}
      onValue={(_, field, value) => {
        setValues({ ...values, [field]: value });
      }}
      onEvidence={(_, field, one) => {
        setEvidence({ ...evidence, [field]: one });
      }}
      onShowEvidence={nothing}
      onDone={(_, now) => {
        setDone(now);
      }}
    />
  );
}

/** Two invented charts of one study. */
export function ConsensusSample() {
  const [finals, setFinals] = useState<Readonly<Record<string, { value: Value; from: "a" | "b" | "new" }>>>(
    {},
  );
  const fields = FORM.sections.flatMap((section) => section.fields);
  const sides: Readonly<Record<string, readonly [Value, Value]>> = {
    cases: [
      { kind: "number", number: 240 },
      { kind: "number", number: 480 },
    ],
    outperformed: [
      { kind: "yesno", answer: "no" },
      { kind: "yesno", answer: "unclear" },
    ],
    input: [
      { kind: "many", choices: ["text"] },
      { kind: "many", choices: ["text", "image"] },
    ],
  };
  return (
    <ConsensusView
      state={{
        is: "ready",
        value: {
          study: "s1",
          label: "Example 2024",
          form: FORM,
          people: ["Reader A.", "Reader B."],
          maySettle: true,
          fields: fields.map((field) => {
            const pair = sides[field.id];
            const same: Value = { kind: "not_reported" };
            return {
              field,
              a: {
                value: pair?.[0] ?? same,
                ...(field.id === "cases"
                  ? { evidence: { page: 3, quote: "read 240 invented chest radiographs" } }
                  : {}),
              },
              b: { value: pair?.[1] ?? same },
              same: pair === undefined,
              final: finals[field.id],
            };
          }),
        },
      }}
      saving={{ is: "nothing" }}
      keys={DEFAULT_KEYS}
      onSettle={(_, field, value, from) => {
        setFinals({ ...finals, [field]: { value, from } });
      }}
    />
  );
}

/** An invented evidence map. */
export function MapSample() {
  const [choice, setChoice] = useState<MapChoice>({ rows: "model", columns: "purpose", segment: null });
  const [cell, setCell] = useState<string>();
  return (
    <MapView
      state={{
        is: "ready",
        value: {
          dimensions: [
            { id: "model", label: "Kind of model" },
            { id: "purpose", label: "What it is for" },
            { id: "country", label: "Country" },
          ],
          studies: 15,
          leftOut: RECORDS.slice(0, 1).map(({ citation, title }) => ({
            id: citation,
            href: `#${citation}`,
            label: "Example 2023",
            title,
            reason: "Retracted since",
          })),

          svg: MAP,
          table: MAP_TABLE,
          opened:
            cell === undefined
              ? undefined
              : {
                  words: "General, text × Generating",
                  studies: RECORDS.map(({ citation, title }) => ({
                    id: citation,
                    href: `#${citation}`,
                    label: "Example 2024",
                    title,
                  })),
                },
          remarks: ["2 studies have no value for what it is for."],
          downloads: [
            { words: "SVG", save: nothing },
            { words: "CSV", save: nothing },
          ],
          chartingHref: "#charting",
        },
      }}
      choice={choice}
      onChoose={setChoice}
      onOpen={setCell}
    />
  );
}

/** An invented report with a checklist that wants something. */
export function ReportSample() {
  return (
    <ReportView
      report={{
        is: "ready",
        value: {
          previewHref: `data:text/html,${encodeURIComponent(REPORT)}`,
          checklists: [
            {
              name: "PRISMA-ScR",
              items: [
                {
                  number: "1",
                  section: "Title",
                  asks: "Identify the report as a scoping review.",
                  state: "filled",
                  words: "In the protocol's title",
                  href: "#protocol",
                },
                {
                  number: "5",
                  section: "Protocol",
                  asks: "Where it can be found; registration.",
                  state: "part",
                  words: "Registration has no date",
                  href: "#protocol",
                },
                {
                  number: "8",
                  section: "Search",
                  asks: "One full search strategy, with limits.",
                  state: "missing",
                  words: "No run keeps its search text",
                  href: "#search",
                },
                {
                  number: "12",
                  section: "Appraisal",
                  asks: "If done, describe.",
                  state: "not_applicable",
                  words: "Not done, as the protocol says",
                  href: "#protocol",
                },
              ],
            },
          ],
          downloads: [
            { words: "The report", about: "HTML, one file", href: "#html" },
            { words: "Counts and tables", about: "XLSX", href: "#xlsx" },
          ],
          referencesHref: "#export",
        },
      }}
      texts={{
        texts: { summary: "An invented summary." },
        mayWrite: true,
        drafts: {},
        onDraft: nothing,
        onWrite: nothing,
      }}
    />
  );
}
