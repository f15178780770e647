import { shortCode } from "#ledger/short-code.ts";

/** What the log of the site says of itself. */
export type LogState = {
  /** The log was opened: leaves are put in order and signed. */
  readonly isOpen: boolean;
  /** Nothing is signed for now; what is received waits. */
  readonly isFrozen: boolean;
};

/** A text of its author, in the log or on its way. */
export type LoggedRevision = {
  readonly object: string;
  readonly revision: number;
  readonly leafHash: Uint8Array;
  /** Inside what was signed and published. */
  readonly isPublished: boolean;
  /** Witnesses that signed a tree which holds it. */
  readonly witnesses: number;
  /** The text is still held; once erased, nothing can prove it again. */
  readonly isOpenable: boolean;
};

/** Kept here by the site, in the log for everybody, cosigned by others than the site. */
export type Logged = "kept" | "logged" | "cosigned";

export function loggedAs({ isPublished, witnesses }: Pick<LoggedRevision, "isPublished" | "witnesses">): Logged {
  if (!isPublished) return "kept";
  return witnesses > 0 ? "cosigned" : "logged";
}

/** The public fingerprint that people read aloud: `kixf-gdks-px4a-y6qj`. */
export function fingerprintOf({ leafHash }: Pick<LoggedRevision, "leafHash">): string {
  return shortCode(leafHash);
}

/** What a page says of the proof of a contribution, for its author. */
export type Proof = {
  readonly log: LogState;
  readonly revisions: readonly LoggedRevision[];
  /** The site can sign that it received something. */
  readonly acknowledges: boolean;
};
