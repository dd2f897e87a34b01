/** Attributes of an element; undefined ones are left out, numbers are rounded to hundredths. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Text made safe for SVG, HTML and their attributes; characters that XML forbids are dropped. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** A number as short as a drawing needs it. */
export function short(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(Object.is(rounded, -0) ? 0 : rounded);
}

/** One element of an SVG; children are markup already, text goes through `escapeXml` first. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? short(value) : escapeXml(value ?? "")}"`)
    .join("");
  const content = children.join("");
  return content === "" ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** Lines of text as one element, the first baseline at x, y. */
export function textLines(
  lines: readonly string[],
  x: number,
  y: number,
  leading: number,
  attributes: Attributes,
): string {
  if (lines.length === 1) return element("text", { x, y, ...attributes }, escapeXml(lines[0] ?? ""));
  const spans = lines.map((line, at) => element("tspan", { x, y: y + at * leading }, escapeXml(line)));
  return element("text", attributes, ...spans);
}
