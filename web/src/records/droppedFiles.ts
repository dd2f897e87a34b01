/** Entries of a dropped folder, a hundred at a time as browsers give them. */
function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((done, failed) => {
    reader.readEntries(done, failed);
  });
}

async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((done, failed) => {
      (entry as FileSystemFileEntry).file(done, failed);
    });
    // what systems leave in every folder is no export
    return file.name.startsWith(".") ? [] : [file];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: File[] = [];
  for (let entries = await entriesOf(reader); entries.length > 0; entries = await entriesOf(reader))
    for (const one of entries) files.push(...(await filesIn(one)));
  return files;
}

/** All files that were dropped, those within dropped folders too, in the order of their names. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  // entries are only there during the event itself
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const plain = [...transfer.files];
  if (!entries.some((entry) => entry?.isDirectory === true)) return plain;
  const all: File[] = [];
  for (const entry of entries) if (entry !== null) all.push(...(await filesIn(entry)));
  return all.toSorted((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
}
