import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const PROGRAM = fileURLToPath(new URL("../../bin/chartroom.js", import.meta.url));
const BUILD = 300_000; // milliseconds: the first call in a checkout builds the program

let folder: string;

function started(words: readonly string[]): ChildProcess {
  const env = { ...process.env, CHARTROOM_STATE: join(folder, ".state") };
  return spawn(process.execPath, [PROGRAM, ...words], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function ended(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  let [out, err] = ["", ""];
  child.stdout?.on("data", (piece: Buffer) => {
    out += piece.toString();
  });
  child.stderr?.on("data", (piece: Buffer) => {
    err += piece.toString();
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, out, err })));
}

const run = (...words: string[]) => ended(started(words));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartroom-front-"));
  const { code, err } = await run("--version");
  expect([code, err]).toEqual([0, expect.any(String)]);
}, BUILD);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("help and version stand on standard output, and end with 0", async () => {
  const help = await run("--help");
  expect([help.code, help.err]).toEqual([0, ""]);
  expect(help.out).toMatch(/Usage: chartroom[\s\S]*Screening:[\s\S]*convert FILE\.\.\./);
  expect((await run("members", "add", "--help")).out).toContain("--role <ROLE...>");
  expect(await run()).toEqual(help);
  expect((await run("--version")).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("wrong usage ends with 2, a review at fault with 1; --json gives one document either way", async () => {
  for (const words of [
    ["frobnicate"],
    ["status", "--frobnicate"],
    ["new"],
    ["withdraw", "x", "y"],
    ["screen", "--close", "third"],
  ]) {
    const ran = await run(...words);
    expect([ran.code, ran.out], words.join(" ")).toEqual([2, ""]);
    expect(ran.err).not.toBe("");
  }
  const usage = await run("status", "--frobnicate", "--json");
  expect([usage.code, JSON.parse(usage.out)]).toMatchObject([2, { error: { code: "command.usage" } }]);
  const fault = await run("status", "--json");
  expect([fault.code, JSON.parse(fault.out)]).toMatchObject([1, { error: { code: "review.not-found" } }]);
});

test("a review is made and answers in JSON alone", async () => {
  expect((await run("new", "r", "--title", "Naps", "--json")).code).toBe(0);
  const { code, out, err } = await run("status", "--review", "r", "--json");
  expect([code, err]).toEqual([0, ""]);
  expect(JSON.parse(out)).toMatchObject({ title: "Naps", counts: { identified: 0 } });
});

function manyRecords(n: number): string {
  return Array.from(
    { length: n },
    (_, at) => `TY  - JOUR\nID  - ${at}\nTI  - Naps, part ${at}\nPY  - 2021\nER  - \n`,
  ).join("");
}

test("a reader that has seen enough ends the program quietly", async () => {
  writeFileSync(join(folder, "many.ris"), manyRecords(20_000));
  const child = started(["convert", "many.ris"]);
  child.stdout?.once("data", () => child.stdout?.destroy());
  let err = "";
  child.stderr?.on("data", (piece: Buffer) => {
    err += piece.toString();
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  expect([code, err]).toEqual([0, ""]);
});

test.skipIf(process.platform === "win32")(
  "Ctrl-C ends with 130 and leaves no half-written file",
  async () => {
    writeFileSync(join(folder, "more.ris"), manyRecords(300_000));
    const child = started(["convert", "more.ris", "--out", "more.jsonl"]);
    const end = ended(child);
    const isWriting = () => readdirSync(folder).some((name) => name.startsWith("more.jsonl."));
    while (!isWriting() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGINT");
    const { code, err } = await end;
    expect([code, err]).toEqual([130, expect.stringContaining("Stopped.")]);
    expect(readdirSync(folder).filter((name) => name.startsWith("more.jsonl"))).toEqual([]);
  },
);
