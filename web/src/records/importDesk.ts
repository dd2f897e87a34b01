import type { Progress } from "@chartroom/core/base/progress";
import {
  importFile,
  type ImportPreview,
  previewFile,
  type Run,
  type RunDetails,
} from "@chartroom/core/records";
import { ApiError, requestId, tell, upload } from "../api/client.ts";
import { guessedDraft, type SearchDraft } from "./searchDraft.ts";

export type Mapping = Readonly<Record<string, string>>;

interface Named {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/** A file that was read and waits for a person's word. */
export interface ReadFile extends Named {
  readonly is: "read";
  /** Hash of its bytes, by which the server knows it. */
  readonly file: string;
  readonly preview: ImportPreview;
  /** What a person said of its columns. */
  readonly mapping: Mapping;
  /** Whether the columns are being read anew. */
  readonly rereading: boolean;
  readonly draft: SearchDraft;
}

/** A file on its way into the review, from being dropped to being kept. */
export type DeskFile =
  | (Named & { readonly is: "working"; readonly progress: Progress | undefined; readonly keeping: boolean })
  | (Named & { readonly is: "unreadable"; readonly file: string | undefined; readonly error: unknown })
  | ReadFile
  | (Named & { readonly is: "kept"; readonly run: Run; readonly already: boolean });

export type ReadableFile = Extract<DeskFile, { is: "read" }>;

/** What the desk needs of the server. */
export interface DeskServer {
  send(
    file: Blob,
    options: { signal: AbortSignal; onProgress: (progress: Progress) => void },
  ): Promise<{ file: string }>;
  look(
    input: { file: string; fileName: string; mapping?: Record<string, string> },
    options: { signal: AbortSignal; onProgress: (progress: Progress) => void },
  ): Promise<ImportPreview>;
  keep(
    input: {
      file: string;
      fileName: string;
      mapping?: Record<string, string>;
      details: RunDetails;
      search?: string;
    },
    options: { signal: AbortSignal; onProgress: (progress: Progress) => void },
  ): Promise<{ run: Run; already: boolean }>;
}

const dayOf = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10);

/** How a mapping stands in a request: not at all where nothing is mapped. */
const given = (mapping: Mapping) => (Object.keys(mapping).length > 0 ? { mapping: { ...mapping } } : {});

/**
 * The files of a review that are being imported. It outlives the screen, so that a person can go on screening while
 * a large file comes in. Files are sent and read one after another.
 */
export class ImportDesk {
  readonly #server: DeskServer;
  readonly #listeners = new Set<() => void>();
  readonly #working = new Map<string, AbortController>();
  readonly #written = new Map<string, string>();
  #files: readonly DeskFile[] = [];
  #queue: Promise<void> = Promise.resolve();

