import type { BlobStore } from "../storage/index.ts";
import { readFile } from "./materialise.ts";

// a file never changes under its hash, and its lines are asked for again and again
const known = new WeakMap<BlobStore, Map<string, boolean>>();

/** Whether any record of a file carries labels or decisions of another tool; read up to the first that does. */
export async function carriesLabels(
  blobs: BlobStore,
  { file, fileName }: { file: string; fileName: string },
  signal?: AbortSignal,
): Promise<boolean> {
  const files = known.get(blobs) ?? new Map<string, boolean>();
  known.set(blobs, files);
  const before = files.get(file);
  if (before !== undefined) return before;
  let carries = false;
  await readFile(
    { blobs },
    { file, fileName },
    ({ labels }) => {
      if (labels !== undefined && Object.keys(labels).length > 0) carries = true;
    },
    { enough: () => carries, ...(signal && { signal }) },
  );
  files.set(file, carries);
  return carries;
}
