import { existsSync, statfsSync } from "node:fs";
import { dirname } from "node:path";
import { Failure } from "../failure.ts";

/** Megabytes: a new cluster measures 39 with a first journal of 16 and the demo; later one journal file must still fit. */
const NEEDED = { fresh: 96, existing: 24 } as const;

/** Before anything is written: half a cluster on a full disk is worse than none. */
export function checkSpace(home: string, state: keyof typeof NEEDED): void {
  if (freeMegabytes(home) < NEEDED[state]) throw diskFull(home, state);
}

export function diskFull(home: string, state: keyof typeof NEEDED = "existing", cause?: unknown): Failure {
  return new Failure("diskFull", { home, free: freeMegabytes(home), needed: NEEDED[state] }, cause);
}

/** ENOSPC and EDQUOT from the system, 53100 from PostgreSQL, or its words in a log. */
export function isDiskFull(error: unknown): boolean {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  return ["ENOSPC", "EDQUOT", "53100"].includes(code) || /No space left on device|Disk quota exceeded/.test(message);
}

function freeMegabytes(path: string): number {
  // The full disk may be the reason why the folder does not exist.
  if (!existsSync(path)) return freeMegabytes(dirname(path));
  const { bavail, bsize } = statfsSync(path);
  return Math.floor((bavail * bsize) / 2 ** 20);
}
