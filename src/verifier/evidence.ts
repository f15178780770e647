// Two signed checkpoints that cannot both be true are kept: they are the proof against the log.
import { createHash } from "node:crypto";
import path from "node:path";
import { splitNote } from "#ledger/note.ts";
import { makeFolder, replaceFile } from "./kept-file.ts";

/** Writes each note, word for word, and gives the names of the files. The same notes have the same names. */
export async function writeEvidence(notes: readonly string[], folder: string): Promise<readonly string[]> {
  await makeFolder(folder);
  const files = notes.map((note) => {
    const [, size = ""] = splitNote(note).text.split("\n");
    const mark = createHash("sha256").update(note).digest("hex").slice(0, 12);
    return { file: path.join(folder, `inconsistent-${size}-${mark}.checkpoint`), note };
  });
  for (const { file, note } of files) await replaceFile(file, note);
  return files.map(({ file }) => file);
}
