/** Formats as people call them. */
export const FORMAT_WORDS: Readonly<Record<string, string>> = {
  ris: "RIS",
  nbib: "PubMed (NBIB)",
  "pubmed-xml": "PubMed XML",
  bib: "BibTeX",
  "endnote-xml": "EndNote XML",
  enw: "EndNote (ENW)",
  csv: "CSV",
  tsv: "Tab-delimited text",
  xlsx: "Excel workbook",
  "csl-json": "CSL-JSON",
  wos: "Web of Science",
  ovid: "Ovid",
  refworks: "RefWorks",
  mods: "MODS",
  "pop-json": "Publish or Perish",
  clinicaltrials: "ClinicalTrials.gov",
  jsonl: "JSON Lines",
};

/** Encodings as people call them. */
export const ENCODING_WORDS: Readonly<Record<string, string>> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16 (big-endian)",
  "windows-1252": "Windows-1252",
  binary: "a container",
};

const UNITS = ["bytes", "KB", "MB", "GB"] as const;

/** A number of bytes in the unit that people read: 1.4 MB. */
export function sizeWords(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${UNITS[unit] ?? ""}`;
}
