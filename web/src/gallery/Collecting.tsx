import { useState } from "react";
import { PairView } from "../dedup/PairView.tsx";
import { ProtocolView } from "../protocol/ProtocolView.tsx";
import type { Chosen } from "../records/Facets.tsx";
import { ImportView } from "../records/ImportView.tsx";
import { RecordsView } from "../records/RecordsView.tsx";
import { DEFAULT_KEYS } from "../ui/keys.ts";
import { PROTOCOL } from "./protocol.ts";
import { RECORDS } from "./records.ts";

const nothing = () => undefined;

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
                  flags: record.flags.map(({ kind }) => kind),
                };
          },
        },
      }}
      words={words}
      chosen={chosen}
      importHref="#import"
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
  return (
    <ImportView
      state={{
        is: "ready",
        value: {
          sources: ["Embase", "PubMed"],
          runs: [],
          unchecked: 12,
          recordsHref: () => "#records",
          duplicatesHref: "#duplicates",
          files: [
            {
              is: "read",
              preview: {
                id: "f1",
                name: "invented-export.ris",
                format: "RIS",
                encoding: "Windows-1252",
                records: 412,
                mapping: {},
                guess: { source: "Embase", day: "2026-01-12" },
                first,
                odditiesTotal: 2,
                oddities: [
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
                ],
              },
            },
            {
              is: "unreadable",
              id: "f2",
              name: "invented-slides.bin",
              fault: {
                code: "import.format-unknown",
                happened: "The format of this file is not known",
                kept: "Nothing of it was kept.",
                hint: "Export it again as RIS, or say which program made it.",
              },
            },
          ],
        },
      }}
      saving={{ is: "nothing" }}
      done={undefined}
      onUndo={nothing}
      onFiles={nothing}
      onMap={nothing}
      onCancel={nothing}
      onWithdraw={nothing}
      onKeep={nothing}
      onDrop={nothing}
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
