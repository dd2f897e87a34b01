import type { OnProgress } from "@chartroom/core/base/progress";

/** The world that a command runs in: where it reads and writes, and how it is told to stop. */
export interface Host {
  /** Paths are relative to this folder. */
  cwd: string;
  stdin(): AsyncIterable<Uint8Array>;
  /** Writes to standard output; waits while its reader is slower. */
  write(piece: string | Uint8Array): Promise<void>;
  /** Writes to standard error. */
  tell(text: string): void;
  /** Standard error is a terminal, on which a line can be rewritten. */
  terminal: boolean;
  signal: AbortSignal;
}

/** What every command is given besides its own options. */
export interface Context extends Host {
  /** Standard output carries one JSON document and nothing else. */
  json: boolean;
  /** The review's folder, as given or the current one. */
  folder: string;
  /** The member to act as; the lead where nobody is named. */
  as: string | undefined;
  onProgress: OnProgress;
}

/** What a command has to say: to programs, and to people. */
export interface Answer {
  json: unknown;
  text: string;
  /** Left out, the command did what was asked; 1 where the review was found at fault. */
  exitCode?: 0 | 1;
}
