import { setTimeout } from "node:timers/promises";
import { performByName } from "@chartroom/core/action";
import { UserError } from "@chartroom/core/base/error";
import { importFile } from "@chartroom/core/records";
import { type Context, Hono } from "hono";
import { deleteCookie, getCookie } from "hono/cookie";
import { streamSSE } from "hono/streaming";
import { refuse } from "./answer.ts";
import { jsonObject, uploadedFile } from "./body.ts";
import { download } from "./download.ts";
import { guard } from "./guard.ts";
import type { Hall, OpenReview } from "./hall.ts";
import { homeRoutes } from "./home.ts";
import { longWork } from "./long-work.ts";
import type { ServerParts } from "./parts.ts";
import { actorOf, cookieName, enterBy, memberAsking, rolesNow } from "./sign-in.ts";

const ALIVE_EVERY = 20_000; // milliseconds

/** Addresses that the page itself draws; what it cannot draw is nothing. */
const DRAWN_BY_THE_PAGE = /^\/(?:r\/[\w-]+(?:\/[\w~-]+)*\/?)?$/;

function reviewOf(context: Context, hall: Hall): OpenReview {
  const review = hall.find(context.req.param("review") ?? "");
  if (review === undefined)
    throw new UserError("review.not-found", "This server has no such review open.", {
      hint: "Start the server on its folder.",
    });
  return review;
}

async function jsonCall(context: Context): Promise<{ input?: unknown; request?: string }> {
  const { input, request } = await jsonObject(context);
  if (request === undefined) return { input };
  if (typeof request === "string" && /^[\x21-\x7e]{1,100}$/.test(request)) return { input, request };
  throw new UserError("input.request", "A request's id is a word of at most 100 characters.");
}

/** Waits that long, or until whoever listened is gone: a server that ends waits for nobody. */
function pause(milliseconds: number, gone: AbortSignal): Promise<void> {
  return setTimeout(milliseconds, undefined, { signal: gone }).catch(() => undefined);
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

/** A file is uploaded to be imported, by those who may. */
async function assertMayUpload(review: OpenReview, actor: string): Promise<void> {
  const roles = await rolesNow(review, actor);
  if (review.bench.actions.get(importFile.name)?.who.some((role) => roles.includes(role))) return;
  throw new UserError("who.not-allowed", "You may not upload files to this review.", {
    hint: "Ask the lead of the review to change your role.",
  });
}

function apiRoutes({ hall, onFault }: ServerParts): Hono {
  const api = new Hono();
  api.onError((error, context) => {
    if (!(error instanceof UserError)) onFault(error);
    return refuse(context, error);
  });
  api.get("/:review/events", async (context) => {
    const review = reviewOf(context, hall);
    await actorOf(context, review);
    return streamSSE(context, async (out) => {
      const gone = new AbortController();
      const stop = review.events.subscribe((event) => void out.writeSSE({ event, data: "" }));
      out.onAbort(() => gone.abort());
      try {
        // whoever lost their membership meanwhile hears nothing more
        while (!gone.signal.aborted && (await memberAsking(context, review)) !== undefined) {
          await out.writeSSE({ event: "alive", data: "" });
          await pause(ALIVE_EVERY, gone.signal);
        }
      } finally {
        stop();
      }
    });
  });
  api.post("/:review/files", async (context) => {
    const review = reviewOf(context, hall);
    await assertMayUpload(review, await actorOf(context, review));
    const { hash, size } = await review.bench.storage.blobs.putStream(uploadedFile(context));
    return context.json({ result: { file: hash, size } });
  });
  api.get("/:review/download/:name", async (context) => {
    const review = reviewOf(context, hall);
    return download(context, review, await actorOf(context, review), context.req.param("name"));
  });
  api.get("/:review/:action", async (context) => {
    const review = reviewOf(context, hall);
    const actor = await actorOf(context, review);
    const name = context.req.param("action");
    if (review.bench.actions.get(name)?.contract.kind !== "read")
      throw new UserError("action.unknown", `There is nothing to read named ${name}.`);
    const result = await performByName(review.bench, name, { actor, input: readingInput(context) });
    context.header("Cache-Control", "no-store");
    return context.json({ result });
  });
  api.post("/:review/:action", async (context) => {
    const review = reviewOf(context, hall);
    const actor = await actorOf(context, review);
    const name = context.req.param("action");
    const call = { actor, ...(await jsonCall(context)) };
    if (review.bench.actions.get(name)?.prepare === undefined) {
      return context.json({
        result: await performByName(review.bench, name, { ...call, input: call.input }),
      });
    }
    return longWork(context, onFault, (onProgress, signal) =>
      performByName(review.bench, name, { ...call, input: call.input, onProgress, signal }),
    );
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
      if (!(await enterBy(context, review, token))) continue;
      const { review: id } = review.bench.storage;
      // a page of this origin, since a strict cookie is not sent along a redirect from elsewhere
      return context.html(
        `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><meta http-equiv="refresh" content="0;url=/r/${id}/"><title>Chartroom</title><a href="/r/${id}/">Open the review</a>`,
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
    const asset = assets.get(path) ?? (DRAWN_BY_THE_PAGE.test(path) ? assets.get("/index.html") : undefined);
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
