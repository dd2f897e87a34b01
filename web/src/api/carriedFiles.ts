let carried: readonly File[] = [];

/** Takes files along to the place that imports them. */
export function carryFiles(files: readonly File[]): void {
  carried = files;
}

/** The files that were taken along; nobody gets them twice. */
export function takeCarriedFiles(): readonly File[] {
  const files = carried;
  carried = [];
  return files;
}
