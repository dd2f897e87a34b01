import { escapeMarkup } from "../../flow/index.ts";
import { type Block, type Figure, plain, safeHref, type Table, type Text } from "../block.ts";

/** Where a long cell deserves room of its own, in characters. */
const LONG = 60;

export function inlineHtml(text: Text): string {
  if (typeof text === "string") return escapeMarkup(text);
  return text
    .map((part) => {
      if (typeof part === "string") return escapeMarkup(part);
      const tag = { strong: "strong", emphasis: "em", code: "code" } as const;
      const words = escapeMarkup(part.text);
      const styled = part.style === undefined ? words : `<${tag[part.style]}>${words}</${tag[part.style]}>`;
      const href = safeHref(part.href);
      return href === undefined ? styled : `<a href="${escapeMarkup(href)}">${styled}</a>`;
    })
    .join("");
}

function tableHtml(table: Table): string {
  const numeric = new Set(table.numeric ?? []);
  const long = table.head.map((_, at) => table.rows.some((row) => plain(row[at] ?? "").length > LONG));
  const kind = (at: number) => (numeric.has(at) ? ' class="n"' : long[at] === true ? ' class="long"' : "");
  const head = table.head
    .map((text, at) => `<th scope="col"${numeric.has(at) ? ' class="n"' : ""}>${escapeMarkup(text)}</th>`)
    .join("");
  const rows = table.rows
    .map((row) => `<tr>${row.map((cell, at) => `<td${kind(at)}>${inlineHtml(cell)}</td>`).join("")}</tr>`)
    .join("\n");
  const caption = escapeMarkup(table.caption);
  return (
    `<div class="wide"><p class="caption"><b>${caption}</b></p>` +
    `<div class="scroll" role="group" tabindex="0" aria-label="${caption}"><table${table.dense === true ? ' class="dense"' : ""}>` +
    `<thead><tr>${head}</tr></thead>\n<tbody>\n${rows}\n</tbody></table></div></div>`
  );
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base 64 (RFC 4648) without what only Node or only browsers have. */
export function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3);
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    parts.push(
      BASE64.charAt(group >> 18) +
        BASE64.charAt((group >> 12) & 63) +
        (b === undefined ? "=" : BASE64.charAt((group >> 6) & 63)) +
        (c === undefined ? "=" : BASE64.charAt(group & 63)),
    );
  }
  return parts.join("");
}

/** A picture from elsewhere stands behind `img`, where a browser runs no script and loads nothing that it names. */
function pictureHtml(figure: Figure): string {
  if (figure.own === true && figure.svg !== undefined) return figure.svg;
  const source =
    figure.svg !== undefined
      ? `data:image/svg+xml;base64,${base64(new TextEncoder().encode(figure.svg))}`
      : figure.png === undefined
        ? undefined
        : `data:image/png;base64,${base64(figure.png)}`;
  if (source === undefined) return `<p>${escapeMarkup(figure.alt)}</p>`;
  return `<img src="${escapeMarkup(source)}" alt="${escapeMarkup(figure.alt)}">`;
}

function figureHtml(figure: Figure, number: number): string {
  const caption = figure.caption === undefined ? "" : ` ${escapeMarkup(figure.caption)}`;
  const title = escapeMarkup(figure.title);
  return (
    `<figure id="${escapeMarkup(figure.id)}"${figure.own === true ? ' class="own"' : ""}>` +
    `<div class="scroll" role="group" tabindex="0" aria-label="${title}">${pictureHtml(figure)}</div>` +
    `<figcaption><b>Figure ${number}. ${title}.</b>${caption}</figcaption></figure>`
  );
}

/** A block as HTML; `figures` counts the figures of the whole report, `level` is that of headings. */
export function blockHtml(block: Block, figures: { next: number }, level: 3 | 4 = 4): string {
  switch (block.kind) {
    case "paragraph":
      return `<p>${inlineHtml(block.text)}</p>`;
    case "heading":
      return `<h${level}>${escapeMarkup(block.text)}</h${level}>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${inlineHtml(item)}</li>`).join("")}</ul>`;
    case "definitions":
      return `<dl class="definitions">${block.rows
        .map(([term, text]) => `<dt>${escapeMarkup(term)}</dt><dd>${inlineHtml(text)}</dd>`)
        .join("")}</dl>`;
    case "verbatim":
      // a line break right after the tag would be swallowed
      return `<pre tabindex="0" aria-label="${escapeMarkup(block.label)}">\n${escapeMarkup(block.text)}</pre>`;
    case "note":
      return `<p class="note${block.tone === "warning" ? " warning" : ""}">${inlineHtml(block.text)}</p>`;
    case "table":
      return tableHtml(block);
    case "figure":
      return figureHtml(block, figures.next++);
  }
}
