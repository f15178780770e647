import { excerpt } from "#engine/text/excerpt.ts";
import type { ThemeId } from "#kernel/ids.ts";
import type { ShelfState } from "./draft.rules.ts";

export type Draft = {
  readonly id: string;
  readonly number: number;
  readonly themeCount: number | null;
  readonly seedCount: number;
  readonly wantsVectors: boolean;
  readonly language: string;
  readonly seed: number;
  /** Null for an account that is gone. */
  readonly askedBy: string | null;
  readonly actingRole: string;
  readonly askedAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly failedAt: Date | null;
  readonly version: string | null;
  readonly inputHash: string | null;
  readonly options: { readonly k: number; readonly kFrom: string; readonly method: string } | null;
  readonly textCount: number | null;
  readonly vectorsModel: string | null;
  readonly vectorsDimensions: number | null;
  readonly vectorsFault: string | null;
};

export type DraftAct = {
  readonly draftId: string;
  readonly shelfId: string | null;
  readonly verb: "ask" | "make" | "merge" | "drop" | "restore" | "offer";
  readonly after: Readonly<Record<string, string | number | boolean | null>>;
};

export type ShownDraftAct = {
  readonly id: number;
  readonly verb: DraftAct["verb"];
  readonly shelf: number | null;
  readonly after: DraftAct["after"];
  readonly madeBy: string | null;
  readonly actingRole: string;
  readonly madeAt: Date;
};

export type ShelfPhrase = { readonly words: string; readonly textCount: number };
export type Shelf = {
  readonly id: string;
  readonly position: number;
  readonly name: string | null;
  readonly seeded: boolean;
  readonly state: ShelfState;
  readonly mergedInto: number | null;
  /** The theme of the codebook it started from or became, followed when that one was merged. */
  readonly themeId: ThemeId | null;
  readonly theme: string | null;
  readonly themeName: string | null;
  readonly themeState: string | null;
  readonly version: number;
  /** Placed, public at this moment, merged shelves counted in. */
  readonly size: number;
  readonly terms: readonly ShelfPhrase[];
  readonly phrases: readonly ShelfPhrase[];
};

export type PlacedLine = {
  readonly number: number;
  readonly excerpt: string;
  readonly language: string;
  /** Cosine with the middle of its shelf. */
  readonly score: number;
  /** A shelf that is nearly as near. */
  readonly second: number | null;
  /** 1 to 5: nearest the middle of the shelf it was put on; -1 to -5: nearest its border. */
  readonly centrality: number | null;
  /** The shelf it was put on before merges. */
  readonly shelf: number;
  readonly isCoded: boolean;
};

export type UnplacedLine = {
  readonly number: number;
  readonly excerpt: string;
  readonly language: string;
  /** The shelf it would be on; null: the draft did not sort it. */
  readonly nearest: number | null;
  readonly nearestName: string | null;
  readonly isCoded: boolean;
};

/** The beginning of a text in a list. */
export const shortWords = (text: string): string => excerpt(text, 220);
