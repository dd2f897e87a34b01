/** A run of text; `href` must pass safeHref before it is followed. */
export type Inline = string | { text: string; style?: "strong" | "emphasis" | "code"; href?: string };
export type Text = string | readonly Inline[];

export interface Table {
  kind: "table";
  caption: string;
  head: string[];
  rows: Text[][];
  /** Columns that hold numbers, set to the right. */
  numeric?: number[];
  /** Set small and without breaking rows, for long appendix tables. */
  dense?: boolean;
}

export interface Figure {
  kind: "figure";
  id: string;
  title: string;
  alt: string;
  caption?: string;
  svg?: string;
  png?: Uint8Array;
  /** Drawn by this program for this report, so that it may stand in the page itself. */
  own?: boolean;
}

/** What a report is made of, before it becomes HTML or DOCX. */
export type Block =
  | { kind: "paragraph"; text: Text }
  | { kind: "heading"; text: string }
  | { kind: "list"; items: Text[] }
  | { kind: "definitions"; rows: [term: string, text: Text][] }
  | { kind: "verbatim"; label: string; text: string }
  | { kind: "note"; tone: "plain" | "warning"; text: Text }
  | Table
  | Figure;

/** A part of the report with its anchor. */
export interface Section {
  id: string;
  title: string;
  blocks: Block[];
  parts?: Section[];
  /** Appendices bear letters. */
  appendix?: boolean;
}

/** A section with its number: 2, 2.6, A. */
export interface Numbered extends Section {
  number: string;
  parts: Numbered[];
}

export function paragraph(text: Text): Block {
  return { kind: "paragraph", text };
}

export function paragraphs(texts: readonly string[] | undefined): Block[] {
  return (texts ?? []).map(paragraph);
}

/** The link if it leads to the web, to a mailbox or into the page; anything else (javascript:, data:) is dropped. */
export function safeHref(href: string | undefined): string | undefined {
  return href !== undefined && /^(https?:\/\/|mailto:|#)[^\s"'<>\\]*$/i.test(href) ? href : undefined;
}

/** A DOI as a link; text that is no DOI stays text. */
export function doiLink(doi: string): Inline {
  if (!/^10\.\d{4,9}\/\S+$/.test(doi)) return doi;
  return { text: doi, href: `https://doi.org/${encodeURI(doi).replace(/["'<>\\#?]/g, encodeURIComponent)}` };
}

export function plain(text: Text): string {
  return typeof text === "string"
    ? text
    : text.map((part) => (typeof part === "string" ? part : part.text)).join("");
}

/** Leaves out sections with nothing in them and numbers the rest: 1, 1.1, and letters for appendices. */
export function numbered(sections: readonly Section[]): Numbered[] {
  let body = 0;
  let appendices = 0;
  return sections
    .map((section) => ({
      ...section,
      parts: (section.parts ?? []).filter((part) => part.blocks.length > 0),
    }))
    .filter((section) => section.blocks.length > 0 || section.parts.length > 0)
    .map((section) => {
      const number = section.appendix === true ? String.fromCharCode(65 + appendices++) : String(++body);
      return {
        ...section,
        number,
        parts: section.parts.map((part, at) => ({ ...part, number: `${number}.${at + 1}`, parts: [] })),
      };
    });
}
