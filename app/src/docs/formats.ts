import { CARRIED_FIELDS, FORMATS, LIMITS } from "@chartroom/core/references";

/** The second half of docs/formats.md: every format, and what those that are written cannot carry. */
export function formatReference(): string {
  const lines = [
    "## Formats",
    "",
    "| `--to` | name | file endings | read | written |",
    "|---|---|---|---|---|",
  ];
  for (const { id, name, extensions, read, readBytes, write, writeBytes } of FORMATS) {
    const yes = (can: unknown) => (can === undefined ? "" : "yes");
    lines.push(
      `| \`${id}\` | ${name} | ${extensions.map((ending) => `.${ending}`).join(", ")} | ${yes(read ?? readBytes)} | ${yes(write ?? writeBytes)} |`,
    );
  }
  lines.push(
    "",
    "## What a format cannot carry",
    "",
    "| format | field | what becomes of it |",
    "|---|---|---|",
  );
  for (const [id, limits] of Object.entries(LIMITS)) {
    if (limits.length === 0) lines.push(`| \`${id}\` | | carries every field |`);
    for (const { fields, what } of limits) {
      const all = fields.length === CARRIED_FIELDS.length;
      lines.push(`| \`${id}\` | ${all ? "every text" : fields.join(", ")} | ${what} |`);
    }
  }
  return `${lines.join("\n")}\n`;
}
