import { typeFromMedline } from "../clean/types.ts";
import type { Author, Reference } from "../reference.ts";
import type { Format, Sample } from "./format.ts";
import { referenceFrom } from "./loose.ts";
import { rawFields, type XmlElement, xmlRecords } from "./xml.ts";

const RECORDS = new Set(["PubmedArticle", "PubmedBookArticle"]);

/** Tags inside titles and abstracts (NLM's DTD, `%text;`) and MathML, whose text belongs to the sentence. */
const INLINE = new Set(["i", "b", "sub", "sup", "u", "math", "DispFormula"]);

function day(date: XmlElement | undefined): string | undefined {
  if (!date) return undefined;
  const year = date.value("Year");
  const month = date.value("Month");
  if (year === undefined) return date.value("MedlineDate");
  return [year, month, month && date.value("Day")]
    .filter((part) => part !== undefined)
    .join(month && /^\d+$/.test(month) ? "-" : " ");
}

function authors(list: XmlElement | undefined): Author[] {
  const found: Author[] = [];
  for (const author of list?.all("Author") ?? []) {
    const family = author.value("LastName");
    const group = author.value("CollectiveName");
    const given = author.value("ForeName") ?? author.value("FirstName") ?? author.value("Initials");
    const suffix = author.value("Suffix");
    if (family !== undefined) {
      const full = given !== undefined && suffix !== undefined ? `${given}, ${suffix}` : given;
      found.push(full === undefined ? { family } : { family, given: full });
    } else if (group !== undefined) found.push({ literal: group });
    else if (given !== undefined) found.push({ literal: given });
  }
  return found;
}

/** The paragraphs of an abstract, each with its label as `METHODS: …`. */
function abstractOf(abstract: XmlElement | undefined): string | undefined {
  if (!abstract) return undefined;
  const parts = abstract.all("AbstractText").map((part) => {
    const label = part.attribute("Label");
    const text = part.text().trim();
    return label !== undefined && label !== "" && label !== "UNLABELLED" ? `${label}: ${text}` : text;
  });
  return parts.filter((part) => part !== "").join("\n");
}

/** MeSH headings as MEDLINE prints them: `*Depression/drug therapy/*prevention & control`. */
function mesh(list: XmlElement | undefined): string[] {
  const star = (name: XmlElement) =>
    `${name.attribute("MajorTopicYN") === "Y" ? "*" : ""}${name.text().trim()}`;
  return (list?.all("MeshHeading") ?? []).map((heading) =>
    heading
      .elements()
      .filter(({ name }) => name === "DescriptorName" || name === "QualifierName")
      .map(star)
      .join("/"),
  );
}

function keywordsOf(citation: XmlElement): string[] {
  const own = citation
    .all("KeywordList")
    .flatMap((list) =>
      list
        .all("Keyword")
        .map((word) => `${word.attribute("MajorTopicYN") === "Y" ? "*" : ""}${word.text().trim()}`),
    );
  return [...mesh(citation.find("MeshHeadingList")), ...own.filter((word) => word !== "*")];
}

function ids(list: XmlElement | undefined, type: string): string[] {
  return (list?.all("ArticleId") ?? [])
    .filter((id) => id.attribute("IdType") === type)
    .map((id) => id.text().trim());
}

function links(citation: XmlElement): { kind: string; text: string }[] {
  return (citation.find("CommentsCorrectionsList")?.all("CommentsCorrections") ?? []).map((link) => ({
    kind: link.attribute("RefType") ?? "",
    text: [link.value("RefSource"), link.value("PMID") && `PMID ${link.value("PMID") ?? ""}`]
      .filter(Boolean)
      .join(" "),
  }));
}

function locations(article: XmlElement, type: string): string[] {
  return article
    .all("ELocationID")
    .filter((id) => id.attribute("EIdType") === type && id.attribute("ValidYN") !== "N")
    .map((id) => id.text().trim());
}

