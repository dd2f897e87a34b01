import type { CitationClass } from "@chartroom/core/flow";
import { useState } from "react";
import { PairView } from "../dedup/PairView.tsx";
import { ProtocolView } from "../protocol/ProtocolView.tsx";
import type { Chosen } from "../records/Facets.tsx";
import { ExportView } from "../records/ExportView.tsx";
import { type ExportChoice, exportSets } from "../records/exportChoice.ts";
import { ImportView } from "../records/ImportView.tsx";
import { guessedDraft } from "../records/searchDraft.ts";
import { RecordsView } from "../records/RecordsView.tsx";
import { DEFAULT_KEYS } from "../ui/keys.ts";
import { PROTOCOL } from "./protocol.ts";
import { RECORDS } from "./records.ts";

const nothing = () => undefined;

/** Invented counts on their way to another program. */
export function ExportSample() {
  const [choice, setChoice] = useState<ExportChoice>({ tool: "zotero", format: "ris", plain: false });
  const [classes, setClasses] = useState<readonly CitationClass[]>(["included"]);
  const counts = { included: 18, full_text_excluded: 24, excluded: 200, in_progress: 12 };
  return (
    <ExportView
      state={{
        is: "ready",
        value: {
          ...exportSets(counts, classes),
          narrowed: "with the words “radiology”, from PubMed",
          recordsHref: "#records",
          importHref: "#import",
        },
      }}
      choice={choice}
      fileHref="#file"
      onSet={(set) => {
        setClasses(set.classes);
      }}
      onWiden={nothing}
      onChoose={setChoice}
    />
  );
}

/** A million rows made from the invented records, to see that the table scrolls. */
export function RecordsSample({ empty = false }: { empty?: boolean }) {
  const [words, setWords] = useState("radiolog");
  const [chosen, setChosen] = useState<Chosen>({ source: ["pubmed"] });
  const total = empty ? 0 : 1_000_000;
  return (
    <RecordsView
      table={{
        is: "ready",
        value: {
          total,
          all: total,
          facets: [
            {
              id: "source",
              label: "Source",
              values: [
                { value: "pubmed", words: "PubMed", count: 612 },
                { value: "embase", words: "Embase", count: 540 },
              ],
            },
            {
              id: "class",
              label: "Class",
              values: [
                { value: "progress", words: "In progress", count: 214 },
                { value: "excluded", words: "Excluded", count: 1068 },
              ],
            },
            { id: "flag", label: "Flag", values: [{ value: "retracted", words: "Retracted", count: 1 }] },
          ],
          rowAt: (index) => {
            const record = RECORDS[index % RECORDS.length];
            return record === undefined || index % 37 === 5
              ? undefined
              : {
                  id: String(index),
                  href: `#record-${index}`,
                  title: record.title,
                  authors: record.authors
                    .map((author) => ("literal" in author ? author.literal : author.family))
                    .join(", "),
                  year: record.year,
                  sources: record.sources,
                  journal: record.journal,
                  class: "in progress",
                  labels: [],
                  flags: record.flags.map(({ kind }) => kind),
                };
          },
        },
      }}
      words={words}
      chosen={chosen}
      importHref="#import"
      exportHref="#export"
      onWords={setWords}
      onChoose={setChosen}
      onSee={nothing}
    />
  );
}

