import { isVerdict, VERDICTS, verdictKey } from "#rooms/decisions";
import type { Translate } from "#ui/messages.ts";
import type { VerdictWords } from "./opinion.rules.ts";

export function verdictWords(t: Translate, verdict: string): string {
  return isVerdict(verdict) ? t(verdictKey(verdict)) : verdict;
}

/** The closed list, in its order. */
export function allVerdicts(t: Translate): readonly VerdictWords[] {
  return VERDICTS.map((verdict) => ({ verdict, words: t(verdictKey(verdict)) }));
}
