/** Drawn for this page on a grid of 16, stroke 1.5; every icon stands beside its word. */
const PATHS = {
  include: "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M5 8.2l2.1 2.1L11 6.2",
  exclude: "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6",
  maybe:
    "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.5.3-.8.6-.8 1.2M8 11.4v.1",
  attention: "M8 2.2l6.2 11.3H1.8zM8 6.4v3.2M8 11.5v.1",
  check: "M3 8.4l3.3 3.3L13 4.6",
  cross: "M4 4l8 8M12 4l-8 8",
  next: "M3 8h9.5M8.7 4.2L12.5 8l-3.8 3.8",
  blocked: "M4 7.2h8v6H4zM5.7 7.2V5a2.3 2.3 0 0 1 4.6 0v2.2",
  open: "M8 5.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5",
  search: "M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9M10.3 10.3l3.4 3.4",
  menu: "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
  undo: "M3 6.5h6.2a3.4 3.4 0 1 1 0 6.8H6M5.8 3.5L2.8 6.5l3 3",
  note: "M3 2.5h10v7.2L9.8 13.5H3zM9.5 13.2V9.7h3.2M5.5 5.5h5M5.5 8h2.5",
  label: "M2.5 2.5h5.2l5.8 5.8l-5.2 5.2l-5.8-5.8zM5.3 5.2v.1",
  keyboard: "M1.5 4h13v8h-13zM4 6.6h.1M6.6 6.6h.1M9.2 6.6h.1M11.9 6.6h.1M4.8 9.6h6.4",
  list: "M5.5 4h8M5.5 8h8M5.5 12h8M2.6 4h.1M2.6 8h.1M2.6 12h.1",
  card: "M2.5 2.5h11v11h-11zM5 5.5h6M5 8h6M5 10.5h3.5",
  criteria: "M2.5 4l1.2 1.2L6 2.9M2.5 9l1.2 1.2L6 7.9M8.5 4.2h5M8.5 9.2h5M2.5 13.5h11",
  upload: "M8 10.5V2.8M4.8 6L8 2.8L11.2 6M2.5 10.5v3h11v-3",
  download: "M8 2.5v7.8M4.8 7.2L8 10.4l3.2-3.2M2.5 10.5v3h11v-3",
  file: "M4 1.8h5.2L12.5 5v9.2H4zM9 2v3.2h3.2",
  folder: "M1.8 3.5h4.4l1.4 1.8h6.6v7.7H1.8z",
  link: "M6.6 9.4a2.6 2.6 0 0 0 3.8 0l2.3-2.3a2.6 2.6 0 0 0-3.8-3.8l-.9.9M9.4 6.6a2.6 2.6 0 0 0-3.8 0L3.3 8.9a2.6 2.6 0 0 0 3.8 3.8l.9-.9",
  down: "M4 6l4 4l4-4",
  right: "M6 4l4 4l-4 4",
  left: "M10 4L6 8l4 4",
  person: "M8 2.2a2.7 2.7 0 1 1 0 5.4a2.7 2.7 0 0 1 0-5.4M2.8 13.8c.4-2.9 2.4-4.3 5.2-4.3s4.8 1.4 5.2 4.3",
  blinded: "M2 8s2.2-4 6-4s6 4 6 4s-2.2 4-6 4s-6-4-6-4M2.8 13.2L13.2 2.8",
  offline: "M4.7 12.5h6.6a2.7 2.7 0 0 0 .6-5.3a4 4 0 0 0-7.6-.7a3 3 0 0 0 .4 6M2.5 2.5l11 11",
  saved: "M8 1.8l5.5 2v4.3c0 3-2.3 5.2-5.5 6.2c-3.2-1-5.5-3.2-5.5-6.2V3.8zM5.4 8l1.9 1.9l3.4-3.6",
  history: "M3 4.5A6 6 0 1 1 2 8M2.6 2v2.8h2.8M8 4.8V8l2.3 1.4",
  flag: "M3.5 14.2V2.2h8.2l-1.7 3l1.7 3H3.5",
  quote: "M3 9.5V7.2A3.2 3.2 0 0 1 6 4M3 9.5h3v3H3zM9.5 9.5V7.2a3.2 3.2 0 0 1 3-3.2M9.5 9.5h3v3h-3z",
  join: "M2.5 3.5h3.8L9 8l-2.7 4.5H2.5M9 8h5",
  split: "M13.5 3.5H9.7L7 8l2.7 4.5h3.8M7 8H2",
  pencil: "M10.8 2.7l2.5 2.5l-7.6 7.6l-3.2.7l.7-3.2z",
  plus: "M8 3v10M3 8h10",
  print: "M4.5 6V2.2h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4.3h-7z",
  sun: "M8 5a3 3 0 1 1 0 6a3 3 0 0 1 0-6M8 1.2v1.6M8 13.2v1.6M1.2 8h1.6M13.2 8h1.6M3.2 3.2l1.1 1.1M11.7 11.7l1.1 1.1M3.2 12.8l1.1-1.1M11.7 4.3l1.1-1.1",
  machine: "M3.5 5h9v8h-9zM8 5V2.2M6 8.2v1M10 8.2v1M6 11h4",
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing of 16 px (or `size`), hidden from screen readers because its word stands beside it. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
