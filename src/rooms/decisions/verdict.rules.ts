/** The closed list: what may be said of a contribution. */
export const VERDICTS = [
  "accepted",
  "partly_accepted",
  "already_covered",
  "to_be_studied",
  "declined",
  "out_of_scope",
  "other_body",
] as const;
export type Verdict = (typeof VERDICTS)[number];

export function isVerdict(text: string | undefined): text is Verdict {
  return VERDICTS.some((verdict) => verdict === text);
}

const TONES = {
  accepted: "success",
  partly_accepted: "success",
  already_covered: "neutral",
  to_be_studied: "waiting",
  declined: "danger",
  out_of_scope: "neutral",
  other_body: "progress",
} as const;

/** Shape and colour of a verdict; its word is `verdictKey`. */
export function verdictTone(verdict: Verdict): (typeof TONES)[Verdict] {
  return TONES[verdict];
}

const KEYS = {
  accepted: "decisions.verdict.accepted",
  partly_accepted: "decisions.verdict.partlyAccepted",
  already_covered: "decisions.verdict.alreadyCovered",
  to_be_studied: "decisions.verdict.toBeStudied",
  declined: "decisions.verdict.declined",
  out_of_scope: "decisions.verdict.outOfScope",
  other_body: "decisions.verdict.otherBody",
} as const;

/** The message that names a verdict. */
export function verdictKey(verdict: Verdict): (typeof KEYS)[Verdict] {
  return KEYS[verdict];
}

const HINTS = {
  accepted: "decisions.verdictHint.accepted",
  partly_accepted: "decisions.verdictHint.partlyAccepted",
  already_covered: "decisions.verdictHint.alreadyCovered",
  to_be_studied: "decisions.verdictHint.toBeStudied",
  declined: "decisions.verdictHint.declined",
  out_of_scope: "decisions.verdictHint.outOfScope",
  other_body: "decisions.verdictHint.otherBody",
} as const;

/** What a verdict commits to, for who chooses it. */
export function verdictHintKey(verdict: Verdict): (typeof HINTS)[Verdict] {
  return HINTS[verdict];
}
