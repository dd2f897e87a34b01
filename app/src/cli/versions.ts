import { nameVersion, versions } from "@chartroom/core/review";
import { columns } from "../output.ts";
import { inReview } from "./acting.ts";
import type { Run } from "./command.ts";

const KINDS = ["protocol", "search", "report", "other"] as const;

/** `chartroom versions` */
export const listVersions: Run = (context) =>
  inReview(context, async ({ ask }) => {
    const found = await ask(versions, {});
    const rows = found.map(({ name, kind, at, clock }) => [name, kind, at.slice(0, 10), String(clock)]);
    const text =
      found.length === 0
        ? "No version was named yet: chartroom versions name NAME."
        : columns(["Version", "kind", "named", "facts"], rows);
    return { json: found, text };
  });

/** `chartroom versions name` */
export const nameOneVersion: Run = (context, given) =>
  inReview(context, async ({ ask }) => {
    const kind = KINDS.find((one) => one === given.text("kind")) ?? "other";
    const version = await ask(nameVersion, { name: given.operands[0] ?? "", kind });
    return { json: version, text: `Named: ${version.name} (${version.kind}), ${version.clock} facts.` };
  });
