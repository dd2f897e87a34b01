import {
  type Diagnostic,
  readReferences,
  type ReadResult,
  type ReadSource,
  type Reference,
} from "@chartroom/core/references";

/** A reference as it stood in its file. */
export interface Placed {
  reference: Reference;
  /** From 1. */
  record: number;
  line: number;
}

/**
 * The references of a file as they come; no more is read than its taker asks for, so that memory stays small.
 * The generator's result says what was read.
 */
export async function* streamReferences(
  bytes: AsyncIterable<Uint8Array>,
  source: ReadSource,
  onDiagnostic: (diagnostic: Diagnostic) => void,
): AsyncGenerator<Placed, ReadResult> {
  let found: Placed[] = [];
  let taken: () => void = () => undefined;
  let offer: () => void = () => undefined;
  let offered = new Promise<void>((resolve) => {
    offer = resolve;
  });
  // a piece is handed to the reader only after what the last one held was taken
  async function* paced(): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      yield piece;
      if (found.length === 0) continue;
      const emptied = new Promise<void>((resolve) => {
        taken = resolve;
      });
      offer();
      await emptied;
    }
  }
  let records = 0;
  const sink = {
    reference(reference: Reference, place: { record: number; line: number }) {
      records += 1;
      found.push({ reference, line: place.line, record: records });
    },
    diagnostic: onDiagnostic,
  };
  const read = readReferences(paced(), source, sink);
  const ended = read.then(
    () => true,
    () => true,
  );
  for (;;) {
    const over = await Promise.race([ended, offered.then(() => false)]);
    const batch = found;
    found = [];
    yield* batch;
    if (over) return read;
    offered = new Promise<void>((resolve) => {
      offer = resolve;
    });
    taken();
  }
}
