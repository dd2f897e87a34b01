import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { stateProtocol } from "@chartroom/core/protocol";
import { importFile } from "@chartroom/core/records";
import { addMember, changeMember } from "@chartroom/core/review";
import { REPORT_FORMATS, writeText } from "@chartroom/core/reporting";
import { next, vote } from "@chartroom/core/screening";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { errorCode, type TestServer, testServer } from "./testing.ts";

const VECTORS = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "<svg/onload=alert(1)>",
  "</style><script>alert(1)</script>",
  "</title><script>alert(1)</script>",
  "<!--<script>alert(1)</script>-->",
  "javascript:alert(1)",
  "<a href=javascript:alert(1)>x</a>",
  "<iframe srcdoc='<script>alert(1)</script>'>",
  "' onmouseover='alert(1)",
  "<base href=https://evil.example/>",
  "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
];

let at: TestServer;
let lead: string;
beforeAll(async () => {
  at = await testServer(VECTORS[4]);
  lead = await at.enter(at.lead);
  const hostile = VECTORS.join(" ");
  const reviewer = (
    await at.as(at.lead, addMember, { name: `R ${hostile}`.slice(0, 200), roles: ["reviewer"] })
  ).id;
  await at.as(at.lead, stateProtocol, {
    protocol: {
      title: hostile,
      pcc: { population: hostile, concept: hostile, context: hostile },
      stages: {
        title_abstract: { votesNeeded: 1, reasonRequired: false },
        full_text: { votesNeeded: 1, reasonRequired: false },
      },
    },
  });
  const ris = VECTORS.map(
    (vector, at) =>
      `TY  - JOUR\nTI  - ${vector} number ${at}\nAU  - ${vector}\nJO  - ${vector}\nPY  - 2024\nUR  - ${vector}\nKW  - ${vector}\nAB  - ${vector}\nER  - \n`,
  ).join("\n");
  const file = await at.opened.bench.storage.blobs.put(new TextEncoder().encode(ris));
  await at.as(at.lead, importFile, {
    file,
    fileName: `${VECTORS[0]}.ris`,
    details: {
      source: { name: `S ${VECTORS[1]}`, platform: VECTORS[2] ?? "" },
      query: hostile,
      note: hostile,
    },
  });
  await at.as(at.lead, writeText, { part: "summary", text: hostile });
  await at.as(at.lead, writeText, { part: "results", text: hostile });
  const { items } = await at.as(reviewer, next, { stage: "title_abstract", count: 50 });
  for (const { citation } of items)
    for (const stage of ["title_abstract", "full_text"] as const)
      await at.as(reviewer, vote, { citation: citation.id, stage, decision: "include", note: hostile });
});
afterAll(() => at.close());

const file = (name: string, cookie = lead) =>
  at.send("GET", `/api/r/${at.review}/download/${name}`, { cookie });

describe("a download", () => {
  test.each(REPORT_FORMATS)("as %s says what it is and may run nothing", async (format) => {
    const shown = await file(`report.${format}`);
    expect(shown.status).toBe(200);
    expect(shown.headers.get("cache-control")).toBe("no-store");
    expect(shown.headers.get("x-content-type-options")).toBe("nosniff");
    expect((await shown.arrayBuffer()).byteLength).toBeGreaterThan(100);
    const saved = await file(`report.${format}?save`);
    expect(saved.headers.get("content-disposition")).toMatch(/^attachment; filename="[\w.-]+"$/);
    const policy = shown.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    if (format === "html" || format === "svg") {
      expect(shown.headers.get("content-disposition")).toBeNull();
      expect(policy).toMatch(/(^|; )sandbox allow-popups$/);
      expect(policy).not.toMatch(/script-src|connect-src|allow-scripts|allow-same-origin/);
    } else expect(shown.headers.get("content-disposition")).toMatch(/^attachment;/);
  });

  test.each([
    "report",
    "report.exe",
    "report.HTML",
    "..%2fchartroom.db",
    "report.html%00",
    "__proto__",
    "report.html%2f..",
    "REPORT.docx",
  ])("named %s does not exist", async (name) => {
    const response = await file(name);
    expect([await errorCode(response), response.status]).toEqual(["download.not-found", 404]);
  });

  test("is for members", async () => {
    const { id, cookie } = await at.join("Leaves", "reviewer");
    expect((await file("report.html", cookie)).status).toBe(200);
    await at.as(at.lead, changeMember, { member: id, active: false, reason: "moved on" });
    for (const one of [cookie, ""]) expect((await file("report.html", one)).status).toBe(401);
  });
});

