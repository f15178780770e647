const WORDS = {
  accepted: { key: "contributions.verdict.accepted", tone: "success" },
  partly_accepted: { key: "contributions.verdict.partlyAccepted", tone: "success" },
  already_covered: { key: "contributions.verdict.alreadyCovered", tone: "neutral" },
  to_be_studied: { key: "contributions.verdict.toBeStudied", tone: "waiting" },
  declined: { key: "contributions.verdict.declined", tone: "danger" },
  out_of_scope: { key: "contributions.verdict.outOfScope", tone: "neutral" },
  other_body: { key: "contributions.verdict.otherBody", tone: "progress" },
} as const;
type Verdict = keyof typeof WORDS;

const isVerdict = (text: string): text is Verdict => text in WORDS;

/** The message that names a verdict, and its colour. The list is closed by the database. */
export function verdictWords(verdict: string): (typeof WORDS)[Verdict] {
  return WORDS[isVerdict(verdict) ? verdict : "to_be_studied"];
}
