import { performByName } from "@chartroom/core/action";
import { UserError } from "@chartroom/core/base/error";
import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { stream, streamSSE } from "hono/streaming";
import { errorBody, refuse } from "./answer.ts";
import { download } from "./download.ts";
import { guard } from "./guard.ts";
import type { Hall, OpenReview } from "./hall.ts";
import { homeRoutes } from "./home.ts";
import type { Asset } from "./page.ts";

/** What the HTTP interface stands on. */
export interface ServerParts {
  hall: Hall;
  assets: ReadonlyMap<string, Asset>;
  /** The names by which this server may be called: host and port. */
  hosts: () => ReadonlySet<string>;
  /** Told of faults that are ours. */
  onFault: (error: unknown) => void;
  /** Where new reviews and the example are put. */
  reviewsFolder: string;
}

const MOST_JSON = 4 << 20;
const MOST_FILE = 2 ** 31;
const WEEK = 7 * 24 * 3600;

/** A cookie of this port and review alone: two servers on one machine do not share sessions. */
export function cookieName(context: Context, review: string): string {
  const port = (context.req.header("host") ?? "").split(":").at(-1) ?? "";
  return `chartroom_${port}_${review}`;
}

export function startSession(context: Context, review: OpenReview, member: string): boolean {
  const entered = review.sessions.enter(review.sessions.launchToken(member));
  if (entered === undefined) return false;
  const options = { httpOnly: true, sameSite: "Strict", path: "/", maxAge: WEEK } as const;
  setCookie(context, cookieName(context, review.bench.storage.review), entered.session, options);
  return true;
}

/** The member who asks, by their cookie; a stranger is refused. */
function actorOf(context: Context, review: OpenReview): string {
  const session = getCookie(context, cookieName(context, review.bench.storage.review));
  const member = session === undefined ? undefined : review.sessions.memberOf(session);
  if (member !== undefined) return member;
  throw new UserError("who.stranger", "You are not signed in to this review.", {
    hint: "Open your launch link; `chartroom serve` prints one per member.",
  });
}

function reviewOf(context: Context, hall: Hall): OpenReview {
  const review = hall.find(context.req.param("review") ?? "");
  if (review === undefined)
    throw new UserError("review.not-found", "This server has no such review open.", {
      hint: "Start the server on its folder.",
    });
  return review;
}

async function jsonBody(context: Context): Promise<{ input?: unknown; request?: string }> {
  if (!/^application\/json\b/.test(context.req.header("content-type") ?? "")) {
    throw new UserError("input.type", "Send JSON.", { hint: "Set Content-Type: application/json." });
  }
  const length = Number(context.req.header("content-length") ?? 0);
  if (length > MOST_JSON) throw new UserError("input.too-large", "This request is too large.");
  try {
    const body: unknown = await context.req.json();
    if (typeof body !== "object" || body === null || Array.isArray(body)) throw new Error("not an object");
    const { input, request } = body as { input?: unknown; request?: unknown };
    return { input, ...(typeof request === "string" && request.length <= 100 && { request }) };
  } catch (error) {
    throw new UserError("input.json", "This is not JSON.", { cause: error });
  }
}

async function* limited(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of body as unknown as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size > MOST_FILE)
      throw new UserError("import.too-large", "This file is larger than 2 GB.", {
        hint: "Split it, or import it with `chartroom import`.",
      });
    yield piece;
  }
}

function readingInput(context: Context): unknown {
  const text = context.req.query("input");
  if (text === undefined) return {};
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new UserError("input.json", "The parameter `input` is not JSON.", { cause: error });
  }
}

