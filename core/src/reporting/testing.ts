import type { ChartedStudy, Form } from "../charting/index.ts";
import { fullExample, otherExample } from "../flow/testing.ts";
import { protocolSchema } from "../protocol/index.ts";
import type { ReportInput } from "./input.ts";

const form: Form = {
  title: "Handover forms",
  unit: "study",
  charters: 2,
  sections: [
    {
      id: "study",
      label: "The study",
      fields: [
        {
          id: "country",
          label: "Country",
          help: "Where the ward was",
          required: true,
          type: "text",
          long: false,
        },
        {
          id: "design",
          label: "Design",
          help: "As the authors call it",
          required: true,
          type: "choice",
          other: true,
          options: [
            { value: "before_after", label: "Before and after", definition: "the same ward twice" },
            { value: "trial", label: "Randomised trial", definition: "" },
          ],
        },
        {
          id: "nurses",
          label: "Nurses",
          help: "",
          required: false,
          type: "number",
          unit: "people",
          integer: true,
        },
        { id: "consent", label: "Consent reported", help: "", required: false, type: "yesno" },
      ],
    },
    {
      id: "results",
      label: "Results",
      fields: [
        { id: "summary", label: "Main finding", help: "", required: false, type: "text", long: true },
        {
          id: "outcomes",
          label: "Outcomes",
          help: "One row for each",
          required: false,
          type: "group",
          fields: [
            { id: "name", label: "Outcome", help: "", required: true, type: "text", long: false },
            {
              id: "minutes",
              label: "Minutes",
              help: "",
              required: false,
              type: "number",
              unit: "",
              integer: false,
            },
          ],
        },
      ],
    },
  ],
};

function study(at: number, label: string, title: string, country: string): ChartedStudy {
  return {
    id: `s${at}`,
    label,
    title,
    year: 2015 + at,
    journal: "Journal of Invented Wards",
    doi: `10.5555/ward.${at}`,
    reports: [`c${at}`],
    values: {
      country: { kind: "text", text: country },
      design:
        at % 2 === 0
          ? { kind: "choice", choice: "trial" }
          : { kind: "choice", choice: "other", other: "Diary study" },
      nurses: { kind: "number", number: 12 * at },
      consent: { kind: "yesno", answer: at % 2 === 0 ? "yes" : "unclear" },
      summary: {
        kind: "text",
        text: "Handovers with a form took less time, and fewer items had to be asked again.",
      },
      outcomes: {
        kind: "group",
        rows: [
          { name: { kind: "text", text: "Length of handover" }, minutes: { kind: "number", number: 11.5 } },
          { name: { kind: "text", text: "Items asked again" }, minutes: { kind: "not_reported" } },
        ],
      },
    },
    evidence: {
      nurses: { file: "paper.pdf", page: 3, place: "Table 1", quote: "all nurses of the ward" },
      summary: { page: 5, quote: "was shorter with the form" },
    },
    ...(at === 3 ? { leftOut: "Retracted in 2021" } : {}),
  };
}

const bars = [34, 52, 21]
  .map(
    (n, at) =>
      `<rect x="120" y="${20 + at * 40}" width="${n * 6}" height="26" fill="#0b5563"/><text x="112" y="${38 + at * 40}" text-anchor="end">${["Paper", "Tablet", "Spoken"][at] ?? ""}</text><text x="${128 + n * 6}" y="${38 + at * 40}">${n}</text>`,
  )
  .join("");

