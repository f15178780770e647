import { findPersonalData } from "#engine/privacy/personal-data.ts";
import { compareTexts } from "#engine/text/near-index.ts";
import type { Sql } from "#platform/db.ts";
import { earlierTexts, type Unchecked, uncheckedContributions } from "./moderation.queries.ts";
import { insertFlags } from "./moderation.store.ts";

type Raised = { readonly kind: string; readonly explanation: string };

/** Links above which a text looks like advertising. */
const MANY_LINKS = 2;

/** Why these words deserve a look: what is personal, what is said twice, many links. Never decides. */
async function flagsFor(sql: Sql, { id, body, proposedText }: Unchecked): Promise<readonly Raised[]> {
  const words = proposedText ? `${body}\n${proposedText}` : body;
  const raised: Raised[] = findPersonalData(words).map((finding) => ({
    kind: finding.kind === "health" ? "health" : "personal_data",
    explanation: finding.excerpt.slice(0, 120),
  }));
  if ((words.match(/https?:\/\//g)?.length ?? 0) > MANY_LINKS) raised.push({ kind: "links", explanation: "" });
  const twins = (await earlierTexts(sql, id))
    .map(({ number, body }) => ({ number, similarity: compareTexts(words, body)?.similarity ?? 0 }))
    .filter((twin) => twin.similarity > 0)
    .sort((a, b) => b.similarity - a.similarity);
  const [closest] = twins;
  if (closest)
    raised.push({
      kind: "near_duplicate",
      explanation: `${closest.number} (${Math.round(closest.similarity * 100)} %)`,
    });
  return raised;
}

/** Searches the words received since the last time, at most `limit` contributions; returns how many. */
export async function raiseFlags(sql: Sql, limit = 200): Promise<number> {
  const unchecked = await uncheckedContributions(sql, limit);
  for (const contribution of unchecked) {
    await insertFlags(sql, contribution.id, {
      flags: await flagsFor(sql, contribution),
      version: contribution.version,
    });
  }
  return unchecked.length;
}
