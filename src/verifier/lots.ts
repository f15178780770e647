// Lots of ballots: the list of commitments that a leaf stands for, and what opens them after closing.
import { type Opening, parseBatch } from "#ledger/ballot-batch.ts";
import { decodeUtf8, fromBase64Url32, toBase64Url } from "#ledger/bytes.ts";
import { commit } from "#ledger/commitment.ts";
import { LedgerError } from "#ledger/ledger-error.ts";
import { leafHash, rootOf } from "#ledger/tree.ts";
import { EXIT, Fault, judged } from "./fault.ts";
import { parsedObject } from "./opening.ts";
import { mustRead, type Place } from "./place.ts";

export const MAX_LOT = 64 * 1024 * 1024;
const MAX_OPENINGS = 256 * 1024 * 1024;

/** What a leaf `ballot.batch` says. */
export type Lot = { readonly o: string; readonly n: number; readonly root: string; readonly index: number };

/** The commitments of a lot, which give the number and the root of its leaf. */
export async function readLot(place: Place, { o, n, root }: Lot): Promise<readonly Buffer[]> {
  const file = `journal/lots/${o}`;
  const bytes = await mustRead(place, file, MAX_LOT);
  return judged("badLot", { file }, () => {
    const commitments = parseBatch(decodeUtf8(bytes));
    if (commitments.length !== n) throw new LedgerError(`lot of ${commitments.length} ballots instead of ${n}`);
    if (toBase64Url(rootOf(commitments.map(leafHash))) !== root) throw new LedgerError("lot with another root");
    return commitments;
  });
}

/** What opens each commitment of a lot, in any order, each exactly once. */
export async function readOpenings(
  place: Place,
  { o }: Lot,
  commitments: readonly Buffer[],
): Promise<readonly Opening[]> {
  const file = `journal/lots/${o}/ouvertures`;
  const text = judgedText(await mustRead(place, file, MAX_OPENINGS), file);
  const missing = new Set(commitments.map(toBase64Url));
  const openings = linesOf(text).map((line, at) =>
    judged("badBallot", { file, line: at + 1 }, () => {
      const { nonce, content } = parsedObject(line);
      if (typeof nonce !== "string" || typeof content !== "string")
        throw new LedgerError("opening without nonce or content");
      if (!missing.delete(toBase64Url(commit(fromBase64Url32(nonce), content)))) {
        throw new LedgerError("opening of no ballot of its lot");
      }
      return { nonce, content };
    }),
  );
  const [first] = missing;
  if (first !== undefined) throw new Fault(EXIT.wrong, "ballotNotOpened", { file, commitment: first });
  return openings;
}

/** One JSON value a line. */
export function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

export function judgedText(bytes: Buffer, file: string): string {
  return judged("badFile", { file }, () => decodeUtf8(bytes));
}
