import { Conflict } from "#kernel/errors.ts";

/** Shelves that may be asked for. */
export const FEWEST_SHELVES = 2;
export const MOST_SHELVES = 60;

export type DraftStatus = "waiting" | "running" | "done" | "failed";
type Times = { readonly startedAt: Date | null; readonly finishedAt: Date | null; readonly failedAt: Date | null };

export function statusOf({ startedAt, finishedAt, failedAt }: Times): DraftStatus {
  if (finishedAt) return "done";
  if (failedAt) return "failed";
  return startedAt ? "running" : "waiting";
}

/** A theme of the codebook as a draft may start from it. Examples are numbers of contributions, or words. */
export type DraftSeed = {
  readonly theme: string;
  readonly name: string;
  readonly words: readonly string[];
  readonly examples: readonly number[];
  readonly exampleIn: string;
};

type Seedable = Omit<DraftSeed, "theme"> & { readonly code: string; readonly state: string };

/** Themes in use that say something of their words. */
export function seedsOf(themes: readonly Seedable[]): readonly DraftSeed[] {
  return themes
    .filter(({ state, words, examples, exampleIn }) => {
      return state === "active" && (words.length > 0 || examples.length > 0 || exampleIn.trim() !== "");
    })
    .map(({ code, name, words, examples, exampleIn }) => ({ theme: code, name, words, examples, exampleIn }));
}

export type ShelfState = "open" | "merged" | "dropped";

/** Somebody else acted on this shelf since the page was read. Nothing was written. */
export class ShelfChanged extends Conflict {
  constructor() {
    super("drafts.error.changed");
  }
}

/** Why another server's vectors were not used, beside what can go wrong on the way. */
export const VECTOR_FAULTS = ["off", "unreachable", "timeout", "busy", "refused", "answer", "size"] as const;
export type VectorFault = (typeof VECTOR_FAULTS)[number];

export const isVectorFault = (text: string): text is VectorFault => (VECTOR_FAULTS as readonly string[]).includes(text);

export const TERMS_SHOWN = 6;
export const RANDOM_TEXTS = 5;
