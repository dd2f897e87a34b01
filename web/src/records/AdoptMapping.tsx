import { Checkbox, MultiSelect, Select } from "@mantine/core";
import type { ReactNode } from "react";
import type { ExclusionReason } from "@chartroom/core/protocol";
import { CARRYING_TOOLS, TOOL_NAMES } from "@chartroom/core/references";
import type { Member } from "@chartroom/core/review";
import {
  type AdoptionFound,
  type AdoptionMapping,
  DECISIONS,
  type Decision,
} from "@chartroom/core/screening";
import { count, counted } from "../ui/number.ts";
import { needsPeople, reviewersToMap, withReviewer, withWord } from "./adoptMapping.ts";

export interface AdoptMappingProps {
  found: AdoptionFound;
  mapping: AdoptionMapping;
  members: readonly Member[];
  reasons: readonly ExclusionReason[];
  onMap: (mapping: AdoptionMapping) => void;
}

const ADD = "add:";
const DECISION_WORDS: Readonly<Record<Decision, string>> = {
  include: "Include",
  maybe: "Maybe",
  exclude: "Exclude",
};
const MEANINGS: { value: string; label: string }[] = [
  ...DECISIONS.map((value) => ({ value, label: DECISION_WORDS[value] })),
  { value: "leave", label: "Leave out" },
];

/** A row of what stands there and what it is here. */
function Line({ there, decisions, children }: { there: ReactNode; decisions: number; children: ReactNode }) {
  return (
    <li>
      <span className="adopt-there">
        {there} <span className="soft small">{counted(decisions, "decision")}</span>
      </span>
      {children}
    </li>
  );
}

function Who({ found, mapping, members, onMap }: Omit<AdoptMappingProps, "reasons">) {
  const people = members
    .filter(
      ({ kind, roles }) =>
        kind === "person" && roles.some((role) => role !== "librarian" && role !== "observer"),
    )
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <fieldset className="adopt-part">
      <legend>Who is who?</legend>
      <ul className="plain adopt-lines">
        {reviewersToMap(found, mapping).map(({ name, decisions }) => {
          const own = mapping.reviewers.find((one) => one.name === name);
          const value = own?.add === undefined ? (own?.members[0] ?? null) : `${ADD}${own.add}`;
          const isNew = !members.some((member) => member.name.toLowerCase() === name.toLowerCase());
          return (
            <Line
              key={name}
              there={name === "" ? <i>The export names nobody</i> : <b>{name}</b>}
              decisions={decisions}
            >
              {name === "" ? (
                <MultiSelect
                  aria-label="Who decided, where the export names nobody"
                  placeholder={(own?.members.length ?? 0) === 0 ? "Nobody: leave these out" : undefined}
                  data={people}
                  maxValues={5}
                  value={own?.members ?? []}
                  onChange={(ids) => {
                    onMap(withReviewer(mapping, name, { members: ids }));
                  }}
                />
              ) : (
                <Select
                  aria-label={`Who ${name} is here`}
                  placeholder="Nobody: leave these out"
                  clearable
                  data={[
                    ...people,
                    ...(isNew ? [{ value: `${ADD}${name}`, label: `Add ${name} as a reviewer` }] : []),
                  ]}
                  value={value}
                  onChange={(chosen) => {
                    const add = chosen?.startsWith(ADD) === true ? chosen.slice(ADD.length) : undefined;
                    onMap(
                      withReviewer(mapping, name, {
                        members: chosen === null || add !== undefined ? [] : [chosen],
                        add,
                      }),
                    );
                  }}
                />
              )}
            </Line>
          );
        })}
      </ul>
      {reviewersToMap(found, mapping).some(({ name }) => name === "") ? (
        <p className="soft small">Several members are those who reached one outcome together.</p>
      ) : null}
    </fieldset>
  );
}

function Words({ found, mapping, onMap }: Pick<AdoptMappingProps, "found" | "mapping" | "onMap">) {
  if (found.words.length === 0) return null;
  return (
    <fieldset className="adopt-part">
      <legend>What did their words mean?</legend>
      <ul className="plain adopt-lines">
        {found.words.map(({ word, decisions }) => (
          <Line key={word} there={word} decisions={decisions}>
            <Select
              aria-label={`What ${word} means here`}
              placeholder="Say it, or it is left out"
              clearable
              data={MEANINGS}
              value={mapping.decisions[word] ?? null}
              onChange={(chosen) => {
                const value = chosen === null ? undefined : (chosen as Decision | "leave");
                onMap({ ...mapping, decisions: withWord(mapping.decisions, word, value) });
              }}
            />
          </Line>
        ))}
      </ul>
    </fieldset>
  );
}

