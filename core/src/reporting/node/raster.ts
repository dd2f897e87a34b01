import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import type { Block, Numbered } from "../block.ts";
import { svgSize, withoutStyle } from "./picture.ts";

/** Pixels of the picture for one unit of the drawing: sharp on paper at the width of a page. */
const SCALE = 2.5;
const LARGEST_SIDE = 6_000;
const FONTS = ["400Regular/Inter_400Regular.ttf", "600SemiBold/Inter_600SemiBold.ttf"];

const { resolve } = createRequire(import.meta.url);

/** Fonts come along, since a server need not have any: read once, when the first picture is asked for. */
async function load(): Promise<Uint8Array[]> {
  const [fonts] = await Promise.all([
    Promise.all(FONTS.map((font) => readFile(resolve(`@expo-google-fonts/inter/${font}`)))),
    readFile(resolve("@resvg/resvg-wasm/index_bg.wasm")).then((wasm) => initWasm(wasm)),
  ]);
  return fonts;
}

let loading: Promise<Uint8Array[]> | undefined;

/**
 * A drawing as a PNG on white, at 2.5 pixels a unit. Letters that Inter does not have (Chinese, Arabic, ...)
 * are boxes there. Nothing outside the drawing is read.
 */
export async function pngOf(svg: string): Promise<Uint8Array> {
  loading ??= load();
  const fontBuffers = await loading;
  const { width, height } = svgSize(svg);
  const resvg = new Resvg(withoutStyle(svg), {
    background: "white",
    fitTo: { mode: "zoom", value: Math.min(SCALE, LARGEST_SIDE / Math.max(width, height)) },
    font: { fontBuffers, defaultFontFamily: "Inter", sansSerifFamily: "Inter", serifFamily: "Inter" },
  });
  try {
    const image = resvg.render();
    try {
      return image.asPng();
    } finally {
      image.free();
    }
  } finally {
    resvg.free();
  }
}

async function withPicture(block: Block): Promise<Block> {
  if (block.kind !== "figure" || block.svg === undefined || block.png !== undefined) return block;
  return { ...block, png: await pngOf(block.svg) };
}

/** The sections with a PNG beside each drawing, for programs that show no SVG. */
export async function withPictures(sections: readonly Numbered[]): Promise<Numbered[]> {
  const pictured: Numbered[] = [];
  for (const section of sections) {
    const blocks: Block[] = [];
    for (const block of section.blocks) blocks.push(await withPicture(block));
    pictured.push({ ...section, blocks, parts: await withPictures(section.parts) });
  }
  return pictured;
}
