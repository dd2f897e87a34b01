import { typeFromName } from "../clean/types.ts";
import type { Author } from "../reference.ts";
import type { Format } from "./format.ts";
import { referenceFrom } from "./loose.ts";
import { rawFields, type XmlElement, xmlRecords } from "./xml.ts";

const CREATORS = /^(?:author|aut|creator|cre|dissertant|dis|)$/i;

function nameOf(name: XmlElement): Author | undefined {
  const part = (type: string) =>
    name
      .all("namePart")
      .filter((element) => element.attribute("type") === type)
      .map((element) => element.text().trim())
      .join(" ");
  const family = part("family");
  const given = part("given");
  if (family !== "") return given === "" ? { family } : { family, given };
  const parts = name.all("namePart").filter((element) => element.attribute("type") !== "date");
  const whole = parts.map((element) => element.text().trim()).filter((text) => text !== "");
  const [only = ""] = whole;
  const comma = only.indexOf(",");
  if (name.attribute("type") === "personal" && whole.length === 1 && comma > 0) {
    return { family: only.slice(0, comma).trim(), given: only.slice(comma + 1).trim() };
  }
  return whole.length === 0 ? undefined : { literal: whole.join(". ") };
}

function creators(record: XmlElement): Author[] {
  const found: Author[] = [];
  for (const name of record.all("name")) {
    const roles = name.all("role").flatMap((role) => role.values("roleTerm"));
    if (roles.length > 0 && !roles.some((role) => CREATORS.test(role))) continue;
    const author = nameOf(name);
    if (author) found.push(author);
  }
  return found;
}

function titleOf(record: XmlElement | undefined): string | undefined {
  const info =
    record?.all("titleInfo").find((title) => title.attribute("type") === undefined) ??
    record?.find("titleInfo");
  const title = info?.value("title");
  if (title === undefined) return undefined;
  const parts = [info?.value("nonSort"), title].filter((part) => part !== undefined).join(" ");
  const subTitle = info?.value("subTitle");
  return subTitle === undefined ? parts : `${parts}: ${subTitle}`;
}

function identifiers(record: XmlElement | undefined, type: string): string[] {
  return (record?.all("identifier") ?? [])
    .filter((identifier) => identifier.attribute("type")?.toLowerCase() === type)
    .map((identifier) => identifier.text().trim());
}

function detail(part: XmlElement | undefined, type: string): string | undefined {
  return part
    ?.all("detail")
    .find((element) => element.attribute("type") === type)
    ?.value("number");
}

function pages(part: XmlElement | undefined): string | undefined {
  const extent = part?.all("extent").find((element) => /^pages?$/.test(element.attribute("unit") ?? ""));
  const start = extent?.value("start");
  const end = extent?.value("end");
  return start !== undefined && end !== undefined ? `${start}-${end}` : (start ?? extent?.value("list"));
}

function typeOf(record: XmlElement, host: XmlElement | undefined): string {
  for (const genre of record.values("genre")) {
    const type = typeFromName(genre);
    if (type !== "document") return type;
  }
  if (host) return host.value("originInfo", "issuance") === "continuing" ? "article-journal" : "chapter";
  return record.value("originInfo", "issuance") === "monographic" ? "book" : "document";
}

/** MODS 3 (Library of Congress), single records and collections. */
export const mods: Format = {
  id: "mods",
  name: "MODS",
  extensions: ["xml", "mods"],
  detect: ({ text }) => (/<(?:\w+:)?mods(?:Collection)?[\s>]/.test(text) ? 0.95 : 0),
  read: (sink) =>
    xmlRecords({
      names: new Set(["mods"]),
      record: (record, place) => {
        const host = record.all("relatedItem").find((item) => item.attribute("type") === "host");
        const part = host?.find("part") ?? record.find("part");
        const origins = [...record.all("originInfo"), ...(host?.all("originInfo") ?? [])];
        const urls = record.all("location").flatMap((location) => location.values("url"));
        const doi = identifiers(record, "doi");
        const reference = referenceFrom({
          id:
            record.attribute("ID") ?? record.value("recordInfo", "recordIdentifier") ?? String(place.record),
          type: typeOf(record, host),
          title: titleOf(record),
          authors: creators(record),
          dates: [
            ...origins.flatMap((origin) => [
              ...origin.values("dateIssued"),
              ...origin.values("copyrightDate"),
              ...origin.values("dateCreated"),
            ]),
            part?.value("date"),
          ],
          journal: titleOf(host),
          volume: detail(part, "volume"),
          issue: detail(part, "issue") ?? detail(part, "number"),
          pages: pages(part),
          doi,
          doiWithin: urls,
          pmid: identifiers(record, "pmid"),
          pmcid: identifiers(record, "pmcid"),
          arxiv: identifiers(record, "arxiv"),
          issn: [...identifiers(record, "issn"), ...identifiers(host, "issn")],
          isbn: [...identifiers(record, "isbn"), ...identifiers(host, "isbn")],
          abstract: record.values("abstract").join("\n") || undefined,
          keywords: record
            .all("subject")
            .map((subject) => [...subject.values("topic"), ...subject.values("geographic")].join("/"))
            .filter((word) => word !== ""),
          language: record.find("language")?.value("languageTerm"),
          publisher: origins.map((origin) => origin.value("publisher")).find((text) => text !== undefined),
          url: [...urls, ...identifiers(record, "uri")],
          accession: record.value("recordInfo", "recordIdentifier"),
          notes: record.values("note"),
          raw: rawFields(record),
        });
        sink.reference(reference, place);
      },
      diagnostic: (diagnostic) => sink.diagnostic(diagnostic),
    }),
};
