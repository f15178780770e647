import { findDuplicates } from "#engine/text/near-duplicates.ts";
import { textSimilarity } from "#engine/text/trigrams.ts";
import type { PersonId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { appendEntry } from "#rooms/journal";
import { insertCampaign } from "./campaign.store.ts";
import type { Loaded, Scene } from "./load-record.actions.ts";
import { CODEBOOK_WRITTEN } from "./timeline.rules.ts";

const NAME = "Un accueil humain partout";

/** The one appeal that thirty people sent, most with a few words of their own. Gives how many. */
export async function loadCampaign(tx: Tx, scene: Scene, corpus: Loaded, analyst: PersonId): Promise<number> {
  const texts = corpus.rows.filter(({ campaign }) => campaign !== null).toSorted((a, b) => a.id.localeCompare(b.id));
  const [first] = texts;
  if (!first) throw new Error("the demonstration has no campaign");
  const members = texts.map(({ id, body }) => {
    const contributionId = corpus.ids.get(id);
    if (!contributionId) throw new Error(`the demonstration has no contribution ${id}`);
    const [pair] = findDuplicates([first.body, body]).pairs;
    return {
      contributionId,
      similarity: textSimilarity(first.body, body),
      flags: id === first.id ? [] : (pair?.flags ?? []),
    };
  });
  const { processId } = scene;
  const id = await insertCampaign(tx, { processId, name: NAME, madeAt: CODEBOOK_WRITTEN, madeBy: analyst, members });
  await appendEntry(tx, {
    kind: "campaign.confirmed",
    subjectId: id,
    actingRole: "analyst",
    payload: { processId, contributions: members.length },
  });
  return members.length;
}