/** An invented review of handover forms, in which every part of a report has something to print. */
export function exampleInput(): ReportInput {
  return {
    program: { version: "0.1.0", date: "2026-03-09T10:00:00.000Z" },
    protocol: protocolSchema.parse({
      title: "Structured handover forms on hospital wards: a scoping review",
      question:
        "Which structured forms are used for nursing handover on hospital wards, and what was measured about them?",
      objectives: ["To map the forms by what they ask", "To find which outcomes were measured"],
      rationale:
        "Handover forms differ widely, and nobody has mapped them. A scoping review suits a field in which the questions are still open.",
      pcc: {
        population: "Nurses on hospital wards",
        concept: "Structured forms for handover",
        context: "Any country, since 2010",
      },
      registration: { kind: "OSF", reference: "osf.io/abcde (invented)" },
      criteria: [
        {
          id: "population",
          element: "population",
          include: "Nurses on wards",
          exclude: "Ambulance crews only",
          rationale: "Handover on the road differs.",
        },
        {
          id: "concept",
          element: "concept",
          include: "A form with named items",
          exclude: "Free talk",
          rationale: "",
        },
        {
          id: "years",
          element: "years",
          include: "2010 and later",
          rationale: "Earlier forms were on paper alone.",
        },
      ],
      reasons: [
        { code: "X1", label: "No structured form" },
        {
          code: "X2",
          label: "Population outside the scope: neither nurses nor students of nursing took part",
        },
        { code: "X3", label: "Full text in a language that nobody in the team reads" },
      ],
      machineRules: [
        {
          model: "Ward sorter 2 (an invented classifier)",
          stages: ["title_abstract"],
          measuredAgreement:
            "97 of 100 sampled exclusions were those of two people; nothing is known of languages other than English",
          signedBy: "Reviewer A",
          reason: "two people could not read every record in time",
        },
      ],
      funding: "No funding was received.",
      years: { from: 2010 },
      languages: ["English", "German"],
    }),
    versions: [
      { name: "Protocol 1", date: "2025-10-01", note: "registered" },
      { name: "Report 1", date: "2026-03-09" },
    ],
    amendments: [
      {
        date: "2025-11-20",
        what: "Students of nursing count as nurses",
        reason: "Several studies mix them",
        reopened: 14,
      },
    ],
    members: [
      { name: "Reviewer A", role: "lead" },
      { name: "Reviewer B", role: "reviewer" },
      { name: "Reviewer C", role: "adjudicator" },
    ],
    sources: [
      { id: "pubmed", name: "PubMed", kind: "database", platform: "NLM", coverage: "1946 to today" },
      { id: "embase", name: "Embase", kind: "database", platform: "Ovid", coverage: "1974 to today" },
      { id: "scopus", name: "Scopus", kind: "database", coverage: "1970 to today" },
      { id: "trials", name: "ClinicalTrials.gov", kind: "register" },
      { id: "society", name: "Society websites", kind: "website" },
      { id: "citations", name: "Backward citation searching", kind: "citation_searching" },
    ],
    runs: [
      {
        source: "pubmed",
        date: "2025-10-12",
        hits: 1204,
        records: 1204,
        limits: "2010 to 2025",
        text: '1. "Patient Handoff"[Mesh]\n2. handover*[tiab] OR handoff*[tiab]\n3. (form[tiab] OR checklist*[tiab])\n4. (#1 OR #2) AND #3',
      },
      {
        source: "embase",
        date: "2025-10-13",
        hits: 1711,
        records: 1711,
        text: "exp clinical handover/ or (handover* or hand-off*).ti,ab.\nand (form or checklist*).ti,ab.\nlimit 1 to yr=2010-2025",
      },
      {
        source: "scopus",
        date: "2025-10-13",
        hits: 1093,
        records: 1093,
        text: "TITLE-ABS-KEY((handover OR handoff) W/5 (form OR checklist))",
      },
      { source: "trials", date: "2025-10-14", hits: 210, records: 210, text: "handover AND checklist" },
      {
        source: "scopus",
        date: "2025-09-30",
        hits: 12,
        records: 12,
        text: "TITLE(handover)",
        withdrawn: "searched with a wrong field",
      },
    ],
    searchNotes: { priorWork: "No earlier search was reused.", updates: "No update was run." },
    dedup: {
      records: 4218,
      citations: 2588,
      automatic: 1592,
      byHand: 38,
      splits: 3,
      method:
        "Duplicates were found by comparing identifiers, titles, authors, years and pages; doubtful pairs were left for a person",
    },
    stages: {
      title_abstract: {
        rules: {
          votesNeeded: 2,
          resolvedBy: "adjudicator",
          reasonRequired: false,
          maybeAgainstExclude: "conflict",
        },
        reviewers: 3,
        blinded: true,
        conflicts: 96,
        settled: 96,
        pilots: [
          { round: 1, size: 25, percent: 68, gate: 75, reason: "the criteria were reworded together" },
          { round: 2, size: 25, percent: 88, gate: 75 },
        ],
        order: "by a classifier that learnt from each reviewer's own decisions",
        stopping: {
          rule: "hypergeometric test at 95 % recall",
          reference: "Callaghan and Müller-Hansen 2020",
          seen: 2500,
          of: 2561,
          estimate: "The rule puts recall at 95 % or more with p < 0.05",
        },
      },
      full_text: {
        rules: {
          votesNeeded: 2,
          resolvedBy: "consensus",
          reasonRequired: true,
          maybeAgainstExclude: "conflict",
        },
        reviewers: 2,
        blinded: true,
        conflicts: 17,
        settled: 15,
      },
    },
    agreement: [
      {
        stage: "title_abstract",
        label: "all double votes",
        n: 2312,
        percent: { value: 95.8, low: 94.9, high: 96.6 },
        kappa: { value: 0.71, low: 0.66, high: 0.76 },
        ac1: { value: 0.95, low: 0.94, high: 0.96 },
      },
      {
        stage: "full_text",
        label: "all double votes",
        n: 199,
        percent: { value: 91.5, low: 86.7, high: 94.6 },
        kappa: { value: 0.83, low: 0.75, high: 0.9 },
        ac1: { value: 0.84, low: 0.76, high: 0.91 },
      },
      {
        stage: "charting",
        label: "fields charted twice",
        n: 6,
        percent: { value: 66.7 },
        note: "too few to be informative",
      },
    ],
    charting: {
      charters: 2,
      consensus: "Differences were settled by talking them over",
      studies: 109,
      doubleCharted: 100,
      pilot: "The form was tried on five studies and changed once",
      authorsContacted: "Authors were not asked for more",
    },
    machineUse: [
      {
        model: "open-weights-7b",
        version: "2025-08",
        provider: "run on the team's own machine",
        task: "Suggested values for the charting form",
        dates: "January 2026",
        suggestions: 640,
        accepted: 402,
        oversight:
          "Every suggestion was accepted, changed or refused by a person who had the source before them",
        measured: "Agreement with the agreed values: 402 of 640",
        prompt: "You read a report about handover.\nQuote before you answer.",
        promptHash: "9f2c1a",
      },
    ],
    flow: {
      databases: fullExample(),
      other: otherExample(),
      previous: { studies: 31, reports: 40 },
      total: { studies: 116, reports: 135 },
      reasons: {
        X1: "No structured form",
        X2: "Population outside the scope: neither nurses nor students of nursing took part",
        X3: "Full text in a language that nobody in the team reads",
      },
      sourceKinds: {
        PubMed: "database",
        "Embase (Ovid)": "database",
        Scopus: "database",
        "ClinicalTrials.gov": "register",
        "Society websites": "website",
        "Backward citation searching": "citation_searching",
        "Experts' lists": "other",
      },
    },
    excluded: [
      {
        label: "Ahlberg",
        title: "Talking at the bedside",
        year: 2014,
        doi: "10.5555/ward.91",
        reason: "X1",
        reasonLabel: "No structured form",
      },
      {
        label: "Brandt and Ohm 2019",
        title: "Ambulance handover on the road",
        year: 2019,
        reason: "X2",
        reasonLabel: "Population outside the scope",
        note: "Nurses are mentioned once",
        automation: true,
      },
    ],
    form,
    studies: [
      study(1, "Castell 2016", "A one-page form for the night shift", "Spain"),
      study(2, "Duroy 2017", "Tablet or paper? A randomised trial of two handover forms", "France"),
      study(3, "Egger 2018", "What gets lost between two shifts", "Switzerland"),
    ],
    figures: [
      {
        id: "forms",
        title: "Studies by kind of form",
        alt: "Bars: 34 studies of paper forms, 52 of tablets, 21 of spoken forms.",
        caption: "A study may use several kinds.",
        svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 520 150" width="520" height="150" font-family="Arial, sans-serif" font-size="13">${bars}</svg>`,
      },
    ],
    tables: [
      {
        title: "Outcomes by kind of form",
        head: ["Outcome", "Paper", "Tablet"],
        rows: [
          ["Length of handover", 12, 20],
          ["Items asked again", 7, 9],
        ],
      },
    ],
    comparison: [
      {
        question: "Which outcome is measured most?",
        here: "Length of handover",
        published: "Length of handover",
        source: "An invented review, 2020",
        note: "Same direction",
      },
    ],
    narrative: {
      summary: ["Forms are many and alike; what they do for patients was hardly measured."],
      synthesisMethods: ["Studies were grouped by kind of form and by outcome, and counted."],
      results: ["Most forms were made for tablets. Few studies looked at patients."],
      evidence: ["Length of handover is measured most, and harm to patients least."],
      limitations: ["Grey literature was searched on four sites only."],
      conclusions: ["A core set of outcomes would make the forms comparable."],
    },
    deviations: ["The map was drawn by kind of form instead of by country, since most forms had no country."],
    sourcesFunding: "41 studies name a public funder, 60 name none, 15 do not say",
    ledger: {
      facts: 15204,
      heads: [
        { device: "laptop-a", number: 9120, hash: "3b1f0c9e4a77d2518c6b90aa" },
        { device: "laptop-b", number: 6084, hash: "c0ffee1234567890abcdef12" },
      ],
    },
    labels: ["Demonstration: every number and every name in this report is invented."],
    citations: [
      {
        id: "c1",
        title: "A one-page form for the night shift",
        authors: "Castell M",
        year: 2016,
        doi: "10.5555/ward.1",
        class: "included",
      },
      {
        id: "c91",
        title: "Talking at the bedside",
        year: 2014,
        class: "excluded at full text",
        reason: "X1",
      },
    ],
  };
}
