/** Which colours a diagram carries: of paper, of a dark screen, or those that the reader's screen prefers. */
export type FlowTheme = "light" | "dark" | "auto";

const LIGHT = {
  ink: "#1c2326",
  paper: "#ffffff",
  line: "#5b676c",
  band: "#e3eef0",
  bandInk: "#123f47",
  accent: "#0b5563",
  fault: "#b3161b",
} as const;
const DARK: Record<keyof typeof LIGHT, string> = {
  ink: "#e8eef0",
  paper: "#171c1f",
  line: "#93a1a7",
  band: "#22363b",
  bandInk: "#cfe8ed",
  accent: "#7cc7d6",
  fault: "#ff8a87",
};

export type FlowColour = keyof typeof LIGHT;

/** The colour for presentation attributes: used by programs that know no CSS variables, and on paper. */
export function printColour(name: FlowColour, theme: FlowTheme): string {
  return theme === "dark" ? DARK[name] : LIGHT[name];
}

function variables(colours: Record<FlowColour, string>): string {
  return Object.entries(colours)
    .map(([name, colour]) => `--flow-${name.toLowerCase()}:${colour}`)
    .join(";");
}

/** CSS that a page may override by setting the --flow-* variables on the diagram; print always gets paper. */
export function flowStyle(theme: FlowTheme): string {
  const fill = (name: FlowColour) => `var(--flow-${name.toLowerCase()},${printColour(name, theme)})`;
  return [
    ...(theme === "auto"
      ? [`@media screen and (prefers-color-scheme:dark){:where(.flow-diagram){${variables(DARK)}}}`]
      : []),
    `.flow-diagram .flow-ink{fill:${fill("ink")}}`,
    `.flow-diagram .flow-box{fill:${fill("paper")};stroke:${fill("line")}}`,
    `.flow-diagram .flow-line{stroke:${fill("line")}}`,
    `.flow-diagram .flow-head{fill:${fill("line")}}`,
    `.flow-diagram .flow-band{fill:${fill("band")}}`,
    `.flow-diagram .flow-band-ink{fill:${fill("bandInk")}}`,
    `.flow-diagram .flow-fault{fill:${fill("fault")}}`,
    `.flow-diagram a{cursor:pointer}`,
    `.flow-diagram a .flow-count{fill:${fill("accent")};text-decoration:underline;text-underline-offset:2px}`,
    `.flow-diagram a:focus-visible{outline:2px solid ${fill("accent")};outline-offset:2px}`,
    ...(theme === "dark"
      ? []
      : [
          `@media print{.flow-diagram{${variables(LIGHT)}}.flow-diagram a .flow-count{text-decoration:none;fill:inherit}}`,
        ]),
  ].join("\n");
}
