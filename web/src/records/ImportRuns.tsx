import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Run } from "@chartroom/core/records";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { count } from "../ui/number.ts";
import { Scrolls } from "../ui/Scrolls.tsx";

export interface ImportRunsProps {
  runs: readonly Run[];
  recordsHref: (run: Run) => string;
  onWithdraw: (run: string, reason: string) => void;
}

function Withdrawing({
  run,
  onWithdraw,
  onClose,
}: {
  run: Run;
  onWithdraw: ImportRunsProps["onWithdraw"];
  onClose: () => void;
}) {
  const [why, setWhy] = useState("");
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (why.trim() === "") return;
        onWithdraw(run.id, why.trim());
        onClose();
      }}
    >
      <TextInput
        aria-label={`Why ${run.fileName} is withdrawn`}
        placeholder="Why? Enter withdraws it, Esc leaves it"
        autoFocus
        value={why}
        onChange={(event) => {
          setWhy(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
        }}
      />
      <Button type="submit" variant="default" disabled={why.trim() === ""}>
        Withdraw
      </Button>
    </form>
  );
}

/** What was imported, each file with its source; a run can be taken out again, with a reason. */
export function ImportRuns({ runs, recordsHref, onWithdraw }: ImportRunsProps) {
  const [asked, setAsked] = useState<string>();
  return (
    <section className="sheet" aria-label="Imported files">
      <h2>Imported files</h2>
      <Scrolls label="Table of imported files">
        <table className="table import-runs">
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col">File</th>
              <th scope="col">Searched</th>
              <th scope="col" className="number">
                Hits
              </th>
              <th scope="col" className="number">
                Records
              </th>
              <th scope="col">
                <span className="heard">Take out</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <tr key={run.id} className={run.state === "live" ? undefined : "soft"}>
                <th scope="row">
                  {run.state === "live" ? (
                    <Go href={recordsHref(run)}>{run.source.name}</Go>
                  ) : (
                    run.source.name
                  )}
                  {run.source.platform === "" ? null : (
                    <span className="soft small"> {run.source.platform}</span>
                  )}
                </th>
                <td>
                  {run.fileName}
                  <span className="soft small import-odd">
                    {run.format}, {run.encoding}
                    {run.diagnostics.warnings + run.diagnostics.errors > 0
                      ? `, ${count(run.diagnostics.warnings + run.diagnostics.errors)} odd`
                      : ""}
                  </span>
                </td>
                <td>{run.date === "" ? "no day given" : run.date}</td>
                <td className="number">{run.hitsReported === null ? "" : count(run.hitsReported)}</td>
                <td className="number">{count(run.records)}</td>
                <td>
                  {run.state === "withdrawn" ? (
                    <span className="mark tone-soft">
                      <Icon name="exclude" />
                      withdrawn
                    </span>
                  ) : asked === run.id ? (
                    <Withdrawing
                      run={run}
                      onWithdraw={onWithdraw}
                      onClose={() => {
                        setAsked(undefined);
                      }}
                    />
                  ) : (
                    <button
                      type="button"
                      className="quiet small"
                      onClick={() => {
                        setAsked(run.id);
                      }}
                    >
                      <Icon name="cross" />
                      Withdraw
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </section>
  );
}