function Reasons({ found, mapping, reasons, onMap }: Omit<AdoptMappingProps, "members">) {
  if (found.reasons.length === 0) return null;
  return (
    <fieldset className="adopt-part">
      <legend>Which reason is which?</legend>
      <ul className="plain adopt-lines">
        {found.reasons.map(({ reason, decisions }) => (
          <Line key={reason} there={reason} decisions={decisions}>
            <Select
              aria-label={`The protocol's reason for ${reason}`}
              placeholder="None: keep it in the note"
              clearable
              data={reasons.map(({ code, label }) => ({ value: code, label }))}
              value={mapping.reasons[reason] ?? null}
              onChange={(chosen) => {
                onMap({ ...mapping, reasons: withWord(mapping.reasons, reason, chosen ?? undefined) });
              }}
            />
          </Line>
        ))}
      </ul>
    </fieldset>
  );
}

function Silent({ found, mapping, onMap }: Pick<AdoptMappingProps, "found" | "mapping" | "onMap">) {
  const { silent: _silent, tool: _tool, ...rest } = mapping;
  return (
    <>
      <Select
        label={`${count(found.silent)} records without a decision were`}
        placeholder="Not decided"
        clearable
        data={DECISIONS.map((value) => ({ value, label: DECISION_WORDS[value] }))}
        value={mapping.silent ?? null}
        onChange={(chosen) => {
          onMap(chosen === null ? rest : { ...mapping, silent: chosen });
        }}
      />
      {mapping.silent === undefined ? null : (
        <Select
          label="The tool whose list it is"
          placeholder="A table"
          clearable
          data={CARRYING_TOOLS.map((value) => ({ value, label: TOOL_NAMES[value] }))}
          value={mapping.tool ?? null}
          onChange={(chosen) => {
            const tool = CARRYING_TOOLS.find((one) => one === chosen);
            const { tool: _before, ...others } = mapping;
            onMap(tool === undefined ? others : { ...others, tool });
          }}
        />
      )}
    </>
  );
}

/** What has to be said before decisions of another tool can be votes here. */
export function AdoptMapping({ found, mapping, members, reasons, onMap }: AdoptMappingProps) {
  const needsStage = found.words.some(({ stage }) => stage === undefined) || mapping.silent !== undefined;
  const hasFullText = mapping.stage === "full_text" || found.words.some(({ stage }) => stage === "full_text");
  const say = (key: "passedBefore" | "blinded" | "byPeople", label: string, description?: string) => (
    <Checkbox
      label={label}
      {...(description !== undefined && { description })}
      checked={mapping[key]}
      onChange={(event) => {
        onMap({ ...mapping, [key]: event.currentTarget.checked });
      }}
    />
  );
  return (
    <div className="stack">
      <Who found={found} mapping={mapping} members={members} onMap={onMap} />
      <Words found={found} mapping={mapping} onMap={onMap} />
      <Reasons found={found} mapping={mapping} reasons={reasons} onMap={onMap} />
      <fieldset className="adopt-part stack">
        <legend>What the file does not say</legend>
        <div className="adopt-unsaid">
          {needsStage ? (
            <Select
              label="Stage"
              allowDeselect={false}
              data={[
                { value: "title_abstract", label: "Title and abstract" },
                { value: "full_text", label: "Full text" },
              ]}
              value={mapping.stage}
              onChange={(chosen) => {
                onMap({ ...mapping, stage: chosen === "full_text" ? "full_text" : "title_abstract" });
              }}
            />
          ) : null}
          {found.silent > 0 ? <Silent found={found} mapping={mapping} onMap={onMap} /> : null}
        </div>
        {hasFullText
          ? say(
              "passedBefore",
              "What was decided at full text had passed title and abstract",
              "An include is adopted there too, for the same members.",
            )
          : null}
        {needsPeople(found, mapping)
          ? say("byPeople", "People gave these labels, not a machine", "A machine's label is no vote.")
          : null}
        {say(
          "blinded",
          "The other tool hid each reviewer's decisions from the others",
          "Only then do these votes count for agreement; the methods text says so.",
        )}
      </fieldset>
    </div>
  );
}
