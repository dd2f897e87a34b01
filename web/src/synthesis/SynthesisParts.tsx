import { MultiSelect, Select } from "@mantine/core";
import type { ReactNode } from "react";
import type { DimensionOption, EvaluatedFinding, SynthesisView } from "@chartroom/core/synthesis";
import { Go } from "../ui/Go.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { Picture } from "../ui/Picture.tsx";

export interface SynthesisPartsProps {
  view: SynthesisView;
  /** Whether this person's choices are kept with the review; others see what was chosen. */
  mayChoose: boolean;
  /** Fields from whose options a comparison can be drawn. */
  comparable: readonly DimensionOption[];
  hrefOf: (study: string) => string;
  onOpenStudy: (study: string) => void;
  onFields: (paths: string[]) => void;
  onTimeline: (path: string | undefined) => void;
  onComparison: (path: string | undefined) => void;
}

const VERDICTS: Readonly<
  Record<EvaluatedFinding["verdict"], { icon: IconName; tone: string; words: string }>
> = {
  agrees: { icon: "include", tone: "include", words: "These studies agree" },
  partly: { icon: "maybe", tone: "maybe", words: "Agree in part" },
  disagrees: { icon: "exclude", tone: "exclude", words: "These studies disagree" },
  "cannot say": { icon: "attention", tone: "attention", words: "Cannot say" },
};

function Part({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className="sheet stack" aria-label={title}>
      <div className="row apart">
        <h2>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

function Finding({ finding, hrefOf }: { finding: EvaluatedFinding } & Pick<SynthesisPartsProps, "hrefOf">) {
  const { icon, tone, words } = VERDICTS[finding.verdict];
  return (
    <li className="finding">
      <blockquote>{finding.statement}</blockquote>
      <div>
        <span className={`mark tone-${tone}`}>
          <Icon name={icon} />
          {words}
        </span>
        <p>{finding.sentence}</p>
        {finding.caution === "" ? null : <p className="soft small">{finding.caution}</p>}
        {finding.exceptions.length === 0 ? null : (
          <ul className="plain small">
            {finding.exceptions.map((study) => (
              <li key={study.study}>
                <Go href={hrefOf(study.study)}>{study.label}</Go>{" "}
                {study.words
                  .map(({ label, text }) => `${label}: ${text === "" ? "not charted" : text}`)
                  .join("; ")}
                {study.leftOut === undefined ? "" : ` (left out: ${study.leftOut})`}
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

/** Below the map: the studies in sentences, by year, by field, against the comparator, beside a published review. */
export function SynthesisParts({
  view,
  mayChoose,
  comparable,
  hrefOf,
  onOpenStudy,
  onFields,
  onTimeline,
  onComparison,
}: SynthesisPartsProps) {
  const dimensions = view.dimensions.map(({ path, label }) => ({ value: path, label }));
  const known = new Set(dimensions.map(({ value }) => value));
  const { comparison, findings, choice } = view;
  return (
    <>
      <Part
        title="By year"
        actions={
          mayChoose ? (
            <Select
              className="no-print"
              aria-label="Stack the years by"
              placeholder="Not stacked"
              clearable
              data={dimensions.filter(({ value }) => value !== "year")}
              value={choice.timeline ?? null}
              onChange={(path) => {
                onTimeline(path ?? undefined);
              }}
            />
          ) : undefined
        }
      >
        <p>{view.corpus.text}</p>
        {view.timeline === undefined ? null : (
          <Picture svg={view.timeline} label="Studies by year of publication" />
        )}
      </Part>
      {comparison === undefined && (comparable.length === 0 || !mayChoose) ? null : (
        <Part
          title={comparison?.data.label ?? "Against a comparator"}
          actions={
            mayChoose ? (
              <Select
                className="no-print"
                aria-label="Field of the result"
                placeholder="Field of the result"
                clearable
                data={comparable.map(({ path, label }) => ({ value: path, label }))}
                value={choice.comparison?.result ?? null}
                onChange={(path) => {
                  onComparison(path ?? undefined);
                }}
              />
            ) : undefined
          }
        >
          {comparison === undefined ? (
            <p className="soft">
              Choose the field that says how each study's result stands to its comparator.
            </p>
          ) : (
            <>
              <p>{comparison.sentence.text}</p>
              <Picture
                svg={comparison.svg}
                label={`${comparison.data.label}, study by study`}
                pick="data-study"
                onPick={onOpenStudy}
              />
            </>
          )}
        </Part>
      )}
      {findings === undefined ? null : (
        <Part title="Beside the published review">
          <p className="soft">
            What {findings.review} states ({findings.source}), and what these studies say to it.
          </p>
          <ol className="plain">
            {findings.rows.map((finding) => (
              <Finding key={finding.id} finding={finding} hrefOf={hrefOf} />
            ))}
          </ol>
        </Part>
      )}
      {view.bars.length === 0 && !mayChoose ? null : (
        <Part title="Field by field">
          {mayChoose ? (
            <MultiSelect
              className="no-print"
              aria-label="Fields that are told"
              placeholder={
                choice.fields.length === 0 ? "Choose fields to be told in a sentence and a chart" : ""
              }
              searchable
              data={dimensions}
              value={choice.fields.filter((path) => known.has(path))}
              onChange={onFields}
            />
          ) : null}
          <div className="bars">
            {view.bars.map((bar, at) => (
              <figure key={bar.path}>
                <Picture svg={bar.svg} label={`Studies by ${bar.label.toLowerCase()}`} />
                <figcaption>{view.sentences[at]?.text}</figcaption>
              </figure>
            ))}
          </div>
        </Part>
      )}
    </>
  );
}
