import { Icon } from "../ui/Icon.tsx";
import { sectionsOf } from "./abstract.ts";
import type { Segment } from "./highlight.ts";
import { Marked } from "./Marked.tsx";
import { authorLine, type ScreenRecord } from "./record.ts";
import "./record-text.css";

const FLAG_WORDS = {
  retracted: "Retracted",
  "retraction-notice": "Retraction notice",
  corrected: "Corrected",
  "correction-notice": "Correction notice",
  "expression-of-concern": "Expression of concern",
} as const;

export interface RecordTextProps {
  record: ScreenRecord;
  mark: (text: string) => readonly Segment[];
}

function Byline({ record }: { record: ScreenRecord }) {
  const source = [record.journal, record.year].filter((part) => part !== undefined).join(" ");
  const parts = [authorLine(record.authors), source, record.sources.join(", ")].filter((part) => part !== "");
  return (
    <p className="record-byline">
      {parts.join(" · ")}
      {record.doi === undefined ? null : (
        <>
          {" · "}
          <a href={`https://doi.org/${record.doi}`} target="_blank" rel="noreferrer">
            DOI
          </a>
        </>
      )}
      {record.pmid === undefined ? null : (
        <>
          {" · "}
          <a href={`https://pubmed.ncbi.nlm.nih.gov/${record.pmid}/`} target="_blank" rel="noreferrer">
            PubMed
          </a>
        </>
      )}
    </p>
  );
}

/** A citation to be read: title, byline, what is odd about it, the abstract in its sections, keywords. */
export function RecordText({ record, mark }: RecordTextProps) {
  const sections = sectionsOf(record.abstract ?? "");
  return (
    <article className="record-text" lang={record.language}>
      <h1>
        <Marked text={record.title} mark={mark} />
      </h1>
      <Byline record={record} />
      {record.flags.map((flag) => (
        <p key={flag.kind} className="notice tone-exclude">
          <Icon name="flag" />
          <b>{FLAG_WORDS[flag.kind]}</b>
          <span>{flag.basis}</span>
        </p>
      ))}
      {sections.length === 0 ? (
        <p className="notice tone-soft">
          <Icon name="attention" />
          The sources gave no abstract. It goes forward unless the title settles it.
        </p>
      ) : null}
      {sections.map((section, at) => (
        <section key={at}>
          {section.heading === undefined ? null : <h2>{section.heading}</h2>}
          <p>
            <Marked text={section.text} mark={mark} />
          </p>
        </section>
      ))}
      {record.keywords.length === 0 ? null : (
        <p className="record-keywords">
          <b>Keywords</b> <Marked text={record.keywords.join(" · ")} mark={mark} />
        </p>
      )}
    </article>
  );
}
