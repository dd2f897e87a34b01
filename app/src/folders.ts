import { homedir } from "node:os";
import { join } from "node:path";

function platformFolder(kind: "config" | "state"): string {
  const home = homedir();
  if (process.platform === "win32")
    return join(process.env["LOCALAPPDATA"] ?? join(home, "AppData", "Local"), "chartroom", kind);
  if (process.platform === "darwin") return join(home, "Library", "Application Support", "chartroom", kind);
  if (kind === "config") return join(process.env["XDG_CONFIG_HOME"] ?? join(home, ".config"), "chartroom");
  return join(process.env["XDG_STATE_HOME"] ?? join(home, ".local", "state"), "chartroom");
}

/** Where this machine keeps what must not travel with a review: devices, recent reviews, launch tokens. */
export function stateFolder(): string {
  return process.env["CHARTROOM_STATE"] ?? platformFolder("state");
}

/** Where this machine's settings lie. */
export function configFolder(): string {
  return process.env["CHARTROOM_CONFIG"] ?? platformFolder("config");
}
