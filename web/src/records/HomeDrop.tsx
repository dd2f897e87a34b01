import { Button, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { Icon } from "../ui/Icon.tsx";
import type { Fault } from "../ui/Loadable.tsx";
import { counted } from "../ui/number.ts";
import { Refused } from "../ui/Refused.tsx";
import { DropAnywhere } from "./DropAnywhere.tsx";
import "./import.css";

/** A review that files can go to: open here, or by its folder. */
export type DropTarget =
  | { readonly is: "open"; readonly review: string; readonly title: string }
  | { readonly is: "folder"; readonly folder: string; readonly title: string }
  | { readonly is: "new"; readonly title: string };

export interface HomeDropProps {
  /** Reviews to choose from; a new one can be made by whoever started the server. */
  targets: readonly DropTarget[];
  mayMake: boolean;
  /** What is being done, in words. */
  busy: string | undefined;
  fault: Fault | undefined;
  onGo: (target: DropTarget, files: readonly File[]) => void;
}

const MOST_NAMED = 4;

function fileWords(files: readonly File[]): string {
  const names = files.slice(0, MOST_NAMED).map(({ name }) => name);
  const more = files.length - names.length;
  return more > 0 ? `${names.join(", ")} and ${more} more` : names.join(", ");
}

/** Files that are dropped on the first page: asks which review they are for, or begins one with them. */
export function HomeDrop({ targets, mayMake, busy, fault, onGo }: HomeDropProps) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [title, setTitle] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (files.length > 0) heading.current?.focus();
  }, [files]);
  if (targets.length === 0 && !mayMake) return null;
  return (
    <>
      <DropAnywhere words="You are asked which review the files are for." onFiles={setFiles} />
      {files.length === 0 ? null : (
        <section className="sheet stack home-drop" aria-label="Dropped files">
          <h2 tabIndex={-1} ref={heading}>
            <Icon name="upload" /> Which review are{" "}
            {files.length === 1 ? "this file" : `these ${counted(files.length, "file")}`} for?
          </h2>
          <p className="soft">{fileWords(files)}</p>
          {targets.length === 0 ? null : (
            <ul className="plain home-targets">
              {targets.map((target) => (
                <li
                  key={
                    target.is === "open"
                      ? target.review
                      : target.is === "folder"
                        ? target.folder
                        : target.title
                  }
                >
                  <Button
                    variant="default"
                    disabled={busy !== undefined}
                    onClick={() => {
                      onGo(target, files);
                    }}
                  >
                    {target.title}
                  </Button>
                  {target.is === "folder" ? <span className="soft small">{target.folder}</span> : null}
                </li>
              ))}
            </ul>
          )}
          {mayMake ? (
            <form
              className="row"
              onSubmit={(event) => {
                event.preventDefault();
                if (title.trim() !== "" && busy === undefined)
                  onGo({ is: "new", title: title.trim() }, files);
              }}
            >
              <TextInput
                className="run-why"
                aria-label="Title of a new review"
                placeholder="Or the title of a new review"
                value={title}
                onChange={(event) => {
                  setTitle(event.currentTarget.value);
                }}
              />
              <Button type="submit" disabled={title.trim() === "" || busy !== undefined}>
                Begin with {files.length === 1 ? "it" : "them"}
              </Button>
            </form>
          ) : null}
          {fault === undefined ? null : <Refused fault={fault} />}
          <div className="row">
            <button
              type="button"
              className="quiet"
              onClick={() => {
                setFiles([]);
              }}
            >
              <Icon name="cross" />
              None of them
            </button>
            {busy === undefined ? null : (
              <span role="status" className="soft">
                {busy}
              </span>
            )}
          </div>
        </section>
      )}
    </>
  );
}
