import { strToU8, unzipSync, zipSync } from "fflate";
import { expect, test } from "vitest";
import { UserError } from "../../base/error.ts";
import type { Reference } from "../reference.ts";
import { xlsx } from "./xlsx.ts";
import { ZipParts } from "./xlsx-zip.ts";

function read(bytes: Uint8Array) {
  const references: Reference[] = [];
  const codes: string[] = [];
  void xlsx.readBytes?.(bytes, {
    reference: (one) => references.push(one),
    diagnostic: ({ code }) => codes.push(code),
  });
  return { references, codes };
}

function workbook(sheet: string, parts: Record<string, string> = {}): Uint8Array {
  const all = {
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    ...parts,
  };
  return zipSync(Object.fromEntries(Object.entries(all).map(([name, text]) => [name, strToU8(text)])));
}

const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const code = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error instanceof UserError ? error.code : String(error);
  }
  return undefined;
};

test("reads shared and formatted strings, numbers, dates and gaps after a preamble", () => {
  const { references } = read(
    workbook(
      `<row r="1">${text("SEARCH QUERY")}</row><row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c>${text("Year")}<c r="E3" t="inlineStr"><is><t>Publication Date</t></is></c></row>
       <row r="4"><c r="A4" t="s"><v>2</v></c><c r="C4"><v>2020</v></c><c r="E4" s="1"><v>43834</v></c></row>`,
      {
        "xl/sharedStrings.xml":
          "<sst><si><t>Title</t></si><si><t>Authors</t></si><si><r><t>Rich </t></r><r><t>text_x000A_x</t></r><rPh><t>no</t></rPh></si></sst>",
        "xl/styles.xml": '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
      },
    ),
  );
  expect(references).toHaveLength(1);
  expect(references[0]).toMatchObject({ title: "Rich text x", year: 2020, date: "2020-01-04" });
});

test("marks cells that begin like a formula and leaves their text alone", async () => {
  const one: Reference = {
    id: "1",
    type: "book",
    title: "=1+1",
    authors: [],
    issn: [],
    isbn: [],
    keywords: [],
    url: [],
    notes: [],
    raw: {},
  };
  const bytes = (await xlsx.writeBytes?.([one])) ?? new Uint8Array();
  const sheet = new TextDecoder().decode(unzipSync(bytes)["xl/worksheets/sheet1.xml"]);
  expect(sheet).toContain('<c r="C2" s="2" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>');
  expect(read(bytes).references[0]?.title).toBe("=1+1");
});

test("stops at a bomb by what it really unpacks to", () => {
  const bomb = zipSync({ "xl/worksheets/sheet1.xml": new Uint8Array(8 << 20) });
  // the directory claims one byte
  const view = new DataView(bomb.buffer);
  for (let at = bomb.length - 22; at > 0; at--)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1, true);
  expect(code(() => new ZipParts(bomb, 1 << 20).text("xl/worksheets/sheet1.xml"))).toBe("xlsx.too-large");
  expect(new ZipParts(bomb, 9 << 20).text("xl/worksheets/sheet1.xml")).toHaveLength(8 << 20);
});

test("stops where few bytes name more rows, cells or text than any workbook has", () => {
  const header = `<row>${text("Title")}${text("Year")}</row>`;
  const strings = { "xl/sharedStrings.xml": `<sst><si><t>${"tea ".repeat(300_000)}</t></si></sst>` };
  const last = '<row><c r="XFD2"><v>1</v></c></row>';
  expect(code(() => read(workbook(header + last.repeat(4000))))).toBe("xlsx.too-large");
  expect(code(() => read(workbook(header + '<row><c t="s"><v>0</v></c></row>'.repeat(500), strings)))).toBe(
    "xlsx.too-large",
  );
  expect(code(() => read(workbook(header + last.repeat(20))))).toBeUndefined();
}, 60_000);

test.each([
  ["no container", strToU8("PK, or so it says")],
  ["nothing", new Uint8Array()],
  ["half a file", workbook(`<row>${text("Title")}</row>`).slice(0, 90)],
])("says what is wrong with %s", (_, bytes) => {
  expect(code(() => read(bytes))).toBe("xlsx.damaged");
});

test("damage anywhere ends in a plain error or a result, never in a crash", () => {
  const whole = workbook(`<row>${text("Title")}${text("Year")}</row><row>${text("A")}${text("2020")}</row>`);
  for (let at = 0; at < whole.length; at++) {
    const bytes = whole.slice();
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    expect([undefined, "xlsx.damaged", "xlsx.too-large"]).toContain(code(() => read(bytes)));
  }
});
