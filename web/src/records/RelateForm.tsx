import { Button, Select, TextInput } from "@mantine/core";
import type { RelationKind } from "@chartroom/core/dedup";
import { useState } from "react";
import { Icon } from "../ui/Icon.tsx";

/** What a person can say of this citation and another: one work, or related; `turned` where the other comes first. */
export interface Bond {
  decision: "same" | RelationKind | "review-that-includes";
  turned: boolean;
  words: string;
}

const SAME: Bond = { decision: "same", turned: false, words: "the same work as" };
const BONDS: readonly Bond[] = [
  SAME,
  { decision: "preprint-of", turned: false, words: "the preprint of" },
  { decision: "preprint-of", turned: true, words: "published; its preprint is" },
  { decision: "version-of", turned: false, words: "a version of" },
  { decision: "report-of-same-study", turned: false, words: "a report of the same study as" },
  { decision: "correction-of", turned: false, words: "a correction of" },
  { decision: "correction-of", turned: true, words: "corrected by" },
  { decision: "retraction-of", turned: false, words: "the retraction of" },
  { decision: "retraction-of", turned: true, words: "retracted by" },
  { decision: "comment-on", turned: false, words: "a comment on" },
  { decision: "comment-on", turned: true, words: "commented on by" },
  { decision: "review-that-includes", turned: false, words: "a review that includes" },
  { decision: "review-that-includes", turned: true, words: "included in the review" },
];

/** A citation that was found by its words. */
export interface FoundCitation {
  id: string;
  title: string;
  about: string;
}

export interface RelateFormProps {
  words: string;
  /** Undefined while nothing is searched or the answer is on its way. */
  found: readonly FoundCitation[] | undefined;
  onWords: (words: string) => void;
  onRelate: (other: FoundCitation, bond: Bond) => void;
}

/** Says by hand that this citation is the same work as another, or how the two belong together. */
export function RelateForm({ words, found, onWords, onRelate }: RelateFormProps) {
  const [at, setAt] = useState("0");
  const bond = BONDS[Number(at)] ?? SAME;
  return (
    <div className="stack">
      <Select
        label="This citation is"
        data={BONDS.map((one, place) => ({ value: String(place), label: one.words }))}
        value={at}
        allowDeselect={false}
        onChange={(value) => {
          setAt(value ?? "0");
        }}
      />
      <TextInput
        label="the citation"
        placeholder="Words of its title or authors"
        leftSection={<Icon name="search" />}
        value={words}
        onChange={(event) => {
          onWords(event.currentTarget.value);
        }}
      />
      {found === undefined ? null : found.length === 0 ? (
        <p className="soft small">No other citation has these words.</p>
      ) : (
        <ul className="plain citation-records">
          {found.map((other) => (
            <li key={other.id}>
              <p>{other.title}</p>
              <p className="soft small">{other.about}</p>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<Icon name={bond.decision === "same" ? "join" : "link"} />}
                onClick={() => {
                  onRelate(other, bond);
                }}
              >
                {`${bond.decision === "same" ? "Join" : "Set"}: ${bond.words} this`}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
