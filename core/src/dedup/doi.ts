const DOI = /10\.\d{4,9}\/\S+/;
const ESCAPES: Readonly<Record<string, string>> = {
  "%2f": "/",
  "%28": "(",
  "%29": ")",
  "%3a": ":",
  "%3c": "<",
  "%3e": ">",
  "%3b": ";",
  "\\": "",
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
};
const ESCAPE = /%2f|%28|%29|%3a|%3c|%3e|%3b|\\|&lt;|&gt;|&amp;/g;
// Prefixes under which only preprints are registered.
const PREPRINT_PREFIXES = [
  "10.1101/",
  "10.48550/",
  "10.2139/ssrn",
  "10.21203/",
  "10.31234/",
  "10.26434/",
  "10.20944/",
  "10.36227/",
  "10.31219/",
  "10.22541/",
];
const COCHRANE = /14651858\.(cd\d+)(?:\.pub(\d+))?/;

/** A DOI bare and in lower case, without resolver, query or trailing punctuation; empty where there is none. */
export function doiOf(raw: string): string {
  if (raw === "") return "";
  const text = raw
    .trim()
    .toLowerCase()
    .replace(ESCAPE, (escape) => ESCAPES[escape] ?? "");
  const found = DOI.exec(text);
  if (found === null) return "";
  let doi = found[0].replace(/[.,;"'>]+$/, "").split(/[?#]|\[doi\]|<\//)[0] ?? "";
  while (doi.endsWith(")") && doi.split("(").length < doi.split(")").length) doi = doi.slice(0, -1);
  return doi.replace(/[.,;/]+$/, "");
}

/** Whether the DOI belongs to a preprint server. */
export function isPreprintDoi(doi: string): boolean {
  return PREPRINT_PREFIXES.some((prefix) => doi.startsWith(prefix));
}

/** The review number (`cd001234`) and version of a Cochrane review's DOI. */
export function cochraneVersion(doi: string): { review: string; version: string } | undefined {
  const found = COCHRANE.exec(doi);
  return found === null ? undefined : { review: found[1] as string, version: found[2] ?? "" };
}
