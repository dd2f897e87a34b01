const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** A count with its thousands set apart: 1,204. */
export function count(value: number): string {
  return whole.format(value);
}

/** A count with its noun: 1 record, 1,204 records. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A share of one as a percentage with `digits` after the point, never parted from its sign: 0.8125 is 81 %. */
export function percent(share: number, digits = 0): string {
  return `${(share * 100).toFixed(digits)}\u00a0%`;
}
