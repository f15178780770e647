import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Config } from "./config.ts";
import { createFile, makePrivateFolder, syncFolder } from "./durable-file.ts";
import { Failure } from "./failure.ts";

/** `journal` signs checkpoints and is in the sequencer alone; `accuse` signs acknowledgements; each poll has its own. */
export type KeyName = "journal" | "journal-next" | "accuse" | `polls/${string}`;
export type KeyFolder = Pick<Config, "keys">;

const SEED = /^[0-9a-f]{64}\n?$/;

/** 32 secret bytes, kept as hexadecimal in a file of their own; null where there is none. Never the environment. */
export function readKey(config: KeyFolder, name: KeyName): Buffer | null {
  const path = pathOf(config, name);
  try {
    if ((statSync(path).mode & 0o007) !== 0) throw new Failure("keyRefused", { path, message: "others may read it" });
    const text = readFileSync(path, "latin1");
    if (!SEED.test(text)) throw new Failure("keyRefused", { path, message: "it is not 64 hexadecimal digits" });
    return Buffer.from(text.trimEnd(), "hex");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    if (error instanceof Failure || code === undefined) throw error;
    throw new Failure("keyRefused", { path, message: code }, error);
  }
}

/** A new key, on the disk when this returns. Refuses to write over one. */
export function makeKey(config: KeyFolder, name: KeyName): Buffer {
  const path = pathOf(config, name);
  makePrivateFolder(dirname(path));
  const seed = randomBytes(32);
  createFile(path, `${seed.toString("hex")}\n`, 0o400);
  return seed;
}

/** Takes a key away for ever; nothing happens where there is none. */
export function destroyKey(config: KeyFolder, name: KeyName): void {
  const path = pathOf(config, name);
  if (!existsSync(path)) return;
  rmSync(path);
  syncFolder(dirname(path));
}

/**
 * The next key takes the place of the former one, whose bytes are written over. At each moment one whole key is there to sign;
 * what a crash leaves of the former one is written over by `eraseRetiredKey`.
 */
export function replaceKey(config: KeyFolder, former: KeyName, next: KeyName): void {
  const path = pathOf(config, former);
  eraseRetiredKey(config, former);
  linkSync(path, retiredPath(path));
  renameSync(pathOf(config, next), path);
  syncFolder(dirname(path));
  eraseRetiredKey(config, former);
}

/** True when something of a former key was still there. */
export function eraseRetiredKey(config: KeyFolder, former: KeyName): boolean {
  const retired = retiredPath(pathOf(config, former));
  if (!existsSync(retired)) return false;
  // cut short before the other key came: the file is that of the key in use, under a second name
  if (statSync(retired).nlink === 1) overwrite(retired);
  rmSync(retired);
  syncFolder(dirname(retired));
  return true;
}

function overwrite(path: string): void {
  const { size } = statSync(path);
  chmodSync(path, 0o600);
  const file = openSync(path, "r+");
  try {
    writeSync(file, Buffer.alloc(size, 0x30));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

const retiredPath = (path: string): string => `${path}.retired`;

function pathOf({ keys }: KeyFolder, name: KeyName): string {
  return join(keys, `${name}.key`);
}
