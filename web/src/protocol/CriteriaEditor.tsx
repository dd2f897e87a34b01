import { Select, TagsInput, Textarea } from "@mantine/core";
import { CRITERION_ELEMENTS, type Criterion } from "@chartroom/core/protocol";
import { Icon } from "../ui/Icon.tsx";
import { ELEMENT_WORDS } from "./words.ts";

export interface CriteriaEditorProps {
  criteria: readonly Criterion[];
  onChange: (criteria: readonly Criterion[]) => void;
}

function freshId(criteria: readonly Criterion[]): string {
  let at = criteria.length + 1;
  while (criteria.some(({ id }) => id === `c${at}`)) at++;
  return `c${at}`;
}

/** The eligibility criteria to write: include, exclude, and the words to mark for and against. */
export function CriteriaEditor({ criteria, onChange }: CriteriaEditorProps) {
  const change = (id: string, change: Partial<Criterion>) => {
    onChange(criteria.map((one) => (one.id === id ? { ...one, ...change } : one)));
  };
  return (
    <div className="stack">
      {criteria.map((criterion) => (
        <fieldset key={criterion.id} className="sheet criterion-edit">
          <legend className="heard">{ELEMENT_WORDS[criterion.element]}</legend>
          <div className="stack">
            <Select
              label="Element"
              data={CRITERION_ELEMENTS.map((value) => ({ value, label: ELEMENT_WORDS[value] }))}
              value={criterion.element}
              allowDeselect={false}
              onChange={(value) => {
                const element = CRITERION_ELEMENTS.find((one) => one === value);
                if (element !== undefined) change(criterion.id, { element });
              }}
            />
            <div>
              <button
                type="button"
                className="quiet"
                aria-label={`Take out this criterion: ${ELEMENT_WORDS[criterion.element]}`}
                onClick={() => {
                  onChange(criteria.filter(({ id }) => id !== criterion.id));
                }}
              >
                <Icon name="cross" />
                Take out
              </button>
            </div>
          </div>
          <div className="criterion-words">
            <Textarea
              label="Include"
              autosize
              value={criterion.include}
              onChange={(event) => {
                change(criterion.id, { include: event.currentTarget.value });
              }}
            />
            <Textarea
              label="Exclude"
              autosize
              value={criterion.exclude}
              onChange={(event) => {
                change(criterion.id, { exclude: event.currentTarget.value });
              }}
            />
            <TagsInput
              label="Words for, marked while screening"
              placeholder="radiolog*, then Enter"
              value={criterion.terms}
              onChange={(terms) => {
                change(criterion.id, { terms });
              }}
            />
            <TagsInput
              label="Words against"
              value={criterion.againstTerms}
              onChange={(againstTerms) => {
                change(criterion.id, { againstTerms });
              }}
            />
          </div>
        </fieldset>
      ))}
      <div>
        <button
          type="button"
          className="quiet"
          onClick={() => {
            const fresh: Criterion = {
              id: freshId(criteria),
              element: "concept",
              include: "",
              exclude: "",
              rationale: "",
              terms: [],
              againstTerms: [],
            };
            onChange([...criteria, fresh]);
          }}
        >
          <Icon name="plus" />
          Add a criterion
        </button>
      </div>
    </div>
  );
}
