import { describe, expect, it } from "vitest";
import { pngSize } from "./picture.ts";
import { pngOf } from "./raster.ts";

const drawing = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40" width="100" height="40">${inside}</svg>`;

const word = (letters: string, weight = 400) =>
  `<text x="5" y="30" font-family="Inter, sans-serif" font-weight="${weight}">${letters}</text>`;

describe("pngOf", () => {
  it("draws at 2.5 pixels a unit, letters too, of each script and weight", async () => {
    const blank = await pngOf(drawing(""));
    expect(pngSize(blank)).toEqual({ width: 250, height: 100 });
    const drawn = [word("n"), word("n", 600), word("ő"), word("β"), word("Ж"), word("≥")].map((text) =>
      drawing(text),
    );
    const pictures = [blank, ...(await Promise.all(drawn.map(pngOf)))].map((png) =>
      Buffer.from(png).toString("base64"),
    );
    expect(new Set(pictures).size).toBe(pictures.length);
  });

  it("keeps a huge drawing within 6,000 pixels", async () => {
    expect(
      pngSize(await pngOf('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12000 12"/>'))?.width,
    ).toBe(6000);
  });
});
