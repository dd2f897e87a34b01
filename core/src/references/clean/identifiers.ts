// A DOI begins with the directory 10 and a registrant of four digits or more (ISO 26324).
const DOI = /10\.\d{4,9}(?:\.\d{1,9}){0,4}(?:\/|%2f)[^\s"]{1,300}/i;
const SICI_TAIL = /^<\d+::?AID-[^\s>]{1,40}>[^\s<>"]{0,30}/i;
const PUBLISHER_TAIL =
  /(?:\/(?:full|fulltext|full-text|pdf|epdf|pdfdirect|abstract|html|meta|summary|references|download|v\d+\.full)|\.(?:pdf|full|abstract|html?|long|short))+$/i;

const LONGEST_ADDRESS = 2000;
/** A DOI with nothing around it or in it that might not be its own. */
const BARE_DOI = /^10\.\d{4,9}\/[A-Za-z0-9][\w.()/-]{0,100}(?<=[A-Za-z0-9])$/;

function unescapePercent(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (whole, hex: string) => {
    const code = Number.parseInt(hex, 16);
    return code > 32 && code < 127 ? String.fromCharCode(code) : whole;
  });
}

/** Drops closing brackets that were never opened and the punctuation of the sentence around. */
function trimTail(text: string): string {
  let doi = text;
  for (;;) {
    const last = doi.charAt(doi.length - 1);
    if (/[.,;:'"*\u2019\u201d?!&|\\/]/.test(last)) doi = doi.slice(0, -1);
    else if (last === ")" && count(doi, ")") > count(doi, "(")) doi = doi.slice(0, -1);
    else if (last === "]" && count(doi, "]") > count(doi, "[")) doi = doi.slice(0, -1);
    else if (last === "}" && count(doi, "}") > count(doi, "{")) doi = doi.slice(0, -1);
    else if (last === ">" && count(doi, ">") > count(doi, "<")) doi = doi.slice(0, -1);
    else return doi;
  }
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/** The valid check digit of an ISSN's first seven digits (ISO 3297), modulus 11 with weights 8 to 2. */
function issnCheck(seven: string): string {
  let sum = 0;
  for (let at = 0; at < 7; at++) sum += (8 - at) * (seven.charCodeAt(at) - 48);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? "X" : String(check);
}

function isbnIsValid(isbn: string): boolean {
  let sum = 0;
  if (isbn.length === 10) {
    for (let at = 0; at < 10; at++) {
      const character = isbn.charAt(at);
      sum += (10 - at) * (character === "X" ? 10 : Number(character));
    }
    return sum % 11 === 0;
  }
  for (let at = 0; at < 13; at++) sum += (at % 2 === 0 ? 1 : 3) * Number(isbn.charAt(at));
  return sum % 10 === 0 && /^97[89]/.test(isbn);
}

/** The first DOI anywhere in a text or URL, bare and in lower case. */
export function findDoi(text: string): string | undefined {
  if (!text.includes("10.")) return undefined;
  const match = DOI.exec(text);
  if (match === null) return undefined;
  const before = text.slice(Math.max(0, match.index - LONGEST_ADDRESS), match.index);
  if (/[\d.]$/.test(before)) return undefined;
  const address = /https?:\/\/\S*$/i.exec(before)?.[0];
  let doi = match[0];
  if (address !== undefined) {
    const parameters = /[?&#]/.exec(doi);
    if (parameters !== null) doi = doi.slice(0, parameters.index);
  }
  // Google Scholar escapes the angle brackets of SICIs even outside of addresses
  if (address !== undefined || /^[^/]*%2f|%3[ce]/i.test(doi)) doi = unescapePercent(doi);
  const bracket = doi.indexOf("<");
  if (bracket >= 0) {
    const sici = SICI_TAIL.exec(doi.slice(bracket))?.[0];
    doi = doi.slice(0, bracket) + (sici ?? "");
  }
  if (address !== undefined && !/^https?:\/\/(?:dx\.)?doi\.org\//i.test(address)) {
    doi = doi.replace(PUBLISHER_TAIL, "");
  }
  doi = trimTail(doi).toLowerCase();
  return /^10\.[\d.]+\/./.test(doi) ? doi : undefined;
}

/** A field that should be one DOI, bare, with `doi:` or as a resolver's address; undefined where it is none. */
export function cleanDoi(text: string): string | undefined {
  if (BARE_DOI.test(text)) return text.toLowerCase();
  const trimmed = text
    .trim()
    .replace(/&lt;/gi, "<")
    .replace(/&gt;/gi, ">")
    .replace(/^<(.*)>$/, "$1")
    .replace(/^doi(?!\.)\s*[:=]?\s*/i, "");
  if (!/^(?:10\.|https?:\/\/|(?:dx\.)?doi\.org\/)/i.test(trimmed)) return undefined;
  return findDoi(/^(?:dx\.)?doi\.org\//i.test(trimmed) ? `https://${trimmed}` : trimmed);
}

/** A PubMed identifier: 1 to 8 digits without leading zeros, from `PMID: 1`, `1 [pmid]`, `MEDLINE:1`, a PubMed URL. */
export function cleanPmid(text: string): string | undefined {
  const match =
    /^\s*(?:https?:\/\/\S{0,60}(?:pubmed\.ncbi\.nlm\.nih\.gov|\/pubmed)\/)?(?:(?:pmid|pubmed|medline)\s*[:\s]\s*)?0*([1-9]\d{0,7})(?:\s*(?:\[pmid\]|\(pubmed\)|\[pubmed[^\]]{0,20}\])|\/)?\.?\s*$/i.exec(
      text,
    );
  return match?.[1];
}

/** A PubMed Central identifier in the form `PMC123`, without its version. */
export function cleanPmcid(text: string): string | undefined {
  const digits = /\bPMC\s?0*([1-9]\d{0,8})(?!\d)/i.exec(text)?.[1];
  return digits === undefined ? undefined : `PMC${digits}`;
}

/** An arXiv identifier (2409.12973 or hep-th/9901001) without its version, from an address, DOI or `arXiv:`. */
export function cleanArxiv(text: string): string | undefined {
  const trimmed = text.trim();
  const prefixed =
    /(?:arxiv[.:/\s]\s?|arxiv\.org\/(?:abs|pdf|html)\/)((?:\d{4}\.\d{4,5})|(?:[a-z-]{2,12}(?:\.[a-z]{2})?\/\d{7}))(?:v\d+)?(?!\d)/i.exec(
      trimmed,
    );
  const bare = /^(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]{2,12}(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?$/i.exec(
    trimmed,
  );
  return (prefixed?.[1] ?? bare?.[1])?.toLowerCase();
}

/** The ISSNs in a text, each in the form 1234-567X, only where the check digit is right (ISO 3297). */
export function findIssns(text: string): string[] {
  const found: string[] = [];
  if (text.length < 8) return found;
  if (text.length === 9 && /^\d{4}-\d{3}[\dX]$/.test(text)) {
    if (text !== "0000-0000" && issnCheck(text.slice(0, 4) + text.slice(5, 8)) === text.charAt(8))
      found.push(text);
    return found;
  }
  for (const match of text.matchAll(/(?<!\d|\d-)(\d{4})[-\u2010-\u2013 ]?(\d{3})([\dXx])(?![\dA-Za-z-])/g)) {
    const [, first = "", middle = "", last = ""] = match;
    const check = last.toUpperCase();
    const issn = `${first}-${middle}${check}`;
    if (issn !== "0000-0000" && issnCheck(first + middle) === check && !found.includes(issn))
      found.push(issn);
  }
  return found;
}

/** The ISBNs in a text without hyphens, of 10 or 13 digits as the source gives them, only where the check digit is right (ISO 2108). */
export function findIsbns(text: string): string[] {
  const found: string[] = [];
  if (text.length < 10) return found;
  const pattern =
    /(?<![\dA-Za-z])(?:\d[-\u2010-\u2013 ]?){9}(?:(?:\d[-\u2010-\u2013 ]?){3}\d|[\dXx])(?![\dA-Za-z])/g;
  for (const match of text.matchAll(pattern)) {
    const isbn = match[0].replace(/[^\dXx]/g, "").toUpperCase();
    if (isbnIsValid(isbn) && !/^0+$/.test(isbn) && !found.includes(isbn)) found.push(isbn);
  }
  return found;
}

/** The first valid ISSN in a text. */
export function cleanIssn(text: string): string | undefined {
  return findIssns(text)[0];
}

/** The first valid ISBN in a text. */
export function cleanIsbn(text: string): string | undefined {
  return findIsbns(text)[0];
}
