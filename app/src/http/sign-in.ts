import { UserError } from "@chartroom/core/base/error";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { OpenReview } from "./hall.ts";
import { SESSION_LASTS } from "./sessions.ts";

/** A cookie of this port and review alone: two servers on one machine do not share sessions. */
export function cookieName(context: Context, review: string): string {
  const port = (context.req.header("host") ?? "").split(":").at(-1) ?? "";
  return `chartroom_${port}_${review}`;
}

/** The roles that a member has now; none once their membership has ended. */
export function rolesNow({ bench }: OpenReview, member: string): Promise<readonly string[]> {
  return bench.storage.read((tx) => bench.rolesOf(tx, member));
}

/** Swaps a launch token for a cookie; false where the token is not known, or its member's time has ended. */
export async function enterBy(context: Context, review: OpenReview, token: string): Promise<boolean> {
  const member = review.sessions.tokenOf(token);
  if (member === undefined || (await rolesNow(review, member)).length === 0) return false;
  const entered = review.sessions.enter(token);
  if (entered === undefined) return false;
  const options = { httpOnly: true, sameSite: "Strict", path: "/", maxAge: SESSION_LASTS } as const;
  setCookie(context, cookieName(context, review.bench.storage.review), entered.session, options);
  return true;
}

/** Signs a member in without their link. */
export function startSession(context: Context, review: OpenReview, member: string): Promise<boolean> {
  return enterBy(context, review, review.sessions.launchToken(member));
}

/** The member who asks, by their cookie; undefined for a stranger and for whoever is no member any more. */
export async function memberAsking(context: Context, review: OpenReview): Promise<string | undefined> {
  const session = getCookie(context, cookieName(context, review.bench.storage.review));
  const member = session === undefined ? undefined : review.sessions.memberOf(session);
  if (member === undefined || (await rolesNow(review, member)).length === 0) return undefined;
  return member;
}

/**
 * The same, where nobody else may ask.
 * @throws UserError who.stranger
 */
export async function actorOf(context: Context, review: OpenReview): Promise<string> {
  const member = await memberAsking(context, review);
  if (member !== undefined) return member;
  throw new UserError("who.stranger", "You are not signed in to this review.", {
    hint: "Open your launch link; `chartroom serve` prints one per member.",
  });
}
