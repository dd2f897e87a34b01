import { expect, test } from "vitest";
import type { Member, Role } from "@chartroom/core/review";
import { awaitedWords, namesOf, type OpenAt, settlers } from "./awaited.ts";

const member = (name: string, roles: Role[], active = true): Member => ({
  id: name.toLowerCase(),
  name,
  roles,
  kind: "person",
  model: null,
  active,
  unblinded: null,
});
const TEAM = [member("Lea", ["lead"]), member("Ada", ["reviewer"]), member("Ben", ["reviewer"])];
const at = (change: Partial<OpenAt>): OpenAt => ({
  stage: "title_abstract",
  open: 0,
  seen: 0,
  mine: 0,
  assigned: TEAM.filter(({ roles }) => roles.includes("reviewer")),
  ...change,
});

test("conflicts wait for the adjudicator, for the lead where there is none, and never for who has left", () => {
  const [sentence, ...more] = awaitedWords(at({ open: 2, seen: 2 }), "ada", TEAM);
  expect([sentence, more]).toEqual(["2 conflicts wait to be settled by Lea.", []]);
  const both = [...TEAM, member("Cleo", ["adjudicator"]), member("Dan", ["adjudicator"], false)];
  expect(settlers(both).map(({ name }) => name)).toEqual(["Cleo"]);
  expect(awaitedWords(at({ open: 1, seen: 1 }), "ada", both)).toEqual([
    "1 conflict waits to be settled by Cleo.",
  ]);
});

test("what is open beyond the conflicts seen is said with its readers, without telling votes from conflicts", () => {
  expect(awaitedWords(at({ open: 3, seen: 1 }), "ada", TEAM)).toEqual([
    "1 conflict waits to be settled by Lea.",
    "2 records are still open; read by Ben besides you.",
  ]);
  expect(awaitedWords(at({ open: 1, stage: "full_text" }), "lea", TEAM)).toEqual([
    "1 report is still open; read by Ada and Ben.",
  ]);
});

test("what the reader may settle waits for them", () => {
  expect(awaitedWords(at({ open: 3, seen: 3, mine: 2 }), "lea", TEAM)).toEqual([
    "2 conflicts wait for you.",
    "1 conflict waits to be settled by somebody who did not vote.",
  ]);
});

test("many names are cut short", () => {
  const names = (...all: string[]) => all.map((name) => ({ name }));
  expect([
    namesOf(names("A")),
    namesOf(names("A", "B"), "or"),
    namesOf(names("A", "B", "C", "D", "E")),
  ]).toEqual(["A", "A or B", "A, B, C and 2 more"]);
});
