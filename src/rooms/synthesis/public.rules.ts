import { excerpt } from "#engine/text/excerpt.ts";
import type { CountLine, Dimension } from "./attachment.rules.ts";
import type { Publication, PublishedClaim } from "./publication.rules.ts";
import { type Cell, type ShownTable, shownTable } from "./small-cells.rules.ts";
import type { Stance } from "./stance.rules.ts";

/** A claim in the latest publication that holds it. */
export type ClaimPage = PublishedClaim & {
  readonly publication: Publication;
  /** Number of the first publication without it; null while it is in the latest. */
  readonly withdrawnIn: number | null;
  readonly withdrawnReason: string | null;
};

/** The claim as one publication held it. */
export type ClaimState = {
  readonly publication: number;
  readonly publishedAt: Date;
  readonly kind: "claim" | "rare";
  readonly text: string;
};

/** A contribution that a published claim rests on, as the public sees it at this moment. */
export type SourceLine = {
  readonly number: number;
  readonly title: string | null;
  readonly words: string;
  readonly language: string;
  readonly isSynthetic: boolean;
  readonly stance: Stance;
  readonly quote: string | null;
  readonly isQuoteWithheld: boolean;
  readonly madeAt: Date;
};

export type ClaimDecision = {
  readonly number: number;
  readonly verdict: string;
  readonly reason: string;
  readonly isReplaced: boolean;
  readonly publishedAt: Date;
};

/** Counts of one publication of a claim. */
export type SeriesLine = CountLine & { readonly publication: number };

/** What may be shown of one way of counting; names are those of the lines. */
export type ShownCounts = {
  readonly dimension: Dimension;
  readonly table: ShownTable;
  readonly lines: readonly CountLine[];
};

/** For each way of counting, the table that the whole series of publications allows to show. */
export function shownCounts(series: readonly SeriesLine[], dimensions: readonly Dimension[]): readonly ShownCounts[] {
  return dimensions.flatMap((dimension) => {
    const lines = series.filter((line) => line.dimension === dimension);
    const publications = [...new Set(lines.map(({ publication }) => publication))].sort((a, b) => a - b);
    const keys = [...new Set(lines.map(({ key }) => key))];
    const counted = publications.map((publication) => ({
      publication,
      // a line that is not there is of nobody: it must be compared with the others too
      cells: keys.map((key): Cell => {
        const found = lines.find((line) => line.publication === publication && line.key === key);
        return { key, count: found?.count ?? 0, people: found?.people ?? 0 };
      }),
    }));
    const table = shownTable(counted);
    const names = keys.flatMap((key) => lines.find((line) => line.key === key) ?? []);
    return table ? [{ dimension, table, lines: names }] : [];
  });
}

/** Enough to know what a source says; the whole is one link away. */
export function shortSource<Line extends { readonly words: string }>(line: Line): Line {
  return { ...line, words: excerpt(line.words, 280) };
}

/** Publications where the words or the kind became others, the last first; the oldest is always among them. */
export function wordings(states: readonly ClaimState[]): readonly ClaimState[] {
  const inOrder = states.toSorted((a, b) => a.publication - b.publication);
  return inOrder
    .filter((state, index) => {
      const before = inOrder[index - 1];
      return !before || before.text !== state.text || before.kind !== state.kind;
    })
    .toReversed();
}
