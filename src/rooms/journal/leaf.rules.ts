/** 32 bytes: a digest or a root. */
type Digest = Uint8Array;
type OfObject = { readonly c: string; readonly o: string };
type Moderated = OfObject & { readonly why: string; readonly role: "moderator" | "organiser" | "admin" | "rule" };

/** A public act as it is logged, without what the log itself knows: version, time, revision, commitments, former digest. */
export type LeafAct =
  | (OfObject & {
      readonly k: "contribution.submitted" | "contribution.edited" | "contribution.withdrawn" | "author.detached";
    })
  | (Moderated & { readonly k: "moderation.hidden" | "moderation.restored" | "moderation.masked" })
  | (Moderated & { readonly k: "moderation.merged"; readonly to: string })
  | (OfObject & {
      readonly k:
        | "answer.published"
        | "answer.revised"
        | "roadmap.version"
        | "measure.published"
        | "measure.revised"
        | "snapshot.published"
        | "poll.opened"
        | "poll.closed"
        | "poll.tallied";
      readonly d: Digest;
    })
  | (OfObject & { readonly k: "ballot.batch"; readonly p: string; readonly n: number; readonly root: Digest })
  | (OfObject & { readonly k: "token.batch"; readonly p: string; readonly n: number })
  | (OfObject & { readonly k: "import.batch"; readonly n: number; readonly d: Digest })
  | (OfObject & {
      readonly k: "erasure.performed";
      readonly lb: "rgpd-17" | "rgpd-21" | "rgpd-9" | "court" | "law" | "retention";
    })
  | { readonly k: "config.changed"; readonly d: Digest; readonly c?: string }
  | { readonly k: "key.rotated"; readonly key: string }
  | { readonly k: "incident"; readonly d: Digest };

export type LeafKind = LeafAct["k"];

/** Where an object of the log stands once everything that waits is logged. */
export type Standing = {
  readonly family: Family;
  /** Its last revision. */
  readonly r: number;
  /** The commitment or digest of that revision. */
  readonly hash: Uint8Array | null;
  readonly state: string;
  /** Its author was separated from it: nobody can edit or withdraw it any more. */
  readonly isDetached: boolean;
};

export type Family = "contribution" | "answer" | "document" | "measure" | "snapshot" | "poll" | "batch" | "import";

const FAMILIES: Readonly<Record<Exclude<LeafKind, "config.changed" | "key.rotated" | "incident">, Family>> = {
  "contribution.submitted": "contribution",
  "contribution.edited": "contribution",
  "contribution.withdrawn": "contribution",
  "author.detached": "contribution",
  "moderation.hidden": "contribution",
  "moderation.restored": "contribution",
  "moderation.masked": "contribution",
  "moderation.merged": "contribution",
  "erasure.performed": "contribution",
  "answer.published": "answer",
  "answer.revised": "answer",
  "roadmap.version": "document",
  "measure.published": "measure",
  "measure.revised": "measure",
  "snapshot.published": "snapshot",
  "poll.opened": "poll",
  "poll.closed": "poll",
  "poll.tallied": "poll",
  "ballot.batch": "batch",
  "token.batch": "batch",
  "import.batch": "import",
};

/** For each kind, the states it may follow and the state it leads to; "absent" before the first act, "same" for no change. */
const MOVES: Readonly<Record<keyof typeof FAMILIES, { readonly from: readonly string[]; readonly to: string }>> = {
  "contribution.submitted": { from: ["absent"], to: "visible" },
  "contribution.edited": { from: ["visible", "hidden"], to: "same" },
  "contribution.withdrawn": { from: ["visible", "hidden"], to: "withdrawn" },
  "author.detached": { from: ["visible", "hidden", "merged", "withdrawn"], to: "same" },
  "moderation.hidden": { from: ["visible"], to: "hidden" },
  "moderation.restored": { from: ["hidden", "merged"], to: "visible" },
  "moderation.masked": { from: ["visible", "hidden"], to: "same" },
  "moderation.merged": { from: ["visible"], to: "merged" },
  "erasure.performed": { from: ["visible", "hidden", "merged", "withdrawn"], to: "erased" },
  "answer.published": { from: ["absent"], to: "published" },
  "answer.revised": { from: ["published"], to: "published" },
  "roadmap.version": { from: ["absent", "published"], to: "published" },
  "measure.published": { from: ["absent"], to: "published" },
  "measure.revised": { from: ["published"], to: "published" },
  "snapshot.published": { from: ["absent"], to: "published" },
  "poll.opened": { from: ["absent"], to: "opened" },
  "poll.closed": { from: ["opened"], to: "closed" },
  "poll.tallied": { from: ["closed", "tallied"], to: "tallied" },
  "ballot.batch": { from: ["absent"], to: "sealed" },
  "token.batch": { from: ["absent"], to: "sealed" },
  "import.batch": { from: ["absent"], to: "logged" },
};

