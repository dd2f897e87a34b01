import { Button, NumberInput, Textarea } from "@mantine/core";
import { useState } from "react";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Await, Empty, type Loadable } from "../ui/Loadable.tsx";
import { counted, percent } from "../ui/number.ts";
import { Room } from "../ui/Room.tsx";
import { Scrolls } from "../ui/Scrolls.tsx";

/** One round of the pilot: the same fresh sample for everybody, closed until all are done. */
export interface PilotRound {
  number: number;
  size: number;
  /** How far each person is; others' votes stay hidden until the round closes. */
  readers: readonly { readonly name: string; readonly done: number }[];
  /** Share of equal votes once closed, 0 to 1. */
  agreement?: number | undefined;
  /** Where the round's disagreements are shown. */
  href: string;
}

export interface Pilot {
  rounds: readonly PilotRound[];
  /** The protocol's gate, 0 to 1, and size of a round. */
  gate: number;
  size: number;
  votesCount: boolean;
  mayLead: boolean;
  /** Set once screening was opened, with the reason where it was below the gate. */
  passed?: { readonly reason?: string | undefined } | undefined;
}

export interface PilotViewProps {
  pilot: Loadable<Pilot>;
  onDraw: (size: number) => void;
  /** Opens screening; `reason` where the gate was not reached. */
  onPass: (reason: string | undefined) => void;
}

function Rounds({ rounds, gate }: Pick<Pilot, "rounds" | "gate">) {
  return (
    <Scrolls label="Rounds">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Round</th>
            <th scope="col">Readers</th>
            <th scope="col" className="number">
              Same answer
            </th>
            <th scope="col">Gate</th>
          </tr>
        </thead>
        <tbody>
          {rounds.map((round) => (
            <tr key={round.number}>
              <th scope="row">
                <Go href={round.href}>{`Round ${round.number}, ${counted(round.size, "record")}`}</Go>
              </th>
              <td>
                {round.readers.map(({ name, done }) => (
                  <div
                    key={name}
                  >{`${name}: ${done >= round.size ? "done" : `${done} of ${round.size}`}`}</div>
                ))}
              </td>
              <td className="number">
                {round.agreement === undefined ? "hidden" : percent(round.agreement)}
              </td>
              <td>
                {round.agreement === undefined ? (
                  <span className="mark tone-soft">
                    <Icon name="blinded" />
                    Open until all are done
                  </span>
                ) : round.agreement >= gate ? (
                  <span className="mark tone-include">
                    <Icon name="check" />
                    Reached
                  </span>
                ) : (
                  <span className="mark tone-attention">
                    <Icon name="attention" />
                    Below {percent(gate)}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}

function PilotRoom({ pilot, onDraw, onPass }: Omit<PilotViewProps, "pilot"> & { pilot: Pilot }) {
  const [size, setSize] = useState(pilot.size);
  const [reason, setReason] = useState("");
  const last = pilot.rounds.at(-1);
  const closed = last?.agreement !== undefined;
  const reached = last?.agreement !== undefined && last.agreement >= pilot.gate;
  return (
    <Room
      title="Pilot"
      lead={`Everybody reads the same ${counted(pilot.size, "record")}; screening opens at ${percent(pilot.gate)} agreement (JBI Manual 11.2.6). Pilot votes ${pilot.votesCount ? "count" : "do not count"} for screening.`}
    >
      <div className="stack">
        {pilot.passed === undefined ? null : (
          <p className="notice tone-include">
            <Icon name="check" />
            Screening is open.
            {pilot.passed.reason === undefined ? "" : ` Below the gate, because: ${pilot.passed.reason}`}
          </p>
        )}
        {pilot.rounds.length === 0 ? (
          <Empty title="No round yet">
            <p>
              A round draws a fresh sample from all records, with a seed that is kept so that it can be drawn
              again.
            </p>
          </Empty>
        ) : (
          <section className="sheet">
            <Rounds rounds={pilot.rounds} gate={pilot.gate} />
          </section>
        )}
        {pilot.mayLead && pilot.passed === undefined && (closed || last === undefined) ? (
          <section className="sheet stack">
            <h2>What next</h2>
            <div className="row" style={{ alignItems: "flex-end" }}>
              <NumberInput
                label="Records in the next round"
                value={size}
                min={1}
                max={500}
                onChange={(value) => {
                  if (typeof value === "number") setSize(value);
                }}
              />
              <Button
                variant={reached ? "default" : "filled"}
                onClick={() => {
                  onDraw(size);
                }}
              >
                Draw a round
              </Button>
              {reached ? (
                <Button
                  onClick={() => {
                    onPass(undefined);
                  }}
                >
                  Open screening
                </Button>
              ) : null}
            </div>
            {reached || last === undefined ? null : (
              <>
                <Textarea
                  label="Or go on below the gate, because"
                  description="The reason is kept and printed in the report."
                  value={reason}
                  onChange={(event) => {
                    setReason(event.currentTarget.value);
                  }}
                />
                <div>
                  <Button
                    variant="default"
                    disabled={reason.trim() === ""}
                    onClick={() => {
                      onPass(reason.trim());
                    }}
                  >
                    Open screening below the gate
                  </Button>
                </div>
              </>
            )}
          </section>
        ) : null}
      </div>
    </Room>
  );
}

/** The pilot's rounds and their gate. */
export function PilotView({ pilot, ...rest }: PilotViewProps) {
  return <Await data={pilot}>{(ready) => <PilotRoom {...rest} pilot={ready} />}</Await>;
}
