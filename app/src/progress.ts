import type { OnProgress, Progress } from "@chartroom/core/base/progress";

const REWRITE_EVERY = 100; // milliseconds, on a terminal
const LINE_EVERY = 5000; // milliseconds, elsewhere

function inWords({ phase, done, total }: Progress): string {
  if (total === undefined) return done === 0 ? phase : `${phase}: ${done.toLocaleString("en")}`;
  const percent = total === 0 ? 100 : Math.min(100, Math.floor((100 * done) / total));
  return `${phase}: ${done.toLocaleString("en")} of ${total.toLocaleString("en")} (${percent} %)`;
}

/** Shows progress: one rewritten line on a terminal, a plain line now and then elsewhere. */
export class ProgressLine {
  readonly #tell: (text: string) => void;
  readonly #terminal: boolean;
  readonly #now: () => number;
  #last = Number.NEGATIVE_INFINITY;
  #shown = false;

  constructor(tell: (text: string) => void, terminal: boolean, now: () => number = Date.now) {
    this.#tell = tell;
    this.#terminal = terminal;
    this.#now = now;
    // short work outside a terminal needs no lines at all
    if (!terminal) this.#last = now();
  }

  readonly on: OnProgress = (progress) => {
    const now = this.#now();
    if (now - this.#last < (this.#terminal ? REWRITE_EVERY : LINE_EVERY)) return;
    this.#last = now;
    if (this.#terminal) {
      this.#tell(`\r\u001b[2K${inWords(progress)}`);
      this.#shown = true;
    } else this.#tell(`${inWords(progress)}\n`);
  };

  /** Takes the line away again, before anything else is said. */
  clear(): void {
    if (!this.#shown) return;
    this.#shown = false;
    this.#tell("\r\u001b[2K");
  }
}
