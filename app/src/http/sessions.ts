import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Launch tokens and sessions of one review on this machine; only their hashes are kept. */
export interface Sessions {
  /** A link's secret for a member: the same at every start, until it is renewed. */
  launchToken(member: string): string;
  /** The member to whom a launch token belongs. */
  tokenOf(token: string): string | undefined;
  /** Swaps a launch token for a session; undefined where it is not known. */
  enter(token: string): { session: string; member: string } | undefined;
  /** The member behind a session's secret. */
  memberOf(session: string): string | undefined;
  leave(session: string): void;
  /** Forgets the sessions of everybody but these members. */
  keepOnly(members: readonly string[]): void;
}

/** Seconds for which a session lasts, as its cookie does. */
export const SESSION_LASTS = 7 * 24 * 3600;

const hash = (secret: string) => createHash("sha256").update(secret).digest("hex");

function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}

interface Kept {
  /** Launch tokens by member. They stand in a file of the machine's own, readable by its owner only. */
  tokens: Record<string, string>;
  /** Who and since when (seconds since 1970), by hash of the session's secret. */
  sessions: Record<string, { member: string; since: number }>;
}

type Stored = { tokens: Kept["tokens"]; sessions: Record<string, string | Kept["sessions"][string]> };

const seconds = () => Math.floor(Date.now() / 1000);

/** What the file holds; sessions of a version that did not write when they began are taken to begin now. */
function readKept(file: string): Kept {
  const { tokens, sessions } = JSON.parse(readFileSync(file, "utf8")) as Stored;
  const since = seconds();
  const dated = Object.entries(sessions).map(([key, one]) => [
    key,
    typeof one === "string" ? { member: one, since } : one,
  ]);
  return { tokens, sessions: Object.fromEntries(dated) as Kept["sessions"] };
}

/** Sessions that outlast a restart of the server, in the machine's state folder (0600). */
export function fileSessions(stateFolder: string, review: string): Sessions {
  const folder = join(stateFolder, "sessions");
  const file = join(folder, `${review}.json`);
  let kept: Kept = { tokens: {}, sessions: {} };
  try {
    kept = readKept(file);
  } catch {
    // the first start on this machine
  }
  const save = () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const aside = `${file}.${randomBytes(4).toString("hex")}`;
    writeFileSync(aside, JSON.stringify(kept), { mode: 0o600 });
    renameSync(aside, file);
  };
  const lasts = ({ since }: { since: number }) => seconds() - since < SESSION_LASTS;
  const keep = (wanted: (one: Kept["sessions"][string]) => boolean) => {
    const entries = Object.entries(kept.sessions);
    const left = entries.filter(([, one]) => lasts(one) && wanted(one));
    kept.sessions = Object.fromEntries(left);
    return left.length < entries.length;
  };
  const tokenOf = (token: string) => Object.entries(kept.tokens).find(([, own]) => same(own, token))?.[0];
  return {
    tokenOf,
    launchToken(member) {
      const known = kept.tokens[member];
      if (known !== undefined) return known;
      const token = randomBytes(24).toString("base64url");
      kept.tokens[member] = token;
      save();
      return token;
    },
    enter(token) {
      const member = tokenOf(token);
      if (member === undefined) return undefined;
      const session = randomBytes(24).toString("base64url");
      keep(() => true);
      kept.sessions[hash(session)] = { member, since: seconds() };
      save();
      return { session, member };
    },
    memberOf(session) {
      const one = kept.sessions[hash(session)];
      return one !== undefined && lasts(one) ? one.member : undefined;
    },
    keepOnly(members) {
      if (keep(({ member }) => members.includes(member))) save();
    },
    leave(session) {
      delete kept.sessions[hash(session)];
      save();
    },
  };
}
