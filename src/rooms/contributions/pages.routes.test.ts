import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asId, type EditionId, type NodeId, type PassageId, type ProcessId } from "#kernel/ids.ts";
import { htmlFaults } from "#ui/html-check.ts";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { insertContributions } from "./corpus.actions.ts";
import { receiptInGroups } from "./receipt-words.rules.ts";

/** Elements of a public page, at most. */
const ELEMENTS = 450;
let house: TestHouse;
let code = "";
let number = 0;

beforeAll(async () => {
  house = await createTestHouse();
  const items = Array.from({ length: 25 }, (_, n) => ({
    processId: asId<ProcessId>(ESSAI.processId),
    editionId: asId<EditionId>(ESSAI.editionId),
    kind: "amendment" as const,
    nodeId: asId<NodeId>(ESSAI.nodeId(2)),
    passageId: asId<PassageId>(ESSAI.passageId(1)),
    aboutText: "Les professionnels versent les documents utiles, de façon courante et sans double saisie.",
    body: `Raison ${n}. ${"Un texte assez long. ".repeat(40)}`,
    proposedText: "Les professionnels versent tous les documents.",
    authorName: "Zoé",
    organisation: "Association X",
    categoryCode: "usagers-patient",
    territoryCode: "R53",
    channel: "room" as const,
    channelDetail: "Rennes",
    state: n === 24 ? ("rephrase_asked" as const) : ("published" as const),
    submittedAt: new Date("2026-01-20T10:00:00Z"),
    publishedAt: new Date("2026-01-21T10:00:00Z"),
    synthetic: { sourceId: `s${n}`, truthTheme: "x" },
  }));
  const inserted = await house.sql.begin((tx) => insertContributions(tx, items));
  await house.sql`insert into contributions.support (contribution_id, voter_key, value) select id, 'g:x', 'for' from contributions.contribution`;
  await house.sql`
    insert into moderation.act (contribution_id, verb, ground, reason, acting_role)
    select id, 'ask_rephrase', 'insult', 'Un mot est à changer.', 'moderator'
    from contributions.contribution where state = 'rephrase_asked'
  `;
  number = inserted[0]?.number ?? 0;
  code = receiptInGroups(inserted[24]?.receiptCode ?? "");
});
afterAll(async () => {
  await house.close();
});

async function expectSound(html: string, what: string): Promise<void> {
  expect(await htmlFaults(html), what).toEqual([]);
  const elements = html.match(/<[a-z][^>]*>/g)?.length ?? 0;
  expect(elements, `${what}: elements`).toBeLessThanOrEqual(ELEMENTS);
}

describe.each(["fr", "en"])("in %s", (lang) => {
  it("public pages are valid and light", async () => {
    const visitor = house.visitor();
    for (const path of [
      `/${lang}/demarches/essai/contributions`,
      `/${lang}/demarches/essai/contributions?page=2&q=texte&type=amendment`,
      `/${lang}/demarches/essai/contributions?q=introuvable`,
      `/${lang}/demarches/essai/contributions?territoire=R53&ordre=recentes`,
      `/${lang}/contributions/${number}`,
      `/${lang}/contributions/${number}/soutien`,
      `/${lang}/recepisse`,
      `/${lang}/recepisse/${code}`,
      `/${lang}/recepisse/${code}/reformuler`,
      `/${lang}/recepisse/${code}/retirer`,
    ]) {
      await visitor.get(path);
      expect(visitor.status, path).toBe(200);
      await expectSound(visitor.html, path);
    }
  });

  it("every page of the form is valid, with and without errors", async () => {
    const visitor = house.visitor();
    await visitor.get(`/${lang}/demarches/essai/contribuer`);
    await expectSound(visitor.html, "start");
    await visitor.submit({});
    expect(visitor.status).toBe(422);
    await expectSound(visitor.html, "start with errors");
    await visitor.get(`/${lang}/demarches/essai/contribuer?passage=p1`);
    await visitor.submit({ where: "passage" });
    const wrong: Record<string, string>[] = [
      {},
      { proposedText: "" },
      { body: "" },
      { voice: "person" },
      { wantsAnswer: "yes" },
    ];
    const right: Record<string, string>[] = [
      { kind: "amendment" },
      { proposedText: "Tout autre chose." },
      { body: "Mon numéro est le 06 12 34 56 78 et je suis diabétique." },
      { voice: "anonymous" },
      { wantsAnswer: "no" },
    ];
    for (const [index, fields] of right.entries()) {
      await expectSound(visitor.html, visitor.path);
      await visitor.submit(wrong[index] ?? {});
      expect(visitor.status).toBe(422);
      expect(visitor.html.match(/<h1/g)).toHaveLength(1);
      await expectSound(visitor.html, `${visitor.path} with errors`);
      await visitor.submit(fields);
    }
    expect(visitor.html).toContain("06 12 34 56 78");
    expect(visitor.html).toContain(lang === "fr" ? "Envoyer tel quel" : "Send as it is");
    await expectSound(visitor.html, "check");
    await visitor.submit({});
    await expectSound(visitor.html, "done");
  });

  it("pages of the team and of accounts are valid", async () => {
    const helper = await house.as("editor");
    for (const path of [`/${lang}/demarches/essai/contribuer`, `/${lang}/mes-contributions`]) {
      await helper.get(path);
      await expectSound(helper.html, path);
    }
  });
});
