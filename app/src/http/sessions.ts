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
}

const hash = (secret: string) => createHash("sha256").update(secret).digest("hex");

function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}

interface Kept {
  /** Launch tokens by member. They stand in a file of the machine's own, readable by its owner only. */
  tokens: Record<string, string>;
  /** Member by hash of the session's secret. */
  sessions: Record<string, string>;
}

/** Sessions that outlast a restart of the server, in the machine's state folder (0600). */
export function fileSessions(stateFolder: string, review: string): Sessions {
  const folder = join(stateFolder, "sessions");
  const file = join(folder, `${review}.json`);
  let kept: Kept = { tokens: {}, sessions: {} };
  try {
    kept = JSON.parse(readFileSync(file, "utf8")) as Kept;
  } catch {
    // the first start on this machine
  }
  const save = () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const aside = `${file}.${randomBytes(4).toString("hex")}`;
    writeFileSync(aside, JSON.stringify(kept), { mode: 0o600 });
    renameSync(aside, file);
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
      kept.sessions[hash(session)] = member;
      save();
      return { session, member };
    },
    memberOf: (session) => kept.sessions[hash(session)],
    leave(session) {
      delete kept.sessions[hash(session)];
      save();
    },
  };
}
