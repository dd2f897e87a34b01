const box = (x: number, y: number, width: number, id: string, words: string, n: string) =>
  `<g data-count="${id}"><rect x="${x}" y="${y}" width="${width}" height="52" fill="none" stroke="currentColor"/><text x="${x + 12}" y="${y + 22}">${words}</text><text x="${x + 12}" y="${y + 40}" font-weight="600">n = ${n}</text></g>`;
const arrow = (x1: number, y1: number, x2: number, y2: number) =>
  `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="currentColor" fill="none"/>`;

/** A stand-in for the flow diagram that core draws, with invented numbers. */
export const FLOW = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 420" font-family="Inter Variable, sans-serif" font-size="13" fill="currentColor">
${box(10, 10, 260, "identified", "Records identified", "1,482")}${box(340, 10, 260, "duplicates", "Duplicates removed", "278")}${arrow(270, 36, 340, 36)}
${arrow(140, 62, 140, 96)}${box(10, 96, 260, "screened", "Records screened", "1,204")}${box(340, 96, 260, "excluded", "Records excluded", "1,068")}${arrow(270, 122, 340, 122)}
${arrow(140, 148, 140, 182)}${box(10, 182, 260, "sought", "Reports sought", "74")}${box(340, 182, 260, "notRetrieved", "Reports not retrieved", "3")}${arrow(270, 208, 340, 208)}
${arrow(140, 234, 140, 268)}${box(10, 268, 260, "assessed", "Reports assessed", "71")}${box(340, 268, 260, "fullTextExcluded", "Reports excluded", "56")}${arrow(270, 294, 340, 294)}
${arrow(140, 320, 140, 354)}${box(10, 354, 260, "studiesIncluded", "Studies included", "15")}</svg>`;

const bubble = (x: number, y: number, n: number, id: string) =>
  n === 0
    ? `<circle cx="${x}" cy="${y}" r="3" fill="none" stroke="currentColor" stroke-dasharray="1 2"/>`
    : `<g data-cell="${id}" aria-label="${n} studies"><circle cx="${x}" cy="${y}" r="${10 + n * 4}" fill="currentColor" fill-opacity="0.12" stroke="currentColor"/><text x="${x}" y="${y + 5}" text-anchor="middle" font-weight="600">${n}</text></g>`;
const rows = ["General, text", "General, multimodal", "Adapted, text", "Adapted, multimodal"];
const columns = ["Generating", "Translating", "Interpreting"];
export const MAP_COUNTS = [
  [4, 3, 0],
  [0, 0, 2],
  [2, 1, 0],
  [1, 0, 2],
];

/** A stand-in for the evidence map that core draws. */
export const MAP = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 400" font-family="Inter Variable, sans-serif" font-size="13" fill="currentColor">
${columns.map((words, at) => `<text x="${240 + at * 150}" y="24" text-anchor="middle">${words}</text>`).join("")}
${rows.map((words, at) => `<text x="10" y="${84 + at * 90}">${words}</text><path d="M10 ${124 + at * 90}H610" stroke="currentColor" stroke-opacity="0.2"/>`).join("")}
${MAP_COUNTS.flatMap((line, row) => line.map((n, column) => bubble(240 + column * 150, 78 + row * 90, n, `${row} ${column}`))).join("")}</svg>`;

export const MAP_TABLE = {
  columns,
  rows: rows.map((label, at) => ({ label, counts: MAP_COUNTS[at] ?? [] })),
};
