import { strFromU8, unzipSync } from "fflate";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { reportSections } from "../report.ts";
import { exampleInput } from "../testing.ts";
import type { Table as TableBlock } from "../block.ts";
import { columnWidths, isWide } from "./block.ts";
import { docxReport } from "./docx.ts";
import { pngSize, svgSize } from "./picture.ts";

function parts(docx: Uint8Array): Map<string, string> {
  const files = Object.entries(unzipSync(docx)).filter(([path]) => /\.(xml|rels)$/.test(path));
  return new Map(files.map(([path, bytes]) => [path, strFromU8(bytes)]));
}

/** Text by paragraph; fails on XML that is not well-formed. */
function paragraphsOf(xml: string): string[] {
  const found: string[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => {
    if (tag.name === "w:p") found.push("");
  });
  parser.on("text", (text) => {
    if (found.length > 0) found[found.length - 1] += text;
  });
  parser.write(xml).close();
  return found;
}

describe("docxReport", () => {
  it("holds every section and table of the report, in their order", async () => {
    const document = parts(await docxReport(exampleInput())).get("word/document.xml") ?? "";
    const text = paragraphsOf(document);
    let at = -1;
    for (const section of reportSections(exampleInput())) {
      const title = `${section.appendix === true ? "Appendix " : ""}${section.number}  ${section.title}`;
      const next = text.indexOf(title);
      expect(next).toBeGreaterThan(at);
      at = next;
    }
    const tables = reportSections(exampleInput())
      .flatMap((section) => [section, ...section.parts])
      .flatMap((section) => section.blocks)
      .filter((block) => block.kind === "table" || block.kind === "definitions");
    expect(document.match(/<w:tbl>/g)?.length).toBe(tables.length);
    expect(text.join("\n")).toContain("Each record was screened independently by two reviewers");
  });

  it("is well-formed in every part, and each relationship has its target", async () => {
    const bytes = await docxReport(exampleInput());
    const all = parts(bytes);
    for (const xml of all.values()) paragraphsOf(xml);
    const relations = all.get("word/_rels/document.xml.rels") ?? "";
    const ids = new Set([...relations.matchAll(/ Id="([^"]+)"/g)].map((match) => match[1]));
    const used = [...(all.get("word/document.xml") ?? "").matchAll(/ r:(?:id|embed|link)="([^"]+)"/g)];
    expect(used.length).toBeGreaterThan(4);
    for (const match of used) expect(ids).toContain(match[1]);
    const files = Object.keys(unzipSync(bytes));
    for (const match of relations.matchAll(/Target="(media[^"]+)"/g))
      expect(files).toContain(`word/${match[1] ?? ""}`);
    const document = all.get("word/document.xml") ?? "";
    const bookmarks = [...document.matchAll(/bookmarkStart [^>]*w:name="([^"]+)"/g)].map((match) => match[1]);
    for (const match of document.matchAll(/w:anchor="([^"]+)"/g)) expect(bookmarks).toContain(match[1]);
  });

  it("gives the same bytes for the same input", async () => {
    expect(await docxReport(exampleInput())).toEqual(await docxReport(exampleInput()));
  });

  it("keeps markup of others as text and drops what XML cannot hold", async () => {
    const input = exampleInput();
    input.protocol.title = "A </w:t><w:br/> title\u0000 & scoping";
    input.studies[0] = {
      ...(input.studies[0] as (typeof input.studies)[number]),
      label: "<w:p>\u0007",
      doi: 'javascript:"x',
    };
    const all = parts(await docxReport(input));
    const text = paragraphsOf(all.get("word/document.xml") ?? "").join("\n");
    expect(text).toContain("A </w:t><w:br/> title & scoping");
    expect(all.get("word/_rels/document.xml.rels")).not.toContain("javascript");
  });

  it("shows a PNG of each drawing beside it", async () => {
    const files = unzipSync(await docxReport(exampleInput()));
    const stored = Object.entries(files).filter(([path]) => path.startsWith("word/media/"));
    const drawings = stored.filter(([path]) => path.endsWith(".svg"));
    const sizes = stored.filter(([path]) => path.endsWith(".png")).map(([, bytes]) => pngSize(bytes));
    expect(drawings.some(([, bytes]) => strFromU8(bytes).includes("Records screened"))).toBe(true);
    expect(sizes.length).toBe(drawings.length);
    for (const size of sizes) expect(size?.width).toBeGreaterThan(600);
  });
});

describe("svgSize", () => {
  it.each([
    ['<svg viewBox="0 0 520 150.5">', { width: 520, height: 150.5 }],
    ['<svg width="300" height="200">', { width: 300, height: 200 }],
    ["<svg>", { width: 600, height: 400 }],
    ['<svg viewBox="0 0 0 0">', { width: 600, height: 400 }],
  ])("%s", (svg, size) => {
    expect(svgSize(svg)).toEqual(size);
  });
});

describe("columnWidths", () => {
  const table = (head: string[], rows: string[][]): TableBlock => ({
    kind: "table",
    caption: "",
    head,
    rows,
  });

  it("gives each column room for its words, and the rest to the texts", () => {
    const [year = 0, title = 0] = columnWidths(table(["Year", "Title"], [["2024", "a ".repeat(200)]]));
    expect(year).toBeGreaterThan(560);
    expect(title).toBeGreaterThan(4 * year);
    expect(year + title).toBeLessThanOrEqual(9638);
  });

  it("breaks the longest words first where there is not room for all", () => {
    const long = Array.from({ length: 9 }, () => "electroencephalography");
    const widths = columnWidths(table(["Year", ...long], [["2024", ...long]]));
    expect(widths[0]).toBeGreaterThan(560);
  });

  it("turns the page for a table of many long words only", () => {
    expect(isWide(table(["n", "kappa", "a", "b", "c", "d", "e"], []))).toBe(false);
    expect(
      isWide(
        table(
          Array.from({ length: 9 }, () => "characteristics"),
          [],
        ),
      ),
    ).toBe(true);
  });
});
