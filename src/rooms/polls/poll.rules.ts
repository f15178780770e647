import type { PersonId, PollId, ProcessId } from "#kernel/ids.ts";
import { actingRole, type Role, type Viewer } from "#kernel/viewer.ts";

export type WhoVotes = "everyone" | "accounts";
export type WhoProposes = "everyone" | "accounts" | "nobody";
export type Mode = "improved" | "polis";

export const TITLE_LIMIT = 200;
export const INTRODUCTION_LIMIT = 4_000;
export const FOLLOW_UP_LIMIT = 2_000;
export const REASON_LIMIT = 2_000;

/** Prepare, open, close, import. */
export const PREPARERS: readonly Role[] = ["administrator", "editor"];
/** Read statements before they are shown. */
export const READERS: readonly Role[] = ["moderator", "administrator"];
export const TEAM: readonly Role[] = ["administrator", "editor", "moderator", "analyst"];

export type PollProcess = {
  readonly id: ProcessId;
  readonly slug: string;
  readonly title: string;
  readonly language: string;
  readonly authority: string;
  readonly followUp: string;
};

/** A question put to the vote. */
export type Poll = {
  readonly id: PollId;
  readonly number: number;
  readonly process: PollProcess;
  readonly title: string;
  readonly introduction: string;
  /** What will be done with the result; empty: what the process says. */
  readonly followUp: string;
  readonly language: "fr" | "en";
  readonly opensAt: Date;
  readonly closesAt: Date;
  /** The last second in which people vote: closed before its time, or as planned. */
  readonly openUntil: Date;
  readonly closeReason: string | null;
  readonly isPublished: boolean;
  /** By the clock of the database, when it was read. What stores a vote asks again, in its own statement. */
  readonly isOpen: boolean;
  readonly isClosed: boolean;
  readonly whoVotes: WhoVotes;
  readonly whoProposes: WhoProposes;
  readonly mode: Mode;
  readonly seed: number;
  readonly importedFrom: string | null;
  readonly version: number;
};

export type PollState = "draft" | "planned" | "open" | "closed";

export function stateOf(poll: Pick<Poll, "isPublished" | "isOpen" | "isClosed">): PollState {
  if (!poll.isPublished) return "draft";
  if (poll.isOpen) return "open";
  return poll.isClosed ? "closed" : "planned";
}

/** Under which role an act is recorded; nobody's for the demonstration and for commands. */
export type Maker = { readonly personId: PersonId | null; readonly role: string };

export function makerOf(viewer: Viewer | null, roles: readonly Role[]): Maker | null {
  const role = actingRole(viewer, ...roles);
  return viewer && role ? { personId: viewer.personId, role } : null;
}

export type PollInput = {
  readonly title: string;
  readonly introduction: string;
  readonly followUp: string;
  readonly language: "fr" | "en";
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly whoVotes: WhoVotes;
  readonly whoProposes: WhoProposes;
  readonly mode: Mode;
};

/** Fewer statements than this say nothing about what people think. */
export const FEWEST_STATEMENTS = 2;

/** The cookie in which a browser keeps the stage where it entered a question. */
export function stageCookie(poll: number): string {
  return `jalon_stage_${poll}`;
}
