import { act, look, type ReadTx } from "../action/index.ts";
import { UserError } from "../base/error.ts";
import { citationsOf } from "../dedup/store.ts";
import { hasRole, VOTERS } from "../review/index.ts";
import { membersOf } from "../review/store.ts";
import { chartingAgreement } from "./agreement.ts";
import { checkValue } from "./check.ts";
import { agreedValues, cell, everything, formState, studiesForSynthesis } from "./agreed.ts";
import { seesOpenChart } from "./blinding.ts";
import {
  agree,
  chart,
  chartedStudies,
  type ChartingTask,
  type ChartView,
  fieldAgreements,
  finishChart,
  form,
  leaveOut,
  type LeftOut,
  stateForm,
  study,
  type StudyChart,
  tasks,
} from "./contracts.ts";
import { charted, chartFinished, formStated, studyLeftOut, valueAgreed } from "./facts.ts";
import type { Field, Form, Value } from "./form.ts";
import { ownFinishes, valueRows, type ValueRow } from "./store.ts";
import { includedStudies, type Study } from "./studies.ts";

const CHARTISTS = [...VOTERS];

async function formInForce(tx: ReadTx): Promise<{ fact: string; form: Form; fields: Map<string, Field> }> {
  const { current } = await formState(tx);
  if (current === undefined) {
    throw new UserError("chart.no-form", "There is no charting form yet.", {
      hint: "State one: `chartroom chart --form form.yaml`, or in the page under Charting.",
    });
  }
  const fields = new Map(
    current.form.sections.flatMap((section) => section.fields.map((field) => [field.id, field])),
  );
  return { ...current, fields };
}

async function studyOf(tx: ReadTx, id: string): Promise<Study> {
  const citation = (await citationsOf(tx, [id])).get(id) ?? id;
  const found = (await includedStudies(tx)).find((one) =>
    one.reports.some((report) => report.id === citation),
  );
  if (found !== undefined) return found;
  throw new UserError("chart.not-included", `${id} is not an included study.`, {
    hint: "Only studies included at full text are charted.",
  });
}

function stateOf(
  form: Form,
  finished: ReadonlySet<string> | undefined,
  differing: readonly string[],
): ChartingTask["state"] {
  const done = finished?.size ?? 0;
  if (done === 0) return "charting";
  if (done < form.charters) return "one";
  return differing.length > 0 ? "differs" : "agreed";
}

async function taskList(tx: ReadTx): Promise<ChartingTask[]> {
  const { form: inForce, fields } = await formInForce(tx);
  const studies = await includedStudies(tx);
  const all = await everything(tx, studies);
  return studies.map((one) => {
    const own = new Set(
      (all.values.get(one.record) ?? []).filter((row) => row.chartist === tx.actor).map((row) => row.field),
    );
    const finished = all.finished.get(one.record);
    const open = all.open.get(one.record);
    // whether another has finished shows only where the reader may see their chart
    const mayKnow = open !== undefined && [...open].every((chartist) => seesOpenChart(tx, chartist, open));
    const { differing } = mayKnow
      ? agreedValues(fields, all.values.get(one.record) ?? [], all.agreed.get(one.record) ?? [], open)
      : { differing: [] };
    const mineDone = finished?.has(tx.actor) === true;
    return {
      study: one.id,
      title: one.citation.reference.title ?? "",
      label: one.label,
      // that all have finished may be known by everybody; what they charted may not
      state: mayKnow
        ? stateOf(inForce, finished, differing)
        : open !== undefined
          ? "agreed"
          : mineDone
            ? "one"
            : "charting",
      mine: own.size === 0 && !mineDone ? undefined : { filled: own.size, finished: mineDone },
      fields: fields.size,
      differing: differing.length,
      leftOut: leftOutOf(all.leftOut.get(one.record)),
    };
  });
}

function leftOutOf(row: LeftOut | undefined): LeftOut | undefined {
  return row && { fact: row.fact, reason: row.reason };
}

