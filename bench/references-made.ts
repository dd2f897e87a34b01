import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The files that are repeated to one large file of each format, and what stands around and between them. */
const SOURCES: Readonly<Record<string, { files: readonly string[]; head?: string; foot?: string }>> = {
  ris: {
    files: [
      "ris/Zotero__camaradesuk-ASySD__zotero_export.ris",
      "ris/Scopus__mjwestgate-revtools__restoration_scopus.ris",
      "ris/Dimensions__ESHackathon-CiteSource__Dimensions_246.ris",
    ],
  },
  nbib: {
    files: [
      "nbib/PubMed__mjwestgate-revtools__restoration_pubmed.nbib",
      "nbib/PubMed__holub008-nbib__pubmed-balloongui-set.nbib",
    ],
  },
  "endnote-xml": {
    files: [
      "endnote-xml/Zotero__camaradesuk-ASySD__zotero_export.xml",
      "endnote-xml/Mendeley__camaradesuk-ASySD__mendeley_export.xml",
      "endnote-xml/EndNote__IEBH-dedupe-sweep__tafenoquine.xml",
    ],
    head: '<?xml version="1.0" encoding="UTF-8"?><xml><records>',
    foot: "</records></xml>",
  },
  bib: { files: ["bib/WebOfScience__zentouro-systematic-review-flash-floods__savedrecs501-557.bib"] },
  "pubmed-xml": {
    files: ["pubmed-xml/"],
    head: '<?xml version="1.0" encoding="UTF-8"?><PubmedArticleSet>',
    foot: "</PubmedArticleSet>",
  },
  csv: { files: ["csv/Zotero__camaradesuk-ASySD__zotero_export.csv"] },
  wos: { files: ["wos/ZoologicalRecord__mjwestgate-synthesisr__zoorec.txt"] },
};

export const MADE_FORMATS = Object.keys(SOURCES);

/** The repeatable part of a file: its records without what frames them. */
function body(format: string, text: string): string {
  if (format === "endnote-xml")
    return text.slice(text.indexOf("<record>"), text.lastIndexOf("</record>") + "</record>".length);
  if (format === "pubmed-xml")
    return (text.match(/<PubmedArticle(?:\s[^>]*)?>[\s\S]*?<\/PubmedArticle>/g) ?? []).join("\n");
  if (format === "wos") return text.slice(text.indexOf("PT "), text.lastIndexOf("\nEF"));
  return text;
}

/** A file of a format, of about so many bytes, made of the shared files over and over. */
export function madeFile(folder: string, format: string, bytes: number, paths: readonly string[]): Buffer {
  const source = SOURCES[format];
  if (source === undefined) throw new Error(`no source for ${format}`);
  const files = source.files.flatMap((file) =>
    file.endsWith("/") ? paths.filter((path) => path.startsWith(file)) : [file],
  );
  const texts = files.map((file) =>
    body(format, readFileSync(join(folder, file), "utf8").replace(/^\ufeff/, "")).trimEnd(),
  );
  const parts: string[] = [source.head ?? ""];
  const header = format === "csv" ? `${(texts[0] ?? "").slice(0, (texts[0] ?? "").indexOf("\n"))}` : "";
  if (header !== "") parts.push(header.trimEnd());
  let size = 0;
  for (let copy = 0; size < bytes; copy++) {
    for (const text of texts) {
      const rows = header === "" ? text : text.slice(header.length + 1);
      // a key that repeats would make some readers rename or drop the entry
      const part = format === "bib" ? rows.replace(/^(@\w+\{\s*[^,\s]+),/gm, `$1-${copy},`) : rows;
      parts.push(part);
      size += part.length;
    }
  }
  parts.push(source.foot ?? (format === "wos" ? "EF" : ""));
  return Buffer.from(parts.join(format === "nbib" || format === "wos" ? "\n\n" : "\n"));
}
