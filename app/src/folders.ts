import { homedir } from "node:os";
import { join } from "node:path";

function platformFolder(): string {
  const home = homedir();
  if (process.platform === "win32")
    return join(process.env["LOCALAPPDATA"] ?? join(home, "AppData", "Local"), "chartroom", "state");
  if (process.platform === "darwin")
    return join(home, "Library", "Application Support", "chartroom", "state");
  return join(process.env["XDG_STATE_HOME"] ?? join(home, ".local", "state"), "chartroom");
}

/** Where this machine keeps what must not travel with a review: devices, recent reviews, launch tokens. */
export function stateFolder(): string {
  return process.env["CHARTROOM_STATE"] ?? platformFolder();
}