function apiRoutes({ hall, onFault }: ServerParts): Hono {
  const api = new Hono();
  api.onError((error, context) => {
    if (!(error instanceof UserError)) onFault(error);
    return refuse(context, error);
  });
  api.get("/:review/events", (context) => {
    const review = reviewOf(context, hall);
    actorOf(context, review);
    return streamSSE(context, async (out) => {
      let open = true;
      const stop = review.events.subscribe((event) => void out.writeSSE({ event, data: "" }));
      out.onAbort(() => {
        open = false;
        stop();
      });
      while (open) {
        // whoever lost their membership meanwhile hears nothing more
        try {
          actorOf(context, review);
        } catch {
          break;
        }
        await out.writeSSE({ event: "alive", data: "" });
        await out.sleep(20_000);
      }
      stop();
    });
  });
  api.post("/:review/files", async (context) => {
    const review = reviewOf(context, hall);
    actorOf(context, review);
    const body = context.req.raw.body;
    if (body === null) throw new UserError("input.empty", "There is no file in this request.");
    const { hash, size } = await review.bench.storage.blobs.putStream(limited(body));
    return context.json({ result: { file: hash, size } });
  });
  api.get("/:review/download/:name", async (context) => {
    const review = reviewOf(context, hall);
    return download(context, review, actorOf(context, review), context.req.param("name"));
  });
  api.get("/:review/:action", async (context) => {
    const review = reviewOf(context, hall);
    const actor = actorOf(context, review);
    const name = context.req.param("action");
    if (review.bench.actions.get(name)?.contract.kind !== "read")
      throw new UserError("action.unknown", `There is nothing to read named ${name}.`);
    const result = await performByName(review.bench, name, { actor, input: readingInput(context) });
    context.header("Cache-Control", "no-store");
    return context.json({ result });
  });
  api.post("/:review/:action", async (context) => {
    const review = reviewOf(context, hall);
    const actor = actorOf(context, review);
    const name = context.req.param("action");
    const call = { actor, ...(await jsonBody(context)) };
    if (review.bench.actions.get(name)?.prepare === undefined) {
      return context.json({
        result: await performByName(review.bench, name, { ...call, input: call.input }),
      });
    }
    // long work: a line of JSON per step, the last one with the result; closing the connection cancels it
    context.header("Content-Type", "application/x-ndjson");
    return stream(context, async (out) => {
      const cancel = new AbortController();
      out.onAbort(() =>
        cancel.abort(new UserError("job.cancelled", "This was cancelled; nothing was kept.")),
      );
      const line = (value: unknown) => out.write(`${JSON.stringify(value)}\n`);
      try {
        const onProgress = (progress: unknown) => void line({ progress });
        const result = await performByName(review.bench, name, {
          ...call,
          input: call.input,
          onProgress,
          signal: cancel.signal,
        });
        await line({ result });
      } catch (error) {
        if (!(error instanceof UserError)) onFault(error);
        await line({ error: errorBody(error) });
      }
    });
  });
  return api;
}

/** The whole interface: launch links, the actions by one loop, files, live updates, and the page. */
export function server(parts: ServerParts): Hono {
  const { hall, assets, hosts } = parts;
  const app = new Hono();
  app.use(guard(hosts));
  app.get("/launch/:token", async (context) => {
    const token = context.req.param("token");
    for (const review of hall.reviews) {
      const entered = review.sessions.enter(token);
      if (entered === undefined) continue;
      const { review: id } = review.bench.storage;
      setCookie(context, cookieName(context, id), entered.session, {
        httpOnly: true,
        sameSite: "Strict",
        path: "/",
        maxAge: WEEK,
      });
      // a page of this origin, since a strict cookie is not sent along a redirect from elsewhere
      return context.html(
        `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/r/${id}/"><title>Chartroom</title><a href="/r/${id}/">Open the review</a>`,
      );
    }
    return context.text(
      "This launch link is not known here. Ask for a new one; `chartroom serve` prints one per member.",
      404,
    );
  });
  app.post("/api/leave/:review", (context) => {
    const review = hall.find(context.req.param("review"));
    const name = cookieName(context, context.req.param("review"));
    const session = getCookie(context, name);
    if (review !== undefined && session !== undefined) review.sessions.leave(session);
    deleteCookie(context, name, { path: "/" });
    return context.json({ result: null });
  });
  app.route("/api/home", homeRoutes(parts));
  app.route("/api/r", apiRoutes(parts));
  app.get("*", (context) => {
    const path = context.req.path;
    const asset = assets.get(path) ?? (path.includes(".") ? undefined : assets.get("/index.html"));
    if (asset === undefined) return context.text("There is nothing here.", 404);
    context.header("Content-Type", asset.type);
    context.header("Cache-Control", asset.lasting ? "public, max-age=31536000, immutable" : "no-cache");
    const zipped = asset.gzip !== undefined && (context.req.header("accept-encoding") ?? "").includes("gzip");
    if (zipped) context.header("Content-Encoding", "gzip");
    return context.body(zipped && asset.gzip !== undefined ? asset.gzip : asset.bytes);
  });
  app.onError((error, context) => {
    if (!(error instanceof UserError)) parts.onFault(error);
    return refuse(context, error);
  });
  return app;
}
