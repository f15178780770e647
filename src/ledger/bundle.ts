// Entry bundles, the leaves themselves: C2SP tlog-tiles v0.1.0, "Log entries".
import { viewOf } from "./bytes.ts";
import { LedgerError } from "./ledger-error.ts";

const MAX_ENTRY = 65_535;
const MAX_ENTRIES = 256;

/** For each entry its length (two bytes, the larger first), then its bytes. */
export function writeBundle(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length > MAX_ENTRIES) throw new LedgerError("a bundle has at most 256 entries");
  return Buffer.concat(
    leaves.flatMap((leaf) => {
      if (leaf.length > MAX_ENTRY) throw new LedgerError("an entry has at most 65,535 bytes");
      return [Buffer.from([leaf.length >> 8, leaf.length & 0xff]), leaf];
    }),
  );
}

/** The entries of a bundle that must hold `count` of them: a truncated one, or one with bytes left over, is refused. */
export function parseBundle(bytes: Uint8Array, count: number): Buffer[] {
  if (!Number.isSafeInteger(count) || count < 0 || count > MAX_ENTRIES) {
    throw new LedgerError("a bundle has at most 256 entries");
  }
  const bundle = viewOf(bytes);
  const entries: Buffer[] = [];
  let at = 0;
  while (entries.length < count) {
    if (at + 2 > bundle.length) throw new LedgerError(`bundle cut short at the length of entry ${entries.length}`);
    const end = at + 2 + bundle.readUInt16BE(at);
    if (end > bundle.length) throw new LedgerError(`bundle cut short in entry ${entries.length}`);
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  if (at !== bundle.length) throw new LedgerError(`bundle has bytes after its ${count} entries`);
  return entries;
}
