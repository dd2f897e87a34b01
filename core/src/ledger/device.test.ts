import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { perform, type Workbench } from "../action/index.ts";
import { info, rename } from "../review/index.ts";
import { databases, SERVER, testReview } from "../testing.ts";
import { createReview, openReview, openServerReview } from "../workbench.ts";
import { allHeads, verify } from "./index.ts";

describe("the device of a folder", () => {
  let root: string;
  let folder: string;
  let stateFolder: string;
  let lead: string;
  const opened: Workbench[] = [];

  const at = (name: string) => join(root, name);
  async function open(place: string, state = stateFolder): Promise<Workbench> {
    const bench = await openReview(place, { stateFolder: state });
    opened.push(bench);
    return bench;
  }
  const write = (bench: Workbench, title: string) =>
    perform(bench, rename, { actor: lead, input: { title } });
  const titleOf = async (bench: Workbench) => (await perform(bench, info, { actor: lead, input: {} })).title;
  const heads = (bench: Workbench) =>
    bench.storage.read(async (tx) => (await allHeads(tx)).map(({ device, number }) => ({ device, number })));
  const sound = async (bench: Workbench, known: string[] = []) =>
    expect((await bench.storage.read((tx) => verify(tx, known))).faults).toEqual([]);

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), "chartroom-device-"));
    folder = at("review");
    stateFolder = at("state");
    const made = await createReview(folder, { title: "T", lead: "Lead" }, { stateFolder });
    lead = made.lead;
    await write(made.bench, "first");
    await made.bench.storage.close();
  });
  afterEach(async () => {
    for (const bench of opened.splice(0)) await bench.storage.close();
    rmSync(root, { recursive: true, force: true });
  });

  test("stays the same from one opening to the next", async () => {
    const before = await heads(await open(folder));
    await write(await open(folder), "second");
    const after = await heads(await open(folder));
    expect(before.map(({ device }) => device)).toEqual(after.map(({ device }) => device));
    expect(after[0]?.number).toBe((before[0]?.number ?? 0) + 1);
  });

  test("a copied folder goes on as a new device, and neither chain forks", async () => {
    cpSync(folder, at("copy"), { recursive: true });
    const [original, copy] = [await open(folder), await open(at("copy"))];
    await write(original, "in the original");
    await write(copy, "in the copy");
    await write(copy, "in the copy again");
    expect(await heads(original)).toHaveLength(1);
    const [own] = await heads(original);
    const copied = await heads(copy);
    expect(copied).toHaveLength(2);
    // the chain that came with the copy ends where it was copied; the copy's own starts from 1
    expect(copied.find(({ device }) => device === own?.device)?.number).toBe((own?.number ?? 0) - 1);
    expect(copied.find(({ device }) => device !== own?.device)?.number).toBe(2);
    await sound(original);
    await sound(copy);
  });

  test("the same folder under another account's state folder is another device", async () => {
    await write(await open(folder, at("state of another")), "theirs");
    const bench = await open(folder);
    await write(bench, "ours");
    expect(await heads(bench)).toHaveLength(2);
    expect(await titleOf(bench)).toBe("ours");
    await sound(bench);
  });

  test("a restored backup goes on as a new device, and what was lost is found by the hash known here", async () => {
    cpSync(folder, at("backup"), { recursive: true });
    const living = await open(folder);
    await write(living, "after the backup");
    const lost = living.device.lastHash() ?? "";
    await living.storage.close();
    opened.splice(opened.indexOf(living), 1);
    rmSync(folder, { recursive: true });
    cpSync(at("backup"), folder, { recursive: true });

    const restored = await open(folder);
    const known = await restored.storage.read((tx) => verify(tx, [lost]));
    expect(known.faults.map(({ kind, hash }) => [kind, hash])).toEqual([["tail", lost]]);
    await write(restored, "another way");
    const now = await heads(restored);
    expect(now.map(({ number }) => number).sort()).toEqual([1, 3]);
    await sound(restored, [restored.device.lastHash() ?? ""]);
  });

  test("a state folder set back with the review does not let a chain fork either", async () => {
    await write(await open(folder), "second");
    cpSync(stateFolder, at("state kept"), { recursive: true });
    const bench = await open(folder);
    await write(bench, "third");
    rmSync(stateFolder, { recursive: true });
    cpSync(at("state kept"), stateFolder, { recursive: true });
    await write(bench, "fourth");
    const [head, ...others] = await heads(bench);
    expect(others).toEqual([]);
    expect(head?.number).toBe(6);
    await sound(bench);
  });

  test("two openings of one folder write in turns, in one unbroken chain", async () => {
    const benches = [await open(folder), await open(folder)];
    const writes = Array.from({ length: 40 }, (_, turn) => {
      const bench = benches[turn % 2] as Workbench;
      return write(bench, `title ${turn}`);
    });
    await Promise.all(writes);
    for (const bench of benches) {
      const { facts, devices } = await bench.storage.read((tx) => verify(tx));
      expect(devices).toHaveLength(1);
      expect(facts).toBe(3 + 40);
      await sound(bench);
    }
    expect(await titleOf(benches[0] as Workbench)).toBe(await titleOf(benches[1] as Workbench));
  });

  test("the same request through both openings counts once", async () => {
    const benches = [await open(folder), await open(folder)];
    const call = { actor: lead, input: { title: "once" }, request: "the same" };
    const answers = await Promise.all(benches.map((bench) => perform(bench, rename, call)));
    expect(answers[0]).toEqual(answers[1]);
    expect((await heads(benches[0] as Workbench))[0]?.number).toBe(4);
  });
});

describe.runIf(databases.includes("postgres"))("the device of a server", () => {
  test("is the database's own, however many nodes open it, and their writes take turns", async () => {
    const first = await testReview("postgres");
    const server = SERVER ?? "";
    const { bench } = await openServerReview(server, first.bench.storage.review, {
      stateFolder: first.stateFolder,
    });
    const writes = Array.from({ length: 30 }, (_, turn) =>
      perform(turn % 2 === 0 ? bench : first.bench, rename, {
        actor: first.lead,
        input: { title: `title ${turn}` },
      }),
    );
    await Promise.all(writes);
    const { facts, devices, faults } = await bench.storage.read((tx) => verify(tx));
    expect({ facts, devices: devices.length, faults }).toEqual({ facts: 32, devices: 1, faults: [] });
    await bench.storage.close();
    await first.close();
  });
});
