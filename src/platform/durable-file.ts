import { randomBytes } from "node:crypto";
import { closeSync, constants, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Puts a whole file in the place of another: whoever reads sees the old one or the new one, and once this returns a power cut
 * loses neither (temporary file, fsync, rename, fsync of the folder).
 */
export function replaceFile(path: string, text: string, mode = 0o644): void {
  const fresh = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  try {
    writeNew(fresh, text, mode);
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/** Writes a file that must not exist yet, and leaves it on the disk. */
export function createFile(path: string, text: string, mode: number): void {
  writeNew(path, text, mode);
  syncFolder(dirname(path));
}

/** A folder that only its user can enter. */
export function makePrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
}

function writeNew(path: string, text: string, mode: number): void {
  const file = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, mode);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A name is on the disk once its folder is. */
export function syncFolder(path: string): void {
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
