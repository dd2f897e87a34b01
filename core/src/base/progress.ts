/** How far long work has come; `total` is unknown while it is undefined. Units are the work's own. */
export interface Progress {
  phase: string;
  done: number;
  total?: number;
}

/** Told about progress now and then. */
export type OnProgress = (progress: Progress) => void;
