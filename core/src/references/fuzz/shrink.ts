/**
 * A smaller input that still fails, found by leaving out ever smaller pieces (Zeller and Hildebrandt, "Simplifying
 * and isolating failure-inducing input", 2002), with at most `tries` attempts.
 */
export async function shrink(
  bytes: Uint8Array,
  fails: (bytes: Uint8Array) => Promise<boolean>,
  tries = 2000,
): Promise<Uint8Array> {
  let small = bytes;
  let left = tries;
  for (let size = small.length >> 1; size >= 1 && left > 0; size >>= 1) {
    for (let at = 0; at < small.length && left > 0; ) {
      const shorter = new Uint8Array(Math.max(at, small.length - size));
      shorter.set(small.subarray(0, at));
      shorter.set(small.subarray(at + size), at);
      left--;
      if (await fails(shorter)) small = shorter;
      else at += size;
    }
  }
  return small;
}
