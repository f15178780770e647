import type { ClaimId, ProcessId, PublicationId } from "#kernel/ids.ts";
import type { ClaimKind, Stances } from "./claim.rules.ts";
import type { Stance } from "./stance.rules.ts";

export type Publication = {
  readonly id: PublicationId;
  readonly number: number;
  readonly processId: ProcessId;
  readonly processSlug: string;
  readonly processTitle: string;
  readonly language: string;
  readonly title: string;
  readonly introduction: string;
  readonly method: string;
  /** Agreement of the coders when it was published: the lowest alpha of the themes signed; null when none was signed. */
  readonly lowestAlpha: number | null;
  readonly agreedThemeCount: number | null;
  readonly sampleSize: number | null;
  /** Published contributions under at least one claim, and all of them, at that moment. */
  readonly coveredCount: number;
  readonly contributionCount: number;
  readonly actingRole: string;
  readonly publishedAt: Date;
  readonly hash: string;
};

/** A claim as it was published, with what may be shown of its sources at this moment. */
export type PublishedClaim = Stances & {
  readonly claimId: ClaimId;
  readonly number: number;
  readonly version: number;
  readonly position: number;
  readonly kind: ClaimKind;
  readonly theme: string | null;
  readonly text: string;
  /** Contributions it rested on when it was published. */
  readonly sourceCount: number;
};

/** What a claim rests on, as the public may see it at this moment. */
export type PublicSource = {
  readonly number: number;
  readonly stance: Stance;
  /** Words of the contribution; null when none was chosen, or when they are no longer public. */
  readonly quote: string | null;
  readonly isQuoteWithheld: boolean;
};

/** Words of a contribution beside the sentence they are behind. */
export type ShownQuote = {
  readonly claim: number;
  readonly number: number;
  readonly stance: Stance;
  readonly quote: string;
  readonly language: string;
};

/** Everything a document needs of a published synthesis. Quotes are only those that are public at this moment. */
export type PublishedSynthesis = Publication & {
  /** Today, Paris: 2026-03-14. */
  readonly publishedOn: string;
  readonly claims: readonly (PublishedClaim & { readonly sources: readonly PublicSource[] })[];
};

export const NOTE_LIMIT = 10_000;
export const TITLE_LIMIT = 200;

export type NoteWords = { readonly title: string; readonly introduction: string; readonly method: string };
export type Note = NoteWords & {
  readonly version: number;
  readonly by: string | null;
  readonly madeAt: Date | null;
};

export function isSameNote(a: NoteWords, b: NoteWords): boolean {
  return a.title === b.title && a.introduction === b.introduction && a.method === b.method;
}

/** What is known before publishing. */
export type PublishFacts = {
  readonly note: NoteWords;
  readonly claims: readonly { readonly number: number; readonly kind: ClaimKind; readonly sources: number }[];
  /** Quotes that no longer stand in the public words. */
  readonly lostQuotes: readonly { readonly claim: number; readonly contribution: number }[];
  /** Attached, and no longer published: hidden or withdrawn since. Their quotes go with them. */
  readonly unpublished: readonly { readonly claim: number; readonly contribution: number }[];
  readonly covered: number;
  readonly total: number;
  readonly isAgreementSigned: boolean;
  /** The latest publication says the same, to the letter. */
  readonly isUnchanged: boolean;
};

export type Blocker = "noTitle" | "noMethod" | "noClaim" | "emptyClaims" | "lostQuotes" | "unchanged";
export type Caution = "noIntroduction" | "noRare" | "uncovered" | "unpublished" | "noAgreement";

const saysNothing = (text: string): boolean => !/[\p{L}\p{N}]/u.test(text);

export function emptyClaims({ claims }: Pick<PublishFacts, "claims">): readonly number[] {
  return claims.filter(({ sources }) => sources === 0).map(({ number }) => number);
}

/** What must be put right before anything is published. */
export function blockersOf(facts: PublishFacts): readonly Blocker[] {
  const found: [Blocker, boolean][] = [
    ["noTitle", saysNothing(facts.note.title)],
    ["noMethod", saysNothing(facts.note.method)],
    ["noClaim", facts.claims.length === 0],
    ["emptyClaims", emptyClaims(facts).length > 0],
    ["lostQuotes", facts.lostQuotes.length > 0],
    ["unchanged", facts.isUnchanged],
  ];
  return found.filter(([, holds]) => holds).map(([name]) => name);
}

/** What the publication will say or show by itself, and is better known before. */
export function cautionsOf(facts: PublishFacts): readonly Caution[] {
  const found: [Caution, boolean][] = [
    ["noIntroduction", saysNothing(facts.note.introduction)],
    ["noRare", !facts.claims.some(({ kind }) => kind === "rare")],
    ["uncovered", facts.covered < facts.total],
    ["unpublished", facts.unpublished.length > 0],
    ["noAgreement", !facts.isAgreementSigned],
  ];
  return found.filter(([, holds]) => holds).map(([name]) => name);
}

/** 93.7 is "93 %": coverage is never rounded up to whole. */
export function percentDown(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((100 * part) / whole);
}

export type ClaimChange = {
  readonly number: number;
  readonly kind: ClaimKind;
  readonly change: "added" | "reworded" | "withdrawn";
  readonly before: string | null;
  readonly after: string | null;
  /** Why it was withdrawn. */
  readonly reason: string | null;
};

type Comparable = { readonly number: number; readonly kind: ClaimKind; readonly text: string };

/** What changed from one publication to the next: withdrawn, reworded, added; in the order of the claims. */
export function changesBetween(
  before: readonly Comparable[],
  after: readonly Comparable[],
  reasons: ReadonlyMap<number, string>,
): readonly ClaimChange[] {
  const old = new Map(before.map((claim) => [claim.number, claim]));
  const young = new Map(after.map((claim) => [claim.number, claim]));
  const added = after.flatMap(({ number, kind, text }): readonly ClaimChange[] => {
    const former = old.get(number);
    const base = { number, kind, after: text, reason: null };
    if (!former) return [{ ...base, change: "added", before: null }];
    if (former.text === text && former.kind === kind) return [];
    return [{ ...base, change: "reworded", before: former.text }];
  });
  const gone = before
    .filter(({ number }) => !young.has(number))
    .map(({ number, kind, text }) => ({
      number,
      kind,
      change: "withdrawn" as const,
      before: text,
      after: null,
      reason: reasons.get(number) ?? null,
    }));
  return [...added, ...gone];
}
