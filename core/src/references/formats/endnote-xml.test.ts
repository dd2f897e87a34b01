import { expect, test } from "vitest";
import type { Reference } from "../reference.ts";
import { clinicalTrials } from "./clinicaltrials.ts";
import { endnoteXml } from "./endnote-xml.ts";
import type { Format } from "./format.ts";
import { mods } from "./mods.ts";

function read(format: Format, text: string): Reference[] {
  const references: Reference[] = [];
  const reader = format.read?.({
    reference: (reference) => references.push(reference),
    diagnostic: (told) => {
      throw new Error(told.message);
    },
  });
  reader?.push(text);
  reader?.end();
  return references;
}

function endnote(style: (text: string) => string): string {
  return `<xml><records><record><rec-number>5</rec-number><ref-type name="Journal Article">17</ref-type><contributors><authors>
    <author>${style("Alder, Ada")}</author><author>${style("Example Group,")}</author></authors><secondary-authors><author>Ed, I.</author></secondary-authors></contributors>
    <titles><title>${style("A ")}${style("title")}</title><secondary-title>${style("J Ex")}</secondary-title></titles><pages>${style("123-9")}</pages>
    <keywords><keyword>${style("one&#xD;two")}</keyword></keywords><dates><year>${style("2020")}</year><pub-dates><date>${style("Mar 9")}</date></pub-dates></dates>
    <isbn>${style("2041-1723 (Print)&#xD;1476-4687")}</isbn><accession-num>${style("123456")}</accession-num><notes>${style("first&#xD;second")}</notes>
    <urls><related-urls><url>${style("https://doi.org/10.1000/u1")}</url></related-urls></urls></record></records></xml>`;
}

test.each<[string, (text: string) => string]>([
  ["without style", (text) => text],
  ["with style", (text) => `<style face="normal" size="100%">${text}</style>`],
])("reads EndNote %s", (_, style) => {
  const [one] = read(endnoteXml, endnote(style));
  expect(one).toMatchObject({
    id: "5",
    type: "article-journal",
    title: "A title",
    authors: [{ family: "Alder", given: "Ada" }, { literal: "Example Group" }],
    date: "2020-03-09",
    journal: "J Ex",
    pages: "123-129",
    doi: "10.1000/u1",
    pmid: "123456",
    issn: ["2041-1723", "1476-4687"],
    keywords: ["one", "two"],
    notes: ["first", "second"],
  });
  expect(one?.raw).toMatchObject({
    "titles/title": "A title",
    "contributors/secondary-authors/author": "Ed, I.",
    "ref-type@name": "Journal Article",
  });
});

test("reads MODS with its host", () => {
  const [one] = read(
    mods,
    `<mods:mods xmlns:mods="http://www.loc.gov/mods/v3" ID="m1"><mods:titleInfo><mods:nonSort>The</mods:nonSort><mods:title>Title</mods:title><mods:subTitle>sub</mods:subTitle></mods:titleInfo>
    <mods:name type="personal"><mods:namePart type="family">Alder</mods:namePart><mods:namePart type="given">Ada</mods:namePart><mods:role><mods:roleTerm>author</mods:roleTerm></mods:role></mods:name>
    <mods:name><mods:namePart>Ed, I.</mods:namePart><mods:role><mods:roleTerm>editor</mods:roleTerm></mods:role></mods:name><mods:genre>journal article</mods:genre>
    <mods:identifier type="doi">10.1000/M1</mods:identifier><mods:subject><mods:topic>Radiology</mods:topic></mods:subject><mods:abstract>Text</mods:abstract>
    <mods:relatedItem type="host"><mods:titleInfo><mods:title>J Ex</mods:title></mods:titleInfo><mods:part><mods:detail type="volume"><mods:number>4</mods:number></mods:detail>
    <mods:extent unit="pages"><mods:start>5</mods:start><mods:end>9</mods:end></mods:extent><mods:date>2018</mods:date></mods:part></mods:relatedItem></mods:mods>`,
  );
  expect(one).toMatchObject({
    id: "m1",
    type: "article-journal",
    title: "The Title: sub",
    authors: [{ family: "Alder", given: "Ada" }],
    journal: "J Ex",
    volume: "4",
    pages: "5-9",
    year: 2018,
    doi: "10.1000/m1",
    keywords: ["Radiology"],
    abstract: "Text",
  });
});

test("reads ClinicalTrials.gov's table and XML alike", () => {
  const table =
    "NCT Number,Study Title,Study URL,Acronym,Study Status,Brief Summary,Conditions,Interventions,Sponsor,First Posted\nNCT00000001,A trial,https://clinicaltrials.gov/study/NCT00000001,EX,COMPLETED,Text,Pain|Fever,DRUG: Ex,Example Hospital,2020-01-02\n";
  const xml = `<clinical_study><required_header><url>https://clinicaltrials.gov/study/NCT00000001</url></required_header><id_info><nct_id>NCT00000001</nct_id></id_info><brief_title>A trial</brief_title><acronym>EX</acronym>
    <sponsors><lead_sponsor><agency>Example Hospital</agency></lead_sponsor></sponsors><brief_summary><textblock>Text</textblock></brief_summary><overall_status>COMPLETED</overall_status>
    <condition>Pain</condition><condition>Fever</condition><intervention><intervention_name>DRUG: Ex</intervention_name></intervention><study_first_posted>January 2, 2020</study_first_posted></clinical_study>`;
  for (const text of [table, xml]) {
    expect(clinicalTrials.detect({ text, name: "x" })).toBe(0.97);
    expect(read(clinicalTrials, text)[0]).toMatchObject({
      id: "NCT00000001",
      type: "report",
      title: "A trial",
      authors: [{ literal: "Example Hospital" }],
      date: "2020-01-02",
      abstract: "Text",
      keywords: ["Pain", "Fever", "DRUG: Ex"],
      url: ["https://clinicaltrials.gov/study/NCT00000001"],
      accession: "NCT00000001",
      notes: ["COMPLETED", "EX"],
    });
  }
});
