export type WitnessState = {
  readonly vkey: string;
  /** The largest size it is known to have cosigned; 0: none. */
  readonly size: number;
  readonly cosignedAt: Date | null;
  readonly failure: string | null;
  readonly failedAt: Date | null;
};

export type Health = {
  /** The time of the database when all of this was so. */
  readonly at: Date;
  /** null: no log was begun in this database. */
  readonly origin: string | null;
  /** Leaves in the tree, published or not. */
  readonly size: number;
  readonly publishedSize: number | null;
  readonly publishedAt: Date | null;
  readonly checkpointAgeSeconds: number | null;
  readonly queueDepth: number;
  readonly oldestQueuedSeconds: number | null;
  readonly refused: number;
  readonly frozenBecause: string | null;
  readonly frozenSince: Date | null;
  /** When the whole log was last recomputed. */
  readonly examinedAt: Date | null;
};

export type Notice = { readonly digest: string; readonly at: Date };

/** An older row than this in the queue means that nothing takes it: the promise made to its author is 60 s. */
export const LATE_SECONDS = 30;

/** What somebody must look at, the gravest first. */
export type AlarmName = "frozen" | "notBegun" | "late" | "refused" | "witness";

type Facts = {
  readonly origin: string | null;
  readonly frozenBecause: string | null;
  readonly oldestQueuedSeconds: number | null;
  readonly refused: number;
};
type Witness = { readonly failure: string | null };

export function alarmsOf(health: Facts, witnesses: readonly Witness[]): readonly AlarmName[] {
  const alarms: AlarmName[] = [];
  if (health.frozenBecause !== null) alarms.push("frozen");
  if (health.origin === null) alarms.push("notBegun");
  if (health.origin !== null && (health.oldestQueuedSeconds ?? 0) > LATE_SECONDS) alarms.push("late");
  if (health.refused > 0) alarms.push("refused");
  if (witnesses.some(({ failure }) => failure !== null)) alarms.push("witness");
  return alarms;
}

/** The name in a verifier key, which is what people call a witness. */
export function nameOfKey(vkey: string): string {
  return vkey.slice(0, vkey.indexOf("+"));
}

/** Reasons are public; where files lie on the server is not. */
export function publicReason(reason: string): string {
  return reason.replaceAll(/(^|\s)(?:https?:\/)?\/[^\s,:]+/g, "$1…");
}

/** Hours below which a duration is said in minutes, minutes below which it is said in seconds. */
export type Duration = { readonly unit: "seconds" | "minutes" | "hours"; readonly count: number };

export function durationOf(seconds: number): Duration {
  if (seconds < 120) return { unit: "seconds", count: Math.floor(seconds) };
  if (seconds < 7_200) return { unit: "minutes", count: Math.floor(seconds / 60) };
  return { unit: "hours", count: Math.floor(seconds / 3_600) };
}
