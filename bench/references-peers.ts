import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import type { Kept } from "./references-kept.ts";

/** The packages, at the versions that are compared; they are installed for a run, and never by the project. */
export const PEER_PACKAGES = [
  "biblatex-csl-converter@3.6.0",
  "fast-xml-parser@5.12.1",
  "@citation-js/core@0.8.2",
  "@citation-js/plugin-ris@0.8.2",
  "@citation-js/plugin-bibtex@0.8.2",
  "@retorquere/bibtex-parser@9.0.29",
  "@iebh/reflib@2.3.6",
];

type Loose = Readonly<Record<string, unknown>>;
/** All records of a file; with `keep` off, a reader that hands them over one by one may count and drop them. */
type ReadAll = (bytes: Buffer, keep: boolean) => ArrayLike<Loose> | Promise<ArrayLike<Loose>>;

export interface Peer {
  name: string;
  /** How it is read, where that is not plain. */
  note?: string;
  /** Its readers by the format of a file. */
  formats: Readonly<Record<string, ReadAll>>;
  kept: (record: Loose) => Kept;
}

function isLoose(value: unknown): value is Loose {
  return typeof value === "object" && value !== null;
}

function loose(value: unknown): Loose {
  return isLoose(value) ? value : {};
}

function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null || value === "" ? [] : [value];
}

function filled(value: unknown): number {
  if (Array.isArray(value)) return value.some((one) => filled(one) > 0) ? 1 : 0;
  if (isLoose(value)) return Object.values(value).some((one) => filled(one) > 0) ? 1 : 0;
  return (typeof value === "string" && value.trim() !== "") || typeof value === "number" ? 1 : 0;
}

/** All text in a value, however it is wrapped. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.map(textOf).join("");
  return isLoose(value) ? textOf(value["text"] ?? value["literal"] ?? value["#text"] ?? "") : "";
}

function record(fields: Loose, names: Readonly<Record<string, string>>, keywords?: number): Kept {
  const at = (field: string) => fields[names[field] ?? field];
  const doi = textOf(at("doi"));
  return {
    counts: {
      title: filled(at("title")),
      abstract: filled(at("abstract")),
      authors: list(at("authors")).length,
      year: filled(at("year")),
      doi: doi.trim() === "" ? 0 : 1,
      keywords: keywords ?? list(at("keywords")).length,
      pages: filled(at("pages")),
    },
    doi,
  };
}

type Importer = (name: string) => Promise<Loose>;

/** Imports packages from the folder where they were installed, by a module that stands in it. */
async function importer(folder: string): Promise<Importer> {
  const path = join(folder, "load.mjs");
  writeFileSync(path, "export const load = (name) => import(name);\n");
  const { load } = (await import(pathToFileURL(path).href)) as { load: (name: string) => Promise<unknown> };
  return async (name) => loose(await load(name));
}

/** A function out of a package whose types are not known here. */
type Call = (...given: unknown[]) => unknown;

function call(from: Loose, name: string): Call {
  const found = from[name] ?? loose(from["default"])[name];
  if (typeof found !== "function") throw new Error(`no ${name}`);
  return (...given: unknown[]): unknown => Reflect.apply(found, from, given);
}

async function converter(load: Importer): Promise<Peer> {
  const library = await load("biblatex-csl-converter");
  const xml = await load("fast-xml-parser");
  const XMLParser = xml["XMLParser"] as new (options: object) => { parse(text: string): unknown };
  const parser = () =>
    new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "", parseTagValue: false });
  const entries = (name: string) => (bytes: Buffer) =>
    Object.values(loose(loose(call(library, name)(bytes.toString()))["entries"])).map(loose);
  return {
    name: "biblatex-csl-converter 3.6.0",
    note: "EndNote XML by fast-xml-parser 5.12.1",
    formats: {
      ris: entries("parseRIS"),
      nbib: entries("parseNBIB"),
      enw: entries("parseENW"),
      bib: (bytes) =>
        Object.values(
          loose(
            loose(
              call(library, "parse")(bytes.toString(), { processUnexpected: true, processUnknown: true }),
            )["entries"],
          ),
        ).map(loose),
      "endnote-xml": (bytes) =>
        Object.values(
          loose(loose(call(library, "parseEndNote")(parser().parse(bytes.toString())))["entries"]),
        ).map(loose),
    },
    kept: (entry) => record(loose(entry["fields"]), { authors: "author", year: "date" }),
  };
}

async function citationJs(load: Importer): Promise<Peer> {
  const core = await load("@citation-js/core");
  await load("@citation-js/plugin-ris");
  await load("@citation-js/plugin-bibtex");
  const plugins = loose(core["plugins"] ?? loose(core["default"])["plugins"]);
  const chain = call(loose(plugins["input"]), "chain");
  const read = (type: string) => (bytes: Buffer) =>
    list(chain(bytes.toString(), { forceType: type, generateGraph: false })).map(loose);
  return {
    name: "citation-js 0.8.2",
    note: "plugin-ris and plugin-bibtex as @biblatex/text",
    formats: { ris: read("@ris/file"), bib: read("@biblatex/text") },
    kept: (entry) =>
      record(
        entry,
        { authors: "author", year: "issued", doi: "DOI", pages: "page" },
        textOf(entry["keyword"])
          .split(/[,;]/)
          .filter((word) => word.trim() !== "").length,
      ),
  };
}

async function retorquere(load: Importer): Promise<Peer> {
  const library = await load("@retorquere/bibtex-parser");
  const parse = call(library, "parse");
  return {
    name: "@retorquere/bibtex-parser 9.0.29",
    formats: { bib: (bytes) => list(loose(parse(bytes.toString()))["entries"]).map(loose) },
    kept: (entry) => {
      const fields = loose(entry["fields"]);
      return record({ ...fields, year: fields["year"] ?? fields["date"] }, { authors: "author" });
    },
  };
}

