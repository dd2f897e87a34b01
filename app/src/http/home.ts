import { existsSync } from "node:fs";
import { join } from "node:path";
import { perform } from "@chartroom/core/action";
import { UserError } from "@chartroom/core/base/error";
import { stateProtocol } from "@chartroom/core/protocol";
import { membersOf } from "@chartroom/core/review/store";
import { status } from "@chartroom/core/flow";
import { type Context, Hono } from "hono";
import { z } from "zod";
import { recentReviews } from "../recent.ts";
import { replayExample } from "../replay/example.ts";
import { errorBody, refuse } from "./answer.ts";
import type { OpenReview } from "./hall.ts";
import { jsonObject } from "./body.ts";
import type { ServerParts } from "./parts.ts";
import { memberAsking, startSession } from "./sign-in.ts";
import { stream } from "hono/streaming";

const EXAMPLE_NAMES = ["generative-ai-radiology", "tutorial"] as const;
const newReview = z.object({
  title: z.string().trim().min(1).max(300),
  population: z.string().max(5000).default(""),
  concept: z.string().max(5000).default(""),
  context: z.string().max(5000).default(""),
  lead: z.string().trim().min(1).max(200).default("Lead"),
});

function folderName(title: string): string {
  const name = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return name === "" ? "review" : name;
}

/** A folder that is not taken yet: `name`, `name-2`, … */
function freeFolder(parent: string, name: string): string {
  for (let number = 1; ; number++) {
    const folder = join(parent, number === 1 ? name : `${name}-${number}`);
    if (!existsSync(folder)) return folder;
  }
}

/** The home page: for whoever started the server, who holds a lead's session of one of its reviews. */
export function homeRoutes({ hall, reviewsFolder, onFault }: ServerParts): Hono {
  const home = new Hono();
  const mine = async (context: Context, review: OpenReview) => {
    const member = await memberAsking(context, review);
    if (member === undefined) return undefined;
    return { member, lead: (await hall.leadOf(review)).id === member };
  };
  const assertOwner = async (context: Context) => {
    for (const review of hall.reviews) if ((await mine(context, review))?.lead === true) return;
    throw new UserError("who.not-allowed", "Only whoever started this server can open or make reviews.", {
      hint: "Use the lead's launch link.",
    });
  };
  home.onError((error, context) => {
    if (!(error instanceof UserError)) onFault(error);
    return refuse(context, error);
  });
  home.get("/", async (context) => {
    const open: {
      review: string;
      folder: string;
      title: string;
      stage: string;
      version: number;
      identified: number;
      included: number;
    }[] = [];
    let owner = false;
    for (const review of hall.reviews) {
      const who = await mine(context, review);
      if (who === undefined) continue;
      owner ||= who.lead;
      const { title, stage, counts, version } = await perform(review.bench, status, {
        actor: who.member,
        input: {},
      });
      open.push({
        review: review.bench.storage.review,
        folder: review.folder,
        title,
        stage,
        version,
        identified: counts.identified,
        included: counts.studiesIncluded,
      });
    }
    const recent = owner
      ? recentReviews().filter(
          (one) =>
            existsSync(join(one.folder, "chartroom.db")) && !open.some((two) => two.folder === one.folder),
        )
      : [];
    return context.json({ result: { owner, open, recent, reviewsFolder: owner ? reviewsFolder : null } });
  });
  home.get("/links/:review", async (context) => {
    const review = hall.find(context.req.param("review"));
    // a link lets whoever holds it act as that member, so only the folder's owner is shown them
    if (review === undefined || (await mine(context, review))?.lead !== true)
      throw new UserError("who.not-allowed", "Only the review's first lead can see the launch links.", {
        hint: "Ask the lead for yours.",
      });
    const members = await review.bench.storage.read(membersOf);
    const links = members
      .filter((member) => member.active && member.kind === "person")
      .map(({ id }) => ({ member: id, path: `/launch/${review.sessions.launchToken(id)}` }));
    context.header("Cache-Control", "no-store");
    return context.json({ result: links });
  });
  const enter = async (context: Context, review: OpenReview) => {
    await startSession(context, review, (await hall.leadOf(review)).id);
    return context.json({ result: { review: review.bench.storage.review } });
  };
  home.post("/new", async (context) => {
    await assertOwner(context);
    const parsed = newReview.safeParse(await jsonObject(context));
    if (!parsed.success)
      throw new UserError("input.invalid", "A review needs a title.", {
        hint: "Give it a title; the question can wait.",
      });
    const { title, lead, population, concept, context: setting } = parsed.data;
    const review = await hall.create(freeFolder(reviewsFolder, folderName(title)), { title, lead });
    if (population !== "" || concept !== "" || setting !== "") {
      const actor = (await hall.leadOf(review)).id;
      await perform(review.bench, stateProtocol, {
        actor,
        input: { protocol: { title, pcc: { population, concept, context: setting } } },
      });
    }
    return enter(context, review);
  });
  home.post("/open", async (context) => {
    await assertOwner(context);
    const parsed = z.object({ folder: z.string().min(1).max(4000) }).safeParse(await jsonObject(context));
    if (!parsed.success) throw new UserError("input.invalid", "Name the folder of a review.");
    return enter(context, await hall.open(parsed.data.folder));
  });
  home.post("/example", async (context) => {
    await assertOwner(context);
    const parsed = z.object({ name: z.enum(EXAMPLE_NAMES) }).safeParse(await jsonObject(context));
    if (!parsed.success)
      throw new UserError("input.invalid", "There is no such example.", {
        hint: `Examples: ${EXAMPLE_NAMES.join(", ")}.`,
      });
    const { name } = parsed.data;
    const folder = freeFolder(reviewsFolder, name);
    // made under a name that changes while it is not finished, so that a broken replay is never taken for the example
    context.header("Content-Type", "application/x-ndjson");
    // the cookie must stand before the first byte of the answer, so the review is entered afterwards by /open
    return stream(context, async (out) => {
      const line = (value: unknown) => out.write(`${JSON.stringify(value)}\n`);
      try {
        await replayExample(name, folder, (progress) => void line({ progress }));
        await line({ result: { folder } });
      } catch (error) {
        if (!(error instanceof UserError)) onFault(error);
        await line({ error: errorBody(error) });
      }
    });
  });
  return home;
}
