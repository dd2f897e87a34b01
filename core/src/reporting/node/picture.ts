import { ImageRun } from "docx";
import type { Figure } from "../block.ts";

/** Text width of an A4 page with margins of 2 cm, and the height that leaves room for a caption; in pixels. */
const WIDTH = 643;
const HEIGHT = 840;

interface Size {
  width: number;
  height: number;
}

/** The size that a PNG's header gives, where the bytes are a PNG. */
export function pngSize(png: Uint8Array): Size | undefined {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  if (png.length < 24 || signature.some((byte, at) => png[at] !== byte)) return undefined;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** The size that an SVG's viewBox gives, else its width and height. */
export function svgSize(svg: string): Size {
  const box = /viewBox="[\d.-]+[ ,]+[\d.-]+[ ,]+([\d.]+)[ ,]+([\d.]+)"/.exec(svg);
  const width = Number(box?.[1] ?? /<svg[^>]*\swidth="([\d.]+)/.exec(svg)?.[1] ?? 600);
  const height = Number(box?.[2] ?? /<svg[^>]*\sheight="([\d.]+)/.exec(svg)?.[1] ?? 400);
  return width > 0 && height > 0 ? { width, height } : { width: 600, height: 400 };
}

/** The drawing without its style sheet: presentation attributes carry the colours of print. */
export function withoutStyle(svg: string): string {
  return svg.replace(/<style>[\s\S]*?<\/style>/g, "");
}

function fitted(size: Size): Size {
  const scale = Math.min(WIDTH / size.width, HEIGHT / size.height, 1);
  return { width: Math.round(size.width * scale), height: Math.round(size.height * scale) };
}

/** A figure as a picture in the text: the SVG with its PNG for programs that show none, else the PNG alone. */
export function picture(figure: Figure): ImageRun | undefined {
  const { png, svg } = figure;
  const size = png === undefined ? undefined : pngSize(png);
  if (png === undefined || size === undefined) return undefined;
  const altText = { name: figure.title, title: figure.title, description: figure.alt };
  if (svg === undefined)
    return new ImageRun({ type: "png", data: png, transformation: fitted(size), altText });
  return new ImageRun({
    type: "svg",
    // Word knows no CSS variables; presentation attributes carry the colours
    data: new TextEncoder().encode(withoutStyle(svg)),
    transformation: fitted(svgSize(svg)),
    fallback: { type: "png", data: png },
    altText,
  });
}
