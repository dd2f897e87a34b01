import { strToU8, zipSync } from "fflate";
import { FORMATS } from "../formats/list.ts";
import type { Reference } from "../reference.ts";
import { formatReferences } from "../write.ts";

/** An invented file of a format, to be damaged. */
export interface Sample {
  /** The format's id. */
  format: string;
  bytes: Uint8Array;
}

const INVENTED: readonly Reference[] = [
  {
    id: "a1",
    type: "article-journal",
    title: "Naps & tea – a “trial” of <i>rest</i>",
    authors: [{ family: "Alder", given: "Ada" }, { literal: "Example Group, The" }],
    year: 2021,
    date: "2021-03-09",
    journal: "Journal of Rest",
    volume: "3",
    issue: "1",
    pages: "10-19",
    doi: "10.1000/nap.1",
    pmid: "12345",
    pmcid: "PMC123",
    arxiv: "2409.12973",
    issn: ["2041-1723"],
    isbn: ["9780306406157"],
    abstract: "We slept; p < 0.05. Naïve nurses, α = 数.",
    keywords: ["Child, Preschool/*psychology", "rest"],
    language: "en",
    publisher: "Example Press",
    url: ["https://example.org/a?b=1&c={d}"],
    database: "Embase",
    accession: "L123456",
    notes: ["=1+1", "a note; of two parts"],
    flags: [{ kind: "corrected", basis: "a notice" }],
    labels: {
      "rayyan.inclusion.Ada": "Included",
      "rayyan.labels": "pilot,rct",
      "asreview.label": "relevant",
      "chartroom.outcome": "Included",
      other: 'x "y" \\z',
    },
    raw: { XX: ["one", "two"] },
  },
  {
    id: "b2",
    type: "book",
    title: "On tea",
    authors: [],
    issn: [],
    isbn: [],
    keywords: [],
    url: [],
    notes: [],
    raw: {},
  },
];

const TEXTS: readonly (readonly [format: string, text: string])[] = [
  [
    "eppi-json",
    JSON.stringify({
      CodeSets: [
        {
          SetName: "Screening",
          Attributes: { AttributesList: [{ AttributeId: 1, AttributeName: "Include" }] },
        },
      ],
      References: [
        {
          ItemId: 7,
          Title: "Naps & tea",
          Authors: "Alder, Ada;",
          Year: "2021",
          TypeName: "Journal, Article",
          Codes: [{ AttributeId: 1, AdditionalText: "pilot" }],
          ItemStatus: "I",
        },
      ],
    }),
  ],
  [
    "ris",
    '1.\r\nTY  - JOUR\r\nTI  - Tea\r\nwraps here\r\nKW  - a\r\nb; c\r\nN1  - x | RAYYAN-INCLUSION: {"Bo"=>"Maybe"} | USER-NOTES: {"Bo"=>["a", "b"]}\r\nER  - \r\n',
  ],
  [
    "pubmed-xml",
    '<?xml version="1.0"?><!DOCTYPE PubmedArticleSet [<!ENTITY x "y">]><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">1</PMID><Article><Journal><ISSN>2041-1723</ISSN><JournalIssue><Volume>1</Volume><PubDate><Year>2020</Year><Month>Mar</Month></PubDate></JournalIssue><Title>J</Title></Journal><ArticleTitle>A <i>b</i> &amp; &#xe9;</ArticleTitle><Pagination><MedlinePgn>1-9</MedlinePgn></Pagination><Abstract><AbstractText Label="AIM">x</AbstractText></Abstract><AuthorList><Author><LastName>Alder</LastName><ForeName>Ada</ForeName></Author></AuthorList></Article><MeshHeadingList><MeshHeading><DescriptorName MajorTopicYN="Y">Tea</DescriptorName></MeshHeading></MeshHeadingList></MedlineCitation></PubmedArticle></PubmedArticleSet>',
  ],
  [
    "bib",
    '@string{jex = "Journal of " # {Tea}}\n@proceedings{conf, title={P}, year=2010}\n@inproceedings{k, title = "A {\\"o} $x^2$ \\textbf{b}", author={Alder, A. and {Group} and von Bo, Jr, C}, crossref={conf}, journal = jex, month = mar # "~5"}\n',
  ],
  [
    "enw",
    "%0 Journal Article\n%T Tea\n%A Alder, Ada\n%D 2020\n%J J Tea\n%K a\nb\n%X text\n%@ 2041-1723\n%U https://example.org/\n\n%0 Book\n%T B\n",
  ],
  ["tsv", 'PT\tAU\tTI\tSO\tPY\tDI\nJ\tAlder, A; Bo, B\tTea "quoted"\tJ TEA\t2020\t10.1000/x\n'],
  [
    "csv",
    'Authors,Title,Year,Source title,Volume,DOI,Abstract,EID\r\n"Alder A., Bo B.","Tea ""x"", y",2020,J Tea,3,10.1000/x,"two\nlines",2-s2.0-1\r\n',
  ],
  [
    "wos",
    "\ufeffFN Clarivate\nVR 1.0\nPT J\nAU Alder, A\n   Bo, B\nTI Tea\n   goes on\nSO J TEA\nPY 2020\nUT WOS:1\nER\n\nEF\n",
  ],
  [
    "ovid",
    "<1. >\nVN  - Ovid Technologies\nTI  - Tea\nAU  - Alder A.\nSO  - J Tea. 3(1):5-9, 2020 Mar 9.\n<2>\nTitle\n  Tea\nAuthor\n  Bo, B\n",
  ],
  [
    "refworks",
    "RT Journal Article\nSR Electronic(1)\nID 1\nA1 Alder,Ada\nT1 Tea\nJF J Tea\nYR 2020\nK1 a\nAB x\n\nRT Book\nT1 B\n",
  ],
  [
    "mods",
    '<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods ID="m1"><titleInfo><title>Tea</title></titleInfo><name type="personal"><namePart type="family">Alder</namePart><namePart type="given">Ada</namePart></name><genre>journal article</genre><relatedItem type="host"><titleInfo><title>J</title></titleInfo><part><date>2018</date></part></relatedItem></mods></modsCollection>',
  ],
  [
    "pop-json",
    '[{"title":"T","authors":["A Alder"],"year":2011,"source":"J Ex","article_url":"https://example.org/10.1000/p1","cites":3,"rank":1,"startpage":5}]',
  ],
  [
    "csl-json",
    '{"items":[{"id":"a","type":"article-journal","title":"T","author":[{"family":"Cruz","given":"I","suffix":"Jr."}],"issued":{"date-parts":[["2020",3]]},"keyword":"a, b"}]}',
  ],
  [
    "clinicaltrials",
    "NCT Number,Study Title,Study URL,Study Status,Brief Summary,Conditions\nNCT00000001,A trial,https://clinicaltrials.gov/study/NCT00000001,COMPLETED,Text,Pain|Fever\n",
  ],
  [
    "clinicaltrials",
    "<clinical_study><id_info><nct_id>NCT00000001</nct_id></id_info><brief_title>A trial</brief_title><brief_summary><textblock>Text</textblock></brief_summary></clinical_study>",
  ],
];

