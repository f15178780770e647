// Files that must survive a power cut: written aside, flushed, renamed, and the folder flushed.
import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";

/** Replaces a file: after a crash at any instant, it is the old one or the new one, whole. */
export async function replaceFile(name: string, bytes: Uint8Array | string): Promise<void> {
  await placeFile(name, bytes);
  await flushFolder(path.dirname(name));
}

/** The same, but for the folder: many files are placed, then their folder is flushed by what names them all. */
export async function placeFile(name: string, bytes: Uint8Array | string): Promise<void> {
  const aside = `${name}.${randomUUID()}.tmp`;
  try {
    const file = await open(aside, "wx");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, name);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

export async function makeFolder(name: string): Promise<void> {
  await mkdir(name, { recursive: true });
}

async function flushFolder(name: string): Promise<void> {
  const folder = await open(name, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
