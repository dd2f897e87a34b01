import { useEffect, useEffectEvent, useRef } from "react";
import "./picture.css";

const UNWANTED = "script, foreignObject, iframe, object, embed, animate, set";

/** Parses SVG text and takes out whatever could act; undefined where it is no SVG. */
function parse(svg: string): SVGSVGElement | undefined {
  const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  if (!(root instanceof SVGSVGElement)) return undefined;
  for (const bad of root.querySelectorAll(UNWANTED)) bad.remove();
  for (const element of [root, ...root.querySelectorAll("*")]) {
    for (const { name, value } of [...element.attributes]) {
      const acts = /^on/i.test(name) || (/href$/i.test(name) && !value.startsWith("#"));
      if (acts) element.removeAttribute(name);
    }
  }
  return root;
}

export interface PictureProps {
  /** The drawing as SVG text, as core makes it. */
  svg: string;
  label: string;
  /** The attribute that marks a group which can be opened, such as `data-count`. */
  pick?: string | undefined;
  /** Told the attribute's value when its group is clicked, or Enter or Space is pressed on it. */
  onPick?: ((value: string) => void) | undefined;
}

/** A drawing made by core, shown inline so that its parts can be opened by pointer and by keyboard. */
export function Picture({ svg, label, pick, onPick }: PictureProps) {
  const frame = useRef<HTMLDivElement>(null);
  const picked = useEffectEvent((event: Event) => {
    if (pick === undefined || !(event.target instanceof Element)) return;
    if (event instanceof KeyboardEvent && event.key !== "Enter" && event.key !== " ") return;
    const value = event.target.closest(`[${pick}]`)?.getAttribute(pick);
    if (value === null || value === undefined) return;
    event.preventDefault();
    onPick?.(value);
  });
  useEffect(() => {
    const box = frame.current;
    const drawing = parse(svg);
    if (box === null || drawing === undefined) return undefined;
    for (const group of pick === undefined ? [] : drawing.querySelectorAll(`[${pick}]`)) {
      const words = group.getAttribute("aria-label");
      group.setAttribute("tabindex", "0");
      group.setAttribute("role", "button");
      // a group without a name of its own is read out by the words that stand in it
      if (words !== null) group.setAttribute("aria-label", `Show the records: ${words}`);
    }
    // a drawing that gives no size is shown at its own, not blown up to the page's
    if (!drawing.hasAttribute("width")) drawing.setAttribute("width", String(drawing.viewBox.baseVal.width));
    drawing.removeAttribute("role");
    drawing.setAttribute("aria-label", label);
    drawing.setAttribute("role", pick === undefined ? "img" : "group");
    box.replaceChildren(document.importNode(drawing, true));
    const hear = (event: Event) => {
      picked(event);
    };
    box.addEventListener("click", hear);
    box.addEventListener("keydown", hear);
    return () => {
      box.removeEventListener("click", hear);
      box.removeEventListener("keydown", hear);
    };
  }, [svg, label, pick]);
  // a wide drawing can be scrolled by keyboard only where the frame takes the focus
  return <div className="picture" ref={frame} tabIndex={0} role="region" aria-label={label} />;
}