/** A read file with oddities, and one that cannot be read. */
export function ImportSample() {
  const first = RECORDS.slice(0, 3).map((record, at) => ({
    id: String(at + 1),
    type: "article-journal",
    title: record.title,
    authors: [...record.authors],
    ...(record.year === undefined ? {} : { year: record.year }),
    ...(record.journal === undefined ? {} : { journal: record.journal }),
    issn: [],
    isbn: [],
    keywords: [],
    url: [],
    notes: [],
    raw: {},
  }));
  const source = { name: "Embase", platform: "", column: "databases", kind: "database" } as const;
  const diagnostics = [
    {
      severity: "warning",
      code: "ris.unknown-tag",
      message: "The tag “ZZ” is not known; its text is kept as delivered.",
      line: 1840,
      record: 57,
    },
    {
      severity: "error",
      code: "ris.no-end",
      message: "The last record has no end (ER) and was cut off after its title.",
      line: 13_377,
      record: 413,
    },
  ] as const;
  return (
    <ImportView
      state={{
        is: "ready",
        value: {
          sources: ["Embase", "PubMed"],
          runs: [],
          yields: new Map(),
          unchecked: 12,
          comparing: undefined,
          compareFault: undefined,
          duplicatesHref: "#duplicates",
          files: [
            {
              is: "read",
              id: "f1",
              name: "invented-export.ris",
              size: 812_345,
              file: "0".repeat(64),
              mapping: {},
              rereading: false,
              draft: guessedDraft({ source: { ...source, basis: "every record names it" } }, "2026-01-12"),
              preview: {
                file: "0".repeat(64),
                fileName: "invented-export.ris",
                format: "ris",
                encoding: "windows-1252",
                records: 412,
                size: 812_345,
                first,
                diagnostics: [...diagnostics],
                warnings: 1,
                errors: 1,
                already: undefined,
                unmapped: false,
                guess: { source: { ...source, basis: "every record names it" } },
              },
            },
            {
              is: "unreadable",
              id: "f2",
              name: "invented-slides.bin",
              size: 3000,
              file: undefined,
              error: undefined,
            },
          ],
        },
      }}
      today="2026-01-12"
      together={false}
      saving={{ is: "nothing" }}
      done={undefined}
      faultOf={() => ({
        code: "import.format-unknown",
        happened: "The format of this file is not known",
        kept: "Nothing of it was kept.",
        hint: "Export it again as RIS, or say which program made it.",
      })}
      recordsHref={() => "#records"}
      onUndo={nothing}
      onFiles={nothing}
      onMap={nothing}
      onCancel={nothing}
      onWithdraw={nothing}
      onKeep={nothing}
      onDrop={nothing}
      onDraft={nothing}
      onPlace={nothing}
      onTogether={nothing}
      onKeepTogether={nothing}
      onDescribe={nothing}
      onBringBack={nothing}
      onTakeOut={nothing}
      onCompare={nothing}
      onCancelCompare={nothing}
    />
  );
}

/** Two invented records that may be one work. */
export function PairSample({ empty = false }: { empty?: boolean }) {
  const title = "A large language model that drafts structured chest radiograph reports";
  return (
    <PairView
      queue={{
        is: "ready",
        value: {
          left: empty ? 0 : 4,
          keys: empty ? 0 : 3,
          done: 9,
          automatic: { joined: 269, href: "#joined" },
          canUndo: true,
          pair: empty
            ? undefined
            : {
                id: "p1",
                why: "same title and first author; years and journals differ",
                score: 0.83,
                sides: [
                  {
                    citation: "c1",
                    href: "#c1",
                    sources: ["PubMed"],
                    fields: {
                      title: `${title}: a two-reader evaluation`,
                      authors: "Example A, Sample BC, Placeholder D",
                      year: "2024",
                      journal: "Invented Journal of Imaging",
                      pages: "101-109",
                      doi: "10.0000/invented.1",
                      abstract:
                        "Two radiologists read 240 invented radiographs. Of the drafts, 171 (71 %) were accepted unchanged.",
                    },
                  },
                  {
                    citation: "c9",
                    href: "#c9",
                    sources: ["Preprint server"],
                    fields: {
                      title,
                      authors: "Example A, Sample B, Placeholder D",
                      year: "2023",
                      doi: "10.0000/invented.preprint",
                      abstract:
                        "Two radiologists read 200 invented radiographs. Of the drafts, 139 (70 %) were accepted unchanged.",
                    },
                  },
                ],
              },
        },
      }}
      saving={{ is: "nothing" }}
      keys={DEFAULT_KEYS}
      onAnswer={nothing}
      onUndo={nothing}
      onMove={nothing}
      onLater={nothing}
    />
  );
}

/** The invented protocol with one amendment. */
export function ProtocolSample() {
  return (
    <ProtocolView
      state={{
        is: "ready",
        value: {
          protocol: PROTOCOL,
          mayEdit: true,
          stated: true,
          outcomes: [
            { stage: "title_abstract", outcome: "exclude", reason: null, citations: 412 },
            { stage: "title_abstract", outcome: "include", reason: null, citations: 58 },
            { stage: "full_text", outcome: "exclude", reason: "x1", citations: 12 },
          ],
          amendments: [
            {
              version: 2,
              by: "Lead L.",
              at: Date.UTC(2026, 1, 20),
              reason: "Simulated images are in scope; asked by both readers after the pilot.",
            },
            { version: 1, by: "Lead L.", at: Date.UTC(2026, 0, 12), reason: "First version, registered." },
          ],
        },
      }}
      onSave={() => Promise.resolve(true)}
    />
  );
}
