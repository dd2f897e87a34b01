import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { perform, type Workbench } from "@chartroom/core/action";
import { pairs, relations } from "@chartroom/core/dedup";
import { status } from "@chartroom/core/flow";
import { verify } from "@chartroom/core/ledger";
import { renderReport } from "@chartroom/core/reporting";
import { members } from "@chartroom/core/review";
import { membersOf } from "@chartroom/core/review/store";
import { resolve } from "@chartroom/core/screening";
import { synthesis } from "@chartroom/core/synthesis";
import { openReview } from "@chartroom/core/workbench";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ExampleName, replayExample } from "./example.ts";

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "chartroom-example-"));
  process.env["CHARTROOM_STATE"] = join(root, "state");
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function replayed(name: ExampleName): Promise<{ bench: Workbench; lead: string }> {
  const folder = join(root, name);
  await replayExample(name, folder);
  const bench = await openReview(folder, { stateFolder: join(root, "state") });
  const [lead] = await bench.storage.read(membersOf);
  return { bench, lead: lead?.id ?? "" };
}

describe("the flagship example", () => {
  let bench: Workbench;
  let lead: string;
  beforeAll(async () => {
    ({ bench, lead } = await replayed("generative-ai-radiology"));
  }, 60_000);
  afterAll(() => bench.storage.close());

  test("goes from four exports to 38 included studies, and all counts add up", async () => {
    const { counts, faults, agreement } = await perform(bench, status, { actor: lead, input: {} });
    expect(faults).toEqual([]);
    expect(counts).toMatchObject({
      identified: 331,
      identifiedBySource: { PubMed: 76, Embase: 77, "IEEE Xplore": 22, "Google Scholar": 156 },
      duplicates: 175,
      screened: 156,
      excluded: { human: 0, automation: 94 },
      inProgress: 0,
      sought: 62,
      notRetrieved: 19,
      assessed: 43,
      fullTextExcluded: { X8: 5 },
      fullTextInProgress: 0,
      reportsIncluded: 38,
      studiesIncluded: 38,
      leftOutOfSynthesis: 1,
    });
    const [readers] = agreement.title_abstract;
    expect(readers?.group).toBe("machines");
    expect(readers?.report.items.shared).toBe(156);
    expect(readers?.report.forward.kappa?.value).toBeCloseTo(0.63, 2);
  });

  test("keeps versions apart as relations, with no pair left open", async () => {
    expect((await perform(bench, pairs, { actor: lead, input: {} })).total).toBe(0);
    expect((await perform(bench, relations, { actor: lead, input: {} })).length).toBeGreaterThanOrEqual(12);
  });

  test("verifies, and its report prints what was computed", async () => {
    expect((await bench.storage.read((tx) => verify(tx))).faults).toEqual([]);
    const { base64 } = await perform(bench, renderReport, { actor: lead, input: { format: "html" } });
    const html = Buffer.from(base64, "base64").toString("utf8");
    expect(html.includes("Generative")).toBe(true);
    expect(html.includes("Demonstration data")).toBe(true);
    expect(/<script/i.test(html)).toBe(false);
    const view = await perform(bench, synthesis, { actor: lead, input: {} });
    expect(view.studies).toBe(37);
    expect(view.findings?.rows).toHaveLength(6);
    const five = view.findings?.rows.find((row) => row.id === "seo-5");
    expect(five?.exceptions.length).toBeGreaterThanOrEqual(2);
  });

  test("one changed decision changes flow and report", async () => {
    const before = await perform(bench, status, { actor: lead, input: {} });
    const sought = before.counts.notRetrieved;
    const { citations } = await import("@chartroom/core/flow");
    const page = await perform(bench, citations, { actor: lead, input: { class: ["included"], limit: 1 } });
    await perform(bench, resolve, {
      actor: lead,
      input: { citation: page.rows[0]?.id ?? "", stage: "full_text", decision: "not_retrieved" },
    });
    const after = await perform(bench, status, { actor: lead, input: {} });
    expect(after.counts).toMatchObject({ notRetrieved: sought + 1, reportsIncluded: 37, assessed: 42 });
    expect(after.faults).toEqual([]);
  });
});

describe("the tutorial", () => {
  test("has a pilot, conflicts, two chartists and a consensus", async () => {
    const { bench, lead } = await replayed("tutorial");
    const { counts, faults, stage } = await perform(bench, status, { actor: lead, input: {} });
    expect(faults).toEqual([]);
    expect(stage).toBe("charting");
    expect(counts).toMatchObject({ identified: 36, inProgress: 0, fullTextInProgress: 0 });
    expect(counts.identified - counts.duplicates).toBe(29);
    expect(counts.excluded.human).toBeGreaterThan(0);
    expect(await perform(bench, members, { actor: lead, input: {} })).toHaveLength(6);
    await bench.storage.close();
  }, 60_000);
});
