import { useSyncExternalStore } from "react";
import type { z } from "zod";
import { vote } from "@chartroom/core/screening";
import { ApiError, requestId, tell } from "./client.ts";

type Ballot = z.input<typeof vote.input>;

/** A vote that has not reached the record yet. */
export interface Unsent {
  request: string;
  ballot: Ballot;
}

/** What is known of this person's votes on the way. */
export interface OutboxState {
  unsent: readonly Unsent[];
  sending: boolean;
  /** When the last vote became durable; milliseconds. */
  savedAt: number | undefined;
  /** Fact by citation of what this page saved, to take it back by. */
  saved: ReadonlyMap<string, string>;
  refused: { ballot: Ballot; error: ApiError } | undefined;
  away: boolean;
}

const RETRY = 3000;

/**
 * Votes on their way to the record, in order. They wait in the browser's storage until the server says that they
 * are durable, so a reload or a server that is away loses none; each has its request id, so none counts twice.
 */
export class Outbox {
  readonly #review: string;
  readonly #key: string;
  readonly #listeners = new Set<() => void>();
  #state: OutboxState;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(review: string, member: string) {
    this.#review = review;
    this.#key = `chartroom.outbox.${review}.${member}`;
    this.#state = {
      unsent: this.#kept(),
      sending: false,
      savedAt: undefined,
      saved: new Map(),
      refused: undefined,
      away: false,
    };
    void this.#send();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  get = (): OutboxState => this.#state;

  add(ballot: Ballot): void {
    this.#set({ unsent: [...this.#state.unsent, { request: requestId(), ballot }], refused: undefined });
    void this.#send();
  }

  /** Forgets a vote that was refused. */
  dismiss(): void {
    this.#set({ refused: undefined });
  }

  /** Sends now what waits for the server to come back. */
  retry(): void {
    clearTimeout(this.#timer);
    void this.#send();
  }

  #kept(): Unsent[] {
    try {
      return JSON.parse(localStorage.getItem(this.#key) ?? "[]") as Unsent[];
    } catch {
      return [];
    }
  }

  #set(change: Partial<OutboxState>): void {
    this.#state = { ...this.#state, ...change };
    if (change.unsent !== undefined) localStorage.setItem(this.#key, JSON.stringify(change.unsent));
    for (const listener of this.#listeners) listener();
  }

  async #send(): Promise<void> {
    if (this.#state.sending) return;
    const [first] = this.#state.unsent;
    if (first === undefined) return;
    this.#set({ sending: true });
    try {
      const { fact, citation } = await tell(this.#review, vote, first.ballot, { request: first.request });
      const saved = new Map(this.#state.saved).set(citation, fact);
      this.#set({ unsent: this.#without(first), savedAt: Date.now(), saved, away: false, sending: false });
    } catch (error) {
      if (error instanceof ApiError && !error.away && error.status < 500) {
        this.#set({
          unsent: this.#without(first),
          refused: { ballot: first.ballot, error },
          sending: false,
          away: false,
        });
      } else {
        this.#set({ sending: false, away: true });
        this.#timer = setTimeout(() => void this.#send(), RETRY);
        return;
      }
    }
    void this.#send();
  }

  #without(sent: Unsent): Unsent[] {
    return this.#state.unsent.filter((one) => one.request !== sent.request);
  }
}

const boxes = new Map<string, Outbox>();

/** The one outbox of a member in a review. */
export function outboxOf(review: string, member: string): Outbox {
  const key = `${review} ${member}`;
  const box = boxes.get(key) ?? new Outbox(review, member);
  boxes.set(key, box);
  return box;
}

export function useOutbox(box: Outbox): OutboxState {
  return useSyncExternalStore(box.subscribe, box.get);
}
