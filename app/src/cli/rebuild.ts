import { allHeads, rebuild } from "@chartroom/core/ledger";
import { inFolder } from "./acting.ts";
import type { Run } from "./command.ts";

/** `chartroom rebuild` */
export const rebuildReview: Run = (context) =>
  inFolder(context, async ({ storage, registry }) => {
    context.onProgress({ phase: "computing tables anew", done: 0 });
    await rebuild(storage, registry);
    const heads = await storage.read(allHeads);
    const facts = heads.reduce((sum, { number }) => sum + number, 0);
    return {
      json: { review: storage.review, facts },
      text: `Every table was computed anew from ${facts} facts.`,
    };
  });
