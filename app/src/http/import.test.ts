import { readdirSync } from "node:fs";
import { importFile, type ImportPreview, runs } from "@chartroom/core/records";
import { status } from "@chartroom/core/flow";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { errorCode, risOf, stepsOf, type TestServer, testServer } from "./testing.ts";

let at: TestServer;
let lead: string;
beforeAll(async () => {
  at = await testServer();
  lead = await at.enter(at.lead);
});
afterAll(() => at.close());

const details = { source: { name: "PubMed" } };

async function uploaded(text: string): Promise<string> {
  const body = new TextEncoder().encode(text);
  const response = await at.send("POST", `/api/r/${at.review}/files`, { cookie: lead, body });
  const { result } = (await response.json()) as { result: { file: string; size: number } };
  expect(result.size).toBe(body.length);
  return result.file;
}

async function previewed(file: string, fileName: string): Promise<ImportPreview> {
  const response = await at.ask("records.preview", { file, fileName }, { cookie: lead });
  return ((await response.json()) as { result: ImportPreview }).result;
}

const identified = async () => (await at.as(at.lead, status, {})).counts.identified;
const namesOnDisk = () => readdirSync(at.root, { recursive: true }).map(String);

describe("an import over HTTP", () => {
  test("goes from upload over preview to records, and comes in once", async () => {
    const file = await uploaded(risOf(["Amber films", "Basalt films", "Cobalt films"]));
    const preview = await previewed(file, "three.ris");
    expect(preview).toMatchObject({ format: "ris", records: 3, fileName: "three.ris" });
    expect(preview.first.map((reference) => reference.title)).toEqual([
      "Amber films",
      "Basalt films",
      "Cobalt films",
    ]);
    expect(await identified()).toBe(0);

    const facts = (await at.facts()).length;
    const body = JSON.stringify({ input: { file, fileName: "three.ris", details }, request: "import-1" });
    const first = await at.send("POST", `/api/r/${at.review}/records.import`, { cookie: lead, body });
    expect(first.headers.get("content-type")).toContain("application/x-ndjson");
    const steps = await stepsOf(first);
    expect(steps.at(-1)).toMatchObject({
      result: { already: false, run: { records: 3, fileName: "three.ris" } },
    });
    expect(await identified()).toBe(3);

    const again = await stepsOf(
      await at.send("POST", `/api/r/${at.review}/records.import`, { cookie: lead, body }),
    );
    expect(again.at(-1)).toEqual(steps.at(-1));
    const anew = await stepsOf(
      await at.tell("records.import", { file, fileName: "three.ris", details }, { cookie: lead }),
    );
    expect(anew.at(-1)).toMatchObject({ result: { already: true } });
    expect((await at.facts()).length).toBe(facts + 1);
    expect((await previewed(file, "three.ris")).already?.records).toBe(3);
  });

  test("says how far it is, a line per step", async () => {
    const file = await uploaded(risOf(Array.from({ length: 1500 }, (_, index) => `Numbered ${index}`)));
    const steps = await stepsOf(
      await at.tell("records.import", { file, fileName: "many.ris", details }, { cookie: lead }),
    );
    const told = steps.flatMap(({ progress }) =>
      progress === undefined ? [] : [progress as { done: number }],
    );
    expect(told.length).toBeGreaterThan(1);
    expect(told.map(({ done }) => done)).toEqual(told.map(({ done }) => done).toSorted((a, b) => a - b));
    expect(steps.filter((step) => "result" in step)).toHaveLength(1);
  });

  test("is cancelled by whoever closes the connection, and leaves nothing", async () => {
    const before = { facts: await at.facts(), identified: await identified() };
    const file = await uploaded(risOf(Array.from({ length: 1500 }, (_, index) => `Cancelled ${index}`)));
    const response = await at.tell(
      "records.import",
      { file, fileName: "cancelled.ris", details },
      { cookie: lead },
    );
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await expect
      .poll(async () => (await at.as(at.lead, runs, {})).map((run) => run.fileName))
      .not.toContain("cancelled.ris");
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await at.facts()).toEqual(before.facts);
    expect(await identified()).toBe(before.identified);
    const steps = await stepsOf(
      await at.tell("records.import", { file, fileName: "later.ris", details }, { cookie: lead }),
    );
    expect(steps.at(-1)).toMatchObject({ result: { already: false, run: { records: 1500 } } });
  });

  test("of a file that nobody uploaded, or that holds no records, is refused with a word on what to do", async () => {
    const before = await at.facts();
    const empty = await uploaded("nothing that anybody exported\n");
    for (const [file, code] of [
      ["0".repeat(64), "import.not-uploaded"],
      [empty, undefined],
    ] as const) {
      const steps = await stepsOf(
        await at.tell("records.import", { file, fileName: "x.ris", details }, { cookie: lead }),
      );
      const error = steps.at(-1)?.error as { code: string; hint?: string } | undefined;
      expect(error?.hint).toBeTruthy();
      if (code !== undefined) expect(error?.code).toBe(code);
    }
    for (const file of ["../../etc/passwd", "x", "A".repeat(64), ""]) {
      const input = { file, fileName: "x.ris", details };
      const steps = await stepsOf(await at.tell("records.import", input, { cookie: lead }));
      expect(steps.at(-1)?.error?.code).toBe("input.invalid");
      expect((await at.ask("records.preview", input, { cookie: lead })).status).toBe(400);
    }
    expect(await at.facts()).toEqual(before);
  });

  test("that is refused before its first step is answered with the status of the refusal", async () => {
    const { cookie } = await at.join("Looks on, too", "observer");
    const file = await uploaded(risOf(["Not mine to import"]));
    for (const [asking, input, status, code] of [
      [{ cookie }, { file, fileName: "x.ris", details }, 403, "who.not-allowed"],
      [{ cookie: lead }, { file: "x", fileName: "x.ris", details }, 400, "input.invalid"],
      [{ cookie: lead }, { file: "0".repeat(64), fileName: "x.ris", details }, 422, "import.not-uploaded"],
    ] as const) {
      const response = await at.tell("records.import", input, asking);
      expect([response.status, await errorCode(response)]).toEqual([status, code]);
      expect(response.headers.get("content-type")).toContain("application/json");
    }
  });

  test("takes a file's name as words only", async () => {
    const names = [
      "../../outside.ris",
      "..\\..\\outside.ris",
      "/etc/cron.d/outside",
      "C:\\outside.ris",
      "sir.\u202Eexe",
      "two\nlines\r\nSet-Cookie: a=b",
      "<img src=x onerror=alert(1)>.ris",
      "-rf .ris",
      "a".repeat(300),
    ];
    const known = new Set(namesOnDisk());
    for (const [index, fileName] of names.entries()) {
      const file = await uploaded(risOf([`Named ${index}`]));
      const steps = await stepsOf(
        await at.tell("records.import", { file, fileName, details }, { cookie: lead }),
      );
      const run = (steps.at(-1)?.result as { run: { fileName: string } } | undefined)?.run;
      expect(run?.fileName).toBe(fileName);
    }
    const fresh = namesOnDisk().filter((name) => !known.has(name));
    expect(fresh.length).toBeGreaterThanOrEqual(names.length);
    for (const name of fresh)
      expect(name.split(/[\\/]/).at(-1)).toMatch(/^([0-9a-f]{2}|[0-9a-f]{64}|chartroom\.db.*)$/);
  });

  test("is for those who collect", async () => {
    const { cookie } = await at.join("Looks on", "observer");
    const known = namesOnDisk();
    const body = new TextEncoder().encode(risOf(["Not mine to bring"]));
    const response = await at.send("POST", `/api/r/${at.review}/files`, { cookie, body });
    expect([await errorCode(response), response.status]).toEqual(["who.not-allowed", 403]);
    expect(namesOnDisk()).toEqual(known);
    const none = await at.send("POST", `/api/r/${at.review}/files`, { cookie: lead });
    expect([await errorCode(none), none.status]).toEqual(["input.empty", 400]);
    expect(importFile.name).toBe("records.import");
  });
});
