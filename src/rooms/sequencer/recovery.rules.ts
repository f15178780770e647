import type { ObjectState } from "#ledger/chain.ts";
import type { Leaf } from "#ledger/leaf.ts";

/** What the outbox keeps of an object: where it stands once everything that waits is logged. */
export type ObjectRow = {
  readonly o: string;
  readonly family: string;
  readonly r: number;
  /** 64 hexadecimal digits; null for what has none. */
  readonly hash: string | null;
  readonly state: string;
  readonly isDetached: boolean;
};

/** The outbox and the verifier have each their words for what stands so. */
const FAMILIES: Readonly<Record<string, string>> = { roadmap: "document", ballots: "batch", tokens: "batch" };
const STATES: Readonly<Record<string, string>> = { batch: "sealed", import: "logged" };

export function objectRow(o: string, { family, state, revision, hash, isDetached }: ObjectState): ObjectRow {
  const known = FAMILIES[family ?? ""] ?? family ?? "";
  return {
    o,
    family: known,
    r: Math.max(1, revision),
    hash: hash === "" || known === "batch" ? null : Buffer.from(hash, "base64url").toString("hex"),
    state: STATES[known] ?? (state === "open" ? "opened" : state),
    isDetached,
  };
}

/** The id of the act in the outbox: that of the object for a submission, else one that its bytes alone give (UUID version 8). */
export function eventIdOf(leaf: Leaf, leafHash: Uint8Array): string {
  if (leaf.k === "contribution.submitted") return leaf.o;
  const hex = Buffer.from(leafHash.subarray(0, 16)).toString("hex");
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}

/** A contribution as the log says it stands, for the room that keeps it. */
export type LoggedStanding = {
  readonly o: string;
  readonly state: string;
  readonly isDetached: boolean;
  /** Legal basis of its erasure. */
  readonly basis: string | null;
  /** Public reason of the last act that took it out of sight or masked it. */
  readonly why: string | null;
  /** The words of its last revision are in this database. */
  readonly hasWords: boolean;
};

export type Recovered = {
  readonly origin: string;
  /** Leaves this database still had, and leaves after the recovery. */
  readonly from: number;
  readonly size: number;
  /** Rows that waited and were logged already; rows that contradict the log and were set aside. */
  readonly dropped: number;
  readonly refused: number;
  /** Texts that are in the log and no longer in this database: object and revision. */
  readonly lost: readonly { readonly o: string; readonly r: number }[];
  /** Official acts logged since the backup: what they published may be gone and is to be looked at. */
  readonly official: readonly { readonly k: string; readonly o: string | null }[];
};

/** The public notice of a recovery, in both languages: what happened, what was lost, how to check. */
export function noticeOf({ origin, from, size, dropped, refused, lost, official }: Recovered, at: string): string {
  const list = lost.length === 0 ? "-\n" : lost.map(({ o, r }) => `${o} ${r}\n`).join("");
  const acts =
    official.length === 0 ? "-\n" : official.map(({ k, o }) => `${k} ${o ?? ""}`.trimEnd().concat("\n")).join("");
  return `${origin}
${at}

Avis d'incident : reprise du journal

La base de données a été remise en place depuis une sauvegarde plus ancienne que le journal publié. Le journal a été repris
depuis une copie vérifiée, sans qu'aucune feuille publiée change.
Feuilles encore présentes : ${from}. Feuilles après la reprise : ${size}.
Actes en attente déjà inscrits, retirés de l'attente : ${dropped}. Actes contraires au journal, mis de côté : ${refused}.
Textes inscrits au journal mais perdus avec la base : ${lost.length} (liste plus bas : objet et révision). Leur preuve reste
valable ; qui en a gardé le texte peut le renvoyer.
Actes officiels inscrits depuis la sauvegarde, à vérifier : ${official.length} (liste plus bas).

Notice of an incident: the journal was recovered

The database was put back from a backup older than the published journal. The journal was taken back from a checked copy, without
any published leaf changing.
Leaves still there: ${from}. Leaves after the recovery: ${size}.
Waiting acts that were in the journal already, dropped: ${dropped}. Acts that contradict the journal, set aside: ${refused}.
Texts that are in the journal but were lost with the database: ${lost.length} (listed below: object and revision). Their proof
stays valid; whoever kept the text can send it again.
Official acts logged since the backup, to be looked at: ${official.length} (listed below).

${list}
${acts}`;
}
