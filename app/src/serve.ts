import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { UserError } from "@chartroom/core/base/error";
import { membersOf, reviewTitle } from "@chartroom/core/review/store";
import { allowedHosts } from "./http/guard.ts";
import { Hall } from "./http/hall.ts";
import { pageAssets } from "./http/page.ts";
import { server } from "./http/server.ts";

export interface ServeOptions {
  /** The review to open. */
  folder: string;
  /** The next free one is taken where this is in use. */
  port: number;
  /** Opens the browser on the lead's link; `auto` only on a desktop. */
  open: "auto" | "yes" | "no";
  /** Ends the server. */
  signal: AbortSignal;
  print: (line: string) => void;
  /** Told once it answers: the address, and each member's link. */
  ready?: (address: string, links: { name: string; roles: string[]; link: string }[]) => void;
}

const PORTS_TRIED = 50;

function pageFolder(): string {
  const places = ["./web/", "../../web/dist/"].map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw new UserError("serve.no-page", "The page is not built.", {
    hint: "Run `npm run build`, or install Chartroom again.",
  });
}

function onDesktop(): boolean {
  if (process.env["CI"] !== undefined || process.env["SSH_CONNECTION"] !== undefined) return false;
  if (process.platform === "linux")
    return process.env["DISPLAY"] !== undefined || process.env["WAYLAND_DISPLAY"] !== undefined;
  return process.stdout.isTTY === true;
}

function openBrowser(link: string): void {
  const [command, ...words] =
    process.platform === "darwin"
      ? ["open"]
      : process.platform === "win32"
        ? ["cmd", "/c", "start", ""]
        : ["xdg-open"];
  const child = spawn(command, [...words, link], { stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
}

function listen(http: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((done, failed) => {
    const attempt = (candidate: number) => {
      const refused = (error: NodeJS.ErrnoException) => {
        http.off("listening", listening);
        if (error.code === "EADDRINUSE" && candidate < port + PORTS_TRIED && port !== 0)
          attempt(candidate + 1);
        else if (error.code === "EADDRINUSE")
          failed(
            new UserError("serve.no-port", `No port from ${port} to ${candidate} is free.`, {
              hint: "Name another with --port.",
            }),
          );
        else failed(error);
      };
      const listening = () => {
        http.off("error", refused);
        const address = http.address();
        done(typeof address === "object" && address !== null ? address.port : candidate);
      };
      http.once("error", refused);
      http.once("listening", listening);
      // this machine alone: nobody else's requests arrive at all
      http.listen(candidate, "127.0.0.1");
    };
    attempt(port);
  });
}

/** Serves the workbench on this machine until `signal` says stop; prints the address and a launch link per member. */
export async function serve({ folder, port, open, signal, print, ready }: ServeOptions): Promise<void> {
  const hall = new Hall();
  try {
    const review = await hall.open(folder);
    let hosts: ReadonlySet<string> = new Set();
    const app = server({
      hall,
      assets: pageAssets(pageFolder()),
      hosts: () => hosts,
      reviewsFolder: dirname(resolve(folder)),
      onFault: (error) => print(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    });
    const http = createServer((request, response) => void getRequestListener(app.fetch)(request, response));
    const taken = await listen(http, port);
    hosts = allowedHosts(taken);
    const address = `http://127.0.0.1:${taken}`;
    const { title } = await review.bench.storage.read(reviewTitle);
    const members = await review.bench.storage.read(membersOf);
    const links = members
      .filter((member) => member.active && member.kind === "person")
      .map((member) => ({
        name: member.name,
        roles: member.roles,
        link: `${address}/launch/${review.sessions.launchToken(member.id)}`,
      }));
    print(`Chartroom serves "${title}" at ${address}`);
    print("Launch links, one per member (each is a key: give it to that person alone):");
    for (const { name, roles, link } of links) print(`  ${name} (${roles.join(", ")})  ${link}`);
    const report = join(review.folder, "report.html");
    print(
      existsSync(report)
        ? `Report as last written: ${report}`
        : "Report: under Report in the page, or `chartroom report --out report.html`",
    );
    print("Press Ctrl-C to stop.");
    ready?.(address, links);
    const [lead] = links;
    if (lead !== undefined && (open === "yes" || (open === "auto" && onDesktop()))) openBrowser(lead.link);
    await new Promise<void>((stopped) => {
      const stop = () => {
        http.close(() => stopped());
        http.closeAllConnections();
      };
      if (signal.aborted) stop();
      else signal.addEventListener("abort", stop, { once: true });
    });
  } finally {
    await hall.close();
  }
}
