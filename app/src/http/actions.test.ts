import { importFile } from "@chartroom/core/records";
import { changeMember, info, rename } from "@chartroom/core/review";
import { next, vote } from "@chartroom/core/screening";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  errorCode,
  everyRequest,
  type Places,
  questions,
  risOf,
  stepsOf,
  type TestServer,
  testServer,
} from "./testing.ts";

let at: TestServer;
let lead: string;
let places: Places;
beforeAll(async () => {
  at = await testServer();
  lead = await at.enter(at.lead);
  const file = await at.opened.bench.storage.blobs.put(new TextEncoder().encode(risOf(["Amber", "Basalt"])));
  const { run } = await at.as(at.lead, importFile, {
    file,
    fileName: "two.ris",
    details: { source: { name: "PubMed" } },
  });
  const { items } = await at.as(at.lead, next, { stage: "title_abstract", count: 2 });
  const [citation = "", other = ""] = items.map((item) => item.citation.id);
  places = { citation, other, file, run: run.id, fact: run.fact };
});
afterAll(() => at.close());

const FORM = {
  title: "Form",
  sections: [{ id: "main", label: "Main", fields: [{ id: "country", label: "Country", type: "text" }] }],
};
const actions = () => [...at.opened.bench.actions.values()];
const kindOf = (kind: string) => actions().filter(({ contract }) => contract.kind === kind);

/** A refusal's code, whether it came at once or as the last step of long work. */
async function refusal(response: Response): Promise<string | undefined> {
  if (!(response.headers.get("content-type") ?? "").includes("ndjson")) return errorCode(response);
  return (await stepsOf(response)).at(-1)?.error?.code;
}

describe("strangers", () => {
  let made = 0;
  async function strangers(): Promise<Record<string, string | undefined>> {
    const other = await at.hall.create(`${at.root}/other-${made++}`, {
      title: "Another review",
      lead: "Other lead",
    });
    const foreign = await at.enter((await at.hall.leadOf(other)).id, other);
    const ended = await at.join(`Was here ${made}`, "lead");
    await at.as(at.lead, changeMember, { member: ended.id, active: false, reason: "moved on" });
    const left = await at.join(`Leaves ${made}`, "lead");
    await at.send("POST", `/api/leave/${at.review}`, { cookie: left.cookie });
    const own = lead.split("=")[0] ?? "";
    return {
      "no cookie": undefined,
      "another review's cookie": foreign,
      "another review's session under this review's name": `${own}=${foreign.split("=")[1]}`,
      "an ended member": ended.cookie,
      "one who left": left.cookie,
      "an empty session": `${own}=`,
      "a session of another port": lead.replace("4747", "4748"),
      "a launch token as session": `${own}=${at.opened.sessions.launchToken(at.lead)}`,
      "a member's id as session": `${own}=${at.lead}`,
      "a name of every object": `${own}=__proto__`,
    };
  }

  test("are refused at every route of a review and at every action", async () => {
    const everybody = await strangers();
    const before = await at.facts();
    for (const { method, path } of everyRequest(at).filter((one) => one.path.startsWith("/api/r/"))) {
      for (const [who, cookie] of Object.entries(everybody)) {
        const response = await at.send(method, path, {
          cookie,
          ...(method !== "GET" && { body: '{"input":{}}' }),
        });
        expect(response.status, `${method} ${path} by ${who}`).toBe(401);
        expect(await errorCode(response)).toBe("who.stranger");
      }
    }
    expect(await at.facts()).toEqual(before);
  });

  test("see nothing of a review on the home page, and make none", async () => {
    for (const [who, cookie] of Object.entries(await strangers())) {
      if (who === "another review's cookie") continue;
      const home = await at.send("GET", "/api/home", { cookie });
      expect(await home.json(), who).toEqual({
        result: { owner: false, open: [], recent: [], reviewsFolder: null },
      });
      for (const path of ["new", "open", "example"]) {
        const body = JSON.stringify({ title: "T", folder: at.root, name: "tutorial" });
        const response = await at.send("POST", `/api/home/${path}`, { cookie, body });
        expect(response.status, `${path} by ${who}`).toBe(403);
      }
    }
  });
});