describe("a file of references", () => {
  const own = (name: string) => file(`references.${name}`);

  test("holds what fits the address, with what was decided, and is named after it", async () => {
    const all = await own("ris");
    expect(all.headers.get("content-disposition")).toBe('attachment; filename="references.ris"');
    expect(all.headers.get("cache-control")).toBe("no-store");
    const text = await all.text();
    expect(text.match(/^TY {2}- /gm)).toHaveLength(VECTORS.length);
    expect(text).toContain("Chartroom: outcome = Included | title and abstract, R");
    const one = await own("ris?search=number%2011&class=included,excluded&for=zotero");
    expect(one.headers.get("content-disposition")).toBe(
      'attachment; filename="references-included-excluded-zotero.ris"',
    );
    const found = await one.text();
    expect(found).toContain("KW  - Screening: Included");
    expect(found.match(/^TY {2}- /gm)).toHaveLength(1);
    expect(await (await own("ris?class=excluded")).text()).toBe("");
    expect(await (await own("ris?plain")).text()).not.toContain("Chartroom:");
  });

  test("starts no formula in a table, and is well-formed as XML", async () => {
    const csv = await (await own("csv")).text();
    for (const line of csv.split("\r\n")) expect(line).not.toMatch(/(^|,)"?[=+@\t]/);
    const xml = await (await own("endnote-xml?for=endnote")).text();
    expect(xml).toContain("<label>Included</label>");
    expect(xml).not.toContain("<script");
  });

  test.each([
    ["csv?for=endnote", "export.other-format"],
    ["ris?for=mendeley", "input.invalid"],
    ["ris?class=nothing", "input.invalid"],
    ["ris?year=x", "input.invalid"],
    ["wos", "download.not-found"],
    ["__proto__", "download.not-found"],
  ])("%s is refused with %s", async (name, code) => {
    expect(await errorCode(await own(name))).toBe(code);
  });

  test("leaves nothing behind", async () => {
    const rests = () => readdirSync(tmpdir()).filter((name) => name.startsWith("chartroom-download-")).length;
    const before = rests();
    await (await own("jsonl")).text();
    await expect.poll(rests).toBeLessThanOrEqual(before);
  });
});

/** Tags as a browser would read them: in text, `<` stands only as `&lt;`. */
function tagsOf(html: string): { name: string; whole: string }[] {
  return [...html.matchAll(/<\s*\/?\s*([a-zA-Z!][^\s/>]*)[^>]*>/g)].map((match) => ({
    name: (match[1] ?? "").toLowerCase(),
    whole: match[0],
  }));
}

describe("what others wrote", () => {
  test("is text in the report, and nothing else", async () => {
    const html = await (await file("report.html")).text();
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).toContain("number 11");
    const tags = tagsOf(html);
    expect(tags.length).toBeGreaterThan(50);
    const forbidden = ["script", "iframe", "base", "object", "embed", "form", "link", "img"];
    expect(tags.filter(({ name }) => forbidden.includes(name))).toEqual([]);
    expect(tags.filter(({ whole }) => /\son\w+\s*=/i.test(whole.replaceAll(/"[^"]*"/g, '""')))).toEqual([]);
    expect(
      tags.filter(({ whole }) => /(href|src|action)\s*=\s*["']?\s*(javascript|data:text)/i.test(whole)),
    ).toEqual([]);
    expect(
      tags.filter(({ name, whole }) => name === "meta" && /http-equiv=["']?refresh/i.test(whole)),
    ).toEqual([]);
    // nothing closes title or style before its time
    expect(tags.filter(({ whole }) => whole === "</title>").length).toBe(
      tags.filter(({ whole }) => /^<title/.test(whole)).length,
    );
  });

  test("is text in the flow diagram", async () => {
    const svg = await (await file("report.svg")).text();
    expect(
      tagsOf(svg).filter(({ name }) => ["script", "foreignobject", "image", "iframe"].includes(name)),
    ).toEqual([]);
    expect(svg).not.toContain("<img");
  });

  test("comes as JSON that no browser takes for a page", async () => {
    for (const action of ["flow.citations", "flow.status", "protocol.get", "review.log"]) {
      const response = await at.ask(action, {}, { cookie: lead });
      expect(response.headers.get("content-type")).toMatch(/^application\/json/);
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    }
  });

  test("starts no formula in a table", async () => {
    const csv = await (await file("report.csv")).text();
    for (const line of csv.split("\r\n")) expect(line).not.toMatch(/(^|,)"?[=+@\t]/);
  });
});