  constructor(server: DeskServer) {
    this.#server = server;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  get = (): readonly DeskFile[] => this.#files;

  /** Takes files in: each is sent and looked into; nothing of it is kept yet. */
  add(files: readonly File[]): void {
    const waiting = files.map((file) => ({ id: requestId(), file }));
    this.#set([
      ...this.#files.filter(({ is }) => is !== "kept"),
      ...waiting.map(({ id, file: { name, size } }) => ({
        is: "working" as const,
        id,
        name,
        size,
        progress: undefined,
        keeping: false,
      })),
    ]);
    for (const { id, file } of waiting) {
      this.#written.set(id, dayOf(file.lastModified));
      this.#queue = this.#queue.then(() => this.#take(id, file));
    }
  }

  /** Reads the columns of a table as a person says. */
  async remap(id: string, mapping: Mapping): Promise<void> {
    const before = this.#read(id);
    if (before === undefined) return;
    this.#working.get(id)?.abort();
    this.#change({ ...before, mapping, rereading: true });
    await this.#work(id, before.file, async (options) => {
      const preview = await this.#server.look(
        { file: before.file, fileName: before.name, ...given(mapping) },
        options,
      );
      const now = this.#read(id) ?? before;
      // what was remembered is still so, though the answer to a mapping does not repeat it
      const { remembered } = before.preview;
      this.#change({
        ...now,
        mapping,
        rereading: false,
        preview: { ...preview, ...(remembered && { remembered }) },
      });
    });
  }

  /** Writes down what is known of a file's search. */
  describe(id: string, draft: SearchDraft): void {
    const before = this.#read(id);
    if (before !== undefined) this.#change({ ...before, draft });
  }

  /** Brings files into the review; with `search` they are the result of one. */
  async keep(wanted: readonly { id: string; details: RunDetails }[], search?: string): Promise<void> {
    for (const { id, details } of wanted) {
      const before = this.#read(id);
      if (before === undefined) continue;
      const { name, size, file, mapping } = before;
      const named = { id, name, size, keeping: true };
      this.#change({ is: "working", ...named, progress: undefined });
      await this.#work(
        id,
        file,
        async ({ signal, onProgress }) => {
          const { run, already } = await this.#server.keep(
            {
              file,
              fileName: name,
              details,
              ...given(mapping),
              ...(search !== undefined && { search }),
            },
            { signal, onProgress },
          );
          this.#change({ is: "kept", id, name, size, run, already });
        },
        // what was cancelled can be kept after all
        before,
      );
    }
  }

  /** Stops what is done with a file: sending and reading let go of it, keeping gives it back as it was read. */
  cancel(id: string): void {
    this.#working.get(id)?.abort();
    const file = this.#files.find((one) => one.id === id);
    if (file?.is === "working" && !file.keeping) this.drop(id);
  }

  /** Lets go of a file. */
  drop(id: string): void {
    this.#working.get(id)?.abort();
    this.#written.delete(id);
    this.#set(this.#files.filter((one) => one.id !== id));
  }

  async #take(id: string, file: File): Promise<void> {
    const { name, size } = file;
    await this.#work(id, undefined, async (options) => {
      const { file: hash } = await this.#server.send(file, options);
      try {
        const preview = await this.#lookFirst(hash, name, options);
        const twin = this.#files.find((one) => one.is === "read" && one.file === hash && one.id !== id);
        if (twin !== undefined)
          throw new ApiError(
            {
              code: "import.twice",
              message: `${name} holds the same bytes as ${twin.name}, which is here already.`,
              hint: "Leave one of them; a file is one run, however often it is imported.",
            },
            422,
          );
        const { mapping, ...rest } = preview;
        const written = this.#written.get(id) ?? "";
        const draft = guessedDraft(rest.preview.guess, written);
        const read = { id, name, size, file: hash, mapping, draft, preview: rest.preview };
        this.#change({ is: "read", ...read, rereading: false });
      } catch (error) {
        if (options.signal.aborted) throw error;
        this.#change({ is: "unreadable", id, name, size, file: hash, error });
      }
    });
  }

  /** A first look; where a table like this was mapped before, it is read so again. */
  async #lookFirst(
    file: string,
    fileName: string,
    options: { signal: AbortSignal; onProgress: (progress: Progress) => void },
  ): Promise<{ preview: ImportPreview; mapping: Mapping }> {
    const preview = await this.#server.look({ file, fileName }, options);
    const { remembered } = preview;
    if (remembered === undefined) return { preview, mapping: {} };
    const { mapping } = remembered;
    const again = await this.#server.look({ file, fileName, mapping: { ...mapping } }, options);
    return { preview: { ...again, remembered }, mapping };
  }

  async #work(
    id: string,
    file: string | undefined,
    work: (options: { signal: AbortSignal; onProgress: (progress: Progress) => void }) => Promise<void>,
    before?: ReadFile,
  ): Promise<void> {
    if (!this.#files.some((one) => one.id === id)) return;
    const stop = new AbortController();
    this.#working.set(id, stop);
    const onProgress = (progress: Progress) => {
      const now = this.#files.find((one) => one.id === id);
      if (now?.is === "working" && !stop.signal.aborted) this.#change({ ...now, progress });
    };
    try {
      await work({ signal: stop.signal, onProgress });
    } catch (error) {
      if (!stop.signal.aborted) {
        const { name = "", size = 0 } = this.#files.find((one) => one.id === id) ?? {};
        this.#change({ is: "unreadable", id, name, size, file, error });
      } else if (before !== undefined) this.#change(before);
    } finally {
      if (this.#working.get(id) === stop) this.#working.delete(id);
    }
  }

  #read(id: string): ReadFile | undefined {
    const file = this.#files.find((one) => one.id === id);
    return file?.is === "read" ? file : undefined;
  }

  #change(file: DeskFile): void {
    this.#set(this.#files.map((one) => (one.id === file.id ? file : one)));
  }

  #set(files: readonly DeskFile[]): void {
    this.#files = files;
    for (const listener of this.#listeners) listener();
  }
}

const desks = new Map<string, ImportDesk>();

/** The one desk of a review in this page. */
export function deskOf(review: string): ImportDesk {
  const desk =
    desks.get(review) ??
    new ImportDesk({
      send: (file, options) => upload(review, file, options),
      // asked as a writing is, since that tells how far it is and can be stopped
      look: (input, options) => tell(review, previewFile, input, options),
      keep: (input, options) => tell(review, importFile, input, options),
    });
  desks.set(review, desk);
  return desk;
}