function workbook(level: 0 | 6): Uint8Array {
  const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  const parts = {
    "[Content_Types].xml": "<Types/>",
    "xl/workbook.xml": '<workbook><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels":
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/sharedStrings.xml":
      "<sst><si><t>Title</t></si><si><r><t>Rich </t></r><r><t>t_x000A_x</t></r></si></sst>",
    "xl/styles.xml": '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>${text("Authors")}${text("Year")}<c r="E1" t="inlineStr"><is><t>Date</t></is></c></row><row r="2"><c r="A2" t="s"><v>1</v></c>${text("Alder, Ada; Bo, B")}<c r="C2"><v>2020</v></c><c r="E2" s="1"><v>43834</v></c></row></sheetData></worksheet>`,
  };
  const packed = Object.entries(parts).map(([name, part]) => [name, strToU8(part)] as const);
  return zipSync(Object.fromEntries(packed), { level });
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2 + 2);
  const view = new DataView(bytes.buffer);
  for (const [at, unit] of [
    ..."\ufeff",
    ...Array.from({ length: text.length }, (_, at) => text.charAt(at)),
  ].entries())
    view.setUint16(at * 2, unit.charCodeAt(0), littleEndian);
  return bytes;
}

/** At least one file of every format that is read, as the writers and as other programs make it, also in UTF-16. */
export function samples(): Sample[] {
  const encoder = new TextEncoder();
  const written = FORMATS.filter(({ read, write }) => read !== undefined && write !== undefined).map(
    ({ id }) => [id, formatReferences(INVENTED, id)] as const,
  );
  const texts = [...TEXTS, ...written];
  return [
    ...texts.map(([format, text]) => ({ format, bytes: encoder.encode(text) })),
    ...texts.slice(0, 4).map(([format, text], at) => ({ format, bytes: utf16(text, at % 2 === 0) })),
    { format: "xlsx", bytes: workbook(0) },
    { format: "xlsx", bytes: workbook(6) },
  ];
}
