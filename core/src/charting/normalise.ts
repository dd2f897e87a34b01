import type { SimpleValue } from "./form.ts";

/** Text as it is compared: without case, accents' encoding, doubled spaces or a closing full stop. */
export function normalText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/\s+/g, " ")
    .trim()
    .replace(/\.$/, "");
}

/** A text that two simple values share exactly when they mean the same: order of many, case and spaces aside. */
export function normalKey(value: SimpleValue): string {
  switch (value.kind) {
    case "not_reported":
      return "not_reported";
    case "text":
      return `text:${normalText(value.text)}`;
    case "number":
      return `number:${value.number}`;
    case "date":
      return `date:${value.date.trim()}`;
    case "choice":
      return `choice:${value.choice}:${normalText(value.other ?? "")}`;
    case "many":
      return `many:${[...new Set(value.choices)].sort().join("\u0000")}:${normalText(value.other ?? "")}`;
    case "yesno":
      return `yesno:${value.answer}`;
  }
}
