import { isLang } from "#kernel/lang.ts";
import type { Db } from "#platform/db.ts";
import { type CorpusFilter, corpusQuery, filterNames, filterWords, isFiltered } from "#rooms/corpus";
import { translator } from "#ui/messages.ts";
import type { Basis, BasisKind } from "./group.rules.ts";

/** What everybody may know of a filter: who read what, and names that are not published yet, stay within the team. */
function publicPart(filter: CorpusFilter): CorpusFilter {
  return { ...filter, viewerId: null, reading: null, assigned: null, verdict: null, hasDraft: false };
}

function kindOf({ claim, campaign, theme }: CorpusFilter): BasisKind {
  if (claim !== null) return "claim";
  if (campaign !== null) return "campaign";
  return theme === "" ? "filter" : "theme";
}

/** The sentence that says a filter, in the language of the process, for the team and for everybody. */
export async function groupWords(
  sql: Db,
  filter: CorpusFilter,
  language: string,
): Promise<{ readonly words: string; readonly basis: Basis }> {
  const lang = isLang(language) ? language : "fr";
  const t = translator(lang);
  const shown = publicPart(filter);
  const [names, publicNames] = [await filterNames(sql, filter, lang), await filterNames(sql, shown, lang)];
  const query = Object.entries(corpusQuery(shown)).filter(([name, value]) => value !== "" && name !== "ordre");
  return {
    words: filterWords(t, { ...filter, verdict: null }, names).slice(0, 2000),
    basis: {
      kind: kindOf(filter),
      reference: isFiltered(shown) ? new URLSearchParams(query).toString().slice(0, 2000) : "",
      words: filterWords(t, shown, publicNames).slice(0, 2000),
    },
  };
}
