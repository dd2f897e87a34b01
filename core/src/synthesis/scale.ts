/** Whole numbers for a count axis, from 0 to at least `most`, about `about` of them, in steps of 1, 2 or 5. */
export function countTicks(most: number, about = 5): number[] {
  const highest = Math.max(1, most);
  const rough = highest / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? 1);
  const ticks: number[] = [];
  for (let tick = 0; tick < highest + step; tick += step) ticks.push(tick);
  return ticks;
}
