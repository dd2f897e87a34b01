const INTERVAL = 500;

/**
 * npm puts a shell between itself and a script, and a shell that is told to end tells nobody. So a script that
 * npm runs looks whether that shell still lives, and takes its death as the signal that did not arrive.
 */
export function endWithParent() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === "win32") return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, "SIGTERM");
  }, INTERVAL);
  timer.unref();
}
