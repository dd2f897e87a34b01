import { expect, test } from "vitest";
import type { ImportPreview, Run } from "@chartroom/core/records";
import { type DeskFile, type DeskServer, ImportDesk } from "./importDesk.ts";
import { detailsOf, guessedDraft } from "./searchDraft.ts";

const preview = (file: string, more: Partial<ImportPreview> = {}): ImportPreview => ({
  file,
  fileName: file,
  format: "csv",
  encoding: "utf-8",
  records: 2,
  size: 10,
  first: [],
  diagnostics: [],
  warnings: 0,
  errors: 0,
  already: undefined,
  unmapped: false,
  guess: {},
  ...more,
});

const fileNamed = (name: string, text = name) =>
  new File([text], name, { lastModified: Date.UTC(2024, 4, 6, 12) });

/** A server that answers at once, and remembers what it was asked. */
function server(answers: Partial<DeskServer> = {}) {
  const asked: unknown[] = [];
  const all: DeskServer = {
    send: async (file) => ({ file: await file.text() }),
    async look(input) {
      asked.push(["look", input]);
      return preview(input.file);
    },
    async keep(input) {
      asked.push(["keep", input]);
      return { run: { id: input.file, records: 2 } as Run, already: false };
    },
    ...answers,
  };
  return { asked, desk: new ImportDesk(all) };
}

async function settled(desk: ImportDesk): Promise<readonly DeskFile[]> {
  await expect.poll(() => desk.get().every(({ is }) => is !== "working")).toBe(true);
  return desk.get();
}

const DETAILS = detailsOf({ ...guessedDraft({}, "2024-05-06"), source: "PubMed" });

test("a file is sent, looked into and waits; only then is it kept, and what was kept goes when others come", async () => {
  const { desk, asked } = server();
  desk.add([fileNamed("a.csv")]);
  expect(desk.get()).toMatchObject([{ is: "working", name: "a.csv" }]);
  const [read] = await settled(desk);
  expect(read).toMatchObject({ is: "read", draft: { date: "2024-05-06", source: "" } });
  await desk.keep([{ id: read?.id ?? "", details: DETAILS }], "one");
  expect(desk.get()).toMatchObject([{ is: "kept", already: false }]);
  expect(asked.at(-1)).toEqual([
    "keep",
    { file: "a.csv", fileName: "a.csv", details: DETAILS, search: "one" },
  ]);
  desk.add([fileNamed("b.csv")]);
  expect(await settled(desk)).toMatchObject([{ is: "read", name: "b.csv" }]);
});

test("a table whose columns were mapped before is read so again, and one may go back to its own names", async () => {
  const mapping = { Was: "title" };
  const remembered = { mapping, fileName: "before.csv", at: "2024-01-01T00:00:00.000Z" };
  const { desk } = server({
    look: async (input) =>
      preview(input.file, input.mapping === undefined ? { remembered, unmapped: true } : {}),
  });
  desk.add([fileNamed("a.csv")]);
  const [read] = await settled(desk);
  expect(read).toMatchObject({ mapping, preview: { remembered, unmapped: false } });
  await desk.remap(read?.id ?? "", {});
  expect(desk.get()).toMatchObject([{ mapping: {}, rereading: false, preview: { unmapped: true } }]);
});

test("the same bytes under two names are told apart from two files", async () => {
  const { desk } = server();
  desk.add([fileNamed("a.csv", "bytes"), fileNamed("copy.csv", "bytes")]);
  expect(await settled(desk)).toMatchObject([
    { is: "read" },
    { is: "unreadable", error: { code: "import.twice" } },
  ]);
});

test("what is cancelled while it is read goes; while it is kept, it can be kept after all", async () => {
  const never = (signal: AbortSignal) =>
    new Promise<never>((_done, failed) => {
      signal.addEventListener("abort", () => {
        failed(new DOMException("stopped", "AbortError"));
      });
    });
  const first = server({ look: (_input, { signal }) => never(signal) });
  first.desk.add([fileNamed("a.csv"), fileNamed("b.csv")]);
  await expect.poll(() => first.desk.get().length).toBe(2);
  first.desk.cancel(first.desk.get()[0]?.id ?? "");
  expect(first.desk.get()).toMatchObject([{ name: "b.csv" }]);

  const second = server({ keep: (_input, { signal }) => never(signal) });
  second.desk.add([fileNamed("a.csv")]);
  const [read] = await settled(second.desk);
  const keeping = second.desk.keep([{ id: read?.id ?? "", details: DETAILS }]);
  second.desk.cancel(read?.id ?? "");
  await keeping;
  expect(second.desk.get()).toEqual([read]);
});

test("a file that cannot be read says so, keeps its hash to be looked at, and holds up no other", async () => {
  const { desk } = server({
    look: async (input) => {
      if (input.file === "bad") throw new Error("no");
      return preview(input.file);
    },
  });
  desk.add([fileNamed("bad"), fileNamed("good")]);
  expect(await settled(desk)).toMatchObject([
    { is: "unreadable", name: "bad", file: "bad" },
    { is: "read", name: "good" },
  ]);
});
