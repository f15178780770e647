import type { ActedBy, ContributionAct } from "#rooms/contributions";
import type { ContributionState, Ground, Verb } from "./moderation.rules.ts";

/** What an act is to the log, for a contribution that stood so. Out of sight already, it is not hidden twice. */
export function loggedActs(
  { verb, ground }: { readonly verb: Verb; readonly ground: Ground | null },
  was: { readonly state: ContributionState; readonly isMasked: boolean },
  by: ActedBy,
): readonly ContributionAct[] {
  const isVisible = was.state === "published";
  const shown: ContributionAct = { act: "restored", why: "review-passed", by };
  switch (verb) {
    case "publish":
      return was.isMasked ? [{ act: "edited" }, shown] : [shown];
    case "mask": {
      const masked: ContributionAct = { act: "masked", ground, by };
      return isVisible ? [masked] : [masked, shown];
    }
    case "ask_rephrase":
    case "hide":
      return isVisible ? [{ act: "hidden", ground, by }] : [];
    case "restore":
      return [{ act: "restored", why: "mistake", by }];
    case "unmask":
      return [{ act: "edited" }];
    default: {
      const never: never = verb;
      return never;
    }
  }
}
