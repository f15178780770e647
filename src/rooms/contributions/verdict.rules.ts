import type { Verdict } from "./contribution.rules.ts";

const TONES = {
  accepted: "success",
  partly_accepted: "success",
  already_covered: "neutral",
  to_be_studied: "waiting",
  declined: "danger",
  out_of_scope: "neutral",
  other_body: "progress",
} as const;

/** Shape and colour of a verdict, beside its word. */
export function verdictTone(verdict: Verdict): (typeof TONES)[Verdict] {
  return TONES[verdict];
}
