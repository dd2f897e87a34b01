import { type RefObject, useEffect, useState } from "react";

/** What is selected inside a container: the words, and the page that an ancestor names in `data-page`. */
export interface Selected {
  readonly quote: string;
  readonly page?: number;
}

function selectedIn(container: HTMLElement | null): Selected | undefined {
  const selection = document.getSelection();
  const node = selection?.anchorNode;
  if (selection === null || selection.isCollapsed || node === null || node === undefined) return undefined;
  if (container?.contains(node) !== true) return undefined;
  const quote = selection.toString().replaceAll(/\s+/g, " ").trim();
  if (quote === "") return undefined;
  const page = Number(node.parentElement?.closest("[data-page]")?.getAttribute("data-page"));
  return Number.isInteger(page) && page > 0 ? { quote, page } : { quote };
}

/** Follows the selection inside `container`; undefined while nothing there is selected. */
export function useSelection(container: RefObject<HTMLElement | null>): Selected | undefined {
  const [selected, setSelected] = useState<Selected>();
  useEffect(() => {
    const look = () => {
      setSelected((before) => {
        const now = selectedIn(container.current);
        return before?.quote === now?.quote && before?.page === now?.page ? before : now;
      });
    };
    document.addEventListener("selectionchange", look);
    return () => {
      document.removeEventListener("selectionchange", look);
    };
  }, [container]);
  return selected;
}
