import { type Random, shuffled } from "../base/random.ts";

/** An invented source of evidence, as databases would list it. */
interface Work {
  title: string;
  authors: readonly string[];
  year: number;
  journal: string;
  place: string;
  doi: string;
}

const SUBJECTS = ["Dictation", "Report drafting", "Triage of chest films", "Plain-language letters"];
const SETTINGS = ["in a rural hospital", "at night", "in paediatric clinics", "after a software update"];
const AUTHORS = ["Quell, Ada", "Brandt, Oto", "Nilsen, Uma", "Ferro, Ivo", "Okoye, Zara"];

const WORKS: readonly Work[] = SUBJECTS.flatMap((subject, s) =>
  SETTINGS.map((setting, t) => ({
    title: `${subject} with language models ${setting}: an observational comparison of clinicians`,
    authors: [AUTHORS[(s + t) % 5] ?? "", AUTHORS[(s * 2 + t + 1) % 5] ?? ""],
    year: 2021 + ((s + t) % 4),
    journal: t % 2 === 0 ? "Journal of Invented Imaging" : "Annals of Made-up Medicine",
    place: `VL  - ${s + 3}\nIS  - ${t + 1}\nSP  - ${10 * s + t + 1}\nEP  - ${10 * s + t + 8}`,
    doi: `10.5555/w${s}${t}`,
  })),
);

// databases differ in what they deliver: another spelling, no DOI, no place, the preprint in place of the article
function asRis(work: Work, random: Random): string {
  const dice = random();
  const title = dice < 0.3 ? work.title.toUpperCase() : dice < 0.5 ? `${work.title}.` : work.title;
  const preprint = random() < 0.15;
  const lines = [
    "TY  - JOUR",
    `TI  - ${title}`,
    ...work.authors.map((author) => `AU  - ${author}`),
    `PY  - ${work.year}`,
    `JO  - ${preprint ? "medRxiv" : work.journal}`,
  ];
  if (!preprint && random() < 0.7) lines.push(work.place);
  if (!preprint && random() < 0.6) lines.push(`DO  - ${work.doi}`);
  if (random() < 0.8) lines.push(`AB  - ${work.title} was observed over ${work.year - 2000} weeks.`);
  // some were screened elsewhere before, by two readers who do not always agree
  const elsewhere = work.title.length % 4;
  if (elsewhere > 0) {
    const word = elsewhere === 1 ? "Excluded" : "Included";
    lines.push(`N1  - RAYYAN-INCLUSION: {"Ana"=>"Included", "Bo"=>"${word}"}`);
  }
  return [...lines, "ER  - ", ""].join("\n");
}

/** An export file of 3 to 8 records in RIS; files drawn from the same works overlap. */
export function drawFile(random: Random): { text: string; records: number } {
  const records = 3 + Math.floor(random() * 6);
  const drawn = shuffled(WORKS, random).slice(0, records);
  return { text: drawn.map((work) => asRis(work, random)).join("\n"), records };
}
