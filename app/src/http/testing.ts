import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { perform } from "@chartroom/core/action";
import type { Contract } from "@chartroom/core/base/contract";
import { readLedger } from "@chartroom/core/ledger";
import { addMember, type Role } from "@chartroom/core/review";
import type { Hono } from "hono";
import type { z } from "zod";
import { allowedHosts } from "./guard.ts";
import { Hall, type OpenReview } from "./hall.ts";
import type { Asset } from "./page.ts";
import { server } from "./server.ts";

const PORT = 4747;
export const HOST = `127.0.0.1:${PORT}`;
export const ORIGIN = `http://${HOST}`;

/** What a request is made of; what is left out is as the page itself would send it. */
export interface Asking {
  cookie?: string | undefined;
  headers?: Readonly<Record<string, string>>;
  /** Left out of the request altogether. */
  without?: readonly string[];
  body?: string | Uint8Array<ArrayBuffer>;
  signal?: AbortSignal;
}

/** A server without a socket on a review in a folder of its own, for one test file. */
export interface TestServer {
  app: Hono;
  hall: Hall;
  opened: OpenReview;
  review: string;
  lead: string;
  /** Holds review and state, and nothing else. */
  root: string;
  /** Faults that the server took for its own. */
  faults: unknown[];
  send(method: string, path: string, asking?: Asking): Promise<Response>;
  /** Adds a member and gives their cookie. */
  join(name: string, ...roles: Role[]): Promise<{ id: string; cookie: string }>;
  /** A cookie by launch link. */
  enter(member: string, opened?: OpenReview): Promise<string>;
  /** Performs without HTTP. */
  as<Input extends z.ZodType, Output>(
    actor: string,
    contract: Contract<Input, Output>,
    input: z.input<Input>,
  ): Promise<Output>;
  /** Performs over HTTP. */
  tell(action: string, input: unknown, asking?: Asking): Promise<Response>;
  ask(action: string, input: unknown, asking?: Asking): Promise<Response>;
  /** Hashes of all facts. */
  facts(): Promise<string[]>;
  close(): Promise<void>;
}

const asset = (type: string, text: string, lasting = false): Asset => ({
  type,
  bytes: new TextEncoder().encode(text),
  gzip: undefined,
  lasting,
});

const PAGE: ReadonlyMap<string, Asset> = new Map([
  ["/index.html", asset("text/html; charset=utf-8", "<!doctype html><title>The page</title>")],
  ["/assets/page-1.js", asset("text/javascript; charset=utf-8", "export {};", true)],
]);

/** The steps of long work, a line of JSON each. */
export async function stepsOf(
  response: Response,
): Promise<{ progress?: unknown; result?: unknown; error?: { code: string } }[]> {
  const lines = (await response.text()).split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as { progress?: unknown });
}

export async function errorCode(response: Response): Promise<string | undefined> {
  const { error } = (await response.json()) as { error?: { code: string } };
  return error?.code;
}

/** Starts one; `close` takes everything away again. Sets CHARTROOM_STATE for this test file. */
export async function testServer(title = "A review under test"): Promise<TestServer> {
  const root = mkdtempSync(join(tmpdir(), "chartroom-http-"));
  process.env["CHARTROOM_STATE"] = join(root, "state");
  const hall = new Hall();
  const opened = await hall.create(join(root, "review"), { title, lead: "Lead" });
  const { bench } = opened;
  const { review } = bench.storage;
  const lead = (await hall.leadOf(opened)).id;
  const faults: unknown[] = [];
  const hosts = allowedHosts(PORT);
  const app = server({
    hall,
    assets: PAGE,
    hosts: () => hosts,
    reviewsFolder: root,
    onFault: (error) => faults.push(error),
  });
  const send: TestServer["send"] = async (method, path, asking = {}) => {
    const { cookie, without = [], body, signal } = asking;
    const all: Record<string, string> = {
      Host: HOST,
      ...(cookie !== undefined && { Cookie: cookie }),
      ...(method !== "GET" && method !== "HEAD" && { Origin: ORIGIN, "X-Chartroom": "1" }),
      ...(typeof body === "string" && { "Content-Type": "application/json" }),
      ...asking.headers,
    };
    const headers = Object.fromEntries(Object.entries(all).filter(([name]) => !without.includes(name)));
    return app.request(`${ORIGIN}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body }),
      ...(signal !== undefined && { signal }),
    });
  };
  const enter: TestServer["enter"] = async (member, one = opened) => {
    const response = await send("GET", `/launch/${one.sessions.launchToken(member)}`);
    return (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  };
  const as: TestServer["as"] = (actor, contract, input) => perform(bench, contract, { actor, input });
  return {
    app,
    hall,
    opened,
    review,
    lead,
    root,
    faults,
    send,
    enter,
    as,
    async join(name, ...roles) {
      const { id } = await as(lead, addMember, { name, roles });
      return { id, cookie: await enter(id) };
    },
    tell: (action, input, asking) =>
      send("POST", `/api/r/${review}/${action}`, { body: JSON.stringify({ input }), ...asking }),
    ask: (action, input, asking) =>
      send("GET", `/api/r/${review}/${action}?input=${encodeURIComponent(JSON.stringify(input))}`, asking),
    async facts() {
      return bench.storage.read(async (tx) => {
        const hashes: string[] = [];
        const viewer = { actor: lead, roles: await bench.rolesOf(tx, lead) };
        for await (const page of readLedger({ ...tx, viewer }, bench.registry))
          hashes.push(...page.map((fact) => fact.hash));
        return hashes;
      });
    },
    async close() {
      await hall.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** A RIS file of invented records, one per title. */
export function risOf(titles: readonly string[]): string {
  return titles
    .map(
      (title) => `TY  - JOUR\nTI  - ${title}\nAU  - Miller, Ada\nPY  - 2024\nAB  - About ${title}.\nER  - \n`,
    )
    .join("\n");
}

/**
 * Every route as a request that its pattern takes, parameters filled in; where a route takes an action, once for
 * every action.
 */
export function everyRequest({ app, review, opened }: TestServer): { method: string; path: string }[] {
  const requests = app.routes.flatMap(({ method, path }) => {
    if (method === "ALL") return [];
    const filled = path
      .replace(":review", review)
      .replace(":token", "not-a-token")
      .replace(":name", "report.html")
      .replace("*", "r/somewhere");
    const names = filled.includes(":action") ? [...opened.bench.actions.keys()] : [""];
    return names.map((name) => ({ method, path: filled.replace(":action", name) }));
  });
  return [...new Map(requests.map((one) => [`${one.method} ${one.path}`, one])).values()];
}

/** What there is to ask about in a review under test. */
export interface Places {
  citation: string;
  other: string;
  file: string;
  run: string;
  fact: string;
}

/** Plausible questions for every reading action: each takes of them what it knows, so that none goes unasked. */
export function questions({ citation, other, file, run, fact }: Places): Record<string, unknown>[] {
  const about = {
    citation,
    record: citation,
    study: citation,
    a: citation,
    b: other,
    file,
    run,
    fact,
    runs: [run],
  };
  const rest = {
    fileName: "x.ris",
    refs: [citation],
    row: "country",
    column: "year",
    limit: 100,
    from: "v1",
  };
  return [
    { ...about, ...rest, stage: "title_abstract", count: 50, facets: true, format: "html" },
    { ...about, ...rest, stage: "full_text", count: 50, format: "csv" },
    { ...about, ...rest, stage: "title_abstract", search: "canary", format: "svg" },
  ];
}
