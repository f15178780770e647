/** What an author may say of the answer. */
export const OPINIONS = ["yes", "partly", "no"] as const;
export type Opinion = (typeof OPINIONS)[number];

/** Words beside an opinion, at most. */
export const WHY_LIMIT = 2000;

/** Fewer people than this are never counted apart. */
export const SMALLEST = 11;

export type OpinionCounts = Readonly<Record<Opinion, number>>;

export const totalOf = (counts: OpinionCounts): number => counts.yes + counts.partly + counts.no;

/** Shown as soon as enough people spoke for nobody to be guessed. */
export const mayShow = (counts: OpinionCounts): boolean => totalOf(counts) >= SMALLEST;
