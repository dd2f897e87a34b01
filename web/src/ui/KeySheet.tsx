import { Modal, Select, Switch } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import {
  type Command,
  COMMANDS,
  keyName,
  type KeySettings,
  mayBind,
  PRESET_BINDINGS,
  PRESETS,
  presetOf,
  rebind,
} from "./keys.ts";

const PRESET_WORDS = { chartroom: "Chartroom", rayyan: "As in Rayyan", asreview: "As in ASReview" } as const;
const OWN = "own";

export interface KeySheetProps {
  opened: boolean;
  settings: KeySettings;
  onChange: (settings: KeySettings) => void;
  onClose: () => void;
}

/** The sheet behind `?`: what each key does, another set of keys, a key of one's own, and the switch. */
export function KeySheet({ opened, settings, onChange, onClose }: KeySheetProps) {
  const [waiting, setWaiting] = useState<Command | undefined>();
  const preset = presetOf(settings.bindings) ?? OWN;
  const choices: { value: string; label: string }[] = PRESETS.map((value) => ({
    value,
    label: PRESET_WORDS[value],
  }));
  if (preset === OWN) choices.push({ value: OWN, label: "My own" });

  const take = (event: KeyboardEvent, command: Command) => {
    if (waiting !== command || event.key === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") setWaiting(undefined);
    if (!mayBind(event.key)) return;
    onChange({ ...settings, bindings: rebind(settings.bindings, command, event.key) });
    setWaiting(undefined);
  };
  const line = (command: Command) => (
    <tr key={command}>
      <th scope="row">{COMMANDS[command]}</th>
      <td>
        {settings.bindings[command].map((key) => (
          <kbd key={key} className="key" style={{ marginRight: 4 }}>
            {keyName(key)}
          </kbd>
        ))}
        {settings.bindings[command].length === 0 ? <span className="soft">no key</span> : null}
      </td>
      <td className="number">
        <button
          type="button"
          className="quiet small"
          aria-label={`Change the key for: ${COMMANDS[command]}`}
          onClick={() => {
            setWaiting(command);
          }}
          onKeyDown={(event) => {
            take(event, command);
          }}
          onBlur={() => {
            setWaiting(undefined);
          }}
        >
          {waiting === command ? "Press a key…" : "Change"}
        </button>
      </td>
    </tr>
  );

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={<b>Keys</b>}
      size={560}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <div className="stack">
        <div className="row apart">
          <Switch
            label="Single keys act"
            description="Off: every key is left to the browser and to speech input."
            checked={settings.on}
            onChange={(event) => {
              onChange({ ...settings, on: event.currentTarget.checked });
            }}
          />
          <Select
            label="Set of keys"
            data={choices}
            value={preset}
            allowDeselect={false}
            onChange={(value) => {
              const chosen = PRESETS.find((one) => one === value);
              if (chosen !== undefined) onChange({ ...settings, bindings: PRESET_BINDINGS[chosen] });
            }}
          />
        </div>
        <table className="table keys-table">
          <thead>
            <tr>
              <th scope="col">Does</th>
              <th scope="col">Key</th>
              <th scope="col">
                <span className="heard">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {(Object.keys(COMMANDS) as Command[]).map(line)}
            <tr>
              <th scope="row">Exclude for the reason with this number</th>
              <td>
                <kbd className="key">1</kbd> to <kbd className="key">9</kbd>
              </td>
              <td />
            </tr>
            <tr>
              <th scope="row">Find a place or a command</th>
              <td>
                <kbd className="key">Ctrl K</kbd>
              </td>
              <td />
            </tr>
          </tbody>
        </table>
        <p className="soft small">
          Keys never act in text fields or together with Ctrl, Alt or Cmd. Every key has a button twin.
        </p>
      </div>
    </Modal>
  );
}
