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

function fitted(size: Size): Size {
  const scale = Math.min(WIDTH / size.width, HEIGHT / size.height, 1);
  return { width: Math.round(size.width * scale), height: Math.round(size.height * scale) };
}

/** One transparent pixel: stands in where a program shows no SVG and the caller gave no PNG. */
const PIXEL = Uint8Array.from(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=",
    "base64",
  ),
);

/** A figure as a picture in the text: the SVG with its PNG as fallback, else whichever there is. */
export function picture(figure: Figure): ImageRun | undefined {
  const png = figure.png !== undefined && pngSize(figure.png) !== undefined ? figure.png : undefined;
  const altText = { name: figure.title, title: figure.title, description: figure.alt };
  if (figure.svg !== undefined) {
    // Word knows no CSS variables; presentation attributes carry the colours
    const svg = figure.svg.replace(/<style>[\s\S]*?<\/style>/g, "");
    return new ImageRun({
      type: "svg",
      data: new TextEncoder().encode(svg),
      transformation: fitted(svgSize(svg)),
      fallback: { type: "png", data: png ?? PIXEL },
      altText,
    });
  }
  const size = png === undefined ? undefined : pngSize(png);
  if (png === undefined || size === undefined) return undefined;
  return new ImageRun({ type: "png", data: png, transformation: fitted(size), altText });
}
