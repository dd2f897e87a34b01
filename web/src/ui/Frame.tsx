import { Drawer } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { Go } from "./Go.tsx";
import { Icon } from "./Icon.tsx";
import { KeySheet } from "./KeySheet.tsx";
import type { KeySettings } from "./keys.ts";
import { type Member, MemberMenu } from "./MemberMenu.tsx";
import { Palette, type PaletteItem } from "./Palette.tsx";
import { Rail, type RailEntry } from "./Rail.tsx";
import { type Trust, TrustStrip } from "./TrustStrip.tsx";
import { useKeys } from "./useKeys.ts";
import "./frame.css";

export interface FrameProps {
  title: string;
  homeHref: string;
  rail: readonly RailEntry[];
  /** The id of the rail's entry that is shown. */
  current: string;
  member: Member;
  trust: Trust;
  keys: KeySettings;
  onKeys: (settings: KeySettings) => void;
  palette: readonly PaletteItem[];
  onSearch: (words: string) => void;
  children: ReactNode;
}

/** What surrounds every room of a review: where one is, what is left, who acts, how safe the work is. */
export function Frame(props: FrameProps) {
  const { rail, current } = props;
  const [shown, setShown] = useState<"palette" | "rail" | "keys" | undefined>();
  const close = () => {
    setShown(undefined);
  };
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      setShown("palette");
    };
    document.addEventListener("keydown", hear);
    return () => {
      document.removeEventListener("keydown", hear);
    };
  }, []);
  useKeys(props.keys, (press) => {
    if (press.is !== "command" || (press.command !== "sheet" && press.command !== "search")) return false;
    setShown(press.command === "sheet" ? "keys" : "palette");
    return true;
  });
  const here = rail.find((entry) => entry.id === current);
  return (
    <div className="frame">
      <a className="frame-skip" href="#room">
        Skip to the room
      </a>
      <header className="frame-head">
        <button
          type="button"
          className="quiet frame-menu"
          onClick={() => {
            setShown("rail");
          }}
        >
          <Icon name="menu" size={20} />
          <span>{here?.label ?? "Menu"}</span>
        </button>
        <Go href={props.homeHref} className="frame-home">
          Chartroom
        </Go>
        <span className="frame-title">{props.title}</span>
        <button
          type="button"
          className="frame-search"
          onClick={() => {
            setShown("palette");
          }}
        >
          <Icon name="search" />
          <span>Search or command</span>
          <kbd className="key" aria-hidden="true">
            Ctrl K
          </kbd>
        </button>
        <MemberMenu
          member={props.member}
          onKeys={() => {
            setShown("keys");
          }}
        />
      </header>
      <div className="frame-rail">
        <Rail entries={rail} current={current} />
      </div>
      <main className="frame-room" id="room" tabIndex={-1}>
        {props.children}
      </main>
      <TrustStrip trust={props.trust} />
      <Drawer
        opened={shown === "rail"}
        onClose={close}
        position="bottom"
        size="auto"
        title={<b>{props.title}</b>}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <Rail entries={rail} current={current} onGo={close} />
      </Drawer>
      <KeySheet opened={shown === "keys"} settings={props.keys} onChange={props.onKeys} onClose={close} />
      <Palette opened={shown === "palette"} items={props.palette} onSearch={props.onSearch} onClose={close} />
    </div>
  );
}