async function reflib(load: Importer): Promise<Peer> {
  const library = await load("@iebh/reflib");
  const readStream = call(library, "readStream");
  const read = (type: string) => (bytes: Buffer, keep: boolean) =>
    new Promise<ArrayLike<Loose>>((done, failed) => {
      const found: Loose[] = [];
      let length = 0;
      const pieces: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += 65_536) pieces.push(bytes.subarray(at, at + 65_536));
      const emitter = loose(readStream(type, Readable.from(pieces)));
      call(emitter, "on")("ref", (one: unknown) => {
        length++;
        if (keep) found.push(loose(one));
      });
      call(emitter, "on")("error", failed);
      call(emitter, "on")("end", () => done(keep ? found : { length }));
    });
  return {
    name: "@iebh/reflib 2.3.6",
    formats: { ris: read("ris"), nbib: read("medline"), "endnote-xml": read("endnoteXml") },
    kept: (entry) => record({ ...entry, year: entry["year"] ?? entry["date"] }, {}),
  };
}

function plainRecord(row: Readonly<Record<string, string>>) {
  const names = (row["Authors"] ?? row["Author"] ?? "").split("; ");
  return {
    title: row["Title"],
    authors: names.map((name) => {
      const comma = name.indexOf(", ");
      return comma < 0 ? { literal: name } : { family: name.slice(0, comma), given: name.slice(comma + 2) };
    }),
    year: Number(row["Year"] ?? row["Publication Year"]),
    doi: row["DOI"],
    abstract: row["Abstract"] ?? row["Abstract Note"],
    keywords: (row["Keywords"] ?? row["Manual Tags"] ?? "").split("; "),
    pages: row["Pages"],
    raw: row,
  };
}

/** papaparse (already here for tests) with the least work that makes records of rows, to compare CSV with like. */
async function papaparse(): Promise<Peer> {
  const { default: Papa } = await import("papaparse");
  return {
    name: "papaparse 5.7.1",
    note: "rows, then title, authors, year, DOI, abstract, keywords and pages of each by its header",
    formats: {
      csv: (bytes) => {
        let length = 0;
        Papa.parse<Record<string, string>>(bytes.toString(), {
          header: true,
          skipEmptyLines: true,
          step: ({ data }) => {
            if (plainRecord(data).title !== undefined) length++;
          },
        });
        return { length };
      },
    },
    kept: (row) => record(row, {}),
  };
}

/** fast-xml-parser with the least work that makes records of PubMed's XML, which no peer reads. */
async function fastXml(load: Importer): Promise<Peer> {
  const xml = await load("fast-xml-parser");
  const XMLParser = xml["XMLParser"] as new (options: object) => { parse(text: string): unknown };
  const options = { ignoreAttributes: false, attributeNamePrefix: "@" };
  return {
    name: "fast-xml-parser 5.12.1",
    note: "a tree, then title, authors, year, DOI, abstract, keywords and pages of each article",
    formats: {
      "pubmed-xml": (bytes) => {
        const tree = loose(new XMLParser(options).parse(bytes.toString()));
        return list(loose(tree["PubmedArticleSet"])["PubmedArticle"]).map((one) => {
          const citation = loose(loose(one)["MedlineCitation"]);
          const article = loose(citation["Article"]);
          const issue = loose(loose(article["Journal"])["JournalIssue"]);
          const ids = list(article["ELocationID"]).map(loose);
          return {
            title: textOf(article["ArticleTitle"]),
            authors: list(loose(article["AuthorList"])["Author"]).map((author) => ({
              family: loose(author)["LastName"],
              given: loose(author)["ForeName"],
            })),
            year: loose(issue["PubDate"])["Year"],
            doi: textOf(ids.find((id) => id["@EIdType"] === "doi")),
            abstract: list(loose(article["Abstract"])["AbstractText"]).map(textOf).join("\n"),
            keywords: [
              ...list(loose(citation["MeshHeadingList"])["MeshHeading"]).map((mesh) =>
                textOf(loose(mesh)["DescriptorName"]),
              ),
              ...list(loose(citation["KeywordList"])["Keyword"]).map(textOf),
            ],
            pages: textOf(loose(article["Pagination"])["MedlinePgn"]),
          };
        });
      },
    },
    kept: (row) => record(row, {}),
  };
}

const PEERS: Readonly<Record<string, (load: Importer) => Promise<Peer>>> = {
  converter,
  "citation-js": citationJs,
  retorquere,
  reflib,
  papaparse,
  "fast-xml-parser": fastXml,
};

/** The peers' short names and the formats that they read. */
export const PEER_FORMATS: Readonly<Record<string, readonly string[]>> = {
  converter: ["ris", "nbib", "enw", "bib", "endnote-xml"],
  "citation-js": ["ris", "bib"],
  retorquere: ["bib"],
  reflib: ["ris", "nbib", "endnote-xml"],
  papaparse: ["csv"],
  "fast-xml-parser": ["pubmed-xml"],
};

/** Peers that stand in for a reader where there is none: compared in speed alone. */
export const ONLY_SPEED: ReadonlySet<string> = new Set(["papaparse", "fast-xml-parser"]);

const ONLY_HERE: ReadonlySet<string> = new Set(["papaparse"]);

/** Loads a peer from the folder where the packages were installed. */
export async function loadPeer(name: string, folder: string): Promise<Peer> {
  const make = PEERS[name];
  if (make === undefined) throw new Error(`no peer ${name}`);
  return make(ONLY_HERE.has(name) ? (other) => Promise.reject(new Error(other)) : await importer(folder));
}
