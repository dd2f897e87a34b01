import { expect, test } from "vitest";
import type { Reference } from "../reference.ts";
import { pubmedXml } from "./pubmed-xml.ts";

function read(text: string): Reference[] {
  const references: Reference[] = [];
  const reader = pubmedXml.read?.({
    reference: (reference) => references.push(reference),
    diagnostic: (told) => {
      throw new Error(told.message);
    },
  });
  reader?.push(text);
  reader?.end();
  return references;
}

const ARTICLE = `<PubmedArticle><MedlineCitation><PMID Version="1">101</PMID><Article><Journal><ISSN>2041-1723</ISSN>
<JournalIssue><Volume>12</Volume><Issue>3</Issue><PubDate><Year>2021</Year><Month>Mar</Month></PubDate></JournalIssue><Title>Journal of Examples</Title></Journal>
<ArticleTitle>H<sub>2</sub>O and <i>E. coli</i>: <mml:math><mml:mi>α</mml:mi><mml:mo>&lt;</mml:mo><mml:mn>1</mml:mn></mml:math>.</ArticleTitle>
<Pagination><StartPage>123</StartPage><EndPage>9</EndPage></Pagination><ELocationID EIdType="doi" ValidYN="Y">10.1000/EX.1</ELocationID>
<Abstract><AbstractText Label="BACKGROUND">First &amp; <b>last</b>.</AbstractText><AbstractText Label="RESULTS">p &lt; 0.05.</AbstractText></Abstract>
<AuthorList><Author><LastName>Alder</LastName><ForeName>Ada B</ForeName><Suffix>Jr</Suffix></Author><Author><CollectiveName>Example Group</CollectiveName></Author>
<Author><LastName>Brandt</LastName></Author></AuthorList><Language>eng</Language>
<PublicationTypeList><PublicationType>Journal Article</PublicationType><PublicationType>Retracted Publication</PublicationType></PublicationTypeList>
<ArticleDate><Year>2021</Year><Month>02</Month><Day>09</Day></ArticleDate></Article>
<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>J Ex. 2022;1:1</RefSource><PMID>102</PMID></CommentsCorrections></CommentsCorrectionsList>
<MeshHeadingList><MeshHeading><DescriptorName MajorTopicYN="N">Depression</DescriptorName><QualifierName MajorTopicYN="Y">therapy</QualifierName></MeshHeading></MeshHeadingList>
<KeywordList><Keyword MajorTopicYN="N">own word</Keyword></KeywordList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pmc">PMC55</ArticleId></ArticleIdList></PubmedData></PubmedArticle>`;

test("reads an article with inline tags, labels, MeSH and corrections", () => {
  const [article] = read(`<PubmedArticleSet>${ARTICLE}</PubmedArticleSet>`);
  expect(article).toMatchObject({
    id: "101",
    type: "article-journal",
    title: "H2O and E. coli: α<1.",
    authors: [{ family: "Alder", given: "Ada B, Jr" }, { literal: "Example Group" }, { family: "Brandt" }],
    date: "2021-02-09",
    year: 2021,
    journal: "Journal of Examples",
    volume: "12",
    issue: "3",
    pages: "123-129",
    doi: "10.1000/ex.1",
    pmid: "101",
    pmcid: "PMC55",
    issn: ["2041-1723"],
    abstract: "BACKGROUND: First & last. RESULTS: p < 0.05.",
    keywords: ["Depression/*therapy", "own word"],
    language: "en",
    database: "PubMed",
    flags: [{ kind: "retracted", basis: "RetractionIn: J Ex. 2022;1:1 PMID 102" }],
  });
  expect(article?.raw).toMatchObject({
    "MedlineCitation/PMID@Version": "1",
    "MedlineCitation/Article/AuthorList/Author/LastName": ["Alder", "Brandt"],
  });
});

test("reads a chapter of a book", () => {
  const [chapter] =
    read(`<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>7</PMID><ArticleIdList><ArticleId IdType="bookaccession">NBK7</ArticleId></ArticleIdList>
    <Book><Publisher><PublisherName>Example Press</PublisherName></Publisher><BookTitle>The Book</BookTitle><PubDate><Year>2019</Year></PubDate><Isbn>9783319998671</Isbn></Book>
    <ArticleTitle>The Chapter</ArticleTitle><AuthorList Type="authors"><Author><LastName>Alder</LastName><Initials>A</Initials></Author></AuthorList>
    <Abstract><AbstractText>Text.</AbstractText></Abstract></BookDocument></PubmedBookArticle></PubmedArticleSet>`);
  expect(chapter).toMatchObject({
    type: "chapter",
    title: "The Chapter",
    journal: "The Book",
    publisher: "Example Press",
    year: 2019,
    isbn: ["9783319998671"],
  });
});

test("takes a MEDLINE date and the vernacular title", () => {
  const [article] =
    read(`<PubmedArticle><MedlineCitation><PMID>8</PMID><Article><Journal><JournalIssue><PubDate><MedlineDate>1998 Dec-1999 Jan</MedlineDate></PubDate></JournalIssue></Journal>
    <ArticleTitle>[A title].</ArticleTitle><VernacularTitle>Ein Titel.</VernacularTitle></Article></MedlineCitation></PubmedArticle>`);
  expect(article).toMatchObject({ year: 1998, date: "1998-12", notes: ["Original title: Ein Titel."] });
});

test("detects by its elements", () => {
  expect(pubmedXml.detect({ text: "<?xml version='1.0'?><PubmedArticleSet>", name: "a.txt" })).toBe(1);
  expect(pubmedXml.detect({ text: "<xml><records>", name: "a.xml" })).toBe(0);
});
