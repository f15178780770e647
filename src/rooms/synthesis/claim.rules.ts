import { Conflict, Refused } from "#kernel/errors.ts";
import type { ClaimId, PersonId, ProcessId } from "#kernel/ids.ts";
import { actingRole, type Role, type Viewer } from "#kernel/viewer.ts";

/** Who may write, and who may publish. In the order under which an act is recorded. */
export const WRITERS = ["editor", "administrator", "analyst"] as const satisfies readonly Role[];
export const PUBLISHERS = ["editor", "administrator"] as const satisfies readonly Role[];

export type Maker = { readonly personId: PersonId; readonly role: Role };

/** The person and the role under which an act is recorded; refused to who holds none of these roles. */
export function makerAs(viewer: Viewer | null, roles: readonly Role[]): Maker {
  const role = actingRole(viewer, ...roles);
  if (!viewer || !role) throw new Refused();
  return { personId: viewer.personId, role };
}

export const KINDS = ["claim", "rare"] as const;
export type ClaimKind = (typeof KINDS)[number];
export type ClaimState = "draft" | "published" | "withdrawn";

/** A claim is one or a few sentences: what is longer is several claims. Characters. */
export const CLAIM_LIMIT = 2_000;
export const ANSWER_LIMIT = 10_000;
export const QUOTE_LIMIT = 1_000;

/** What a claim says, as it is typed and kept. */
export type ClaimWords = {
  readonly kind: ClaimKind;
  readonly themeId: string | null;
  readonly text: string;
  /** What the team proposes to answer; taken up, or not, when decisions are written. Never published from here. */
  readonly answer: string;
};

export type Stances = { readonly supports: number; readonly opposes: number; readonly nuances: number };

export type Claim = ClaimWords &
  Stances & {
    readonly id: ClaimId;
    readonly number: number;
    readonly processId: ProcessId;
    readonly processSlug: string;
    readonly processTitle: string;
    /** Language of the process: claims are written in it. */
    readonly language: string;
    readonly theme: string | null;
    readonly position: number;
    readonly state: ClaimState;
    readonly version: number;
    readonly withdrawnReason: string | null;
    readonly withdrawnAt: Date | null;
    readonly madeAt: Date;
  };

export type ClaimVersion = ClaimWords & {
  readonly id: number;
  /** Null: an attempt that was refused because somebody else had saved first. */
  readonly version: number | null;
  readonly basedOn: number | null;
  readonly restoredFrom: number | null;
  readonly theme: string | null;
  readonly by: string | null;
  readonly role: string;
  readonly madeAt: Date;
};

/** A theme in force; level 2 stands under another. */
export type ThemeChoice = { readonly id: string; readonly name: string; readonly level: number };

export type DeskProcess = {
  readonly id: ProcessId;
  readonly slug: string;
  readonly title: string;
  readonly language: string;
  readonly claims: number;
  readonly covered: number;
  readonly total: number;
  readonly publication: number | null;
};

/** Same words to the letter: what a form sent twice sends. */
export function isSameClaim(a: ClaimWords, b: ClaimWords): boolean {
  return a.kind === b.kind && a.themeId === b.themeId && a.text === b.text && a.answer === b.answer;
}

export function totalOf({ supports, opposes, nuances }: Stances): number {
  return supports + opposes + nuances;
}

/** Somebody saved the claim since this form was opened. What was typed is kept in the history, the claim is not changed. */
export class ClaimSavedSince extends Conflict {
  constructor() {
    super("synthesis.error.savedSince");
  }
}

/** "Les délais sont trop longs…": enough of a claim to know it in a list of choices. */
export function shortClaim(text: string, max = 90): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= max) return line;
  const cut = line.slice(0, max - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), max / 2)).trimEnd()}…`;
}
