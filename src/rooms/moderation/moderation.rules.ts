/** Grounds of the charter. Disagreeing with the text is not one. */
export const GROUNDS = [
  "personal_data",
  "health_data",
  "insult",
  "hatred",
  "illegal",
  "advertising",
  "off_subject",
  "repeated",
] as const;
export type Ground = (typeof GROUNDS)[number];

export const VERBS = ["publish", "mask", "ask_rephrase", "hide", "restore", "unmask"] as const;
export type Verb = (typeof VERBS)[number];

export type ContributionState = "received" | "published" | "rephrase_asked" | "hidden" | "withdrawn" | "erased";

export function isGround(text: string): text is Ground {
  return (GROUNDS as readonly string[]).includes(text);
}

/** A mask covers personal or health data: nothing else is taken out of somebody's words. */
export const MASK_GROUNDS: readonly Ground[] = ["personal_data", "health_data"];

/** What a moderator may do with a contribution, in the order of the page. Words whose author is gone stay masked. */
export function allowedVerbs(state: ContributionState, isMasked: boolean, isDetached = false): readonly Verb[] {
  switch (state) {
    case "received":
      return ["publish", "mask", "ask_rephrase", "hide"];
    case "published":
      if (!isMasked) return ["mask", "hide"];
      return isDetached ? ["hide"] : ["unmask", "hide"];
    case "rephrase_asked":
      return ["publish", "hide"];
    case "hidden":
      return ["restore"];
    case "withdrawn":
    case "erased":
      return [];
    default: {
      const never: never = state;
      return never;
    }
  }
}

/** The state of a contribution after an act. */
export function stateAfter(verb: Verb): ContributionState {
  switch (verb) {
    case "publish":
    case "mask":
    case "restore":
    case "unmask":
      return "published";
    case "ask_rephrase":
      return "rephrase_asked";
    case "hide":
      return "hidden";
    default: {
      const never: never = verb;
      return never;
    }
  }
}

/** Acts that the author must be told about, with a ground and a reason. */
export function needsReason(verb: Verb): boolean {
  return verb === "mask" || verb === "ask_rephrase" || verb === "hide";
}

/** Working time that the charter promises between receipt and reading: five days of 24 hours, shown, never enforced. */
export const TARGET_HOURS = 5 * 24;

export type Delay = "in_time" | "soon_late" | "late";

/** How a waiting time stands against the target. */
export function delayOf(hours: number): Delay {
  if (hours > TARGET_HOURS) return "late";
  return hours > TARGET_HOURS * 0.6 ? "soon_late" : "in_time";
}

/** Taken out of sight by a moderator. */
export function isOutOfSight(state: ContributionState): boolean {
  return state === "hidden" || state === "rephrase_asked";
}
