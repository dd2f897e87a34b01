// What the tests want from the machine itself: a browser and a PostgreSQL server.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

const DEBIAN_POSTGRES = "/usr/lib/postgresql";
const CREATE_CLUSTER = "/etc/postgresql-common/createcluster.d";
const CHROMIUM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const CHROMIUM_PLACES = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

function onPath(name) {
  return (process.env.PATH || "")
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
}

/** Root on Debian may install; anybody else's system is left as it is. */
function mayInstall() {
  if (typeof process.getuid !== "function" || process.getuid() !== 0) return false;
  const release = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  return /^ID="?debian"?$/m.test(release) && onPath("apt-get") !== undefined;
}

function installCommand(packages) {
  if (process.platform === "darwin") {
    return `brew install ${packages.map((name) => (name === "chromium" ? "--cask chromium" : name)).join(" && brew install ")}`;
  }
  return `sudo apt-get install --no-install-recommends ${packages.join(" ")}`;
}

function aptInstall(packages) {
  const apt = onPath("apt-get");
  if (packages.includes("postgresql")) {
    // otherwise the package makes and starts a server of its own, which nobody here asked for
    mkdirSync(CREATE_CLUSTER, { recursive: true });
    writeFileSync(join(CREATE_CLUSTER, "none.conf"), "create_main_cluster = false\n");
  }
  const run = (...words) =>
    spawnSync(apt, words, {
      stdio: ["ignore", 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    }).status === 0;
  run("update", "-q"); // a list that cannot be had may still leave the packages within reach
  return run("install", "-y", "-q", "--no-install-recommends", ...packages);
}

/** The folder with `initdb` and `postgres`, newest version first; undefined where there is none. */
export function postgresBinaries() {
  if (process.platform === "win32") return undefined; // no unix socket, no shell
  const versions = existsSync(DEBIAN_POSTGRES) ? readdirSync(DEBIAN_POSTGRES) : [];
  const folders = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(DEBIAN_POSTGRES, version, "bin"))
    .concat((process.env.PATH || "").split(delimiter).filter(Boolean));
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")));
}

/** The browser that the end-to-end tests drive: CHARTROOM_TEST_CHROMIUM, else the first one found. */
export function chromium() {
  const given = process.env.CHARTROOM_TEST_CHROMIUM;
  if (given) return given;
  return CHROMIUM_NAMES.map(onPath)
    .concat(CHROMIUM_PLACES)
    .find((file) => file !== undefined && existsSync(file));
}

/**
 * Sees to the browser and the server: installs what is missing where it may, else says what will be skipped
 * and the command that would bring it.
 */
export function prepareSystem(say) {
  const missing = () =>
    [
      chromium() === undefined && "chromium",
      !process.env.CHARTROOM_TEST_POSTGRES && postgresBinaries() === undefined && "postgresql",
    ].filter(Boolean);
  const wanted = missing();
  if (wanted.length > 0 && mayInstall()) {
    say(`Installing ${wanted.join(" and ")} with apt-get, for the tests`);
    if (!aptInstall(wanted)) say("apt-get could not install all of it");
  }
  const left = missing();
  if (left.includes("chromium")) say("No Chromium here: the tests that drive the page will be skipped.");
  if (left.includes("postgresql")) say("No PostgreSQL here: the tests of team storage will be skipped.");
  if (left.length > 0) say(`To run them too: ${installCommand(left)}`);
}
