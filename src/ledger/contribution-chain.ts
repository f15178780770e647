import type { ObjectState, State } from "./chain.ts";
import type { Leaf } from "./leaf-kinds.ts";
import { LedgerError } from "./ledger-error.ts";

/** The state after an act, for each state before it; what is not there may not happen. */
const TABLE: { readonly [act: string]: { readonly [from in State]?: State } } = {
  "contribution.edited": { visible: "visible", hidden: "hidden" },
  "moderation.masked": { visible: "visible", hidden: "hidden" },
  "contribution.withdrawn": { visible: "withdrawn", hidden: "withdrawn" },
  "moderation.hidden": { visible: "hidden" },
  "moderation.restored": { hidden: "visible", merged: "visible" },
  "moderation.merged": { visible: "merged" },
  "author.detached": { visible: "visible", hidden: "hidden", merged: "merged", withdrawn: "withdrawn" },
  "erasure.performed": { visible: "erased", hidden: "erased", merged: "erased", withdrawn: "erased" },
};
/** Acts of the author, impossible once the author is detached. */
const BY_AUTHOR = ["contribution.edited", "contribution.withdrawn", "author.detached"];

type Next = Pick<ObjectState, "state" | "revision" | "hash" | "isDetached">;

/** Where a contribution stands after this act; throws when the act may not follow. */
export function contributionAfter(leaf: Leaf, was: ObjectState | null): Next {
  if (leaf.k === "contribution.submitted") {
    if (was !== null) throw new LedgerError("submitted twice");
    return { state: "visible", revision: 1, hash: leaf.h, isDetached: false };
  }
  if (was === null) throw new LedgerError("no contribution was submitted under this identifier");
  const state = TABLE[leaf.k]?.[was.state];
  if (state === undefined) throw new LedgerError(`may not follow: it is ${was.state}`);
  if (was.isDetached && BY_AUTHOR.includes(leaf.k)) throw new LedgerError("may not follow: its author is detached");
  if (leaf.k === "contribution.edited" || leaf.k === "moderation.masked") {
    checkRevision(leaf.r, was.revision + 1);
    if (leaf.ph !== was.hash) throw new LedgerError("ph is not the h of the previous revision");
    return { state, revision: leaf.r, hash: leaf.h, isDetached: was.isDetached };
  }
  checkRevision("r" in leaf ? leaf.r : 0, was.revision);
  const { revision, hash } = was;
  return { state, revision, hash, isDetached: was.isDetached || leaf.k === "author.detached" };
}

function checkRevision(given: number, due: number): void {
  if (given !== due) throw new LedgerError(`revision ${given} where ${due} is due`);
}
