import { stringify } from "yaml";
import { UserError } from "../base/error.ts";
import { OTHER } from "./field.ts";
import { type Field, type Form, formSchema } from "./form.ts";
import { readYaml, schemaFault, type YamlFile } from "./yaml-file.ts";

type Path = readonly PropertyKey[];
type Report = (code: string, path: Path, message: string, hint: string) => void;

const KEYS_OF_FORM = ["title", "unit", "charters", "sections"];
const KEYS_OF_SECTION = ["id", "label", "fields"];
const KEYS_OF_OPTION = ["value", "label", "definition"];
const KEYS_OF_FIELD = ["id", "label", "help", "required", "type"];
const KEYS_OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  text: ["long"],
  number: ["unit", "min", "max", "integer"],
  date: [],
  choice: ["options", "other"],
  many: ["options", "other"],
  yesno: [],
  group: ["fields"],
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function checkKeys(part: unknown, path: Path, known: readonly string[], report: Report): void {
  if (!isRecord(part)) return;
  for (const key of Object.keys(part))
    if (!known.includes(key))
      report("form.key", [...path, key], `"${key}" means nothing here`, `Known here: ${known.join(", ")}.`);
}

function checkFieldKeys(part: unknown, path: Path, report: Report): void {
  if (!isRecord(part)) return;
  const type = typeof part.type === "string" ? part.type : "";
  const known = KEYS_OF_TYPE[type];
  if (known === undefined) return;
  checkKeys(part, path, [...KEYS_OF_FIELD, ...known], report);
  list(part.options).forEach((option, at) =>
    checkKeys(option, [...path, "options", at], KEYS_OF_OPTION, report),
  );
  list(part.fields).forEach((field, at) => checkFieldKeys(field, [...path, "fields", at], report));
}

function checkAllKeys(content: unknown, report: Report): void {
  checkKeys(content, [], KEYS_OF_FORM, report);
  if (!isRecord(content)) return;
  list(content.sections).forEach((section, at) => {
    checkKeys(section, ["sections", at], KEYS_OF_SECTION, report);
    if (!isRecord(section)) return;
    list(section.fields).forEach((field, n) => checkFieldKeys(field, ["sections", at, "fields", n], report));
  });
}

/** Short options (`- CT`) and labels left out are written in full; all else is left for the schema. */
function expand(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(expand);
  if (!isRecord(part)) return part;
  const whole: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(part)) {
    if (key !== "options" || !Array.isArray(value)) whole[key] = expand(value);
    else
      whole[key] = value.map((option: unknown) => {
        if (typeof option === "string" || typeof option === "number" || typeof option === "boolean")
          return { value: String(option), label: String(option) };
        return isRecord(option) && option.label === undefined ? { ...option, label: option.value } : option;
      });
  }
  return whole;
}

function checkTwice(
  names: readonly string[],
  path: (at: number) => Path,
  what: string,
  report: Report,
): void {
  names.forEach((name, at) => {
    if (names.indexOf(name) < at)
      report("form.twice", path(at), `the ${what} "${name}" stands twice`, "Give each its own.");
  });
}

function checkField(field: Field, path: Path, report: Report): void {
  if (field.type === "number" && field.min !== undefined && field.max !== undefined && field.min > field.max)
    report("form.bounds", [...path, "min"], `min ${field.min} is above max ${field.max}`, "Swap the two.");
  if (field.type === "choice" || field.type === "many") {
    const values = field.options.map((option) => option.value);
    checkTwice(values, (at) => [...path, "options", at], "option", report);
    if (field.other && values.includes(OTHER))
      report(
        "form.other",
        [...path, "options", values.indexOf(OTHER)],
        `"other: true" already adds the option "${OTHER}"`,
        "Leave one of the two out.",
      );
  }
  if (field.type === "group") {
    const ids = field.fields.map((member) => member.id);
    checkTwice(ids, (at) => [...path, "fields", at, "id"], "id", report);
    field.fields.forEach((member, at) => checkField(member, [...path, "fields", at], report));
  }
}

function checkForm(form: Form, report: Report): void {
  const places = form.sections.flatMap((section, at) =>
    section.fields.map((field, n) => ({ field, path: ["sections", at, "fields", n] })),
  );
  const sections = form.sections.map((section) => section.id);
  checkTwice(sections, (at) => ["sections", at, "id"], "section id", report);
  const ids = places.map(({ field }) => field.id);
  checkTwice(ids, (at) => [...(places[at]?.path ?? []), "id"], "field id", report);
  for (const { field, path } of places) checkField(field, path, report);
}

function hintFor(path: Path): string {
  const last = path.at(-1);
  if (last === "id") return "An id is lower-case letters, digits and _, and begins with a letter.";
  if (last === "type") return `A type is one of ${Object.keys(KEYS_OF_TYPE).join(", ")}.`;
  return "Compare with the field types in the guide to charting forms.";
}

/** All faults of a form's text, each with its line, and the form where there are none. */
export function checkFormFile(text: string, file = "form.yaml"): { form?: Form; faults: UserError[] } {
  const faults: UserError[] = [];
  let source: YamlFile;
  try {
    source = readYaml(text, file, "form");
  } catch (error) {
    if (error instanceof UserError) return { faults: [error] };
    throw error;
  }
  const report: Report = (code, path, message, hint) => {
    const line = source.lineOf(path);
    faults.push(new UserError(code, `${file}, line ${line}: ${message}`, { place: { file, line }, hint }));
  };
  checkAllKeys(source.content, report);
  const parsed = formSchema.safeParse(expand(source.content));
  if (!parsed.success) {
    for (const issue of parsed.error.issues)
      faults.push(schemaFault(source, "form.shape", issue, hintFor(issue.path)));
    return { faults };
  }
  checkForm(parsed.data, report);
  return faults.length === 0 ? { form: parsed.data, faults } : { faults };
}

/** Reads a charting form from YAML; the first fault is thrown as a UserError `form.*` with file, line and hint. */
export function parseForm(text: string, file = "form.yaml"): Form {
  const { form, faults } = checkFormFile(text, file);
  if (form !== undefined) return form;
  const [first] = faults;
  if (first === undefined) throw new UserError("form.shape", `${file} holds no form`, { place: { file } });
  if (faults.length === 1) throw first;
  const more = `${first.message} (and ${faults.length - 1} more)`;
  const hint = first.hint === undefined ? {} : { hint: first.hint };
  throw new UserError(first.code, more, { place: first.place, ...hint });
}

function plainField(field: Field): Record<string, unknown> {
  const { id, label, type, help, required, ...rest } = field;
  const plain: Record<string, unknown> = { id, label, type };
  if (help !== "") plain.help = help;
  if (required) plain.required = true;
  for (const [key, value] of Object.entries(rest)) {
    if (value === undefined || value === "" || value === false) continue;
    plain[key] = value;
  }
  if ("options" in field)
    plain.options = field.options.map(({ value, label: words, definition }) => {
      if (definition !== "") return { value, label: words, definition };
      return value === words ? value : { value, label: words };
    });
  if (field.type === "group") plain.fields = field.fields.map(plainField);
  return plain;
}

/** Writes a form as the YAML that `parseForm` reads, leaving out what is at its default. */
export function printForm(form: Form): string {
  const { title, unit, charters } = form;
  const sections = form.sections.map(({ id, label, fields }) => ({
    id,
    label,
    fields: fields.map(plainField),
  }));
  return stringify({ title, unit, charters, sections }, { lineWidth: 100 });
}
