import type { Lang } from "#kernel/lang.ts";
import { urls } from "#kernel/urls.ts";

/** The kinds of the thread, in its order. */
export const KINDS = ["contribution", "theme", "claim", "decision", "change", "edition", "node", "measure"] as const;
export type Kind = (typeof KINDS)[number];

export const isKind = (text: string): text is Kind => (KINDS as readonly string[]).includes(text);

/** One thing of the thread, with what names it and where its own page is. */
export type Knot = {
  readonly kind: Kind;
  readonly id: string;
  /** Public number of contributions, claims, decisions, changes, editions. */
  readonly number: number | null;
  /** Code of a part, verdict of a decision, kind of a change, unit of a measure. */
  readonly code: string | null;
  /** Words of its own: the claim, the title of a part, the beginning of a contribution. */
  readonly words: string | null;
  readonly process: string | null;
  readonly document: string | null;
  readonly edition: number | null;
  readonly language: string;
};

export type Link = {
  readonly knot: Knot;
  readonly madeAt: Date;
  readonly actingRole: string;
};

/** Links of one kind, those shown and how many there are. */
export type Strand = { readonly kind: Kind; readonly links: readonly Link[]; readonly count: number };

export type NamedKnot = Knot & { readonly name: string };
export type NamedLink = { readonly knot: NamedKnot; readonly madeAt: Date; readonly role: string };
export type NamedStrand = Omit<Strand, "links"> & { readonly links: readonly NamedLink[] };

/** Where the thing itself is shown; null when it has no page of its own. */
export function pageOf(lang: Lang, knot: Knot): string | null {
  const { kind, number, code, process, document, edition } = knot;
  switch (kind) {
    case "contribution":
      return urls.contribution(lang, { number: number ?? 0 });
    case "theme":
      return process && code ? urls.processTheme(lang, { process, theme: code }) : null;
    case "claim":
      return urls.claim(lang, { number: number ?? 0 });
    case "decision":
      return urls.decision(lang, { number: number ?? 0 });
    case "change":
      return document ? urls.change(lang, { document, change: number ?? 0 }) : null;
    case "edition":
      return document ? urls.edition(lang, { document, edition: number ?? 0 }) : null;
    case "node":
    case "measure":
      return document && edition && code ? urls.editionNode(lang, { document, edition, code }) : null;
    default:
      return kind satisfies never;
  }
}
