import { Modal } from "@mantine/core";
import { type KeyboardEvent, useId, useState } from "react";
import { Icon, type IconName } from "./Icon.tsx";
import { found } from "./found.ts";
import "./palette.css";

/** One thing that can be reached from anywhere: a place, a record, an action. */
export interface PaletteItem {
  id: string;
  words: string;
  /** "Place", "Action", "Record". */
  kind: string;
  icon: IconName;
  run: () => void;
}

export interface PaletteProps {
  opened: boolean;
  items: readonly PaletteItem[];
  /** Looks for records with these words; offered as the last line. */
  onSearch: (words: string) => void;
  onClose: () => void;
}

const SHOWN = 10;

function Body({ items, onSearch, onClose }: Omit<PaletteProps, "opened">) {
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const list = useId();
  const search: PaletteItem = {
    id: "search",
    words: `Search all records for “${words.trim()}”`,
    kind: "Search",
    icon: "search",
    run: () => {
      onSearch(words.trim());
    },
  };
  const fitting = found(items, (item) => item.words, words).slice(0, SHOWN);
  const shown = words.trim() === "" ? fitting : [...fitting, search];
  const chosen = Math.min(at, shown.length - 1);
  const run = (item: PaletteItem | undefined) => {
    if (item === undefined) return;
    onClose();
    item.run();
  };
  const steer = (event: KeyboardEvent) => {
    if (event.key === "Enter") run(shown[chosen]);
    else if (event.key === "ArrowDown") setAt((chosen + 1) % shown.length);
    else if (event.key === "ArrowUp") setAt((chosen + shown.length - 1) % shown.length);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="palette-field">
        <Icon name="search" />
        <input
          data-autofocus
          role="combobox"
          aria-label="Find a place, an action or a record"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={`${list}-${chosen}`}
          placeholder="Find a place, an action or a record"
          value={words}
          onKeyDown={steer}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            setAt(0);
          }}
        />
      </div>
      <ul className="plain palette-list" id={list} role="listbox" aria-label="What was found">
        {shown.map((item, index) => (
          <li
            key={item.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === chosen}
            onPointerMove={() => {
              setAt(index);
            }}
            onClick={() => {
              run(item);
            }}
          >
            <Icon name={item.icon} />
            <span>{item.words}</span>
            <span className="soft small">{item.kind}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Ctrl-K: one field from which every place, action and record is reached by typing. */
export function Palette({ opened, onClose, ...rest }: PaletteProps) {
  return (
    <Modal.Root opened={opened} onClose={onClose} size={560} yOffset="12vh">
      <Modal.Overlay />
      <Modal.Content aria-label="Find a place, an action or a record">
        <Modal.Body p={0}>
          <Body {...rest} onClose={onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
