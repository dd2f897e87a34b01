import { describe, expect, it } from "vitest";
import { fullExample, workedExample } from "../../flow/testing.ts";
import { doiLink, safeHref } from "../block.ts";
import { exampleInput } from "../testing.ts";
import { base64, inlineHtml } from "./block.ts";
import { htmlReport } from "./page.ts";

/** Replaces every text that strangers may write. */
function poisoned<T>(value: T, poison: string): T {
  const walk = (item: unknown, key: string): unknown => {
    const kept = [
      "id",
      "kind",
      "type",
      "element",
      "reviewType",
      "resolvedBy",
      "unit",
      "stage",
      "svg",
      "source",
    ];
    if (typeof item === "string") return kept.includes(key) || /^\d{4}-/.test(item) ? item : item + poison;
    if (Array.isArray(item)) return item.map((one) => walk(one, key));
    if (item instanceof Uint8Array || typeof item !== "object" || item === null) return item;
    return Object.fromEntries(Object.entries(item).map(([name, one]) => [name, walk(one, name)]));
  };
  return walk(value, "") as T;
}

describe("htmlReport", () => {
  it("prints the example as before", async () => {
    await expect(htmlReport(exampleInput())).toMatchFileSnapshot("../golden/report.html");
  });

  it("gives the same text for the same input", () => {
    expect(htmlReport(exampleInput())).toBe(htmlReport(exampleInput()));
  });

  it("loads nothing and runs nothing", () => {
    const html = htmlReport(exampleInput());
    expect(html).not.toMatch(/<script|<link|<iframe|@import|url\(|javascript:|\son[a-z]+=/i);
    const sources = [...html.matchAll(/\ssrc="([^"]*)"/g)].map((match) => match[1] ?? "");
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources) expect(source).toMatch(/^data:image\//);
    expect(html).toContain("default-src 'none'");
  });

  it.each([
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "</style></pre><svg onload=alert(1)>",
    "&lt;b&gt;",
  ])("shows %s as text, wherever it stands", (poison) => {
    const html = htmlReport(poisoned(exampleInput(), poison));
    const clean = htmlReport(exampleInput());
    const tags = (text: string) => [...text.matchAll(/<([a-z0-9]+)/gi)].map((match) => match[1]).join(" ");
    const allowed = new Set(tags(clean).split(" "));
    for (const tag of new Set(tags(html).split(" "))) expect(allowed).toContain(tag);
    const bare = html.replace(/="[^"]*"/g, "");
    expect(/<[^>]*\son[a-z]+\s*=?/i.exec(bare)?.[0]).toBeUndefined();
    expect(
      html.match(/&#39;&gt;&lt;img|&quot;&gt;&lt;script|&lt;\/style&gt;|&amp;lt;b/g)?.length,
    ).toBeGreaterThan(50);
  });

  it("keeps a hostile picture behind img", () => {
    const input = exampleInput();
    input.figures = [
      { id: 'x" onload="1', title: "t", alt: 'a" onerror="1', svg: "<svg><script>alert(1)</script></svg>" },
    ];
    const html = htmlReport(input);
    expect(html).not.toContain("<script");
    expect(html).toContain('alt="a&quot; onerror=&quot;1"');
    expect(html).toContain("data:image/svg+xml;base64,PHN2Zz48c2NyaXB0");
  });

  it("has one target for each link of its own, and each id once", () => {
    const html = htmlReport(exampleInput());
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const match of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(match[1]);
  });

  it("warns at the head where counts do not add up", () => {
    const input = exampleInput();
    expect(htmlReport(input)).not.toContain("do not add up");
    input.flow = { databases: { ...fullExample(), screened: 1 } };
    expect(htmlReport(input)).toContain("The counts of this report do not add up");
  });

  it("leaves out what has nothing to say", () => {
    const input = exampleInput();
    input.narrative = {};
    input.comparison = [];
    input.flow = { databases: workedExample() };
    const html = htmlReport(input);
    for (const title of ["Beside the published review", "Conclusions</h3>", "Summary of evidence"]) {
      expect(html.replace(/<section id="checklist"[\s\S]*/, "")).not.toContain(title);
    }
  });
});

describe("links", () => {
  it("follows only what leads to the web, to a mailbox or into the page", () => {
    expect(safeHref("https://example.org/a?b=c")).toBe("https://example.org/a?b=c");
    expect(safeHref("#flow")).toBe("#flow");
    for (const bad of [
      "javascript:alert(1)",
      "data:text/html,x",
      " https://x",
      'https://x"',
      "file:///etc",
      "//x",
    ]) {
      expect(safeHref(bad)).toBeUndefined();
    }
    expect(inlineHtml([{ text: "x", href: "javascript:alert(1)" }])).toBe("x");
    expect(inlineHtml([doiLink("10.1000/a<b>(c)")])).toBe(
      '<a href="https://doi.org/10.1000/a%3Cb%3E(c)">10.1000/a&lt;b&gt;(c)</a>',
    );
    expect(doiLink("not a doi")).toBe("not a doi");
  });
});

describe("base64", () => {
  it.each(["", "f", "fo", "foo", "foob", "fooba", "foobar"])("follows RFC 4648 for %j", (text) => {
    const expected = ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"][text.length];
    expect(base64(new TextEncoder().encode(text))).toBe(expected);
  });
});
