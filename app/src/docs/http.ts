import type { Action } from "@chartroom/core/action";
import { z } from "zod";

/** JSON Schema as far as inputs use it. */
interface Shape {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Shape[];
  oneOf?: Shape[];
  allOf?: Shape[];
  items?: Shape;
  prefixItems?: Shape[];
  properties?: Record<string, Shape>;
  additionalProperties?: Shape | boolean;
  required?: string[];
  default?: unknown;
  $ref?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
}

const json = (value: unknown) => JSON.stringify(value);
const cell = (text: string) => text.replaceAll("|", "\\|");

function bounds(from: number | undefined, to: number | undefined, of: string): string {
  const most = to === undefined || Math.abs(to) === Number.MAX_SAFE_INTEGER ? undefined : to;
  const least = from === undefined || Math.abs(from) === Number.MAX_SAFE_INTEGER ? undefined : from;
  if (least === undefined && most === undefined) return "";
  if (most === undefined) return least === 1 && of !== "" ? ", not empty" : `, at least ${least} ${of}`;
  return least === undefined ? `, at most ${most} ${of}` : `, ${least} to ${most} ${of}`;
}

function words(shape: Shape): string {
  const options = shape.anyOf ?? shape.oneOf ?? shape.allOf;
  if (options !== undefined) return [...new Set(options.map(words))].join(" or ");
  if (shape.const !== undefined) return `\`${json(shape.const)}\``;
  if (shape.enum !== undefined) return shape.enum.map((one) => `\`${json(one)}\``).join(", ");
  if (shape.$ref !== undefined) return "the same again, nested";
  switch (shape.type) {
    case "string":
      return `text${bounds(shape.minLength, shape.maxLength, "characters")}`;
    case "integer":
      return `whole number${bounds(shape.minimum, shape.maximum, "").trimEnd()}`;
    case "number":
      return `number${bounds(shape.minimum, shape.maximum, "").trimEnd()}`;
    case "boolean":
      return "`true` or `false`";
    case "null":
      return "`null`";
    case "array":
      return `list of ${shape.items === undefined ? "anything" : words(shape.items)}${bounds(shape.minItems, shape.maxItems, "entries")}`;
    case "object":
      return inner(shape);
    default:
      return "any JSON";
  }
}

function inner({ properties, required = [], additionalProperties }: Shape): string {
  const fields = Object.entries(properties ?? {});
  if (fields.length === 0)
    return typeof additionalProperties === "object"
      ? `object of ${words(additionalProperties)} by key`
      : "object";
  const named = fields.map(
    ([name, shape]) => `\`${name}\`${required.includes(name) ? "" : "?"}: ${words(shape)}`,
  );
  return `{ ${named.join("; ")} }`;
}

function fieldRows(shape: Shape): string[] {
  const rows = Object.entries(shape.properties ?? {}).map(([name, field]) => {
    const left = field.default === undefined ? "" : `\`${json(field.default)}\` unless given`;
    const need = shape.required?.includes(name) === true ? "needed" : left;
    return `| \`${name}\` | ${cell(words(field))} | ${cell(need)} |`;
  });
  return rows.length === 0 ? ["No input.", ""] : ["| Field | | |", "|---|---|---|", ...rows, ""];
}

const whoOf = ({ who }: Action) =>
  who.includes("*") ? "every member" : who.map((role) => `\`${role}\``).join(", ");

function chapter(action: Action): string[] {
  const { name, kind, summary, input } = action.contract;
  const shape = z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as Shape;
  const long = action.prepare === undefined ? "" : " Long work: answers with lines of progress.";
  return [
    `### ${name}`,
    "",
    `${kind === "read" ? "GET" : "POST"}, ${whoOf(action)}. ${summary}.${long}`,
    "",
    ...fieldRows(shape),
  ];
}

/** The reference of the actions, as Markdown: a chapter per room in the order of a review's life. */
export function actionReference(actions: readonly Action[]): string {
  const rooms = [...new Set(actions.map(({ contract }) => contract.name.split(".")[0] ?? ""))];
  const chapters = rooms.flatMap((room) => [
    `## ${room}`,
    "",
    ...actions.filter(({ contract }) => contract.name.startsWith(`${room}.`)).flatMap(chapter),
  ]);
  return `${chapters.join("\n").trimEnd()}\n`;
}
