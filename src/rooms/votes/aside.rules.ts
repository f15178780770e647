import type { Role } from "#kernel/viewer.ts";

/** Who looks at the figures and the signals. */
export const WATCHERS: readonly Role[] = ["analyst", "editor", "administrator"];
/** Who sets voters aside and puts them back. */
export const SETTERS: readonly Role[] = ["editor", "administrator"];

export const REASON_LIMIT = 2_000;

/** At least so many guests who began one day, and so many times what is usual. */
export const BUSY_DAY = { people: 50, times: 5 } as const;

/** How a group is found again: a day, or the key of a stored signal. Never who is in it. */
export type Pattern = { readonly pattern: "alike" | "day"; readonly day: string; readonly key: string };

/** Of its people, those who count now. */
type Standing = { readonly day: string; readonly verified: number; readonly guests: number };

export type BusyDay = Standing & { readonly pattern: "day"; readonly key: "" };

/** People who came close together and voted alike, with the figures that say why it stands out. */
export type VotesAlike = Standing & {
  readonly pattern: "alike";
  readonly key: string;
  readonly statements: readonly number[];
  readonly sameBallot: number;
  readonly fromAt: Date;
  readonly toAt: Date;
  readonly arrivals: number;
  readonly alike: number;
  readonly expected: number;
  readonly chance: number;
};

/** Something to look at, that proves nothing. */
export type Signal = VotesAlike | BusyDay;

/** `alike/2026-03-14/0123…`: what a form sends. */
export function patternWord({ pattern, day, key }: Pattern): string {
  return key === "" ? `${pattern}/${day}` : `${pattern}/${day}/${key}`;
}

export function patternOfWord(word: string): Pattern | null {
  const [, pattern, day = "", key = ""] = /^(alike|day)\/(\d{4}-\d{2}-\d{2})(?:\/([0-9a-f]{32}))?$/.exec(word) ?? [];
  if (pattern === "alike" && key !== "") return { pattern, day, key };
  return pattern === "day" && key === "" ? { pattern, day, key } : null;
}

export type SettingAside = {
  readonly id: string;
  readonly number: number;
  readonly pattern: "alike" | "day";
  readonly day: string;
  readonly verified: number;
  readonly guests: number;
  readonly reason: string;
  readonly madeAt: Date;
  readonly endedAt: Date | null;
  readonly endReason: string | null;
};

/** People who began to vote on one day. */
export type Day = { readonly day: string; readonly verified: number; readonly guests: number };
