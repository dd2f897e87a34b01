import fc from "fast-check";
import { expect, test } from "vitest";
import { RawFields } from "./raw-fields.ts";

test("keeps names in their order, and lists where one repeats", () => {
  const raw = new RawFields();
  for (const [name, value] of [
    ["TI", "A title"],
    ["AU", "One"],
    ["AU", "Two"],
    ["AU", "Three"],
    ["__proto__", "no prototype"],
  ] as const) {
    raw.add(name, value);
  }
  expect(Object.entries(raw.record())).toEqual([
    ["TI", "A title"],
    ["AU", ["One", "Two", "Three"]],
    ["_proto_", "no prototype"],
  ]);
});

test("holds the same as an object that grew field by field, however many there are", () => {
  const field = fc.tuple(fc.stringMatching(/^[a-z][a-z0-9]{0,3}$/), fc.string());
  fc.assert(
    fc.property(fc.array(field, { maxLength: 200 }), (fields) => {
      const raw = new RawFields();
      const grown: Record<string, string | string[]> = {};
      for (const [name, value] of fields) {
        raw.add(name, value);
        const before = Object.hasOwn(grown, name) ? grown[name] : undefined;
        grown[name] = before === undefined ? value : [before, value].flat();
      }
      expect(Object.entries(raw.record())).toEqual(Object.entries(grown));
    }),
  );
});
