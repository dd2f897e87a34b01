import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmdirSync } from "node:fs";
import { platform, tmpdir, userInfo } from "node:os";
import { join } from "node:path";

const isRoot = userInfo().uid === 0;
const say = (command: string, ...words: string[]) => execFileSync(command, words, { stdio: "pipe" });

/** Takes a disk away again, also one that a fault left in use. */
function unmount(folder: string): void {
  say("umount", "--lazy", folder);
}

/** A disk of its own in this folder, with room for so many bytes, until it is taken away again. */
export function smallDisk(folder: string, bytes: number): () => void {
  mkdirSync(folder, { recursive: true });
  say("mount", "-t", "tmpfs", "-o", `size=${bytes}`, "tmpfs", folder);
  return () => unmount(folder);
}

function mountWorks(): boolean {
  if (platform() !== "linux" || !isRoot) return false;
  const folder = mkdtempSync(join(tmpdir(), "chartroom-mount-"));
  try {
    smallDisk(folder, 1 << 20)();
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(folder);
  }
}

/** Whether this account may make a disk of its own: root on Linux, outside a confined container. */
export const canMount = mountWorks();

/** Whether a folder can be protected from this account: rights do not stop root, but a disk mounted to be read does. */
export const canProtect = platform() !== "win32" && (canMount || !isRoot);

/** Lets the folder be read only, with all that lies directly in it, until it is freed again. */
export function writeProtect(folder: string): () => void {
  if (canMount) {
    say("mount", "--bind", folder, folder);
    say("mount", "-o", "remount,ro,bind", folder);
    return () => unmount(folder);
  }
  const files = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isFile());
  for (const { name } of files) chmodSync(join(folder, name), 0o444);
  chmodSync(folder, 0o555);
  return () => {
    chmodSync(folder, 0o755);
    for (const { name } of files) chmodSync(join(folder, name), 0o644);
  };
}
