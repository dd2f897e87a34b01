import { useEffect, useEffectEvent, useState } from "react";
import { Icon } from "../ui/Icon.tsx";
import { droppedFiles } from "./droppedFiles.ts";
import "./drop.css";

export interface DropAnywhereProps {
  /** What happens when files are let go. */
  words: string;
  onFiles: (files: readonly File[]) => void;
}

/** Hears files that are dropped anywhere on the page, and says over the whole page what letting go does. */
export function DropAnywhere({ words, onFiles }: DropAnywhereProps) {
  const [over, setOver] = useState(false);
  const dropped = useEffectEvent(onFiles);
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const drag = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      setOver(false);
      void droppedFiles(event.dataTransfer).then((files) => {
        if (files.length > 0) dropped(files);
      });
    };
    document.addEventListener("dragover", drag);
    document.addEventListener("dragleave", leave);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("dragover", drag);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("drop", drop);
    };
  }, []);
  if (!over) return null;
  return (
    <div className="drop-over" role="status">
      <p>
        <Icon name="upload" size={24} />
        <b>Let go anywhere</b>
        <span>{words}</span>
      </p>
    </div>
  );
}
