// Limbs of 30 bits, so that a sum with carry stays a positive 32-bit integer.
const BITS = 30;
const FULL = 0x3fffffff;
const counts = new Int16Array(32);
const slots = new Int16Array(65536);
let masks = new Int32Array(256);
let state = new Int32Array(16);

function zeros(word: number): number {
  let left = ~word & FULL;
  let count = 0;
  while (left !== 0) {
    left &= left - 1;
    count++;
  }
  return count;
}

/**
 * Length of the longest common subsequence, bit-parallel (H. Hyyrö, "Bit-parallel LCS-length computation revisited",
 * AWOCA 2004): one step per character of `b` and 30 characters of `a`.
 */
export function lcsLength(a: string, b: string): number {
  if (a.length === 0 || b.length === 0) return 0;
  const limbs = Math.ceil(a.length / BITS);
  const needed = (a.length + 1) * limbs;
  if (masks.length < needed) masks = new Int32Array(needed * 2);
  if (state.length < limbs) state = new Int32Array(limbs * 2);
  let used = 0;
  for (let at = 0; at < a.length; at++) {
    const code = a.charCodeAt(at);
    let slot = slots[code] as number;
    if (slot === 0) {
      slot = ++used;
      slots[code] = slot;
      masks.fill(0, (slot - 1) * limbs, slot * limbs);
    }
    const limb = (at / BITS) | 0;
    const place = (slot - 1) * limbs + limb;
    masks[place] = (masks[place] as number) | (1 << (at - limb * BITS));
  }
  state.fill(FULL, 0, limbs);
  for (let at = 0; at < b.length; at++) {
    const slot = slots[b.charCodeAt(at)] as number;
    if (slot === 0) continue;
    let carry = 0;
    for (let limb = 0; limb < limbs; limb++) {
      const v = state[limb] as number;
      const u = v & (masks[(slot - 1) * limbs + limb] as number);
      const sum = v + u + carry;
      carry = sum >>> BITS;
      state[limb] = ((sum & FULL) | (v & ~u)) & FULL;
    }
  }
  for (let at = 0; at < a.length; at++) slots[a.charCodeAt(at)] = 0;
  let length = 0;
  for (let limb = 0; limb < limbs; limb++) length += zeros(state[limb] as number);
  return length;
}

/** The most characters that two texts can have in common, whatever their order. */
function mostShared(a: string, b: string): number {
  counts.fill(0);
  for (let at = 0; at < a.length; at++) {
    const slot = a.charCodeAt(at) & 31;
    counts[slot] = (counts[slot] as number) + 1;
  }
  let shared = 0;
  for (let at = 0; at < b.length; at++) {
    const slot = b.charCodeAt(at) & 31;
    const left = counts[slot] as number;
    if (left > 0) shared++;
    counts[slot] = left - 1;
  }
  return shared;
}

/** Whether twice the longest common subsequence is at least so large a share of both lengths. */
export function areSimilarTexts(a: string, b: string, share: number): boolean {
  const needed = (share * (a.length + b.length)) / 2;
  if (Math.min(a.length, b.length) < needed || mostShared(a, b) < needed) return false;
  return lcsLength(a, b) >= needed;
}
