import { afterAll, beforeAll, expect, test } from "vitest";
import { urls } from "#kernel/urls.ts";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

test("an amendment of two passages is found by each of them, and by no other", async () => {
  await house.sql.begin(async (tx) => {
    const [row] = await tx<{ id: string }[]>`
      insert into contributions.contribution (
        process_id, kind, edition_id, passage_id, about_text, proposed_text, body, channel, receipt_hash, state, published_at,
        part_count
      )
      select ${ESSAI.processId}, 'amendment', edition_id, passage_id, text, 'Autres mots.', 'Parce que deux passages.', 'online',
        sha256(gen_random_uuid()::text::bytea), 'published', now(), 2
      from documents.edition_passage
      where edition_id = ${ESSAI.editionId}
        and passage_id = ${ESSAI.passageId(1)}
      returning id
    `;
    await tx`
      insert into contributions.amended_passage (contribution_id, position, passage_id, about_text, proposed_text)
      select ${row?.id ?? ""}, 2, passage_id, text, 'Autres mots aussi.'
      from documents.edition_passage
      where edition_id = ${ESSAI.editionId}
        and passage_id = ${ESSAI.passageId(5)}
    `;
  });
  const list = async (passage: string) =>
    await house.visitor().get(urls.processContributions("fr", { process: ESSAI.process }, { passage }));
  expect(await list("p1")).toContain("Parce que deux passages.");
  expect(await list("p5")).toContain("Parce que deux passages.");
  expect(await list("p2")).not.toContain("Parce que deux passages.");
});
