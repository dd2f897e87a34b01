import { Inflate } from "fflate";
import { UserError } from "../../base/error.ts";

/** Most bytes that all parts read from one file may really inflate to, whatever their headers say. */
const MAX_INFLATED = 512 << 20;
const MAX_ENTRIES = 10_000;
/** Deflate expands at most 1032 times, so that no step makes more than 17 MB. */
const STEP = 16 << 10;

interface Entry {
  method: number;
  start: number;
  size: number;
}

function damaged(why: string): UserError {
  return new UserError("xlsx.damaged", `The file is no readable XLSX workbook: ${why}.`, {
    hint: "Open it in a spreadsheet program and save it again, or export the table as CSV.",
  });
}

/** The error `xlsx.too-large`. */
export function tooLarge(why: string): UserError {
  return new UserError("xlsx.too-large", `The workbook was not read: ${why}.`, {
    hint: "Export the table as CSV, which has no such limit.",
  });
}

/** The parts of a ZIP container (APPNOTE 6.3.10) by name, inflated piece by piece under one limit for all. */
export class ZipParts {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly entries = new Map<string, Entry>();
  private left: number;

  /** Throws `xlsx.damaged` or `xlsx.too-large`. */
  constructor(bytes: Uint8Array, limit = MAX_INFLATED) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.left = limit;
    this.readDirectory();
  }

  names(): string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** Gives the text of a part in pieces. */
  read(name: string, take: (text: string) => void): void {
    const entry = this.entries.get(name);
    if (!entry) throw damaged(`its part ${name.slice(0, 80)} is missing`);
    const data = this.bytes.subarray(entry.start, entry.start + entry.size);
    const decoder = new TextDecoder();
    const spend = (piece: Uint8Array) => {
      this.left -= piece.length;
      if (this.left < 0) throw tooLarge("its parts unpack to more than 512 MB");
      if (piece.length > 0) take(decoder.decode(piece, { stream: true }));
    };
    if (entry.method === 0) spend(data);
    else if (entry.method === 8) this.inflate(data, spend);
    else throw damaged("it is packed by a method that spreadsheets do not use, or encrypted");
    take(decoder.decode());
  }

  text(name: string): string {
    let text = "";
    this.read(name, (piece) => (text += piece));
    return text;
  }

  private inflate(data: Uint8Array, spend: (piece: Uint8Array) => void): void {
    const inflate = new Inflate();
    inflate.ondata = spend;
    try {
      for (let at = 0; at < data.length; at += STEP) {
        inflate.push(data.subarray(at, at + STEP), at + STEP >= data.length);
      }
    } catch (error) {
      if (error instanceof UserError) throw error;
      throw damaged("a part of it cannot be unpacked");
    }
  }

  private readDirectory(): void {
    const { view } = this;
    let end = view.byteLength - 22;
    const lowest = Math.max(0, end - 65_535);
    while (end >= lowest && view.getUint32(end, true) !== 0x06054b50) end--;
    if (end < lowest) throw damaged("it has no directory at its end");
    const count = view.getUint16(end + 10, true);
    if (count > MAX_ENTRIES) throw tooLarge(`it has ${count} parts`);
    let at = view.getUint32(end + 16, true);
    const names = new TextDecoder();
    for (let entry = 0; entry < count; entry++) {
      if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50)
        throw damaged("its directory is cut off");
      const nameLength = view.getUint16(at + 28, true);
      const header = view.getUint32(at + 42, true);
      const name = names.decode(this.bytes.subarray(at + 46, at + 46 + nameLength)).replace(/^\//, "");
      if (header + 30 > view.byteLength) throw damaged("a part lies outside the file");
      const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
      const encrypted = (view.getUint16(at + 8, true) & 1) === 1;
      this.entries.set(name, {
        method: encrypted ? -1 : view.getUint16(at + 10, true),
        start,
        size: view.getUint32(at + 20, true),
      });
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
  }
}
