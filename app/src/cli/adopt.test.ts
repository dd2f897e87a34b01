import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Desk, desk } from "./testing.ts";

const WORKS = ["Lamps in wards", "Clocks in wards", "Chairs in wards", "Doors in wards"];
const rayyanRow = (title: string, at: number, inclusion: string, rest = "") =>
  `rayyan-${at},${title},2023,"Alder, Ada","About ${title}.","RAYYAN-INCLUSION: {${inclusion}}${rest}"`;
const RAYYAN = [
  "key,title,year,authors,abstract,notes",
  rayyanRow(WORKS[0] ?? "", 1, '""Reader A""=>""Included"", ""B. Brandt""=>""Included""'),
  rayyanRow(
    WORKS[1] ?? "",
    2,
    '""Reader A""=>""Included"", ""B. Brandt""=>""Excluded""',
    " | RAYYAN-EXCLUSION-REASONS: wrong setting",
  ),
  rayyanRow(WORKS[2] ?? "", 3, '""Reader A""=>""Excluded"", ""B. Brandt""=>""Excluded""'),
  rayyanRow(WORKS[3] ?? "", 4, '""Reader A""=>""Included"", ""B. Brandt""=>""Maybe""'),
  "",
].join("\n");
const COVIDENCE = [
  "Title,Authors,Published Year,Covidence #,Study,Notes,Tags",
  'Lamps in wards,"Alder, A.",2023,#11,Alder 2023,"Exclusion reason: Wrong setting; see the annex",light',
  'Elsewhere altogether,"Alder, A.",2023,#12,Alder 2023,"Exclusion reason: Wrong setting; ",',
  "",
].join("\n");
const ASREVIEW = [
  "record_id,title,year,asreview_label,asreview_note",
  "0,Doors in wards,2023,1,",
  "1,Chairs in wards,2023,0,dose?",
  "2,Lamps in wards,2023,,",
  "",
].join("\n");

let at: Desk;
beforeEach(() => {
  at = desk();
});
afterEach(() => at.close());

const write = (name: string, text: string) => writeFileSync(join(at.folder, name), text);

async function done(...words: string[]) {
  const ran = await at.run(...words, "--review", "r");
  expect(ran.err, words.join(" ")).toBe("");
  expect(ran.exitCode, words.join(" ")).toBe(0);
  return ran;
}
const counts = async () => (await done("status", "--json")).json()["counts"] as Record<string, unknown>;
const adopting = (...words: string[]) => done("screen", "--adopt", ...words);

test("a review that runs in three other tools goes on here, with its votes, conflicts and counts", async () => {
  await at.run("new", "r", "--title", "Wards");
  write(
    "protocol.json",
    JSON.stringify({
      title: "Wards",
      pcc: { population: "p", concept: "c", context: "x" },
      reasons: [{ code: "SET", label: "Wrong setting" }],
    }),
  );
  await done("protocol", "set", join(at.folder, "protocol.json"));
  for (const name of ["Reader A", "Reader B"]) await done("members", "add", name, "--role", "reviewer");
  write("articles.csv", RAYYAN);
  await done("import", join(at.folder, "articles.csv"), "--source", "Moved from Rayyan");

  // the name that is the same here is known; the other one is for a person to say
  const preview = await adopting("articles.csv", "--preview");
  expect(preview.out).toContain("articles.csv: 4 records, decisions of Rayyan.");
  expect(preview.out).toContain("reviewer,Reader A,Reader A");
  expect(preview.out).toContain("reviewer,B. Brandt,\n");
  expect(preview.out).toContain("4 votes would be adopted. Nothing is kept yet.");
  expect(preview.out).toContain("record 2, line 3, B. Brandt: its reviewer is mapped to nobody");
  expect(await counts()).toMatchObject({ inProgress: 4, sought: 0 });

  write("team.csv", "what,there,here\nreviewer,B. Brandt,Reader B\n");
  const adopted = await adopting("articles.csv", "--map", "team.csv", "--reason", "We move");
  expect(adopted.out).toContain("8 votes adopted.");
  expect(adopted.out).toContain("2 go forward, 1 excluded, 1 conflicts, 0 with too few votes");
  expect(await counts()).toMatchObject({ identified: 4, sought: 2, inProgress: 1, excluded: { human: 1 } });
  const conflicts = (await done("screen", "--conflicts")).out;
  expect(conflicts).toContain("Clocks in wards [conflict]");
  expect(conflicts).toContain("Reader B (adopted): exclude, SET");
  const again = await adopting("articles.csv", "--map", "team.csv", "--reason", "We move");
  expect(again.out).toContain("0 votes adopted.");
  expect(again.out).toContain("8 adopted before, or given twice: nothing to do.");

  // what Covidence excluded at full text was decided by both; it is not imported, so that nothing is counted twice
  write("covidence.csv", COVIDENCE);
  write("both.csv", "what,there,here\nreviewer,,Reader A; Reader B\n");
  const read = await adopting("covidence.csv", "--map", "both.csv", "--reason", "Read in Covidence");
  expect(read.out).toContain("2 votes adopted.");
  expect(read.out).toContain("record 2, line 3: no record of the review is the same (Elsewhere altogether)");
  expect(await counts()).toMatchObject({ identified: 4, fullTextExcluded: { SET: 1 } });

  write("asreview.csv", ASREVIEW);
  write("third.csv", "what,there,here\nreviewer,,+Reader C\n");
  const third = ["asreview.csv", "--map", "third.csv", "--reason", "The third screener"] as const;
  expect((await adopting(...third)).out).toContain(
    "2 not adopted: nobody said that a person gave this label.",
  );
  const labelled = (await adopting(...third, "--by-people", "--json")).json();
  expect(labelled).toMatchObject({ votes: 2, added: [{ name: "Reader C" }] });
  expect((await done("members")).out).toContain("Reader C");

  // one step back
  const facts = (await done("undo", String(labelled["fact"]), "--reason", "a second thought")).out;
  expect(facts).toContain("screening.adoption");
  expect(await counts()).toMatchObject({ sought: 2, excluded: { human: 1 } });
  expect((await at.run("verify", "--review", "r")).exitCode).toBe(0);
}, 60_000);

test("says what is wrong with a mapping table, a name or a missing reason", async () => {
  await at.run("new", "r", "--title", "Wards");
  write("articles.csv", RAYYAN);
  const refused = async (...words: string[]) => at.run("screen", "--adopt", ...words, "--review", "r");
  expect((await refused("articles.csv")).exitCode).toBe(2);
  expect((await refused("nowhere.csv", "--preview")).err).toContain("file.not-found");
  write("team.csv", "what,there,here\ndecision,Included,perhaps\n");
  expect((await refused("articles.csv", "--map", "team.csv", "--preview")).err).toContain("adopt.map");
  write("team.csv", "what,there,here\nreviewer,Reader A,Nobody\n");
  expect((await refused("articles.csv", "--map", "team.csv", "--preview")).err).toContain("member.unknown");
});
