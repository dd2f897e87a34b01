// What both Node and a browser offer, and the pure rooms may use; declared here since they are compiled
// without the types of either.
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: Uint8Array, options?: { stream?: boolean }): string;
}
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}
declare const crypto: { getRandomValues<T extends Uint8Array>(array: T): T };
