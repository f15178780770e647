import { afterAll, beforeAll, expect, test } from "vitest";
import { urls } from "#kernel/urls.ts";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

type Said = { readonly id: string; readonly number: number };

/** A published comment on the first passage, or an argument about another. */
async function said(about: Said | null = null): Promise<Said> {
  const [row] = await house.sql<Said[]>`
    insert into contributions.contribution (
      process_id, kind, edition_id, passage_id, body, channel, receipt_hash, state, published_at, about_contribution_id, stance
    )
    values (
      ${ESSAI.processId}, 'comment', ${ESSAI.editionId}, ${ESSAI.passageId(1)}, 'Il faut agir.', 'online',
      sha256(gen_random_uuid()::text::bytea), 'published', now(), ${about?.id ?? null}, ${about ? "for" : null}
    )
    returning id, number
  `;
  if (!row) throw new Error("not inserted");
  return row;
}

test("a draft proposes to give the same answer to what was argued about its contributions, once", async () => {
  const subject = await said();
  const [first, second] = [await said(subject), await said(subject)];
  const editor = await house.as("editor");
  const words = { verdict: "declined", reason: "Le motif est clair.", answer: "La réponse aussi." };
  await editor.get(urls.teamDecisionNew("fr", { demarche: ESSAI.process, contribution: subject.number }));
  await editor.submit({ ...words, act: "check" });
  await editor.submit({ ...words, act: "save" });
  const page = editor.path;
  expect(editor.html).toContain("Donner la même réponse aux 2 arguments");
  await editor.submit({ act: "discussion" }, page);
  expect(editor.html).toContain("Les contributions sont ajoutées.");
  expect(editor.html).not.toContain("Donner la même réponse");
  await editor.submit({ act: "discussion" }, page);
  expect(editor.status).toBe(200);
  const rows = await house.sql<{ number: number }[]>`
    select contribution.number
    from decisions.covering
    join contributions.contribution on contribution.id = covering.contribution_id
    order by contribution.number
  `;
  expect(rows.map(({ number }) => number)).toEqual([subject.number, first?.number, second?.number]);
});
