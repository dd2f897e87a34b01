import type { ViewTx } from "../ledger/index.ts";
import { chartistsNeeded } from "./blinding.ts";
import { compareValues } from "./compare.ts";
import type { FormState } from "./contracts.ts";
import { type ChartedStudy, type Evidence, type Field, formSchema, type Value } from "./form.ts";
import {
  consensusRows,
  type ConsensusRow,
  finishedCharts,
  formRows,
  leftOutRows,
  valueRows,
  type ValueRow,
} from "./store/tables.ts";
import { includedStudies, type Study } from "./studies.ts";

/** The form in force and its history. */
export async function formState(tx: ViewTx): Promise<FormState> {
  const rows = await formRows(tx);
  const last = rows.at(-1);
  return {
    current: last && {
      fact: last.fact,
      number: last.number,
      form: formSchema.parse(JSON.parse(last.form)),
      at: last.at,
    },
    history: rows.map(({ fact, number, at, actor, reason }) => ({ fact, number, at, actor, reason })),
  };
}

/**
 * Everything charted about the studies, by the record of each under which new values are kept: what all later
 * questions are answered from. Studies that were charted before they became one bring all their values along.
 */
export async function everything(tx: ViewTx, studies: readonly Study[]) {
  const home = new Map(studies.flatMap((study) => study.records.map((record) => [record, study.record])));
  const records = [...home.keys()];
  const leftOut = new Map((await leftOutRows(tx)).map((row) => [row.record, row]));
  const group = <T extends { record: string; clock: number; fact: string }>(rows: readonly T[]) => {
    const groups = new Map<string, T[]>();
    for (const row of [...rows].sort((a, b) => a.clock - b.clock || (a.fact < b.fact ? -1 : 1))) {
      const study = home.get(row.record) ?? row.record;
      const known = groups.get(study);
      if (known === undefined) groups.set(study, [row]);
      else known.push(row);
    }
    return groups;
  };
  const finished = new Map<string, Set<string>>();
  for (const [record, chartists] of await finishedCharts(tx, records)) {
    const study = home.get(record) ?? record;
    finished.set(study, new Set([...(finished.get(study) ?? []), ...chartists]));
  }
  const needed = await chartistsNeeded(tx);
  return {
    values: group(await valueRows(tx, records)),
    agreed: group(await consensusRows(tx, records)),
    finished,
    open: new Map([...finished].filter(([, chartists]) => chartists.size >= needed)),
    leftOut: new Map(
      studies.flatMap((study) => {
        const row = study.records.flatMap((record) => leftOut.get(record) ?? [])[0];
        return row === undefined ? [] : [[study.record, row] as const];
      }),
    ),
  };
}

export type Cell = { value: Value; evidence: Evidence };
/** A row's value and evidence. */
export function cell(row: Pick<ValueRow, "value" | "evidence">): Cell {
  return { value: JSON.parse(row.value) as Value, evidence: JSON.parse(row.evidence) as Evidence };
}

/** The agreed value of each field: what was settled last, else what all finished chartists say alike; and which differ. */
export function agreedValues(
  fields: ReadonlyMap<string, Field>,
  charts: readonly ValueRow[],
  settled: readonly ConsensusRow[],
  done: ReadonlySet<string>,
) {
  const values = new Map<string, Cell>();
  const differing: string[] = [];
  for (const [id, field] of fields) {
    const decided = settled.findLast((row) => row.field === id);
    if (decided !== undefined) {
      values.set(id, cell(decided));
      continue;
    }
    // of one chartist there can be two, charted before two studies became one
    const own = [...done].flatMap((chartist): (Cell | undefined)[] => {
      const rows = charts.filter((row) => row.field === id && row.chartist === chartist);
      return rows.length === 0 ? [undefined] : rows.map(cell);
    });
    const [first, ...others] = own;
    const alike = others.every((other) =>
      ["same", "neither"].includes(compareValues(field, first?.value, other?.value).likeness),
    );
    if (!alike) differing.push(id);
    else if (first !== undefined) values.set(id, first);
  }
  return { values, differing };
}

/** Every included study with the values that count; those of open charts only, so that blinding holds. */
export async function studiesForSynthesis(tx: ViewTx): Promise<ChartedStudy[]> {
  const { current } = await formState(tx);
  const studies = await includedStudies(tx);
  const all = await everything(tx, studies);
  const fields = new Map(
    (current?.form.sections ?? []).flatMap((section) => section.fields.map((field) => [field.id, field])),
  );
  return studies.map((one) => {
    const { reference } = one.citation;
    const done = all.open.get(one.record) ?? new Set<string>();
    const { values } = agreedValues(
      fields,
      all.values.get(one.record) ?? [],
      all.agreed.get(one.record) ?? [],
      done,
    );
    const out = all.leftOut.get(one.record);
    return {
      id: one.id,
      label: one.label,
      title: reference.title ?? "",
      ...(reference.year !== undefined && { year: reference.year }),
      ...(reference.journal !== undefined && { journal: reference.journal }),
      ...(reference.doi !== undefined && { doi: reference.doi }),
      reports: one.reports.map((report) => report.id),
      values: Object.fromEntries([...values].map(([id, { value }]) => [id, value])),
      evidence: Object.fromEntries([...values].map(([id, { evidence }]) => [id, evidence])),
      ...(out !== undefined && { leftOut: out.reason }),
    };
  });
}
