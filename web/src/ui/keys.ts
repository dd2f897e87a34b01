/** What a single key can do while records are judged, in the order of the sheet. */
export const COMMANDS = {
  include: "Include",
  exclude: "Exclude",
  maybe: "Maybe",
  undo: "Undo the last decision",
  next: "Next record",
  previous: "Previous record",
  note: "Write a note",
  label: "Set a label",
  criteria: "Show or hide the criteria",
  list: "List or one record",
  search: "Search",
  sheet: "Show the keys",
} as const;
export type Command = keyof typeof COMMANDS;

/** The keys of each command, as `KeyboardEvent.key` names them; letters in lower case. */
export type Bindings = Readonly<Record<Command, readonly string[]>>;

export const PRESETS = ["chartroom", "rayyan", "asreview"] as const;
export type Preset = (typeof PRESETS)[number];

/** What a person has chosen about single keys. */
export interface KeySettings {
  readonly on: boolean;
  readonly bindings: Bindings;
}

/** What a key press asks for; `digit` is 1 to 9, for the reasons in their order. */
export type Pressed =
  | { readonly is: "command"; readonly command: Command }
  | { readonly is: "digit"; readonly digit: number };

/** The parts of a KeyboardEvent that decide whether a key is ours. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly repeat?: boolean;
  readonly isComposing?: boolean;
  readonly defaultPrevented?: boolean;
  readonly target?: unknown;
}

const COMMON = {
  undo: ["z"],
  next: ["j", "ArrowRight"],
  previous: ["k", "ArrowLeft"],
  note: ["n"],
  label: ["l"],
  criteria: ["c"],
  list: ["v"],
  search: ["/"],
  sheet: ["?"],
} as const;

/** Chartroom's own keys, and those that people bring from Rayyan and ASReview LAB. */
export const PRESET_BINDINGS: Readonly<Record<Preset, Bindings>> = {
  chartroom: { ...COMMON, include: ["i"], exclude: ["e"], maybe: ["u"] },
  rayyan: {
    ...COMMON,
    include: ["i"],
    exclude: ["e"],
    maybe: ["u"],
    next: ["ArrowDown", "ArrowRight"],
    previous: ["ArrowUp", "ArrowLeft"],
  },
  asreview: { ...COMMON, include: ["r"], exclude: ["i"], maybe: ["u"] },
};

/** Keys that may be held down; a held decision key must not vote through the queue. */
const REPEATABLE: readonly Command[] = ["next", "previous"];
const NAMES: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  " ": "Space",
};
/** These belong to the browser, to reading and to screen readers, or to the reasons. */
const RESERVED =
  /^(Tab|Enter|Escape|Shift|Control|Alt|Meta|AltGraph|CapsLock|Dead|Process|Unidentified|F\d+|[0-9])$/;
const TYPES_THAT_TAKE_NO_TEXT = ["button", "checkbox", "radio", "range", "submit", "reset", "file", "color"];

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

function normalKey(key: string): string {
  return key.length === 1 ? key.toLowerCase() : key;
}

function isLetter(key: string): boolean {
  return key.length === 1 && key.toLowerCase() !== key.toUpperCase();
}

function isCommand(name: string): name is Command {
  return Object.hasOwn(COMMANDS, name);
}

/** Whether what is typed at `target` is text, so that single keys must not act. */
export function takesText(target: unknown): boolean {
  const element = record(target);
  if (element === undefined) return false;
  if (element["isContentEditable"] === true) return true;
  const tag = typeof element["tagName"] === "string" ? element["tagName"].toUpperCase() : "";
  if (tag === "TEXTAREA" || tag === "SELECT") return true;
  if (tag !== "INPUT") return false;
  const type = typeof element["type"] === "string" ? element["type"] : "text";
  return !TYPES_THAT_TAKE_NO_TEXT.includes(type);
}

/** What this press asks for, or undefined where it is not ours: switched off, typing, a modifier, held down. */
export function pressed(press: KeyPress, settings: KeySettings): Pressed | undefined {
  if (!settings.on || press.defaultPrevented === true || press.isComposing === true) return undefined;
  if (press.ctrlKey || press.metaKey || press.altKey || takesText(press.target)) return undefined;
  // shift makes ? and, on some keyboards, the digits; with a letter it is somebody's own shortcut
  if (press.shiftKey && (isLetter(press.key) || press.key.length > 1)) return undefined;
  const key = normalKey(press.key);
  if (/^[1-9]$/.test(key)) return press.repeat === true ? undefined : { is: "digit", digit: Number(key) };
  for (const name of Object.keys(COMMANDS).filter(isCommand)) {
    if (!settings.bindings[name].includes(key)) continue;
    return press.repeat === true && !REPEATABLE.includes(name) ? undefined : { is: "command", command: name };
  }
  return undefined;
}

/** How a key is written on the page: I, →, Space. */
export function keyName(key: string): string {
  return NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

/** The first key of a command as written, or undefined while keys are off. */
export function keyFor(command: Command, settings: KeySettings): string | undefined {
  const first = settings.bindings[command][0];
  return settings.on && first !== undefined ? keyName(first) : undefined;
}

/** Whether a person may give this key to a command. */
export function mayBind(key: string): boolean {
  return key !== "" && !RESERVED.test(key);
}

/** Gives `key` to `command` alone and takes it from whichever had it; a reserved key changes nothing. */
export function rebind(bindings: Bindings, command: Command, key: string): Bindings {
  if (!mayBind(key)) return bindings;
  const normal = normalKey(key);
  const others = Object.entries(bindings).map(([name, keys]) => [name, keys.filter((one) => one !== normal)]);
  return { ...(Object.fromEntries(others) as Bindings), [command]: [normal] };
}

/** The preset that these bindings are, or undefined where a person changed them. */
export function presetOf(bindings: Bindings): Preset | undefined {
  const same = (preset: Preset) =>
    Object.keys(COMMANDS)
      .filter(isCommand)
      .every((name) => bindings[name].join(" ") === PRESET_BINDINGS[preset][name].join(" "));
  return PRESETS.find(same);
}

export const DEFAULT_KEYS: KeySettings = { on: true, bindings: PRESET_BINDINGS.chartroom };

/** Reads settings that were kept as JSON; what is missing or malformed takes Chartroom's default. */
export function readKeySettings(kept: unknown): KeySettings {
  const settings = record(kept);
  const bindings = record(settings?.["bindings"]);
  const keysOf = (name: Command): readonly string[] => {
    const keys = bindings?.[name];
    if (!Array.isArray(keys)) return DEFAULT_KEYS.bindings[name];
    return keys.filter((key): key is string => typeof key === "string" && mayBind(key)).map(normalKey);
  };
  const read = Object.keys(COMMANDS)
    .filter(isCommand)
    .map((name) => [name, keysOf(name)]);
  return { on: settings?.["on"] !== false, bindings: Object.fromEntries(read) as Bindings };
}
