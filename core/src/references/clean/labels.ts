const RAYYAN_PART = /\s*\|\s*(?=RAYYAN-|USER-NOTES)/;
// Rayyan prints a Ruby hash: {"Emily"=>"Included", "Noor"=>"Excluded"}; notes hold lists: {"Emily"=>["text"]}.
const RAYYAN_PAIR =
  /"((?:[^"\\]|\\.){1,200})"\s*=>\s*(?:"((?:[^"\\]|\\.)*)"|\[((?:[^\]"]|"(?:[^"\\]|\\.)*")*)\])/g;

const MAYBE_LABEL = /^\s*(?:RAYYAN-|USER-NOTES|ASReview_|Exclusion reason:|LABEL ")/i;
const LONGEST_NOTE = 20_000;

/** An ordinary note and what Rayyan wrote behind it, apart. */
export function notesApart(note: string): string[] {
  if (note.length > LONGEST_NOTE || !note.includes("RAYYAN-") || MAYBE_LABEL.test(note)) return [note];
  const at = note.search(/(?:RAYYAN-[A-Z-]+|USER-NOTES):/);
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

/**
 * Decisions and labels that another screening tool wrote into a note, or undefined for an ordinary note. Keys:
 * `rayyan.inclusion.NAME` (Included, Excluded, Maybe), `rayyan.labels`, `rayyan.exclusion-reasons`,
 * `rayyan.notes.NAME`; `asreview.label` (relevant, irrelevant, not_seen) and ASReview's other fields;
 * `covidence.exclusion-reason`; `label.NAME` as this program writes all others.
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

/** Notes that carry labels to other tools and back: Rayyan's where Rayyan has the field, else `LABEL "name": "value"`. */
export function notesFromLabels(labels: Readonly<Record<string, string>>): string[] {
  const decisions: string[] = [];
  const rayyan: string[] = [];
  const notes: string[] = [];
  for (const [name, value] of Object.entries(labels)) {
    const flat = value.replace(/\s+/g, " ").trim();
    if (name.startsWith("rayyan.inclusion.")) decisions.push(`${quote(name.slice(17))}=>${quote(flat)}`);
    else if (/^rayyan\.(?:labels|exclusion-reasons)$/.test(name) && flat !== "" && !flat.includes("|")) {
      rayyan.push(`RAYYAN-${name.slice(7).toUpperCase()}: ${flat}`);
    } else notes.push(`LABEL ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  }
  if (decisions.length > 0) rayyan.unshift(`RAYYAN-INCLUSION: {${decisions.join(", ")}}`);
  return rayyan.length > 0 ? [rayyan.join(" | "), ...notes] : notes;
}
