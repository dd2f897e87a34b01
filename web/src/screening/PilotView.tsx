import { Button, NumberInput, Textarea } from "@mantine/core";
import { useState } from "react";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Await, Empty, type Fault, type Loadable } from "../ui/Loadable.tsx";
import { counted, percent } from "../ui/number.ts";
import { Refused } from "../ui/Refused.tsx";
import { Room } from "../ui/Room.tsx";
import { Scrolls } from "../ui/Scrolls.tsx";
import { type Agreement, AgreementTables } from "./AgreementView.tsx";

/** One round of the pilot: the same fresh sample for everybody, closed until all are done. */
export interface PilotRound {
  number: number;
  size: number;
  /** Share of equal answers that was asked for, 0 to 1. */
  gate: number;
  open: boolean;
  /** Whether everybody has read the whole sample. */
  finished: boolean;
  /** How far each person is; others' votes stay hidden until the round closes. */
  readers: readonly { readonly name: string; readonly done: number }[];
  /** Known once closed: the share of records on which all said the same (0 to 1), and the tables. */
  share?: number | undefined;
  agreement?: Agreement | undefined;
  passed?: boolean | undefined;
  /** Why screening goes on below the gate. */
  reason?: string | undefined;
}

export interface Pilot {
  rounds: readonly PilotRound[];
  /** The protocol's gate, 0 to 1, and size of a round. */
  gate: number;
  size: number;
  votesCount: boolean;
  mayLead: boolean;
  /** What the reader has still to do in the open round. */
  mine?: { readonly left: number; readonly href: string } | undefined;
  protocolHref: string;
  screenHref: string;
}

export interface PilotViewProps {
  pilot: Loadable<Pilot>;
  onDraw: (size: number) => void;
  /** Closes a round; `reason` says why screening goes on if it proves to be below the gate. */
  onClose: (round: number, reason: string) => void;
  fault?: Fault | undefined;
}

function Gate({ round }: { round: PilotRound }) {
  if (round.open) {
    return (
      <span className="mark tone-soft">
        <Icon name="blinded" />
        {round.finished ? "Everybody is done" : "Hidden until all are done"}
      </span>
    );
  }
  return round.passed === true ? (
    <span className="mark tone-include">
      <Icon name="check" />
      Reached
    </span>
  ) : (
    <span className="mark tone-attention">
      <Icon name="attention" />
      Below {percent(round.gate)}
    </span>
  );
}

