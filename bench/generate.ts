import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { seededRandom } from "@chartroom/core/base/random";

const LETTERS = "abcdefghijklmnoprstuvwz";
const WORDS = 30_000;
const ABSTRACT = 1600; // characters
const DUPLICATES = 0.15;

interface Made {
  title: string;
  authors: string[];
  year: number;
  journal: string;
  volume: number;
  page: number;
  doi: string | undefined;
  abstract: string;
}

/** Writes `count` RIS records with abstracts of 1.6 KB, 15 % of them duplicates with a changed detail; the same seed, the same file. */
export async function generateRis(path: string, count: number, seed: number): Promise<void> {
  const random = seededRandom(seed);
  const words = Array.from({ length: WORDS }, () => {
    const length = 3 + Math.floor(random() * 8);
    return Array.from({ length }, () => LETTERS.charAt(Math.floor(random() * LETTERS.length))).join("");
  });
  // a few words are frequent and most are rare, as in real text
  const word = () => words[Math.floor(WORDS * random() ** 3)] ?? "a";
  const phrase = (length: number) => Array.from({ length }, word).join(" ");
  const fresh = (number: number): Made => {
    let abstract = "";
    while (abstract.length < ABSTRACT) abstract += `${word()} `;
    return {
      title: phrase(12),
      authors: Array.from({ length: 4 }, () => `${word()}, ${word().charAt(0).toUpperCase()}.`),
      year: 1990 + Math.floor(random() * 34),
      journal: `Journal of ${phrase(2)}`,
      volume: 1 + Math.floor(random() * 80),
      page: Math.floor(random() * 2000),
      doi: `10.5555/${seed}.${number}`,
      abstract,
    };
  };
  const out = createWriteStream(path);
  const kept: Made[] = [];
  for (let number = 0; number < count; number++) {
    const before = kept[Math.floor(random() * kept.length)];
    const copy = before !== undefined && random() < DUPLICATES;
    const made = copy
      ? {
          ...before,
          title: `${before.title}${random() < 0.5 ? "." : ""}`,
          doi: random() < 0.5 ? undefined : before.doi,
        }
      : fresh(number);
    if (!copy && kept.length < 20_000) kept.push(made);
    const lines = [
      "TY  - JOUR",
      `TI  - ${made.title}`,
      ...made.authors.map((author) => `AU  - ${author}`),
      `PY  - ${made.year}`,
      `JO  - ${made.journal}`,
      `VL  - ${made.volume}`,
      `SP  - ${made.page}`,
      `EP  - ${made.page + 9}`,
      ...(made.doi === undefined ? [] : [`DO  - ${made.doi}`]),
      `AB  - ${made.abstract}`,
      "ER  - ",
      "",
      "",
    ];
    if (!out.write(lines.join("\r\n"))) await once(out, "drain");
  }
  out.end();
  await once(out, "close");
}