function journalArticle(record: XmlElement, raw: Reference["raw"]): Reference {
  const citation = record.find("MedlineCitation") ?? record;
  const article = citation.find("Article") ?? citation;
  const issue = article.find("Journal", "JournalIssue");
  const data = record.find("PubmedData", "ArticleIdList");
  const types = article.find("PublicationTypeList")?.values("PublicationType") ?? [];
  const start = article.value("Pagination", "StartPage");
  const end = article.value("Pagination", "EndPage");
  const vernacular = article.value("VernacularTitle");
  const title = article.find("ArticleTitle")?.text();
  const pmid = citation.value("PMID");
  return referenceFrom({
    id: pmid,
    type: typeFromMedline(types),
    title: title?.trim() || vernacular,
    authors: authors(article.find("AuthorList")),
    dates: [day(issue?.find("PubDate")), day(article.find("ArticleDate"))],
    journal: article.value("Journal", "Title") ?? citation.value("MedlineJournalInfo", "MedlineTA"),
    volume: issue?.value("Volume"),
    issue: issue?.value("Issue"),
    pages:
      article.value("Pagination", "MedlinePgn") ??
      (start && end ? `${start}-${end}` : start) ??
      locations(article, "pii").find((pii) => /^e?\d{1,9}$/i.test(pii)),
    doi: [...locations(article, "doi"), ...ids(data, "doi")],
    pmid: [pmid, ...ids(data, "pubmed")],
    pmcid: ids(data, "pmc"),
    issn: [article.value("Journal", "ISSN"), citation.value("MedlineJournalInfo", "ISSNLinking")],
    abstract: abstractOf(article.find("Abstract")) || abstractOf(citation.find("OtherAbstract")),
    keywords: keywordsOf(citation),
    language: article.values("Language").join(", ") || undefined,
    database: "PubMed",
    accession: pmid,
    notes: vernacular !== undefined && title?.trim() ? [`Original title: ${vernacular}`] : [],
    publicationTypes: types,
    links: links(citation),
    raw,
  });
}

function bookRecord(record: XmlElement, raw: Reference["raw"]): Reference {
  const document = record.find("BookDocument") ?? record;
  const book = document.find("Book");
  const data = [document.find("ArticleIdList"), record.find("PubmedBookData", "ArticleIdList")];
  const chapter = document.find("ArticleTitle")?.text().trim();
  const bookTitle = book?.find("BookTitle")?.text().trim();
  const lists = [...document.all("AuthorList"), ...(book?.all("AuthorList") ?? [])];
  const written = lists.find((list) => list.attribute("Type") !== "editors") ?? lists[0];
  const pmid = document.value("PMID");
  return referenceFrom({
    id: pmid,
    type: chapter ? "chapter" : "book",
    title: chapter || bookTitle,
    authors: authors(written),
    dates: [day(book?.find("PubDate")), day(document.find("ContributionDate"))],
    journal: chapter ? bookTitle : undefined,
    volume: book?.value("Volume"),
    pages: document.value("Pagination", "MedlinePgn"),
    doi: [...data.flatMap((list) => ids(list, "doi")), ...(book ? locations(book, "doi") : [])],
    pmid: [pmid],
    pmcid: data.flatMap((list) => ids(list, "pmc")),
    isbn: book?.values("Isbn") ?? [],
    abstract: abstractOf(document.find("Abstract")),
    keywords: keywordsOf(document),
    language: document.values("Language").join(", ") || undefined,
    publisher: book?.value("Publisher", "PublisherName"),
    database: "PubMed",
    accession: pmid,
    publicationTypes: document.values("PublicationType"),
    raw,
  });
}

function detect({ text }: Sample): number {
  return /<(?:PubmedArticleSet|PubmedArticle|PubmedBookArticle|!DOCTYPE Pubmed\w*)[\s>]/.test(text) ? 1 : 0;
}

/** PubMed's XML (NLM's pubmed DTDs), of articles and books, from E-utilities or the web page. */
export const pubmedXml: Format = {
  id: "pubmed-xml",
  name: "PubMed XML",
  extensions: ["xml"],
  detect,
  read: (sink) =>
    xmlRecords({
      names: RECORDS,
      record: (element, place) => {
        const raw = rawFields(element, INLINE);
        const read = element.name === "PubmedArticle" ? journalArticle : bookRecord;
        const reference = read(element, raw);
        sink.reference(reference.id === "" ? { ...reference, id: String(place.record) } : reference, place);
      },
      diagnostic: (diagnostic) => sink.diagnostic(diagnostic),
    }),
};
