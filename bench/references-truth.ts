import { type Field, present, type Truth } from "./references-kept.ts";
import { tableTruth } from "./references-truth-table.ts";

// Counts what stands in a file by the plainest means (lines, elements, columns), apart from the readers under test.

const YEAR = /(?<!\d)(?:1[4-9]\d\d|20\d\d)(?!\d)/;
const DOI = /(?<![\d.])10\.\d{4,9}(?:\.\d+)*\/[^\s"<>]+/;

/** A file's text: by its byte order mark, else UTF-8 where valid, else Windows-1252. */
export function plainText(bytes: Uint8Array): string {
  const label =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : "utf-8";
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function truth(counts: Partial<Record<Field, number>>, doi: string, text: string): Truth {
  return {
    counts: {
      title: 0,
      abstract: 0,
      authors: 0,
      year: 0,
      keywords: 0,
      pages: 0,
      ...counts,
      doi: present(doi),
    },
    doi,
    text,
  };
}

type Tags = Map<string, string[]>;

/** Cuts tagged text into records; `tagOf` gives a line's tag and value. */
function tagged(
  text: string,
  tagOf: RegExp,
  begins: (tag: string, record: Tags | undefined) => boolean,
  without: ReadonlySet<string>,
): { tags: Tags; text: string }[] {
  const records: { tags: Tags; text: string }[] = [];
  let skipped = false;
  let last = "";
  for (const line of text.split(/\r\n|\n|\r/)) {
    const match = tagOf.exec(line);
    const tag = match?.[1] ?? "";
    if (match !== null && begins(tag, records.at(-1)?.tags)) records.push({ tags: new Map(), text: "" });
    const record = records.at(-1);
    if (record === undefined) continue;
    if (match !== null) {
      skipped = without.has(tag);
      last = tag;
      record.tags.set(tag, [...(record.tags.get(tag) ?? []), match[2] ?? ""]);
    } else if (line.startsWith("   ") && line.trim() !== "" && last !== "") {
      record.tags.set(`${last}+`, [...(record.tags.get(`${last}+`) ?? []), line.trim()]);
    }
    if (!skipped) record.text += `${line}\n`;
  }
  return records;
}

function values(tags: Tags, ...names: string[]): string[] {
  return names.flatMap((name) => tags.get(name) ?? []).filter((value) => value.trim() !== "");
}

function distinct(words: readonly string[]): number {
  return new Set(words.map((word) => word.replace(/\s+/g, " ").trim()).filter((word) => word !== "")).size;
}

function doiIn(texts: readonly string[]): string {
  return DOI.exec(texts.find((text) => DOI.test(text)) ?? "")?.[0] ?? "";
}

function risTruth(text: string): Truth[] {
  const line = /^[ \t\ufeff\u00a0]*([A-Z][A-Z0-9]) {1,2}-(?:[ \t]|$)(.*)$/;
  return tagged(text, line, (tag) => tag === "TY", new Set(["M3"])).map(({ tags, text: block }) => {
    const authors = values(tags, "AU").length || values(tags, "A1").length;
    const pages = values(tags, "SP").filter((page) => !/^no\b|n\.?\s?pag/i.test(page.trim()));
    return truth(
      {
        title: values(tags, "TI", "T1").length > 0 ? 1 : 0,
        abstract: values(tags, "AB", "N2").some((value) => value.replace(/<[^<>]*>/g, "") !== "") ? 1 : 0,
        authors,
        year: values(tags, "PY", "Y1", "DA").some((value) => YEAR.test(value)) ? 1 : 0,
        keywords: distinct(values(tags, "KW")),
        pages: pages.length > 0 ? 1 : 0,
      },
      doiIn([
        ...values(tags, "DO"),
        ...values(tags, "UR", "L3", "LK", "L2").filter((url) => /doi\.org\//.test(url)),
        ...values(tags, "DI"),
      ]),
      block,
    );
  });
}

function nbibTruth(text: string): Truth[] {
  const line = /^\ufeff?([A-Z]{2,4}) {0,2}- ?(.*)$/;
  const begins = (tag: string, record: Tags | undefined) =>
    tag === "PMID"
      ? true
      : tag === "OWN" && (record === undefined || (record.has("OWN") && record.has("TI")));
  return tagged(text, line, begins, new Set())
    .filter(({ tags }) => tags.has("PMID") || tags.has("OWN"))
    .map(({ tags, text: block }) =>
      truth(
        {
          title: values(tags, "TI", "BTI").length > 0 ? 1 : 0,
          abstract: values(tags, "AB").length > 0 ? 1 : 0,
          authors: (values(tags, "FAU").length || values(tags, "AU").length) + values(tags, "CN").length,
          year: values(tags, "DP").some((value) => YEAR.test(value)) ? 1 : 0,
          keywords: distinct(values(tags, "MH", "OT")),
          pages: values(tags, "PG").length > 0 ? 1 : 0,
        },
        doiIn(values(tags, "LID", "AID").filter((value) => value.includes("[doi]"))),
        block,
      ),
    );
}

function wosTruth(text: string): Truth[] {
  return tagged(text, /^\ufeff?([A-Z][A-Z0-9]) (.*)$/, (tag) => tag === "PT", new Set()).map(
    ({ tags, text: block }) => {
      const words = [
        ["DE", "DE+"],
        ["ID", "ID+"],
        ["MH", "MH+"],
        ["BD", "BD+"],
      ].flatMap((names) =>
        values(tags, ...names)
          .join(" ")
          .split(";"),
      );
      return truth(
        {
          title: values(tags, "TI").length > 0 ? 1 : 0,
          abstract: values(tags, "AB").length > 0 ? 1 : 0,
          authors: values(tags, "AU", "AU+").length,
          year: values(tags, "PY").some((value) => YEAR.test(value)) ? 1 : 0,
          keywords: distinct(words),
          pages: values(tags, "BP", "AR").length > 0 ? 1 : 0,
        },
        doiIn(values(tags, "DI")),
        block,
      );
    },
  );
}

function inner(block: string, name: string): string[] {
  const found = block.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, "g"));
  return [...found]
    .map((match) => match[1] ?? "")
    .filter((part) => part.replace(/<[^>]*>/g, "").trim() !== "");
}

function endNoteTruth(text: string): Truth[] {
  return inner(text, "record").map((block) => {
    const links = [...inner(block, "electronic-resource-num"), ...inner(block, "url")];
    const plain = links.map((link) =>
      link
        .replace(/<[^>]*>/g, "")
        .replace(/&lt;/g, "<")
        .replace(/&gt;/g, ">"),
    );
    return truth(
      {
        title: inner(block, "title").length > 0 ? 1 : 0,
        abstract: inner(block, "abstract").length > 0 ? 1 : 0,
        authors: inner(inner(block, "authors")[0] ?? "", "author").filter((name) => !/>?et al\b/.test(name))
          .length,
        year: inner(block, "year").some((year) => YEAR.test(year)) ? 1 : 0,
        keywords: distinct(inner(block, "keyword").map((word) => word.replace(/<[^>]*>/g, ""))),
        pages: inner(block, "pages").length > 0 ? 1 : 0,
      },
      doiIn(
        plain.filter(
          (link, at) => at < inner(block, "electronic-resource-num").length || link.includes("doi.org/"),
        ),
      ),
      block.replace(/<custom\d>[\s\S]*?<\/custom\d>/g, ""),
    );
  });
}

function pubmedTruth(text: string): Truth[] {
  const blocks = text.matchAll(/<(Pubmed(?:Book)?Article)(?:\s[^>]*)?>([\s\S]*?)<\/\1>/g);
  return [...blocks].map(([, , whole = ""]) => {
    const block = whole.replace(/<ReferenceList>[\s\S]*<\/ReferenceList>/g, "");
    const list = inner(block, "AuthorList").find((one) => one.includes("<Author")) ?? "";
    const words = [...inner(block, "Keyword"), ...inner(block, "MeshHeading")];
    const dois = [
      ...block.matchAll(/<ELocationID[^>]*EIdType="doi"[^>]*>([^<]*)</g),
      ...block.matchAll(/<ArticleId[^>]*IdType="doi"[^>]*>([^<]*)</g),
    ].map((match) => match[1] ?? "");
    return truth(
      {
        title: inner(block, "ArticleTitle").length + inner(block, "BookTitle").length > 0 ? 1 : 0,
        abstract: inner(block, "AbstractText").length > 0 ? 1 : 0,
        authors: inner(list, "Author").length,
        year: inner(block, "PubDate").some((date) => YEAR.test(date)) ? 1 : 0,
        keywords: distinct(words),
        pages: inner(block, "MedlinePgn").length + inner(block, "StartPage").length > 0 ? 1 : 0,
      },
      doiIn(dois),
      block,
    );
  });
}

function bibTruth(text: string): Truth[] {
  const blocks = text.split(/^(?=[ \t]*@)/m).filter((block) => {
    const type = /^[ \t]*@([A-Za-z]+)\s*[{(]/.exec(block)?.[1]?.toLowerCase();
    return type !== undefined && !["comment", "string", "preamble", "xdata"].includes(type);
  });
  return blocks.map((block) => {
    const has = (name: string) =>
      new RegExp(
        `(?:^|[,{\\s])${name}\\s*=\\s*(?!"\\s*"|\\{\\s*\\})(?:[{"]\\s*[{"]*\\s*[^\\s{}"]|[A-Za-z0-9])`,
        "i",
      ).exec(block);
    const doi = /(?:^|[,{\s])doi\s*=\s*["{]+([^"{}]*)/i.exec(block)?.[1] ?? "";
    const year = /(?:^|[,{\s])(?:year|date)\s*=\s*["{]*\s*([^"{},]*)/i.exec(block)?.[1] ?? "";
    return truth(
      {
        title: has("title") ? 1 : 0,
        abstract: has("abstract") ? 1 : 0,
        authors: has("author") ? 1 : 0,
        year: YEAR.test(year) ? 1 : 0,
        keywords: has("keywords") ? 1 : 0,
        pages: has("pages") ? 1 : 0,
      },
      doiIn([doi.replace(/\\/g, "")]),
      block,
    );
  });
}

const COUNTERS: Readonly<Record<string, (text: string) => Truth[]>> = {
  ris: risTruth,
  nbib: nbibTruth,
  wos: wosTruth,
  "endnote-xml": endNoteTruth,
  "pubmed-xml": pubmedTruth,
  bib: bibTruth,
  csv: tableTruth,
  tsv: tableTruth,
};

/** What stands in a file of a format, record by record; undefined where there is no count for the format. */
export function truthOf(format: string, bytes: Uint8Array): Truth[] | undefined {
  return COUNTERS[format]?.(plainText(bytes).replaceAll("\0", ""));
}
