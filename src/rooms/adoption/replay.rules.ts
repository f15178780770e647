import { toBase64Url } from "#ledger/bytes.ts";
import type { ObjectState } from "#ledger/chain.ts";
import { authorContent, commit } from "#ledger/commitment.ts";
import type { Leaf } from "#ledger/leaf.ts";

type Standing = {
  readonly r: number;
  readonly state: string;
  readonly hash: Uint8Array | null;
  readonly isDetached: boolean;
};

/** Where the leaves leave an object, in one line: state, revision, and the hash where there is one. */
export function endOfLeaves({ family, state, revision, hash, isDetached }: ObjectState): string {
  switch (family) {
    case "ballots":
    case "tokens":
      return "sealed, revision 1";
    case "import":
      return line("logged", 1, hash, false);
    case "poll":
      return line(state === "open" ? "opened" : state, Math.max(revision, 1), hash, false);
    default:
      return line(state, Math.max(revision, 1), hash, isDetached);
  }
}

/** The same, as it is remembered. */
export function endAsKept({ state, r, hash, isDetached }: Standing): string {
  return line(state, r, hash === null ? "" : toBase64Url(hash), isDetached);
}

function line(state: string, r: number, hash: string, isDetached: boolean): string {
  return [state, `revision ${r}`, ...(hash === "" ? [] : [hash]), ...(isDetached ? ["without author"] : [])].join(", ");
}

type Opening = {
  readonly state: string | null;
  readonly isDetached: boolean | null;
  readonly nonce: Uint8Array | null;
  readonly content: string | null;
  readonly authorNonce: Uint8Array | null;
  readonly authorLabel: string | null;
  readonly actorNonce: Uint8Array | null;
  readonly actorContent: string | null;
};

/** What is wrong with what opens the commitments of a leaf; null when all of it opens, or is gone as it should. */
export function openingFault(leaf: Leaf, found: Opening): string | null {
  if ("ah" in leaf && leaf.ah !== undefined && !opens(found.actorNonce, found.actorContent, leaf.ah)) {
    return "nothing says to the auditor who acted";
  }
  if (!("h" in leaf)) return null;
  if (found.state === "erased") return found.nonce === null ? null : "erased, and its words can still be opened";
  if (!opens(found.nonce, found.content, leaf.h)) return "its words do not open what was committed to";
  if (!("ha" in leaf)) return null;
  if (found.isDetached)
    return found.authorNonce === null ? null : "its author is gone, and the name can still be opened";
  const author = found.authorLabel === null ? null : authorContent(found.authorLabel);
  return opens(found.authorNonce, author, leaf.ha) ? null : "the name does not open what was committed to";
}

function opens(nonce: Uint8Array | null, content: string | null, commitment: string): boolean {
  return nonce !== null && content !== null && toBase64Url(commit(nonce, content)) === commitment;
}
