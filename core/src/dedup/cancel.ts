/** What an AbortSignal shows; work in a thread of its own can be given one that reads shared memory. */
export interface Cancel {
  readonly aborted: boolean;
  readonly reason?: unknown;
}

/** Throws the signal's reason once it is aborted. */
export function stopIfCancelled(signal: Cancel | undefined): void {
  if (signal?.aborted !== true) return;
  throw signal.reason instanceof Error ? signal.reason : new Error("cancelled");
}