async function studyChart(tx: ReadTx, id: string): Promise<StudyChart> {
  const one = await studyOf(tx, id);
  const { form: inForce, fields } = await formInForce(tx);
  const all = await everything(tx, [one]);
  const open = all.open.get(one.record);
  const finished = all.finished.get(one.record) ?? new Set<string>();
  const finishes = await ownFinishes(tx, tx.actor);
  const members = new Map((await membersOf(tx)).map((member) => [member.id, member]));
  // of each field a chartist's last word
  const byChartist = new Map<string, Map<string, ValueRow>>();
  for (const row of all.values.get(one.record) ?? [])
    byChartist.set(
      row.chartist,
      (byChartist.get(row.chartist) ?? new Map<string, ValueRow>()).set(row.field, row),
    );
  for (const chartist of finished) if (!byChartist.has(chartist)) byChartist.set(chartist, new Map());
  const charts = [...byChartist].flatMap(([chartist, rows]): ChartView[] => {
    if (!seesOpenChart(tx, chartist, open)) return [];
    return [
      {
        chartist,
        name: members.get(chartist)?.name ?? chartist,
        machine: members.get(chartist)?.kind === "machine",
        finished: finished.has(chartist),
        finish:
          chartist === tx.actor ? one.records.flatMap((record) => finishes.get(record) ?? [])[0] : undefined,
        values: [...rows.values()].map((row) => ({
          fact: row.fact,
          field: row.field,
          ...cell(row),
          at: row.at,
        })),
      },
    ];
  });
  const mayKnow = open !== undefined && [...open].every((chartist) => seesOpenChart(tx, chartist, open));
  const agreedRows = all.agreed.get(one.record) ?? [];
  const { differing } = mayKnow
    ? agreedValues(fields, all.values.get(one.record) ?? [], agreedRows, open)
    : { differing: [] };
  return {
    study: one.id,
    label: one.label,
    citation: one.citation,
    reports: one.reports.map((report) => ({ id: report.id, title: report.reference.title ?? "" })),
    charts,
    consensus: mayKnow
      ? agreedRows.map((row) => ({
          fact: row.fact,
          field: row.field,
          ...cell(row),
          at: row.at,
          from: row.origin,
          reason: row.reason,
          name: members.get(row.actor)?.name ?? row.actor,
        }))
      : [],
    state: mayKnow ? stateOf(inForce, finished, differing) : finished.has(tx.actor) ? "one" : "charting",
    leftOut: leftOutOf(all.leftOut.get(one.record)),
  };
}

function assertFits(fields: ReadonlyMap<string, Field>, id: string, value: Value): Field {
  const field = fields.get(id);
  if (field === undefined)
    throw new UserError("chart.field-unknown", `The form has no field ${id}.`, {
      hint: `Its fields: ${[...fields.keys()].join(", ")}.`,
    });
  const [fault] = checkValue(field, value);
  if (fault !== undefined)
    throw new UserError("chart.value-invalid", `${field.label}: ${fault.message}`, {
      hint: "Correct the value and try again.",
    });
  return field;
}

