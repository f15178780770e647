export type BatchKind = "code" | "accept" | "refuse";
/** More than this is a codebook to refine, not a batch to code. */
export const BATCH_LIMIT = 20_000;
