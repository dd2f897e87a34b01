import type { Random } from "../../base/random.ts";
import type { Sample } from "./samples.ts";

/** A damaged file, the reader it is given to, and how many of its bytes were changed, added or moved. */
export interface Mutant {
  format: string;
  bytes: Uint8Array;
  mutated: number;
}

/** No input grows beyond this many bytes. */
const LARGEST = 1 << 16;

/** What readers give a meaning to, in all formats. */
const TOKENS = [
  ..."\0\t\n\r ,;|\"'<>&@{}[]()=%#$\\^_~-+:".split(""),
  "\r\n",
  "\n\n",
  "TY  - JOUR\n",
  "ER  - \n",
  "PMID- 1\n",
  "%0 ",
  "PT J\n",
  "RT Book\n",
  "<1. >\n",
  "@article{k,",
  "@string{a = ",
  " # a",
  "\\begin{",
  "\\'",
  "{\\",
  "$^{",
  "<record>",
  "</record>",
  "<![CDATA[",
  "]]>",
  "<!--",
  "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
  "&a;",
  "&#xD800;",
  "&#99999999;",
  "_xD83D_",
  '":',
  '{"a":',
  "[[[[",
  '"__proto__":',
  "__proto__",
  "constructor",
  "\ufeff",
  "\u2028",
  "\ud83d\ude00",
  'RAYYAN-INCLUSION: {"',
  'LABEL "a": "',
  "Chartroom: ",
  "1e999",
  "-0",
  "99999999999999999999",
  "PK\u0003\u0004",
].map((text) => new TextEncoder().encode(text));

function joined(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

type Operator = (
  bytes: Uint8Array,
  random: Random,
  all: readonly Sample[],
) => { bytes: Uint8Array; mutated: number };

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

function piece(bytes: Uint8Array, random: Random, longest: number): Uint8Array {
  const start = below(random, bytes.length);
  return bytes.subarray(start, start + 1 + below(random, longest));
}

function inserted(
  bytes: Uint8Array,
  random: Random,
  part: Uint8Array,
): { bytes: Uint8Array; mutated: number } {
  const at = below(random, bytes.length + 1);
  return { bytes: joined(bytes.subarray(0, at), part, bytes.subarray(at)), mutated: part.length };
}

const OPERATORS: readonly Operator[] = [
  // single bits
  (bytes, random) => {
    const copy = bytes.slice();
    const flips = 1 + below(random, 16);
    for (let flip = 0; flip < flips; flip++) {
      const at = below(random, copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << below(random, 8));
    }
    return { bytes: copy, mutated: flips };
  },
  // a run of noise
  (bytes, random) => {
    const copy = bytes.slice();
    const start = below(random, copy.length);
    const end = Math.min(copy.length, start + 1 + below(random, 300));
    for (let at = start; at < end; at++) copy[at] = below(random, 256);
    return { bytes: copy, mutated: end - start };
  },
  // cut short, at either end or in the middle
  (bytes, random) => {
    const start = below(random, bytes.length);
    const end = start + below(random, bytes.length - start);
    const kept = random() < 0.5 ? bytes.slice(0, end) : joined(bytes.subarray(0, start), bytes.subarray(end));
    return { bytes: kept, mutated: 1 };
  },
  // a word of some format, once or often
  (bytes, random) => {
    const token = TOKENS[below(random, TOKENS.length)] ?? new Uint8Array(1);
    const times = random() < 0.7 ? 1 : 1 + below(random, 400);
    return inserted(bytes, random, joined(...Array.from({ length: times }, () => token)));
  },
  // a piece of itself again
  (bytes, random) => {
    const part = piece(bytes, random, 400);
    const times = random() < 0.7 ? 1 : 1 + below(random, 20);
    return inserted(bytes, random, joined(...Array.from({ length: times }, () => part)));
  },
  // a piece of another format
  (bytes, random, all) => {
    const other = all[below(random, all.length)]?.bytes ?? bytes;
    return inserted(bytes, random, piece(other, random, 1500));
  },
  // NULs, as in UTF-16 that is none
  (bytes, random) => {
    const start = below(random, bytes.length);
    const part = bytes.subarray(start, start + 1 + below(random, 400));
    const wide = new Uint8Array(part.length * 2);
    for (const [at, byte] of part.entries()) wide[at * 2] = byte;
    return {
      bytes: joined(bytes.subarray(0, start), wide, bytes.subarray(start + part.length)),
      mutated: part.length,
    };
  },
  // bytes that are no UTF-8, and halves of characters
  (bytes, random) => {
    const odd = [0x80, 0xc3, 0xe2, 0xed, 0xf0, 0xf8, 0xff, 0xfe, 0xd8, 0xdc];
    const part = Uint8Array.from(
      { length: 1 + below(random, 40) },
      () => odd[below(random, odd.length)] ?? 0x80,
    );
    return inserted(bytes, random, part);
  },
];

/** Damages one of the samples in one to six ways; now and then another reader than its own is asked to read it. */
export function mutate(random: Random, all: readonly Sample[]): Mutant {
  const sample = all[below(random, all.length)];
  if (sample === undefined) throw new Error("there is no sample to damage");
  let { bytes } = sample;
  let mutated = 0;
  const steps = 1 + below(random, 6);
  for (let step = 0; step < steps; step++) {
    if (bytes.length === 0) break;
    const change = OPERATORS[below(random, OPERATORS.length)]?.(bytes, random, all);
    if (change === undefined || change.bytes.length > LARGEST) break;
    bytes = change.bytes;
    mutated += change.mutated;
  }
  const other = random() < 0.1 ? all[below(random, all.length)] : undefined;
  return { format: (other ?? sample).format, bytes, mutated };
}
