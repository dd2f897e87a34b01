import { resolve } from "node:path";
import type { Workbench } from "@chartroom/core/action";
import { UserError } from "@chartroom/core/base/error";
import type { Member } from "@chartroom/core/review";
import { membersOf, reviewTitle } from "@chartroom/core/review/store";
import { createReview, openReview } from "@chartroom/core/workbench";
import { elsewhere } from "../elsewhere.ts";
import { stateFolder } from "../folders.ts";
import { rememberReview } from "../recent.ts";
import { Events } from "./events.ts";
import { fileSessions, type Sessions } from "./sessions.ts";

/** A review that this server has open. */
export interface OpenReview {
  folder: string;
  bench: Workbench;
  sessions: Sessions;
  events: Events;
}

/** The reviews of one server process. */
export class Hall {
  readonly #open = new Map<string, OpenReview>();

  get reviews(): readonly OpenReview[] {
    return [...this.#open.values()];
  }

  find(review: string): OpenReview | undefined {
    return this.#open.get(review);
  }

  /** Opens the review in a folder; the same folder is opened once. */
  async open(folder: string): Promise<OpenReview> {
    const place = resolve(folder);
    const already = this.reviews.find((one) => one.folder === place);
    if (already !== undefined) return already;
    const events = new Events();
    const state = stateFolder();
    const thread = elsewhere(place, state);
    const bench = await openReview(place, {
      stateFolder: state,
      committed: () => events.changed(),
      ...(thread !== undefined && { elsewhere: thread }),
    });
    const opened = { folder: place, bench, events, sessions: fileSessions(state, bench.storage.review) };
    this.#open.set(bench.storage.review, opened);
    const members = await bench.storage.read(membersOf);
    opened.sessions.keepOnly(members.filter((member) => member.active).map((member) => member.id));
    const { title } = await bench.storage.read(reviewTitle);
    rememberReview(place, title);
    return opened;
  }

  /** Makes a review in a new folder and opens it. */
  async create(folder: string, founding: { title: string; lead: string }): Promise<OpenReview> {
    const { bench } = await createReview(resolve(folder), founding, { stateFolder: stateFolder() });
    await bench.storage.close();
    return this.open(folder);
  }

  /** The one as whom a folder's owner acts: its first lead. */
  async leadOf(review: OpenReview): Promise<Member> {
    const members = await review.bench.storage.read(membersOf);
    const lead = members.find((member) => member.active && member.roles.includes("lead"));
    if (lead === undefined) throw new UserError("review.no-lead", "This review has no lead.");
    return lead;
  }

  async close(): Promise<void> {
    for (const { bench } of this.#open.values()) await bench.storage.close();
    this.#open.clear();
  }
}
