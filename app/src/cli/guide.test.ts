import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { groups } from "./commands.ts";
import { guide } from "./guide.ts";

test("docs/cli.md is what the commands say (`node scripts/docs.mjs` writes it anew)", async () => {
  await expect(guide()).toMatchFileSnapshot(fileURLToPath(new URL("../../../docs/cli.md", import.meta.url)));
});

test("every command has a module to load, and no name stands twice", async () => {
  const all = groups.flatMap(({ commands }) =>
    commands.flatMap((command) => [command, ...(command.commands ?? [])]),
  );
  for (const command of all) expect(await command.load(), command.name).toBeTypeOf("function");
  const names = groups.flatMap(({ commands }) => commands.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
});
