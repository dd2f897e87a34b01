// Vitest's global setup: one throw-away PostgreSQL per run, named to the tests in CHARTROOM_TEST_POSTGRES.
// The variable stays unset where there is no PostgreSQL; set beforehand, it names a server to use as it is.
import { spawn, spawnSync } from "node:child_process";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { postgresBinaries } from "./system.mjs";

const VARIABLE = "CHARTROOM_TEST_POSTGRES";
const SOCKET_PATH_LIMIT = 100; // the kernel's is 107 bytes, the socket's own name included

// Every vitest project loads this file for itself, and all of them have to share one server.
const SHARED = Symbol.for("chartroom.test-postgres");

// The shell's input is a pipe held by this process: whichever way the run ends, the server follows it.
const KEEPER = `trap '' INT
"$1/postgres" -D "$2/d" -p 5432 -c listen_addresses= -c unix_socket_directories="$2" \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=32MB &
server=$!
cat >/dev/null
kill -INT $server 2>/dev/null
wait $server
rm -rf "$2"`;

function temporaryFolder() {
  const base = tmpdir();
  return mkdtempSync(join(base.length > SOCKET_PATH_LIMIT - 40 ? "/tmp" : base, "chartroom-pg-"));
}

/** PostgreSQL refuses to run as root, so root hands it to the account that its package brings. */
function serverAccount() {
  if (userInfo().uid !== 0) return {};
  const number = (flag) => {
    const answer = spawnSync("id", [flag, "postgres"], { encoding: "utf8" });
    return answer.status === 0 ? Number(answer.stdout.trim()) : undefined;
  };
  const uid = number("-u");
  const gid = number("-g");
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function untilReady(child) {
  return new Promise((resolve, reject) => {
    let said = "";
    const late = setTimeout(
      () => reject(new Error(`PostgreSQL did not start within 30 s:\n${said}`)),
      30_000,
    );
    child.stderr.on("data", (chunk) => {
      said = (said + chunk).slice(-4000);
      if (!said.includes("ready to accept connections")) return;
      clearTimeout(late);
      child.stderr.removeAllListeners("data");
      child.stderr.resume();
      resolve();
    });
    child.once("error", reject);
    child.once("exit", (code) => {
      clearTimeout(late);
      reject(new Error(`PostgreSQL ended with ${code} while starting:\n${said}`));
    });
  });
}

async function startServer() {
  const binaries = postgresBinaries();
  const account = serverAccount();
  if (binaries === undefined || account === undefined) return undefined;
  const folder = temporaryFolder();
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid);
  const options = { ...account, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: "C.UTF-8" } };

  const words = [
    "-D",
    join(folder, "d"),
    "-U",
    "postgres",
    "-A",
    "trust",
    "-E",
    "UTF8",
    "--locale=C",
    "--no-sync",
  ];
  const made = spawnSync(join(binaries, "initdb"), words, { ...options, encoding: "utf8" });
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`initdb failed (${made.status}): ${made.stderr || made.error}`);
  }

  const child = spawn("sh", ["-c", KEEPER, "sh", binaries, folder], {
    ...options,
    stdio: ["pipe", "ignore", "pipe"],
    detached: true, // Ctrl-C must not take the server away beneath tests that are still closing
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    child.stdin.end();
    const late = setTimeout(() => {
      try {
        process.kill(-child.pid, "SIGKILL");
      } catch {
        // it has ended by itself
      }
    }, 10_000);
    await ended;
    clearTimeout(late);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(child);
  } catch (error) {
    await stop();
    throw error;
  }
  child.unref();
  child.stderr.unref?.();
  child.stdin.unref?.();
  return { stop, url: `postgresql://postgres@localhost:5432/postgres?host=${encodeURIComponent(folder)}` };
}

async function startShared() {
  const given = process.env[VARIABLE];
  if (given) return { url: given, stop: async () => {} };
  const server = await startServer();
  if (server === undefined) return undefined;
  process.env[VARIABLE] = server.url;
  return {
    url: server.url,
    stop: async () => {
      delete process.env[VARIABLE];
      await server.stop();
    },
  };
}

/** Starts the server for the first project that asks, and stops it after the last one's teardown. */
export async function setup(project) {
  globalThis[SHARED] ??= { users: 0, server: startShared() };
  const shared = globalThis[SHARED];
  shared.users += 1;
  const server = await shared.server;
  if (server !== undefined) project.provide("postgres", server.url);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    delete globalThis[SHARED];
    await server?.stop();
  };
}
