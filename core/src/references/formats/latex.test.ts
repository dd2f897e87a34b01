import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeLatex, encodeLatex } from "./latex.ts";

test.each([
  ['G{\\"o}del', "Gödel"],
  ["M\\'{e}n\\`ere", "Ménère"],
  ["\\'{\\i}", "í"],
  ["\\c{c}a", "ça"],
  ["\\v Cech", "Čech"],
  ['{\\AA}ngstr{\\"o}m', "Ångström"],
  ["Stra\\ss e", "Straße"],
  ["\\o{}re {\\L}\\'od\\'z", "øre Łódź"],
  ["10--20 --- ``quoted''", "10–20 — “quoted”"],
  ["R\\&D 50\\% \\$5 \\#1 a\\_b", "R&D 50% $5 #1 a_b"],
  ["$\\alpha$-decay of $^{13}$CO and H$_2$O", "α-decay of ¹³CO and H₂O"],
  ["\\emph{In vitro} {T}est", "In vitro Test"],
  ["a~b", "a b"],
  ["\\textasciitilde{}x \\textbackslash{}", "~x \\"],
  ["\\unknowncommand stays", "\\unknowncommand stays"],
])("decodes %s", (source, text) => {
  expect(decodeLatex(source)).toBe(text);
});

test("reads back what it writes", () => {
  const unit = fc.constantFrom(..."ab \\{}~^&%$#_-`'\"é–α1@,".split(""));
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      expect(decodeLatex(encodeLatex(text))).toBe(text);
    }),
  );
});

test("nesting without end neither hangs nor throws", () => {
  expect(decodeLatex("\\'{".repeat(50_000)).length).toBeLessThan(200_000);
  expect(decodeLatex("$^".repeat(50_000)).length).toBeLessThan(200_000);
});
