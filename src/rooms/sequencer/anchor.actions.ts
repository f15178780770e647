import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fromBase64, toBase64 } from "#ledger/bytes.ts";
import type { Config } from "#platform/config.ts";
import { makePrivateFolder, replaceFile } from "#platform/durable-file.ts";
import { Divergence } from "./tree.queries.ts";

/** What was signed last, remembered outside the database: a database restored from a backup contradicts it. */
export type Anchor = { readonly origin: string; readonly size: number; readonly root: Buffer };
export type AnchorPlace = Pick<Config, "anchor">;

/** null when there is no file. A file that cannot be read is no file to go on with. */
export function readAnchor({ anchor }: AnchorPlace): Anchor | null {
  const held = readJson(anchor);
  if (held === null) return null;
  const { origin, size, root } = held;
  if (typeof origin !== "string" || !Number.isSafeInteger(size) || typeof root !== "string") {
    throw new Divergence(`the anchor ${anchor} is no anchor`);
  }
  return { origin, size: Number(size), root: fromBase64(root) };
}

/** On the disk when this returns. */
export function writeAnchor({ anchor }: AnchorPlace, { origin, size, root }: Anchor): void {
  makePrivateFolder(dirname(anchor));
  replaceFile(anchor, `${JSON.stringify({ origin, size, root: toBase64(root) })}\n`);
}

/** The largest size each witness is known to have cosigned, by verifier key; kept beside the anchor. */
export function readWitnessSizes(place: AnchorPlace): ReadonlyMap<string, number> {
  const held = readJson(witnessFile(place)) ?? {};
  return new Map(Object.entries(held).map(([vkey, size]) => [vkey, Number(size)]));
}

/** Never goes down: a witness forgets nothing. */
export function noteWitnessSize(place: AnchorPlace, vkey: string, size: number): void {
  const sizes = new Map(readWitnessSizes(place));
  if ((sizes.get(vkey) ?? -1) >= size) return;
  makePrivateFolder(dirname(place.anchor));
  replaceFile(witnessFile(place), `${JSON.stringify(Object.fromEntries(sizes.set(vkey, size)))}\n`);
}

const witnessFile = ({ anchor }: AnchorPlace): string => join(dirname(anchor), "witnesses.json");

function readJson(path: string): Record<string, unknown> | null {
  try {
    const held: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (typeof held === "object" && held !== null && !Array.isArray(held)) return { ...held };
    throw new Divergence(`${path} is not what was written`);
  } catch (error) {
    if (error instanceof Divergence) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    throw new Divergence(`${path} cannot be read: ${code ?? message}`, { cause: error });
  }
}
