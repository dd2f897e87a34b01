/**
 * A share in whole percent with a no-break space, `55 %`. What is not nothing never reads `0 %`, what is not all
 * never `100 %`: those are `<1 %` and `>99 %`. Of nothing there is no share: an en dash.
 */
export function percentText(n: number, of: number): string {
  if (of === 0) return "\u2013";
  const rounded = Math.round((100 * n) / of);
  if (rounded === 0 && n > 0) return "<1\u00a0%";
  if (rounded === 100 && n < of) return ">99\u00a0%";
  return `${rounded}\u00a0%`;
}

/** `21 (55 %)`. */
export function countAndShare(n: number, of: number): string {
  return `${n} (${percentText(n, of)})`;
}
