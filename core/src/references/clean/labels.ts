import { cleanText, tidySpace } from "./entities.ts";

const RAYYAN_PART = /\s*\|\s*(?=RAYYAN-|USER-NOTES)/;
// Rayyan prints a Ruby hash: {"Emily"=>"Included", "Noor"=>"Excluded"}; notes hold lists: {"Emily"=>["text"]}.
const RAYYAN_PAIR =
  /"((?:[^"\\]|\\.){1,200})"\s*=>\s*(?:"((?:[^"\\]|\\.)*)"|\[((?:[^\]"]|"(?:[^"\\]|\\.)*")*)\])/g;

const MAYBE_LABEL = /^\s*(?:RAYYAN-|USER-NOTES|ASReview_|Exclusion reason:|Chartroom: |LABEL ")/i;
const LONGEST_NOTE = 200_000;
const RAYYAN_NOTE = /(?:RAYYAN-[A-Z-]{1,40}|USER-NOTES):/;

/** The pieces of a note: Rayyan appends its own to what stood there, parted by a bar. */
export function partedNote(note: string): string[] {
  if (note.length > LONGEST_NOTE || !note.includes("RAYYAN-")) return [note];
  if (MAYBE_LABEL.test(note) || note.startsWith("FLAG ")) return [note];
  const at = note.search(RAYYAN_NOTE);
  return at <= 0 ? [note] : [note.slice(0, at).replace(/[\s|]+$/, ""), note.slice(at)];
}

function unquote(text: string): string {
  return text.replace(/\\(.)/g, "$1");
}

function rayyanPairs(hash: string): [string, string][] {
  const pairs: [string, string][] = [];
  for (const [, who = "", value, list] of hash.matchAll(RAYYAN_PAIR)) {
    const text =
      value ?? [...(list ?? "").matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((item) => item[1] ?? "").join("; ");
    pairs.push([unquote(who), unquote(text)]);
  }
  return pairs;
}

function fromRayyan(note: string): Record<string, string> | undefined {
  const labels: Record<string, string> = {};
  for (const part of note.split(RAYYAN_PART)) {
    const colon = part.indexOf(":");
    const name = part.slice(0, colon).trim().toUpperCase();
    const value = part.slice(colon + 1).trim();
    if (colon < 0) continue;
    if (name === "RAYYAN-INCLUSION") {
      for (const [who, decision] of rayyanPairs(value)) labels[`rayyan.inclusion.${who}`] = decision;
    } else if (name === "USER-NOTES") {
      for (const [who, text] of rayyanPairs(value)) labels[`rayyan.notes.${who}`] = text;
    } else if (name.startsWith("RAYYAN-") && value !== "") {
      labels[`rayyan.${name.slice(7).toLowerCase()}`] = value;
    }
  }
  return Object.keys(labels).length === 0 ? undefined : labels;
}

/** `Chartroom: outcome = Included | title and abstract, Ada = include`: what a review decided, for people to read. */
function fromChartroom(parts: string): Record<string, string> | undefined {
  const labels: Record<string, string> = {};
  for (const part of parts.split(" | ")) {
    const equals = part.indexOf(" = ");
    if (equals < 1) return undefined;
    labels[`chartroom.${part.slice(0, equals).trim()}`] = part.slice(equals + 3).trim();
  }
  return labels;
}

/**
 * Decisions and labels that another screening tool wrote into a note, or undefined for an ordinary note. Keys:
 * `rayyan.inclusion.NAME` (Included, Excluded, Maybe), `rayyan.labels`, `rayyan.exclusion-reasons`,
 * `rayyan.notes.NAME`; `asreview.label` (relevant, irrelevant, not_seen) and ASReview's other fields;
 * `covidence.exclusion-reason`; `chartroom.NAME` for what a review here decided; all others by their own name.
 */
export function labelsFromNote(note: string): Record<string, string> | undefined {
  if (!MAYBE_LABEL.test(note) || note.length > LONGEST_NOTE) return undefined;
  if (/^\s*(?:RAYYAN-[A-Z-]+|USER-NOTES):/i.test(note)) return fromRayyan(note);
  const asreview = /^\s*ASReview_(?:label_)?(\w+?)(?:\s*:\s*(.*))?\s*$/is.exec(note);
  if (asreview !== null) {
    const [, name = "", value] = asreview;
    const lower = name.toLowerCase();
    if (value === undefined) return { "asreview.label": lower };
    return { [`asreview.${lower}`]: value.trim() };
  }
  const reason = /^\s*Exclusion reason:(.*)$/is.exec(note)?.[1]?.trim();
  if (reason !== undefined && reason !== "") {
    return { "covidence.exclusion-reason": reason.endsWith(";") ? reason.slice(0, -1).trim() : reason };
  }
  const decided = /^\s*Chartroom: (.*)$/s.exec(note)?.[1];
  if (decided !== undefined) return fromChartroom(decided);
  const own = /^\s*LABEL ("(?:[^"\\]|\\.)*"): ("(?:[^"\\]|\\.)*")\s*$/.exec(note);
  if (own !== null) return fromOwn(own[1] ?? "", own[2] ?? "");
  return undefined;
}

function fromOwn(name: string, value: string): Record<string, string> | undefined {
  try {
    return { [String(JSON.parse(name))]: String(JSON.parse(value)) };
  } catch {
    return undefined;
  }
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

/** JSON that survives what formats do to a text: joined lines, single spaces, composed characters. */
function sturdy(text: string): string {
  const json = JSON.stringify(text).replace(/ (?= )/g, "\\u0020");
  if (tidySpace(text) === text.trim() && text.normalize("NFC") === text) return json;
  return json.replace(
    /[^\u0020-\u007e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** One label as its own tool writes it, by the part of a note that it fills; undefined where no tool has it. */
function natural(name: string, value: string): { note: string; part: string } | undefined {
  const [, tool = "", rest = ""] = /^(rayyan|asreview|covidence|chartroom)\.(.+)$/s.exec(name) ?? [];
  if (tool === "rayyan") {
    if (rest.startsWith("inclusion."))
      return { note: "RAYYAN-INCLUSION", part: `${quote(rest.slice(10))}=>${quote(value)}` };
    if (rest.startsWith("notes."))
      return { note: "USER-NOTES", part: `${quote(rest.slice(6))}=>[${quote(value)}]` };
    return { note: "RAYYAN", part: `RAYYAN-${rest.toUpperCase()}: ${value}` };
  }
  if (tool === "asreview")
    return { note: "", part: rest === "label" ? `ASReview_${value}` : `ASReview_${rest}: ${value}` };
  if (name === "covidence.exclusion-reason") return { note: "", part: `Exclusion reason: ${value};` };
  return tool === "chartroom" ? { note: "Chartroom", part: `${rest} = ${value}` } : undefined;
}

/** Rayyan's own order: decisions, reasons and labels, users' notes, parted by bars. */
function rayyanNote(parts: ReadonlyMap<string, readonly string[]>): string {
  const hash = (name: string) => {
    const pairs = parts.get(name);
    return pairs === undefined ? [] : [`${name}: {${pairs.join(", ")}}`];
  };
  return [...hash("RAYYAN-INCLUSION"), ...(parts.get("RAYYAN") ?? []), ...hash("USER-NOTES")].join(" | ");
}

function isRead(note: string, name: string, value: string): boolean {
  const back = labelsFromNote(note);
  return back !== undefined && Object.keys(back).length === 1 && back[name] === value;
}

/**
 * Notes that carry labels to other tools and back: as Rayyan, ASReview or Covidence write their own, the review's
 * decisions as one line for people, and all others as `LABEL "name": "value"`.
 */
export function notesFromLabels(labels: Readonly<Record<string, string>>): string[] {
  const parts = new Map<string, string[]>();
  const notes: string[] = [];
  for (const [name, value] of Object.entries(labels)) {
    const form = natural(name, value);
    // a bar parts what is put together into one note
    const bars = form?.note !== "" && (name.includes("|") || value.includes("|"));
    const parsable = !bars && tidySpace(name) === name && cleanText(value) === value;
    const alone =
      form === undefined
        ? ""
        : form.note === "Chartroom"
          ? `Chartroom: ${form.part}`
          : form.note === ""
            ? form.part
            : rayyanNote(new Map([[form.note, [form.part]]]));
    if (form === undefined || !parsable || value.normalize("NFC") !== value || !isRead(alone, name, value)) {
      notes.push(`LABEL ${sturdy(name)}: ${sturdy(value)}`);
    } else if (form.note === "") notes.push(form.part);
    else parts.set(form.note, [...(parts.get(form.note) ?? []), form.part]);
  }
  const decided = parts.get("Chartroom");
  const rayyan = rayyanNote(parts);
  return [
    ...(rayyan === "" ? [] : [rayyan]),
    ...(decided === undefined ? [] : [`Chartroom: ${decided.join(" | ")}`]),
    ...notes,
  ];
}
