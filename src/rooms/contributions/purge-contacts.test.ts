import { afterAll, beforeAll, expect, test } from "vitest";
import { asId, type EditionId, type ProcessId } from "#kernel/ids.ts";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { insertContribution } from "./index.ts";
import { purgeContacts } from "./purge-contacts.actions.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

async function contributionWith(email: string): Promise<string> {
  const inserted = await house.sql.begin((tx) =>
    insertContribution(tx, {
      processId: asId<ProcessId>(ESSAI.processId),
      kind: "comment",
      editionId: asId<EditionId>(ESSAI.editionId),
      body: `Avis de ${email}`,
      email,
      channel: "online",
      state: "published",
      submittedAt: new Date("2026-01-10T10:00:00Z"),
      publishedAt: new Date("2026-01-11T10:00:00Z"),
    }),
  );
  return inserted.id;
}

async function answer(contributionId: string, daysAgo: number): Promise<void> {
  await house.sql.begin(async (tx) => {
    const [decision] = await tx<{ id: string }[]>`
      insert into decisions.decision (process_id, verdict, reason, answer, acting_role)
      values (${ESSAI.processId}, 'accepted', 'Raison', 'Réponse', 'editor')
      returning id
    `;
    await tx`
      insert into decisions.covering (decision_id, contribution_id, acting_role)
      values (${decision?.id ?? ""}, ${contributionId}, 'editor')
    `;
    await tx`
      update decisions.decision
      set state = 'published', published_at = now() - make_interval(days => ${daysAgo})
      where id = ${decision?.id ?? ""}
    `;
  });
}

test("an address is forgotten 90 days after the answer, not before, and never without an answer", async () => {
  const [old, recent, waiting] = await Promise.all(
    ["ancienne@jalon.test", "recente@jalon.test", "attend@jalon.test"].map(contributionWith),
  );
  await house.sql`update contributions.contact set given_at = now() - interval '200 days'`;
  await answer(old ?? "", 91);
  await answer(recent ?? "", 89);
  expect(await purgeContacts(house.sql)).toBe(1);
  const left = await house.sql<{ id: string }[]>`select contribution_id as id from contributions.contact`;
  expect(left.map(({ id }) => id).sort()).toEqual([recent, waiting].sort());
});
