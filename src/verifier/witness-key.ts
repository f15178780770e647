// The key of a witness: one line, its name and its seed in hexadecimal; only its owner may read the file.
import { randomBytes } from "node:crypto";
import { open, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { fromHex, toHex } from "#ledger/bytes.ts";
import { LedgerError } from "#ledger/ledger-error.ts";
import { COSIGNATURE, type Signer, signerFromSeed } from "#ledger/note.ts";
import { EXIT, Fault } from "./fault.ts";
import { makeFolder } from "./kept-file.ts";

/** Makes a key; a file that is there is never replaced. */
export async function makeWitnessKey(file: string, name: string): Promise<Signer> {
  const seed = randomBytes(32);
  const signer = signerOf(name, seed, file);
  await makeFolder(path.dirname(path.resolve(file)));
  const made = await open(file, "wx", 0o400).catch((error: NodeJS.ErrnoException) => {
    throw new Fault(EXIT.usage, error.code === "EEXIST" ? "fileExists" : "unwritable", { file, why: error.code ?? "" });
  });
  try {
    await made.writeFile(`${name} ${toHex(seed)}\n`);
    await made.sync();
  } finally {
    await made.close();
  }
  return signer;
}

export async function readWitnessKey(file: string): Promise<{ readonly signer: Signer; readonly isOpen: boolean }> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new Fault(EXIT.unreachable, "unreadable", { file, why: error.code ?? "" });
  });
  const [, name = "", seed = ""] = /^(\S+) ([0-9a-f]{64})\n$/.exec(text) ?? [];
  if (name === "") throw new Fault(EXIT.usage, "badKeyFile", { file });
  const { mode } = await stat(file);
  return { signer: signerOf(name, fromHex(seed), file), isOpen: (mode & 0o077) !== 0 };
}

function signerOf(name: string, seed: Buffer, file: string): Signer {
  try {
    return signerFromSeed(name, COSIGNATURE, seed);
  } catch (error) {
    if (error instanceof LedgerError) throw new Fault(EXIT.usage, "badKeyFile", { file });
    throw error;
  }
}
