// Verifies an export of facts by the recipe of docs/ledger.md, without a line of the program's own code:
//   node prove/verify.mjs FACTS.jsonl [--known HASH]... [--json]
// Exit 0 where every chain holds, 1 where something was changed, 2 where the file cannot be read.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const HEADER = [
  "review",
  "device",
  "number",
  "clock",
  "at",
  "actor",
  "action",
  "request",
  "type",
  "version",
  "subject",
  "supersedes",
];

const sha256 = (text) => createHash("sha256").update(text, "utf8").digest("hex");

const bodyHashOf = ({ salt, body }) => sha256(`${salt}\n${body}`);

function factHashOf(fact) {
  const header = JSON.stringify(HEADER.map((name) => fact[name]));
  return sha256(`${fact.previous}\n${header}\n${fact.bodyHash}`);
}

/** The faults of one fact by itself: its header, and its body where there is one. */
function ownFaults(fact) {
  const faults = [];
  if (factHashOf(fact) !== fact.hash) faults.push("changed");
  if (fact.state === "open") {
    if (fact.salt === null || fact.body === null || bodyHashOf(fact) !== fact.bodyHash) faults.push("body");
  } else if (fact.state !== "sealed") faults.push("body");
  return faults;
}

/** The faults of one device's chain, and where it ends. */
function checkChain(device, chain) {
  const faults = [];
  let last = { number: 0, hash: "" };
  for (const fact of chain) {
    const { number, hash } = fact;
    const say = (kind) => faults.push({ kind, device, number, hash });
    if (number <= last.number) say("fork");
    else if (number > last.number + 1) say("gap");
    else if (fact.previous !== last.hash) say("link");
    for (const kind of ownFaults(fact)) say(kind);
    last = { number, hash };
  }
  return { head: { device, ...last }, faults };
}

function byPlace(a, b) {
  return a.number - b.number || (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0);
}

function verify(facts, known) {
  const chains = new Map();
  for (const fact of facts) chains.set(fact.device, [...(chains.get(fact.device) ?? []), fact]);
  const checked = [...chains]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([device, chain]) => checkChain(device, chain.sort(byPlace)));
  const there = new Set(facts.map((fact) => fact.hash));
  const gone = known
    .filter((hash) => !there.has(hash))
    .map((hash) => ({ kind: "tail", device: "", number: 0, hash }));
  return {
    facts: facts.length,
    sealed: facts.filter((fact) => fact.state === "sealed").length,
    redacted: facts.filter((fact) => fact.state === "redacted").length,
    heads: checked.map(({ head }) => head),
    faults: [...checked.flatMap(({ faults }) => faults), ...gone],
  };
}

function readFacts(file) {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line, at) => {
    if (line.trim() === "") return [];
    try {
      return [JSON.parse(line)];
    } catch (error) {
      throw new Error(`line ${at + 1} is no JSON: ${error.message}`);
    }
  });
}

function main(words) {
  const known = words.flatMap((word, at) => (words[at - 1] === "--known" ? [word] : []));
  const [file] = words.filter((word, at) => !word.startsWith("--") && words[at - 1] !== "--known");
  if (file === undefined) throw new Error("name the file that `chartroom export --facts` wrote");
  const result = verify(readFacts(file), known);
  if (words.includes("--json")) process.stdout.write(`${JSON.stringify(result)}\n`);
  else {
    for (const { device, number, hash } of result.heads)
      process.stdout.write(`device ${device}: ${number} facts, ends in ${hash}\n`);
    for (const { kind, device, number } of result.faults)
      process.stdout.write(`${kind}: fact ${number} of device ${device}\n`);
    process.stdout.write(`${result.facts} facts, ${result.sealed} sealed, ${result.faults.length} faults\n`);
  }
  process.exitCode = result.faults.length > 0 && !words.includes("--json") ? 1 : 0;
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
