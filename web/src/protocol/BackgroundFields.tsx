import { NumberInput, TagsInput, Textarea, TextInput } from "@mantine/core";
import type { Protocol } from "@chartroom/core/protocol";

type Registration = NonNullable<Protocol["registration"]>;
type Years = Protocol["years"];

export interface BackgroundFieldsProps {
  protocol: Protocol;
  onChange: (part: Partial<Protocol>) => void;
  /** Takes the registration out, or sets it. */
  onRegistration: (registration: Registration | undefined) => void;
}

function year(value: string | number): number | undefined {
  return typeof value === "number" && Number.isInteger(value) ? value : undefined;
}

/** What else a protocol says and the report prints: why, registration, pilot, limits, funding. */
export function BackgroundFields({ protocol, onChange, onRegistration }: BackgroundFieldsProps) {
  const { registration, pilot, years } = protocol;
  const register = (part: Partial<Registration>) => {
    const next = { kind: registration?.kind ?? "", reference: registration?.reference ?? "", ...part };
    onRegistration(next.kind === "" && next.reference === "" ? undefined : next);
  };
  const limit = (from: number | undefined, to: number | undefined) => {
    const next: Years = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    onChange({ years: next });
  };
  return (
    <section className="stack">
      <h2>Background, pilot and limits</h2>
      <Textarea
        label="Rationale"
        description="What is known, and why a scoping review is the way to go"
        autosize
        minRows={2}
        value={protocol.rationale}
        onChange={(event) => {
          onChange({ rationale: event.currentTarget.value });
        }}
      />
      <div className="rules-two">
        <TextInput
          label="Registered at"
          placeholder="Say, OSF"
          value={registration?.kind ?? ""}
          onChange={(event) => {
            register({ kind: event.currentTarget.value });
          }}
        />
        <TextInput
          label="Address or number of the registration"
          value={registration?.reference ?? ""}
          onChange={(event) => {
            register({ reference: event.currentTarget.value });
          }}
        />
        <NumberInput
          label="Records in a pilot round"
          min={1}
          max={500}
          allowDecimal={false}
          value={pilot.size}
          onChange={(value) => {
            if (typeof value === "number") onChange({ pilot: { ...pilot, size: value } });
          }}
        />
        <NumberInput
          label="Agreement to go on, in %"
          min={0}
          max={100}
          value={Math.round(pilot.gate * 100)}
          onChange={(value) => {
            if (typeof value === "number") onChange({ pilot: { ...pilot, gate: value / 100 } });
          }}
        />
        <NumberInput
          label="From the year"
          min={1800}
          max={2100}
          allowDecimal={false}
          value={years.from ?? ""}
          onChange={(value) => {
            limit(year(value), years.to);
          }}
        />
        <NumberInput
          label="To the year"
          min={1800}
          max={2100}
          allowDecimal={false}
          value={years.to ?? ""}
          onChange={(value) => {
            limit(years.from, year(value));
          }}
        />
        <TagsInput
          label="Languages"
          placeholder="en, then Enter"
          value={protocol.languages}
          onChange={(languages) => {
            onChange({ languages });
          }}
        />
        <TagsInput
          label="Key papers"
          description="What every good search must find: DOI, PMID or title"
          value={protocol.keyPapers}
          onChange={(keyPapers) => {
            onChange({ keyPapers });
          }}
        />
      </div>
      <Textarea
        label="Funding of the review"
        autosize
        value={protocol.funding}
        onChange={(event) => {
          onChange({ funding: event.currentTarget.value });
        }}
      />
    </section>
  );
}
