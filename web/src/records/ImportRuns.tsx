import { useState } from "react";
import type { RunYield } from "@chartroom/core/flow";
import { type Run, type Search, searchesOf } from "@chartroom/core/records";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { count, counted } from "../ui/number.ts";
import { calendarDate } from "../ui/time.ts";
import { ENCODING_WORDS, FORMAT_WORDS } from "./fileWords.ts";
import { RunDiagnostics } from "./RunDiagnostics.tsx";
import { RunDetailsForm } from "./RunDetailsForm.tsx";
import type { RawPlace } from "./RawDrawer.tsx";
import { RunWithdrawal } from "./RunWithdrawal.tsx";
import type { SearchDraft } from "./searchDraft.ts";

export interface ImportRunsProps {
  runs: readonly Run[];
  yields: ReadonlyMap<string, RunYield>;
  sources: readonly string[];
  today: string;
  recordsHref: (run: Run) => string;
  onDescribe: (run: Run, draft: SearchDraft) => void;
  onWithdraw: (runs: readonly Run[], reason: string) => void;
  onBringBack: (runs: readonly Run[]) => void;
  onPlace: (place: RawPlace) => void;
}

type Panel = { readonly is: "details" | "withdrawal" } | { readonly is: "oddities"; readonly run: Run };

const odd = ({ diagnostics: { warnings, errors } }: Run) => warnings + errors;

/** "1,204 records, 310 of them new to this review". */
function broughtWords({ records, runs, state }: Search, yields: ImportRunsProps["yields"]): string {
  const words = counted(records, "record");
  if (state === "withdrawn") return words;
  const own = runs.flatMap(({ id }) => yields.get(id) ?? []);
  if (own.length === 0) return words;
  if (own.some(({ compared }) => !compared)) return `${words}, not compared with the others yet`;
  const fresh = own.reduce((sum, one) => sum + one.fresh, 0);
  return fresh === records
    ? `${words}, all of them new to this review`
    : `${words}, ${count(fresh)} of them new to this review`;
}

function Files({ search, onOddities }: { search: Search; onOddities: (run: Run) => void }) {
  return (
    <ul className="plain run-files">
      {search.runs.map((run) => (
        <li key={run.id} className={run.state === "live" ? undefined : "soft"}>
          <Icon name="file" />
          <span className="import-name">{run.fileName}</span>
          <span className="soft small">
            {[
              FORMAT_WORDS[run.format] ?? run.format,
              ENCODING_WORDS[run.encoding] ?? run.encoding,
              ...(search.runs.length > 1 ? [counted(run.records, "record")] : []),
              `came in ${calendarDate(Date.parse(run.at))}`,
              ...(run.mapping === undefined ? [] : ["columns as said"]),
            ].join(" · ")}
          </span>
          {odd(run) === 0 ? null : (
            <button
              type="button"
              className="quiet small"
              aria-label={`${count(odd(run))} odd in ${run.fileName}`}
              onClick={() => {
                onOddities(run);
              }}
            >
              <Icon name="attention" />
              {count(odd(run))} odd
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function OneSearch({
  search,
  ...props
}: { search: Search } & Omit<ImportRunsProps, "runs"> & { all: readonly Run[] }) {
  const [panel, setPanel] = useState<Panel>();
  const { first, state } = search;
  const live = search.runs.filter((run) => run.state === "live");
  const gone = search.runs.filter((run) => run.state === "withdrawn");
  const close = () => {
    setPanel(undefined);
  };
  const toggle = (is: "details" | "withdrawal") => {
    setPanel(panel?.is === is ? undefined : { is });
  };
  const withdrawn = first.withdrawn;
  return (
    <li className="run">
      <div className="run-head">
        <h3>
          {state === "live" ? (
            <Go href={props.recordsHref(first)}>{first.source.name}</Go>
          ) : (
            first.source.name
          )}
          {first.source.platform === "" ? null : <span className="soft small"> {first.source.platform}</span>}
          {first.source.column === "other" ? <span className="soft small"> other methods</span> : null}
        </h3>
        <p>
          {state === "withdrawn" ? (
            <span className="mark tone-soft">
              <Icon name="exclude" />
              withdrawn
            </span>
          ) : null}{" "}
          {broughtWords(search, props.yields)}
        </p>
        <p className="soft small">
          {[
            first.date === "" ? "no day of search given" : `searched ${calendarDate(Date.parse(first.date))}`,
            first.hitsReported === null ? "" : `${counted(first.hitsReported, "hit")} reported`,
            first.query === "" ? "no search text given" : "",
          ]
            .filter((part) => part !== "")
            .join(" · ")}
        </p>
      </div>
      <div className="run-acts">
        {state === "live" ? (
          <>
            <button
              type="button"
              className="quiet small"
              aria-expanded={panel?.is === "details"}
              aria-label={`Details of the search of ${first.source.name}`}
              onClick={() => {
                toggle("details");
              }}
            >
              <Icon name="pencil" />
              Details
            </button>
            <button
              type="button"
              className="quiet small"
              aria-expanded={panel?.is === "withdrawal"}
              aria-label={`Withdraw the search of ${first.source.name}`}
              onClick={() => {
                toggle("withdrawal");
              }}
            >
              <Icon name="cross" />
              Withdraw
            </button>
          </>
        ) : null}
        {gone.length === 0 ? null : (
          <button
            type="button"
            className="quiet small"
            aria-label={`Bring back ${gone.map(({ fileName }) => fileName).join(", ")}`}
            onClick={() => {
              props.onBringBack(gone);
            }}
          >
            <Icon name="undo" />
            Bring back
          </button>
        )}
      </div>
      <Files
        search={search}
        onOddities={(run) => {
          setPanel(panel?.is === "oddities" && panel.run.id === run.id ? undefined : { is: "oddities", run });
        }}
      />
      {withdrawn === undefined ? null : (
        <p className="soft small run-wide">
          {`Withdrawn on ${calendarDate(Date.parse(withdrawn.at))}: ${withdrawn.reason}. Bringing it back brings its records with all that was decided on them.`}
        </p>
      )}
      {panel?.is === "details" ? (
        <RunDetailsForm {...props} run={first} runs={props.all} records={search.records} onClose={close} />
      ) : panel?.is === "withdrawal" ? (
        <RunWithdrawal runs={live} onWithdraw={props.onWithdraw} onClose={close} />
      ) : panel?.is === "oddities" ? (
        <RunDiagnostics run={panel.run} onPlace={props.onPlace} />
      ) : null}
    </li>
  );
}

/** What was imported, search by search: what each brought, what is known of it, its files, and the way out and back. */
export function ImportRuns(props: ImportRunsProps) {
  const searches = searchesOf(props.runs);
  return (
    <section className="stack" aria-label="Imported files">
      <h2>{`Imported: ${counted(searches.length, "search", "searches")}, ${counted(props.runs.length, "file")}`}</h2>
      <ol className="plain runs">
        {searches.map((search) => (
          <OneSearch key={search.first.id} {...props} search={search} all={props.runs} />
        ))}
      </ol>
    </section>
  );
}
