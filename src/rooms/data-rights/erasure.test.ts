import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  asId,
  type ContributionId,
  type DecisionId,
  type EditionId,
  type PassageId,
  type ProcessId,
} from "#kernel/ids.ts";
import { urls } from "#kernel/urls.ts";
import { insertContribution } from "#rooms/contributions";
import { insertDecisions } from "#rooms/decisions";
import { appendLeaf, standingOf } from "#rooms/journal";
import { DATA_RIGHTS_CANARIES as CANARY, findCanary } from "../../../test/canary.ts";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

/** A published amendment of two passages whose every field holds the canary, with a copy wherever the product makes one. */
async function planted(personId: string | null) {
  const { sql } = house;
  const said = (where: string) => `${CANARY.words} ${where}`;
  const sent = await sql.begin((tx) =>
    insertContribution(tx, {
      processId: asId<ProcessId>(ESSAI.processId),
      kind: "amendment",
      editionId: asId<EditionId>(ESSAI.editionId),
      passageId: asId<PassageId>(ESSAI.passageId(1)),
      aboutText: "Les professionnels de santé versent les documents utiles.",
      body: said("body"),
      proposedText: said("proposed"),
      parts: [],
      channel: "letter",
      channelDetail: said("detail"),
      organisation: `${CANARY.name} organisation`,
      authorName: CANARY.name,
      personId: personId as never,
      email: CANARY.email,
      state: "published",
      submittedAt: new Date("2026-01-20T10:00:00Z"),
      publishedAt: new Date("2026-01-20T11:00:00Z"),
      synthetic: { sourceId: said(randomUUID()), truthTheme: "x" },
    }),
  );
  const { id } = sent;
  await sql.begin(async (tx) => {
    if (await standingOf(tx, id)) return;
    await appendLeaf(tx, {
      leaf: { k: "contribution.submitted", c: ESSAI.processId, o: id },
      opening: { content: said("opening"), author: CANARY.name },
    });
  });
  const [act] = await sql<{ id: string }[]>`
    insert into moderation.act (contribution_id, verb, ground, reason, acting_role)
    values (${id}, 'mask', 'personal_data', ${said("reason")}, 'moderator')
    returning id
  `;
  await sql`insert into moderation.appeal (contribution_id, act_id, words) values (${id}, ${act?.id ?? ""}, ${said("appeal")})`;
  await sql`insert into moderation.flag (contribution_id, kind, explanation) values (${id}, 'insult', ${said("flag")})`;
  await sql`
    insert into moderation.mask (contribution_id, version, body, proposed_text, acting_role, reason)
    values (${id}, 1, ${said("body masked")}, ${said("proposed masked")}, 'moderator', ${said("mask")})
  `;
  await sql`
    insert into contributions.rewording (contribution_id, version, body, proposed_text)
    values (${id}, 2, ${said("body again")}, ${said("proposed again")})
  `;
  await sql`insert into contributions.support (contribution_id, voter_key, value) values (${id}, 'g:abc', 'for')`;
  const reader = await house.as("analyst");
  await sql`
    insert into reading.note (contribution_id, person_id, visibility, words) values (${id}, ${reader.personId}, 'team', ${said("note")})
  `;
  const [theme] = await sql<{ id: string }[]>`
    insert into themes.theme (process_id, code, name, definition, position)
    values (${ESSAI.processId}, ${`t-${randomUUID()}`}, 'Nom', 'Ce que c’est.', (select count(*) + 1 from themes.theme))
    returning id
  `;
  const [shown] = await sql<{ body: string }[]>`select body from contributions.public_contribution where id = ${id}`;
  const body = shown?.body ?? "";
  await sql`
    insert into themes.code (contribution_id, theme_id, field, quote, starts_at, ends_at, origin, acting_role)
    values (${id}, ${theme?.id ?? ""}, 'body', ${body}, 0, ${body.length}, 'person', 'analyst')
  `;
  await sql`
    insert into themes.suggestion (contribution_id, theme_id, score, why, engine, version)
    values (${id}, ${theme?.id ?? ""}, 0.5, ${sql.json({ words: [CANARY.words] })}, 'words', '1')
  `;
  const [claim] = await sql<{ id: string }[]>`
    insert into synthesis.claim (process_id, kind, text, acting_role, position) values (${ESSAI.processId}, 'claim', 'Un constat.', 'editor', 1)
    returning id
  `;
  await sql`
    insert into synthesis.claim_contribution (claim_id, contribution_id, stance, quote, acting_role)
    values (${claim?.id ?? ""}, ${id}, 'supports', ${body}, 'editor')
  `;
  await sql.begin(async (tx) => {
    const campaign = randomUUID();
    await tx`
      insert into campaigns.campaign (id, process_id, name, kept_contribution_id)
      values (${campaign}, ${ESSAI.processId}, ${`${body.slice(0, 30)}…`}, ${id})
    `;
    await tx`insert into campaigns.member (campaign_id, contribution_id, similarity) values (${campaign}, ${id}, 1)`;
    await tx`
      insert into campaigns.act (campaign_id, verb, before, after, acting_role)
      values (${campaign}, 'rename', ${tx.json({ name: `${body.slice(0, 30)}…` })}, ${tx.json({ name: "Autre" })}, 'editor')
    `;
  });
  const [decision] = await sql.begin((tx) =>
    insertDecisions(tx, [
      {
        id: asId<DecisionId>(randomUUID()),
        processId: asId<ProcessId>(ESSAI.processId),
        verdict: "declined",
        reason: "Le motif est clair.",
        answer: "La réponse reste.",
        addressedTo: null,
        decidedBy: null,
        actingRole: "editor",
        decidedAt: new Date("2026-02-02T10:00:00Z"),
        publishedAt: new Date("2026-03-02T10:00:00Z"),
        contributionIds: [id],
      },
    ]),
  );
  await sql`
    insert into answers.opinion (contribution_id, decision_id, value, why)
    select ${id}, decision_id, 'no', ${said("why")} from decisions.covering where contribution_id = ${id}
  `;
  await sql`
    insert into notices.mail (to_address, subject, text_body, language, purpose, subject_id)
    values (${CANARY.email}, ${said("subject")}, ${said("mail")}, 'fr', 'moderation', ${id})
  `;
  await sql`
    insert into notices.mail (to_address, subject, text_body, language, purpose, dedupe_key, captured_at)
    values (
      ${CANARY.email}, 'Réponse', ${`${said("answer")} http://jalon.test/fr/contributions/${sent.number}`}, 'fr', 'answer',
      ${`answer:edition:${id}:${CANARY.email}`}, now()
    )
  `;
  const draftId = randomUUID();
  await sql`
    insert into contributions.draft (id, process_id, edition_id, answers, receipt_code, language, submitted_at)
    values (
      ${draftId}, ${ESSAI.processId}, ${ESSAI.editionId}, ${sql.json({ body: said("draft"), email: CANARY.email, authorName: CANARY.name })},
      ${sent.receiptCode.replaceAll("-", "")}, 'fr', now()
    )
  `;
  await sql`alter table contributions.contribution disable trigger words_are_kept`;
  await sql`update contributions.contribution set draft_id = ${draftId} where id = ${id}`;
  await sql`alter table contributions.contribution enable trigger words_are_kept`;
  return { ...sent, decision: decision?.number ?? 0 };
}

/** Every public page and file that could show it. */
async function publicPages(number: number, id: ContributionId): Promise<string> {
  const process = ESSAI.process;
  const pages = [
    urls.home("fr"),
    urls.process("fr", { process }),
    urls.processContributions("fr", { process }),
    urls.processDecisions("fr", { process }),
    urls.processAmendments("fr", { process }),
    urls.processCampaigns("fr", { process }),
    urls.processSynthesis("fr", { process }),
    urls.contribution("fr", { number }),
    urls.contribution("en", { number }),
    urls.journal("fr"),
    urls.moderationReport("fr"),
    urls.erasureProof("fr", { object: id }),
    ...[
      "contributions",
      "amended-passages",
      "covering",
      "decisions",
      "claim-contributions",
      "supports",
      "campaigns",
    ].flatMap((file) =>
      ["csv", "json", "jsonl"].map((format) => urls.openDataFile("fr", { process, file: `${file}.${format}` })),
    ),
  ];
  let seen = "";
  for (const page of pages) {
    const response = await house.visitor().request(page);
    const text = await response.text();
    expect(response.status, page).toBeLessThan(500);
    seen += text;
  }
  return seen;
}

test("erased by its author: no table, no page and no file holds a word or a name of it any more", async () => {
  const sent = await planted(null);
  const before = await findCanary(house.sql, [CANARY.words, CANARY.name, CANARY.email]);
  // planted everywhere: the test would see what is left
  expect(before.length).toBeGreaterThan(25);
  const author = house.visitor();
  await author.get(urls.myData("fr"));
  await author.submit({ code: sent.receiptCode });
  expect(author.path).toContain("/mes-donnees/contribution/");
  await author.get(urls.ownErase("fr", { code: sent.receiptCode }));
  expect(author.html).toContain("Ce que personne ne peut rappeler");
  await author.submit({});
  expect(author.status).toBe(422);
  expect(author.html).toContain("Cochez la case");
  await author.submit({ accord: "oui" });
  expect(author.status).toBe(200);
  expect(author.html).toContain("C’est effacé.");
  expect(author.html).toContain("erasure.performed");
  expect(await findCanary(house.sql, [CANARY.words, CANARY.name, CANARY.email])).toEqual([]);
  expect(await publicPages(sent.number, sent.id)).not.toMatch(
    new RegExp(`${CANARY.words}|${CANARY.name}|${CANARY.email}`),
  );
  const visitor = house.visitor();
  await visitor.get(urls.contribution("fr", { number: sent.number }));
  expect(visitor.status).toBe(200);
  expect(visitor.html).toMatch(
    /Cette contribution a été effacée le .* à la demande de son auteur \(RGPD, article 17\)/,
  );
  expect(visitor.html).toContain("La réponse reste.");
  const [row] =
    await house.sql`select state, number, erasure_basis from contributions.contribution where id = ${sent.id}`;
  expect(row).toEqual({ state: "erased", number: sent.number, erasure_basis: "rgpd-17" });
  const [support] = await house.sql`select count(*) from contributions.support where contribution_id = ${sent.id}`;
  expect(support?.count).toBe(1);
  expect(await house.sql`select * from data_rights.remains()`).toEqual([]);
});

test("with the name taken off: the words stay, no table and no page holds the name or the address any more", async () => {
  const sent = await planted(null);
  const author = house.visitor();
  await author.get(urls.ownDetach("fr", { code: sent.receiptCode }));
  await author.submit({ accord: "oui" });
  expect(author.status).toBe(200);
  expect(author.html).toContain("author.detached");
  expect(await findCanary(house.sql, [CANARY.name, CANARY.email])).toEqual([]);
  const pages = await publicPages(sent.number, sent.id);
  expect(pages).not.toMatch(new RegExp(`${CANARY.name}|${CANARY.email}`));
  expect(pages).toContain(CANARY.words);
  expect(await house.sql`select * from data_rights.remains()`).toEqual([]);
});