export const chartingActions = [
  look(form, { run: (tx) => formState(tx) }),
  act(stateForm, {
    who: ["lead"],
    async run(tx, { form: stated, reason }) {
      const { current } = await formState(tx);
      if (current !== undefined && reason === "") {
        throw new UserError("chart.form-reason-missing", "A change of the form needs its reason.", {
          hint: "Say what changed and why; it is kept beside the form.",
        });
      }
      await tx.record(formStated, "form", { form: stated, reason }, current && [current.fact]);
      return formState(tx);
    },
  }),
  look(tasks, { run: (tx) => taskList(tx) }),
  look(study, { run: (tx, { study: id }) => studyChart(tx, id) }),
  act(chart, {
    who: CHARTISTS,
    async run(tx, { study: id, values }) {
      const { fact, fields } = await formInForce(tx);
      const one = await studyOf(tx, id);
      const own = (await valueRows(tx, one.records)).filter((row) => row.chartist === tx.actor);
      const facts = values.flatMap(({ field, value, evidence }) => {
        if (value !== null) assertFits(fields, field, value);
        const before = own.filter((row) => row.field === field);
        // a field that is empty already, or that the form no longer has, is not emptied again
        if (value === null && before.length === 0) return [];
        const body = { form: fact, value, evidence, machine: tx.roles.includes("machine") };
        // what was charted before two studies became one is said anew under each, so that nothing old contradicts it
        const records = before.map((row) => row.record);
        return [...new Set(value === null ? records : [one.record, ...records])].map((record) => {
          const old = before.find((row) => row.record === record);
          return {
            type: charted,
            subject: `${record} ${field}`,
            body,
            ...(old !== undefined && { supersedes: [old.fact] }),
          };
        });
      });
      return { facts: (await tx.recordAll(facts)).map((one) => one.hash) };
    },
  }),
  act(finishChart, {
    who: CHARTISTS,
    async run(tx, { study: id }) {
      const { fact, fields } = await formInForce(tx);
      const one = await studyOf(tx, id);
      const filled = new Set(
        (await valueRows(tx, one.records)).filter((row) => row.chartist === tx.actor).map((row) => row.field),
      );
      const missing = [...fields.values()].filter((field) => !filled.has(field.id));
      const required = missing.find((field) => field.required);
      if (required !== undefined) {
        throw new UserError("chart.required-missing", `${required.label} is not filled.`, {
          hint: "Chart it, or say `not reported`.",
        });
      }
      return {
        fact: (await tx.record(chartFinished, one.record, { form: fact })).hash,
        missing: missing.map((field) => field.id),
      };
    },
  }),
  act(agree, {
    who: ["lead", "adjudicator", "reviewer"],
    async run(tx, { study: id, field, value, evidence, from, reason }) {
      const { fields } = await formInForce(tx);
      const one = await studyOf(tx, id);
      assertFits(fields, field, value);
      const all = await everything(tx, [one]);
      const open = all.open.get(one.record);
      if (open === undefined)
        throw new UserError("chart.not-open", "This study is not charted by everybody yet.", {
          hint: "Consensus begins when all chartists have finished.",
        });
      if (!open.has(tx.actor) && !hasRole(tx, "lead", "adjudicator")) {
        throw new UserError(
          "chart.not-yours",
          "Only the chartists, an adjudicator or the lead settle a value.",
        );
      }
      const before = all.agreed.get(one.record)?.findLast((row) => row.field === field);
      return {
        fact: (
          await tx.record(
            valueAgreed,
            `${one.record} ${field}`,
            { value, evidence, from, reason },
            before && [before.fact],
          )
        ).hash,
      };
    },
  }),
  act(leaveOut, {
    who: ["lead", "adjudicator"],
    async run(tx, { study: id, reason }) {
      const one = await studyOf(tx, id);
      const before = (await everything(tx, [one])).leftOut.get(one.record);
      if (before !== undefined) {
        throw new UserError("chart.left-out-already", `${one.label} is left out already: ${before.reason}`, {
          hint: "Put it back first; then it can be left out for another reason.",
        });
      }
      return { fact: (await tx.record(studyLeftOut, one.record, { reason })).hash };
    },
  }),
  look(chartedStudies, { run: (tx) => studiesForSynthesis(tx) }),
  look(fieldAgreements, {
    async run(tx) {
      const { form: inForce } = await formInForce(tx);
      const studies = await includedStudies(tx);
      const all = await everything(tx, studies);
      const pairs = studies.flatMap(({ record }) => {
        const done = [...(all.open.get(record) ?? [])].sort();
        if (done.length < 2 || !done.every((chartist) => seesOpenChart(tx, chartist, all.open.get(record))))
          return [];
        const chartOf = (chartist: string | undefined) =>
          Object.fromEntries(
            (all.values.get(record) ?? [])
              .filter((row) => row.chartist === chartist)
              .map((row) => [row.field, cell(row).value]),
          );
        return [[chartOf(done[0]), chartOf(done[1])] as const];
      });
      return chartingAgreement(inForce, pairs);
    },
  }),
];
