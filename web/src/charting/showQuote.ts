/** Letters enough to find a quote's place; sources set line breaks otherwise than selections do. */
const ENOUGH = 40;

/** Selects the beginning of a quote where it stands in an element, and brings it into view; false where it is not there. */
export function showQuote(within: Element | null, quote: string): boolean {
  if (within === null) return false;
  const wanted = quote.replaceAll(/\s+/g, " ").trim().slice(0, ENOUGH);
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const at = (node.nodeValue ?? "").replaceAll(/\s/g, " ").indexOf(wanted);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, Math.min(node.nodeValue?.length ?? 0, at + quote.length));
    const selection = document.getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
    node.parentElement?.scrollIntoView({ block: "center" });
    return true;
  }
  return false;
}
