import {
  checkValue,
  type Evidence,
  type Field,
  type Form,
  fieldsOf,
  type Value,
} from "@chartroom/core/charting";
import { isAnswered } from "./fill.ts";

/** What a person has put into a field since the page was opened; `undefined` where they emptied it. */
export interface Draft {
  value: Value | undefined;
  evidence: Evidence | undefined;
}
export type Drafts = Readonly<Record<string, Draft | undefined>>;

/** What the record holds of a chart. */
export interface Kept {
  values: Readonly<Record<string, Value | undefined>>;
  evidence: Readonly<Record<string, Evidence | undefined>>;
}

const hasEvidence = (evidence: Evidence | undefined) =>
  evidence !== undefined && Object.values(evidence).some((part) => part !== undefined);

/** A chart's values by field. */
export function keptOf(values: readonly { field: string; value: Value; evidence: Evidence }[]): Kept {
  return {
    values: Object.fromEntries(values.map(({ field, value }) => [field, value])),
    evidence: Object.fromEntries(
      values.map(({ field, evidence }) => [field, hasEvidence(evidence) ? evidence : undefined]),
    ),
  };
}

/** What is shown: the record, with what is on its way laid over it. */
export function shownOf(kept: Kept, drafts: Drafts): Kept {
  const own = Object.entries(drafts).filter((entry): entry is [string, Draft] => entry[1] !== undefined);
  return {
    values: { ...kept.values, ...Object.fromEntries(own.map(([field, { value }]) => [field, value])) },
    evidence: {
      ...kept.evidence,
      ...Object.fromEntries(own.map(([field, { evidence }]) => [field, evidence])),
    },
  };
}

/** Why a draft is not recorded yet, in words; undefined where it may be, or where it says nothing. */
export function draftFault(field: Field, { value }: Draft): string | undefined {
  return value === undefined || !isAnswered(value) ? undefined : checkValue(field, value)[0]?.message;
}

/** Whether a draft says something that can be recorded. */
export function mayRecord(field: Field, draft: Draft): draft is Draft & { value: Value } {
  return draft.value !== undefined && isAnswered(draft.value) && checkValue(field, draft.value).length === 0;
}

/** The faults of all drafts, by field. */
export function draftFaults(form: Form, drafts: Drafts): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    fieldsOf(form).map((field) => {
      const draft = drafts[field.id];
      return [field.id, draft && draftFault(field, draft)];
    }),
  );
}
