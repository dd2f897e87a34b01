import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  COMMANDS,
  type Command,
  DEFAULT_KEYS,
  keyFor,
  type KeyPress,
  mayBind,
  PRESET_BINDINGS,
  PRESETS,
  presetOf,
  pressed,
  readKeySettings,
  rebind,
  takesText,
} from "./keys.ts";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});
const commands = Object.keys(COMMANDS) as Command[];

describe("a single key", () => {
  test.each([
    ["i", "include"],
    ["e", "exclude"],
    ["u", "maybe"],
    ["z", "undo"],
    ["j", "next"],
    ["ArrowRight", "next"],
    ["k", "previous"],
    ["n", "note"],
    ["/", "search"],
  ])("%s asks for %s", (key, command) => {
    expect(pressed(press(key), DEFAULT_KEYS)).toEqual({ is: "command", command });
  });

  test("works with caps lock on, since the key then comes in upper case without shift", () => {
    expect(pressed(press("I"), DEFAULT_KEYS)).toEqual({ is: "command", command: "include" });
  });

  test("the question mark needs shift, and is still ours", () => {
    expect(pressed(press("?", { shiftKey: true }), DEFAULT_KEYS)).toEqual({
      is: "command",
      command: "sheet",
    });
  });

  test("digits choose a reason, also where the keyboard makes them with shift", () => {
    expect(pressed(press("3", { shiftKey: true }), DEFAULT_KEYS)).toEqual({ is: "digit", digit: 3 });
    expect(pressed(press("0"), DEFAULT_KEYS)).toBeUndefined();
  });

  test.each([{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { shiftKey: true }])(
    "is left alone with a modifier: %o",
    (modifier) => {
      expect(pressed(press("i", modifier), DEFAULT_KEYS)).toBeUndefined();
    },
  );

  test("is left alone while text is typed or composed", () => {
    expect(pressed(press("i", { target: { tagName: "TEXTAREA" } }), DEFAULT_KEYS)).toBeUndefined();
    expect(
      pressed(press("1", { target: { tagName: "INPUT", type: "number" } }), DEFAULT_KEYS),
    ).toBeUndefined();
    expect(pressed(press("i", { isComposing: true }), DEFAULT_KEYS)).toBeUndefined();
  });

  test("held down, moves on but never decides twice", () => {
    expect(pressed(press("i", { repeat: true }), DEFAULT_KEYS)).toBeUndefined();
    expect(pressed(press("2", { repeat: true }), DEFAULT_KEYS)).toBeUndefined();
    expect(pressed(press("j", { repeat: true }), DEFAULT_KEYS)).toEqual({ is: "command", command: "next" });
  });

  test("does nothing when keys are switched off", () => {
    const off = { ...DEFAULT_KEYS, on: false };
    fc.assert(fc.property(fc.string(), (key) => pressed(press(key), off) === undefined));
    expect(keyFor("include", off)).toBeUndefined();
  });
});

describe("text fields", () => {
  test.each([
    [{ tagName: "INPUT", type: "text" }, true],
    [{ tagName: "INPUT" }, true],
    [{ tagName: "INPUT", type: "checkbox" }, false],
    [{ tagName: "SELECT" }, true],
    [{ tagName: "DIV", isContentEditable: true }, true],
    [{ tagName: "BUTTON" }, false],
    [null, false],
  ])("%o takes text: %s", (target, expected) => {
    expect(takesText(target)).toBe(expected);
  });
});

describe("presets", () => {
  test("each gives every command a key, no key twice, and is recognised", () => {
    for (const preset of PRESETS) {
      const keys = commands.flatMap((command) => PRESET_BINDINGS[preset][command]);
      expect(new Set(keys).size).toBe(keys.length);
      expect(commands.every((command) => PRESET_BINDINGS[preset][command].length > 0)).toBe(true);
      expect(presetOf(PRESET_BINDINGS[preset])).toBe(preset);
    }
  });

  test("I excludes with ASReview's keys and includes with Rayyan's", () => {
    const at = (preset: "asreview" | "rayyan") => ({ on: true, bindings: PRESET_BINDINGS[preset] });
    expect(pressed(press("i"), at("asreview"))).toEqual({ is: "command", command: "exclude" });
    expect(pressed(press("i"), at("rayyan"))).toEqual({ is: "command", command: "include" });
  });
});

describe("rebinding", () => {
  test("a key belongs to one command at most, whatever is rebound", () => {
    const step = fc.record({
      command: fc.constantFrom(...commands),
      key: fc.constantFrom(..."abijkz/?".split(""), "1", "Tab"),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const bindings = steps.reduce(
          (now, { command, key }) => rebind(now, command, key),
          DEFAULT_KEYS.bindings,
        );
        const keys = commands.flatMap((command) => bindings[command]);
        return new Set(keys).size === keys.length && keys.every(mayBind);
      }),
    );
  });

  test("takes the key from whoever had it, and is then no preset", () => {
    const bindings = rebind(DEFAULT_KEYS.bindings, "include", "E");
    expect(bindings.include).toEqual(["e"]);
    expect(bindings.exclude).toEqual([]);
    expect(presetOf(bindings)).toBeUndefined();
  });

  test.each(["Tab", "Enter", "Escape", "5", "F9", ""])("refuses the reserved key %j", (key) => {
    expect(rebind(DEFAULT_KEYS.bindings, "include", key)).toBe(DEFAULT_KEYS.bindings);
  });
});

describe("kept settings", () => {
  test("come back as they were", () => {
    const settings = { on: false, bindings: rebind(DEFAULT_KEYS.bindings, "maybe", "m") };
    expect(readKeySettings(JSON.parse(JSON.stringify(settings)))).toEqual(settings);
  });

  test("whatever is found there, something usable is read", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (kept) => {
        const settings = readKeySettings(kept);
        return commands.every((command) => settings.bindings[command].every(mayBind));
      }),
    );
    expect(readKeySettings({ bindings: { include: 7, maybe: ["M", "Tab", 3] } }).bindings).toMatchObject({
      include: ["i"],
      maybe: ["m"],
    });
  });
});
