import fc from "fast-check";
import { expect, test } from "vitest";
import type { Diagnostic } from "./format.ts";
import { escapeXml, rawFields, type XmlElement, xmlRecords } from "./xml.ts";
import { decodeXml } from "./xml-scanner.ts";

function read(text: string, size = text.length || 1) {
  const records: XmlElement[] = [];
  const lines: number[] = [];
  const diagnostics: Diagnostic[] = [];
  const reader = xmlRecords({
    names: new Set(["rec"]),
    record: (element, place) => {
      records.push(element);
      lines.push(place.line);
    },
    diagnostic: (diagnostic) => diagnostics.push(diagnostic),
  });
  for (let at = 0; at < text.length; at += size) reader.push(text.slice(at, at + size));
  reader.end();
  return { records, lines, diagnostics, codes: diagnostics.map(({ code }) => code) };
}

test("gives one tree per record, with its line, by local names", () => {
  const { records, lines, codes } = read(
    '<a:set>\n<a:rec id="1"><t>x</t></a:rec>\n\n<a:rec><t>y</t></a:rec></a:set>',
  );
  expect(records.map((record) => record.value("t"))).toEqual(["x", "y"]);
  expect(records[0]?.attribute("id")).toBe("1");
  expect(lines).toEqual([2, 4]);
  expect(codes).toEqual([]);
});

test("reads the same however the text is cut", () => {
  const text = `<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "b">]><s><!-- <rec> --><rec k='1 > 0'><t>a &amp; b &#x3b1;<i>c</i></t><![CDATA[<d>]]></rec></s>`;
  const whole = rawFields(read(text).records[0] as XmlElement);
  expect(whole).toEqual({ "@k": "1 > 0", "": "a & b αc<d>" });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: text.length }), (size) => {
      expect(read(text, size).records.map((record) => rawFields(record))).toEqual([whole]);
    }),
  );
});

test("never defines, expands or fetches an entity", () => {
  const bomb = `<!DOCTYPE s [<!ENTITY a "${"x".repeat(50)}"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]><rec>&b;&f;</rec>`;
  expect(read(bomb).records[0]?.text()).toBe("&b;&f;");
});

test("keeps a record that the file cuts off, and says so", () => {
  const { records, codes } = read("<rec><t>kept</t><t>also");
  expect(records[0]?.values("t")).toEqual(["kept", "also"]);
  expect(codes).toEqual(["xml.cut-off"]);
});

test("takes stray signs as text and unmatched tags in its stride", () => {
  const { records, codes } = read("<rec><t>p < 0.05 & q</b></t></rec><rec><t>2</t></rec>");
  expect(records.map((record) => record.value("t"))).toEqual(["p < 0.05 & q", "2"]);
  expect(codes).toEqual(["xml.unmatched"]);
  expect(read("<rec><t>1</t><rec><t>2</t></rec>").codes).toEqual(["xml.unclosed"]);
});

test("leaves out what nests deeper than 256", () => {
  const { records, codes } = read(`<rec>${"<a>".repeat(100_000)}x${"</a>".repeat(100_000)}<t>y</t></rec>`);
  expect(codes).toEqual(["xml.too-deep"]);
  expect(records[0]?.value("t")).toBe("y");
});

test("names like those of objects do no harm", () => {
  expect(
    rawFields(
      read("<rec><__proto__>a</__proto__><constructor>b</constructor></rec>").records[0] as XmlElement,
    ),
  ).toEqual({
    _proto_: "a",
    constructor: "b",
  });
});

test("what is escaped is read back", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(decodeXml(escapeXml(text))).toBe(text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "�"));
    }),
  );
});

test("no input stops it", () => {
  const unit = fc.constantFrom(
    "<rec>",
    "</rec>",
    "<",
    ">",
    "&",
    ";",
    "<!",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<!DOCTYPE",
    "[",
    '"',
    "'",
    "a=",
    "x",
    "<?",
    "/>",
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (parts, size) => {
      const text = parts.join("");
      expect(read(text, size).records.length).toBeLessThanOrEqual(parts.length);
    }),
  );
});

test("tags that never end are given up in linear time, and the record is still there", () => {
  const start = performance.now();
  const records: string[] = [];
  const reader = xmlRecords({
    names: new Set(["record"]),
    record: (record) => records.push(record.name),
    diagnostic: () => undefined,
  });
  reader.push("<record>");
  for (let at = 0; at < 60; at++) reader.push("</".repeat(32_768));
  reader.end();
  expect(records).toEqual(["record"]);
  expect(performance.now() - start).toBeLessThan(10_000);
});