function Rounds({ rounds }: Pick<Pilot, "rounds">) {
  return (
    <Scrolls label="Rounds">
      <table className="table stacks">
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
              <th scope="row">{`Round ${round.number}, ${counted(round.size, "record")}`}</th>
              <td>
                {round.readers.map(({ name, done }) => (
                  <div
                    key={name}
                  >{`${name}: ${!round.open || done >= round.size ? "done" : `${done} of ${round.size}`}`}</div>
                ))}
              </td>
              <td className="number" data-label="Same answer">
                {round.share !== undefined
                  ? percent(round.share)
                  : round.open
                    ? "not yet"
                    : "voted anew since"}
              </td>
              <td>
                <Gate round={round} />
                {round.reason === undefined ? null : (
                  <div className="soft small">
                    {round.passed === true ? "Remark: " : "Going on, because: "}
                    {round.reason}
                  </div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}

function Close({ round, onClose }: { round: PilotRound } & Pick<PilotViewProps, "onClose">) {
  const [reason, setReason] = useState("");
  return (
    <form
      className="sheet stack"
      onSubmit={(event) => {
        event.preventDefault();
        onClose(round.number, reason.trim());
      }}
    >
      <h2>{`Close round ${round.number}`}</h2>
      <p>
        Everybody is done. Closing shows all votes of the round and how well you agree; it cannot be opened
        again.
      </p>
      <Textarea
        label={`If it is below ${percent(round.gate)}, go on all the same, because`}
        description="Leave it empty to talk the differences over and draw another round. The reason is kept and printed in the report."
        autosize
        value={reason}
        onChange={(event) => {
          setReason(event.currentTarget.value);
        }}
      />
      <div>
        <Button type="submit">Close and show agreement</Button>
      </div>
    </form>
  );
}

function Draw({ pilot, onDraw }: { pilot: Pilot } & Pick<PilotViewProps, "onDraw">) {
  const [size, setSize] = useState(pilot.size);
  const last = pilot.rounds.at(-1);
  const more = last !== undefined && last.passed !== true && last.reason === undefined;
  return (
    <section className="sheet stack">
      <h2>{last === undefined ? "First round" : more ? "Another round" : "A further round"}</h2>
      {more ? (
        <p>
          Talk over where you differ, <Go href={pilot.protocolHref}>make the criteria clearer</Go>, then read
          a fresh sample.
        </p>
      ) : null}
      <div className="row pilot-draw">
        <NumberInput
          label="Records"
          value={size}
          min={1}
          max={500}
          allowDecimal={false}
          onChange={(value) => {
            if (typeof value === "number") setSize(value);
          }}
        />
        <Button
          variant={last === undefined || more ? "filled" : "default"}
          onClick={() => {
            onDraw(size);
          }}
        >
          Draw a round
        </Button>
      </div>
    </section>
  );
}

function Mine({ mine }: Pick<Pilot, "mine">) {
  if (mine === undefined) return null;
  if (mine.left === 0) {
    return (
      <p className="notice tone-include">
        <Icon name="check" />
        You are done with this round. Agreement is shown when it is closed.
      </p>
    );
  }
  return (
    <p className="notice">
      <Icon name="next" />
      <span>
        <b>{counted(mine.left, "record")} left for you.</b> Read alone; talk about them once the round is
        closed.
      </span>
      <Go href={mine.href}>Go on reading</Go>
    </p>
  );
}

function PilotPlace({ pilot, onDraw, onClose, fault }: { pilot: Pilot } & Omit<PilotViewProps, "pilot">) {
  const last = pilot.rounds.at(-1);
  const settled = last !== undefined && !last.open && (last.passed === true || last.reason !== undefined);
  return (
    <Room
      title="Pilot"
      lead={`Everybody reads the same ${counted(pilot.size, "record")}; screening goes on at ${percent(pilot.gate)} agreement (JBI Manual 11.2.6). Pilot votes ${pilot.votesCount ? "count" : "do not count"} for screening.`}
    >
      <div className="stack">
        {fault === undefined ? null : <Refused fault={fault} />}
        <Mine mine={pilot.mine} />
        {settled ? (
          <p className="notice tone-include">
            <Icon name="check" />
            <span>The pilot is done.</span>
            <Go href={pilot.screenHref}>Go on to screening</Go>
          </p>
        ) : null}
        {pilot.rounds.length === 0 ? (
          <Empty title="No round yet">
            <p>
              A round draws a fresh sample from all records, with a seed that is kept so that it can be drawn
              again.
              {pilot.mayLead ? "" : " The lead draws it."}
            </p>
          </Empty>
        ) : (
          <section className="sheet">
            <h2>Rounds</h2>
            <Rounds rounds={pilot.rounds} />
          </section>
        )}
        {pilot.mayLead && last?.open === true && last.finished ? (
          <Close round={last} onClose={onClose} />
        ) : null}
        {pilot.mayLead && last?.open !== true ? <Draw pilot={pilot} onDraw={onDraw} /> : null}
        {[...pilot.rounds].reverse().map(({ number, agreement }) =>
          agreement === undefined ? null : (
            <section key={number} className="stack" aria-label={`Agreement in round ${number}`}>
              <h2>{`Agreement in round ${number}`}</h2>
              <AgreementTables agreement={agreement} />
            </section>
          ),
        )}
      </div>
    </Room>
  );
}

/** The pilot's rounds and their gate. */
export function PilotView({ pilot, ...rest }: PilotViewProps) {
  return <Await data={pilot}>{(ready) => <PilotPlace {...rest} pilot={ready} />}</Await>;
}
