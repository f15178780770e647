import { diffWords } from "#engine/diff/diff.ts";
import { Conflict, Refused } from "#kernel/errors.ts";
import type { PersonId, ProcessId } from "#kernel/ids.ts";
import { actingRole, type Role, type Viewer } from "#kernel/viewer.ts";

/** Who may group texts, in the order under which an act is recorded. */
export const GROUPERS = ["analyst", "editor", "administrator"] as const satisfies readonly Role[];

export type Maker = { readonly personId: PersonId; readonly role: Role };

/** The person and the role under which an act is recorded; refused to who holds none of these roles. */
export function makerOf(viewer: Viewer | null): Maker {
  const role = actingRole(viewer, ...GROUPERS);
  if (!viewer || !role) throw new Refused();
  return { personId: viewer.personId, role };
}

export type CampaignKind = "near_duplicates" | "campaign";
export type CampaignState = "proposed" | "confirmed" | "refused";
export type MemberState = "proposed" | "in" | "out";

export type Campaign = {
  readonly id: string;
  readonly number: number;
  readonly processId: ProcessId;
  readonly processSlug: string;
  readonly processTitle: string;
  readonly name: string;
  readonly kind: CampaignKind;
  readonly state: CampaignState;
  /** The text shown first. */
  readonly keptId: string;
  readonly version: number;
  readonly foundAt: Date;
  readonly confirmedAt: Date | null;
  readonly actingRole: string;
  readonly madeAt: Date;
};

/** From this many people on, a group is proposed as a copied text; a person says what it is. */
export const PEOPLE_OF_A_CAMPAIGN = 5;
/** Below, the number of people is not public: it would tell which texts have the same author. */
export const SMALLEST_PUBLIC_COUNT = 11;
export const NAME_LIMIT = 200;
/** Numbers typed at once. */
export const NUMBERS_LIMIT = 200;

/** How many people, where it may be said. */
export function publicPeople(people: number): number | null {
  return people >= SMALLEST_PUBLIC_COUNT ? people : null;
}

export type OwnWords = {
  readonly body: string;
  readonly aboutText: string | null;
  readonly proposedText: string | null;
};

/** What a person wrote: of an amendment, the reasons and the words it adds or takes away, not the passage they share with others. */
export function ownWords({ body, aboutText, proposedText }: OwnWords): string {
  if (proposedText === null) return body;
  const moved = diffWords(aboutText ?? "", proposedText);
  const pieces = (op: "added" | "removed") =>
    moved
      .filter((segment) => segment.op === op)
      .map(({ text }) => text.trim())
      .join(" ");
  return [body, pieces("added"), pieces("removed")].filter((piece) => piece.trim() !== "").join("\n");
}

/** Numbers typed one after the other, apart from anything else; null when there is none, or too many. */
export function typedNumbersOf(text: string): readonly number[] | null {
  const numbers = [...new Set(text.match(/\d{1,15}/g) ?? [])].map(Number).filter((number) => number > 0);
  const isOnlyNumbers = /^[\s,;.n°ºNno]*(?:\d[\d\s,;.n°ºNno]*)?$/.test(text);
  return isOnlyNumbers && numbers.length > 0 && numbers.length <= NUMBERS_LIMIT ? numbers : null;
}

/** Somebody else acted on this campaign since the page was read. Nothing was written. */
export class ActedSince extends Conflict {
  constructor() {
    super("campaigns.error.actedSince");
  }
}

/** Texts that another confirmed group holds. */
export class HeldElsewhere extends Conflict {
  constructor(held: readonly { readonly number: number; readonly campaign: number }[]) {
    const [first] = held;
    super("campaigns.error.heldElsewhere", {
      number: first?.number ?? 0,
      campaign: first?.campaign ?? 0,
      count: held.length,
    });
  }
}
