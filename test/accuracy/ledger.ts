// The ledger beside published vectors: trees, logs, notes, witnesses, signatures, canonical JSON, and a whole small journal.
import { existsSync } from "node:fs";
import path from "node:path";
import { goldenTallies } from "./ledger-golden.ts";
import { keyTallies } from "./ledger-keys.ts";
import { merkleTallies } from "./ledger-merkle.ts";
import { noteTallies } from "./ledger-notes.ts";
import { Tally } from "./ledger-tally.ts";

/** A data folder that holds trust/: own, merkle, tessera, note, witness, ed25519, jcs. Prints one line for each group. */
export async function measure(dataFolder: string): Promise<0 | 1 | 2> {
  const folder = path.join(dataFolder, "trust");
  if (!existsSync(folder)) {
    console.error(`accuracy: no folder ${folder}`);
    return 2;
  }
  const tallies = [
    ...(await guarded("golden", () => goldenTallies(path.join(folder, "own", "ledger_golden.json")))),
    ...(await guarded("merkle, tessera", () => merkleTallies(folder))),
    ...(await guarded("note, witness", () => noteTallies(folder))),
    ...(await guarded("ed25519, jcs", () => keyTallies(folder))),
  ];
  for (const tally of tallies) tally.print();
  const total = tallies.reduce((sum, one) => sum + one.total, 0);
  const failed = tallies.reduce((sum, one) => sum + one.failed.length, 0);
  console.log(`${failed === 0 ? "ok    " : "FAILED"} ${`${total - failed} / ${total}`.padEnd(15)} all groups`);
  if (total === 0) return 2;
  return failed === 0 ? 0 : 1;
}

/** A file that cannot be read at all is one failure, and the other groups are measured. */
async function guarded(group: string, measureGroup: () => Promise<Tally[]>): Promise<Tally[]> {
  try {
    return await measureGroup();
  } catch (error) {
    const tally = new Tally(group);
    await tally.right("reading the vectors", () => {
      throw error;
    });
    return [tally];
  }
}
