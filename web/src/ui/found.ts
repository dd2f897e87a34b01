/** Those items whose text has every typed word at the start of one of its words, in their given order. */
export function found<T>(items: readonly T[], textOf: (item: T) => string, typed: string): readonly T[] {
  const asked = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return items.filter((item) => {
    const words = textOf(item)
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u);
    return asked.every((one) => words.some((word) => word.startsWith(one)));
  });
}