describe("members", () => {
  test("an observer changes nothing by any action", async () => {
    const { cookie } = await at.join("Looks on", "observer");
    const before = await at.facts();
    for (const { contract, who } of kindOf("write")) {
      const response = await at.tell(contract.name, questions(places)[0], { cookie });
      const { status } = response;
      const code = await refusal(response);
      expect(code, contract.name).toBeDefined();
      if (code?.startsWith("who.")) expect(status, contract.name).toBe(403);
      else if (!who.includes("*")) expect(code, contract.name).toBe("input.invalid");
    }
    expect(await at.facts()).toEqual(before);
  });

  test("with every role but lead do nothing that is the lead's alone", async () => {
    const { cookie } = await at.join("Busy", "reviewer", "adjudicator", "librarian", "observer");
    const before = await at.facts();
    for (const [name, input] of [
      ["review.rename", { title: "Mine" }],
      ["review.unblind", { reason: "curious" }],
      ["review.addMember", { name: "Friend", roles: ["lead"] }],
      ["review.changeMember", { member: at.lead, active: false, reason: "mine now" }],
      ["review.nameVersion", { name: "v1" }],
      ["protocol.state", { protocol: { title: "T", pcc: { population: "", concept: "", context: "" } } }],
      ["screening.close", { stage: "title_abstract", reason: "enough" }],
      ["screening.assign", { stage: "title_abstract", reviewers: [at.lead] }],
      ["screening.openPilot", {}],
      ["charting.stateForm", { form: FORM }],
    ] as const) {
      const response = await at.tell(name, input, { cookie });
      expect([await errorCode(response), response.status], name).toEqual(["who.not-allowed", 403]);
    }
    expect(await at.facts()).toEqual(before);
  });

  test("are who their cookie says, whatever their input says", async () => {
    const { cookie, id } = await at.join("Honest", "reviewer");
    const { result } = (await (
      await at.ask("review.info", { actor: at.lead, member: at.lead }, { cookie })
    ).json()) as {
      result: { you: { id: string } };
    };
    expect(result.you.id).toBe(id);
    const body = JSON.stringify({ input: { title: "T" }, actor: at.lead });
    expect((await at.send("POST", `/api/r/${at.review}/review.rename`, { cookie, body })).status).toBe(403);
  });
});

describe("reading and writing", () => {
  test("a writing action cannot be had by GET", async () => {
    const before = await at.facts();
    for (const { contract } of kindOf("write"))
      for (const input of [{ title: "Changed by a link", reason: "x" }, ...questions(places)]) {
        const response = await at.ask(contract.name, input, { cookie: lead });
        expect(response.status, contract.name).toBe(404);
        expect(await errorCode(response)).toBe("action.unknown");
      }
    expect(await at.facts()).toEqual(before);
    expect((await at.as(at.lead, info, {})).title).toBe("A review under test");
  });

  test("every reading action is asked, changes nothing, and is kept by no cache", async () => {
    const before = await at.facts();
    for (const { contract } of kindOf("read")) {
      for (const input of questions(places)) {
        expect(contract.input.safeParse(input).error, contract.name).toBeUndefined();
        const response = await at.ask(contract.name, input, { cookie: lead });
        expect(response.status, contract.name).not.toBe(500);
        if (response.status === 200) expect(response.headers.get("cache-control")).toBe("no-store");
        await response.body?.cancel();
      }
    }
    expect(await at.facts()).toEqual(before);
    expect(at.faults).toEqual([]);
  });

  test("no action that there is not", async () => {
    for (const name of [
      "review.destroy",
      "__proto__",
      "constructor",
      "toString",
      "review.info%00",
      "..",
      "review.Info",
    ]) {
      expect([404], name).toContain((await at.ask(name, {}, { cookie: lead })).status);
      expect([404], name).toContain((await at.tell(name, {}, { cookie: lead })).status);
    }
  });
});

describe("a repeated request", () => {
  const call = (cookie: string, action: string, input: unknown, request: string) =>
    at.send("POST", `/api/r/${at.review}/${action}`, { cookie, body: JSON.stringify({ input, request }) });
  const ballot = (decision: string) => ({ citation: places.citation, stage: "title_abstract", decision });

  test("is answered the same and counts once, also when both come at once", async () => {
    const { cookie } = await at.join("Votes", "reviewer");
    const before = (await at.facts()).length;
    const answers = await Promise.all(
      [1, 2, 3].map(() => call(cookie, vote.name, ballot("include"), "vote-1")),
    );
    const [first, ...others] = await Promise.all(answers.map((one) => one.text()));
    for (const other of others) expect(other).toBe(first);
    expect(await (await call(cookie, vote.name, ballot("exclude"), "vote-1")).text()).toBe(first);
    expect((await at.facts()).length).toBe(before + 1);
  });

  test("is refused where the id was somebody else's, or for something else", async () => {
    const someone = await at.join("Someone", "lead");
    const before = await at.facts();
    for (const [cookie, action, input] of [
      [someone.cookie, vote.name, ballot("include")],
      [someone.cookie, rename.name, { title: "T" }],
    ] as const) {
      const response = await call(cookie, action, input, "vote-1");
      expect([await errorCode(response), response.status]).toEqual(["request.reused", 409]);
    }
    expect(await at.facts()).toEqual(before);
  });

  test("must have an id that is a word", async () => {
    const before = await at.facts();
    for (const request of ["", "a b", "x".repeat(101), 7, null, {}, "\n"]) {
      const body = JSON.stringify({ input: { title: "T" }, request });
      const response = await at.send("POST", `/api/r/${at.review}/${rename.name}`, { cookie: lead, body });
      expect([await errorCode(response), response.status]).toEqual(["input.request", 400]);
    }
    expect(await at.facts()).toEqual(before);
  });
});
