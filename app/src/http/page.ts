import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".json": "application/json",
};

export interface Asset {
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
  gzip: Uint8Array<ArrayBuffer> | undefined;
  /** Named after its content, so it may be kept for ever. */
  lasting: boolean;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

/** The built page, read once: a request can name nothing that is not in this map. */
export function pageAssets(folder: string): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>();
  for (const path of filesBelow(folder)) {
    const name = `/${relative(folder, path).split(sep).join("/")}`;
    const type = TYPES[extname(path)];
    if (type === undefined) continue;
    const bytes = new Uint8Array(readFileSync(path));
    const text = /text|json|svg/.test(type);
    assets.set(name, {
      type,
      bytes,
      gzip: text ? new Uint8Array(gzipSync(bytes)) : undefined,
      lasting: name.startsWith("/assets/"),
    });
  }
  return assets;
}
