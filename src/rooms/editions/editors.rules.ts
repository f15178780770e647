import type { Role } from "#kernel/viewer.ts";

/** Who prepares and publishes editions, in the order under which an act is recorded. */
export const EDITORS = ["editor", "administrator"] as const satisfies readonly Role[];
