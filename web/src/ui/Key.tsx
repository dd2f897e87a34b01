/** A key cap; nothing where there is no such key or keys are off. */
export function Key({ name }: { name: string | undefined }) {
  return name === undefined ? null : (
    <kbd className="key" aria-hidden="true">
      {name}
    </kbd>
  );
}
