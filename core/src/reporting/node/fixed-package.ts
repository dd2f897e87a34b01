import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from "fflate";

/** ZIP knows no earlier date. */
const EPOCH = "1980-01-01T00:00:00";

/** Names relationships by their order instead of at random, in one part and in its list of relationships. */
function renumbered(part: string, relations: string): [part: string, relations: string] {
  const names = new Map<string, string>();
  for (const match of relations.matchAll(/ Id="([^"]+)"/g)) {
    const name = match[1];
    if (name !== undefined) names.set(name, `rId${names.size + 1}`);
  }
  const rename = (text: string) =>
    text.replace(/( (?:Id|r:id|r:embed|r:link)=")([^"]+)"/g, (all, before: string, name: string) => {
      const next = names.get(name);
      return next === undefined ? all : `${before}${next}"`;
    });
  return [rename(part), rename(relations)];
}

/** Gives drawings and bookmarks numbers that begin anew in each document. */
function countedAnew(document: string): string {
  let drawings = 0;
  const bookmarks = new Map<string, number>();
  return document
    .replace(/(<(?:wp:docPr|pic:cNvPr)[^>]*? id=")\d+"/g, (_all, before: string) => `${before}${++drawings}"`)
    .replace(/(<w:bookmark(?:Start|End)[^>]*? w:id=")([^"]+)"/g, (_all, before: string, id: string) => {
      if (!bookmarks.has(id)) bookmarks.set(id, bookmarks.size + 1);
      return `${before}${bookmarks.get(id) ?? 0}"`;
    });
}

/**
 * The same DOCX without what differs from one writing to the next: the time of writing becomes `date` (ISO
 * 8601), random and running ids become numbers in order, and the archive bears no time.
 */
export function fixedPackage(docx: Uint8Array, date: string): Uint8Array {
  const files = unzipSync(docx);
  const text = (path: string) => strFromU8(files[path] ?? new Uint8Array());
  const at = /^\d{4}-\d{2}-\d{2}T[\d:]{8}/.test(date)
    ? `${date.slice(0, 19)}Z`
    : `${date.slice(0, 10)}T00:00:00Z`;
  const core = text("docProps/core.xml").replace(
    /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g,
    (_all, tag: string) => `${tag}${at}`,
  );
  const [document, relations] = renumbered(text("word/document.xml"), text("word/_rels/document.xml.rels"));
  const changed: Record<string, string> = {
    "docProps/core.xml": core,
    "word/document.xml": countedAnew(document),
    "word/_rels/document.xml.rels": relations,
  };
  const zip: Zippable = {};
  for (const path of Object.keys(files).sort()) {
    const replacement = changed[path];
    zip[path] = replacement === undefined ? (files[path] ?? new Uint8Array()) : strToU8(replacement);
  }
  return zipSync(zip, { mtime: EPOCH, level: 6 });
}
