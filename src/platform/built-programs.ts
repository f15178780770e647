import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./root.ts";

/** What outsiders run on their own machine: one file each, made by scripts/build.mjs. */
export const PROGRAMS = ["verify", "witness"] as const;
export type ProgramName = (typeof PROGRAMS)[number];

export type BuiltProgram = {
  readonly file: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** In hexadecimal. */
  readonly sha256: string;
};

const kept = new Map<ProgramName, BuiltProgram>();

/** Read once, so that the digest which is shown is that of what is given; null where nothing was built. */
export async function builtProgram(name: ProgramName): Promise<BuiltProgram | null> {
  const found = kept.get(name);
  if (found) return found;
  const file = `jalon-${name}.mjs`;
  const bytes = await readFile(join(root, "dist", file)).catch(() => null);
  if (!bytes) return null;
  const program = { file, bytes: new Uint8Array(bytes), sha256: createHash("sha256").update(bytes).digest("hex") };
  kept.set(name, program);
  return program;
}
