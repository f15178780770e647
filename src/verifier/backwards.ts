// A log that shows less than it showed: no proof by itself, and nothing that a reader may accept.
import { rootFromTiles } from "#ledger/tiles.ts";
import type { Signed } from "./consistency.ts";
import { EXIT, Fault } from "./fault.ts";
import type { LogReader } from "./log-reader.ts";

/** Throws. Where the tiles of the larger tree are at hand (a mirror), they may show that both cannot be true. */
export async function refuseBackwards(seen: Signed, shown: Signed, kept: LogReader | null = null): Promise<never> {
  const [larger, smaller] = [seen.checkpoint, shown.checkpoint];
  if (larger.origin !== smaller.origin) {
    throw new Fault(EXIT.wrong, "otherOrigin", { one: larger.origin, other: smaller.origin });
  }
  if (kept && !(await rootFromTiles(smaller.size, kept.tile)).equals(smaller.root)) {
    throw new Fault(EXIT.inconsistent, "rewritten", { size: smaller.size, later: larger.size }, [
      shown.note,
      seen.note,
    ]);
  }
  throw new Fault(EXIT.wrong, "backwards", { size: smaller.size, seen: larger.size });
}
