import { stateProtocol } from "@chartroom/core/protocol";
import { importFile } from "@chartroom/core/records";
import { TOOLS } from "@chartroom/core/reporting";
import { assign, next, vote } from "@chartroom/core/screening";
import { afterAll, beforeAll, expect, test } from "vitest";
import { everyRequest, type Places, questions, risOf, type TestServer, testServer } from "./testing.ts";

const CANARY = "canary-7319";

const SENT = TOOLS.flatMap(({ id, formats }) => formats.map((format) => `${format}?for=${id}`));

let at: TestServer;
let places: Places;
const who: Record<string, { id: string; cookie: string }> = {};
beforeAll(async () => {
  at = await testServer();
  who["lead"] = { id: at.lead, cookie: await at.enter(at.lead) };
  who["A"] = await at.join("A", "reviewer");
  who["B"] = await at.join("B", "reviewer");
  who["C"] = await at.join("C", "reviewer");
  who["adjudicator"] = await at.join("Adjudicator", "adjudicator");
  who["librarian"] = await at.join("Librarian", "librarian");
  who["observer"] = await at.join("Observer", "observer");
  await at.as(at.lead, stateProtocol, {
    protocol: {
      title: "T",
      pcc: { population: "p", concept: "c", context: "x" },
      stages: { title_abstract: { reasonRequired: false }, full_text: { reasonRequired: false } },
    },
  });
  const file = await at.opened.bench.storage.blobs.put(new TextEncoder().encode(risOf(["Amber", "Basalt"])));
  const { run } = await at.as(at.lead, importFile, {
    file,
    fileName: "two.ris",
    details: { source: { name: "P" } },
  });
  const [a, b] = [who["A"].id, who["B"].id];
  await at.as(at.lead, assign, { stage: "title_abstract", reviewers: [a, b] });
  const { items } = await at.as(a, next, { stage: "title_abstract", count: 2 });
  const [citation = "", other = ""] = items.map((item) => item.citation.id);
  places = { citation, other, file, run: run.id, fact: run.fact };
});
afterAll(() => at.close());

/** Every byte that this member's browser could be sent, headers too, by where it came from. */
async function placesShowing(cookie: string): Promise<string[]> {
  const showing: string[] = [];
  const look = async (where: string, response: Response) => {
    const sent = JSON.stringify([...response.headers]) + (await response.text());
    if (sent.includes(CANARY)) showing.push(where);
  };
  for (const { contract } of at.opened.bench.actions.values())
    if (contract.kind === "read")
      for (const input of questions(places))
        await look(contract.name, await at.ask(contract.name, input, { cookie }));
  for (const format of ["html", "csv", "svg"])
    await look(
      `download ${format}`,
      await at.send("GET", `/api/r/${at.review}/download/report.${format}`, { cookie }),
    );
  for (const words of ["ris", "csv", "jsonl", ...SENT])
    await look(
      `references ${words}`,
      await at.send("GET", `/api/r/${at.review}/download/references.${words}`, { cookie }),
    );
  for (const { method, path } of everyRequest(at))
    if (method === "GET" && !path.endsWith("/events"))
      await look(path, await at.send("GET", path, { cookie }));
  return showing;
}

async function cast(name: string, decision: string, note: string): Promise<Response> {
  const input = { citation: places.citation, stage: "title_abstract", decision, note, labels: [note] };
  return at.tell(vote.name, input, { cookie: who[name]?.cookie });
}

test("a note is in no byte for anybody else until all have voted, and then for those who may see it", async () => {
  expect((await cast("A", "exclude", CANARY)).status).toBe(200);
  expect(await placesShowing(who["A"]?.cookie ?? "")).toEqual(
    expect.arrayContaining(["screening.history", ...SENT.map((words) => `references ${words}`)]),
  );
  for (const name of ["B", "C", "lead", "adjudicator", "librarian", "observer"])
    expect(await placesShowing(who[name]?.cookie ?? ""), `shown to ${name}`).toEqual([]);
  // refusals and errors are answers too
  for (const name of ["B", "lead"])
    for (const { contract } of at.opened.bench.actions.values()) {
      if (contract.kind === "read") continue;
      const response = await at.tell(
        contract.name,
        { citation: places.citation, fact: places.fact },
        { cookie: who[name]?.cookie },
      );
      expect(await response.text(), `${contract.name} by ${name}`).not.toContain(CANARY);
    }

  expect(await (await cast("B", "include", "")).text()).not.toContain(CANARY);
  for (const name of ["B", "lead", "adjudicator"])
    expect(await placesShowing(who[name]?.cookie ?? ""), name).toEqual(
      expect.arrayContaining([
        "screening.history",
        "screening.conflicts",
        ...SENT.map((words) => `references ${words}`),
      ]),
    );
  for (const name of ["C", "librarian"])
    expect(await placesShowing(who[name]?.cookie ?? ""), name).toEqual([]);
}, 60_000);