/** Kinds that make a new revision of an object, with a commitment or a digest that follows the one before. */
const REVISING: readonly LeafKind[] = [
  "contribution.edited",
  "moderation.masked",
  "answer.revised",
  "roadmap.version",
  "measure.revised",
];
/** Kinds that say nothing of a revision. */
const WITHOUT_REVISION: readonly LeafKind[] = [
  "snapshot.published",
  "poll.opened",
  "poll.closed",
  "ballot.batch",
  "token.batch",
  "import.batch",
];
const BY_AUTHOR: readonly LeafKind[] = ["contribution.edited", "contribution.withdrawn", "author.detached"];

/** An act that the log would refuse to whoever replays it: it must not be queued. */
export class OutOfOrder extends Error {}

export type Move = {
  readonly family: Family;
  readonly state: string;
  /** The revision after the act. */
  readonly r: number;
  /** The leaf carries its revision. */
  readonly saysRevision: boolean;
  /** What the leaf carries as the former commitment or digest. */
  readonly ph: Uint8Array | null;
  /** The commitment or digest before the act. */
  readonly hash: Uint8Array | null;
  readonly isDetached: boolean;
};

export type ObjectAct = Extract<LeafAct, { readonly o: string }>;

export function isOfObject(act: LeafAct): act is ObjectAct {
  return "o" in act;
}

/**
 * What follows when an act is done to an object, where `standings` says how objects stand (absent: not in the log yet).
 * Throws `OutOfOrder`.
 */
export function moveOf(act: ObjectAct, standings: ReadonlyMap<string, Standing>): Move {
  const standing = standings.get(act.o) ?? null;
  const { from, to } = MOVES[act.k];
  const family = FAMILIES[act.k];
  const state = standing?.state ?? "absent";
  if (standing && standing.family !== family) throw new OutOfOrder(`${act.o} is a ${standing.family}: no ${act.k}`);
  if (!from.includes(state)) throw new OutOfOrder(`${act.o} is ${state}: no ${act.k}`);
  if (standing?.isDetached && BY_AUTHOR.includes(act.k)) throw new OutOfOrder(`${act.o} has no author: no ${act.k}`);
  checkOther(act, standings);
  const revises = REVISING.includes(act.k) || (act.k === "poll.tallied" && state === "tallied");
  const follows = revises && standing !== null;
  return {
    family,
    state: to === "same" ? state : to,
    r: standing === null ? 1 : standing.r + (follows ? 1 : 0),
    saysRevision: !WITHOUT_REVISION.includes(act.k),
    ph: follows ? standing.hash : null,
    hash: standing?.hash ?? null,
    isDetached: (standing?.isDetached ?? false) || act.k === "author.detached",
  };
}

/** The other object an act names: what it is merged into, the poll a lot belongs to. */
function checkOther(act: ObjectAct, standings: ReadonlyMap<string, Standing>): void {
  if (act.k === "moderation.merged") {
    const target = standings.get(act.to);
    if (act.to === act.o || target?.family !== "contribution" || target.state === "erased") {
      throw new OutOfOrder(`${act.o} cannot be merged into ${act.to}`);
    }
  }
  if ((act.k === "ballot.batch" || act.k === "token.batch") && standings.get(act.p)?.state !== "opened") {
    throw new OutOfOrder(`${act.p} is not open: no ${act.k}`);
  }
}
