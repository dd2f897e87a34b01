import type { Hall } from "./hall.ts";
import type { Asset } from "./page.ts";

/** What the HTTP interface stands on. */
export interface ServerParts {
  hall: Hall;
  assets: ReadonlyMap<string, Asset>;
  /** The names by which this server may be called: host and port. */
  hosts: () => ReadonlySet<string>;
  /** Told of faults that are ours. */
  onFault: (error: unknown) => void;
  /** Where new reviews and the example are put. */
  reviewsFolder: string;
}
