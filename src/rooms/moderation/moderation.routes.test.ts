import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asId, type EditionId, type PassageId, type ProcessId } from "#kernel/ids.ts";
import { insertContribution } from "#rooms/contributions";
import { raiseFlags } from "#rooms/moderation";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

const HEALTH = "Je suis diabétique et mon téléphone est le 06 12 34 56 78 : le service doit rester simple.";

async function receive(
  body: string,
  email: string | null = null,
): Promise<{ id: string; number: number; receiptCode: string }> {
  return await house.sql.begin(
    async (tx) =>
      await insertContribution(tx, {
        processId: asId<ProcessId>(ESSAI.processId),
        kind: "comment",
        editionId: asId<EditionId>(ESSAI.editionId),
        passageId: asId<PassageId>(ESSAI.passageId(1)),
        aboutText: "Les professionnels versent les documents utiles, de façon courante et sans double saisie.",
        body,
        email,
        channel: "online",
        submittedAt: new Date("2026-11-01T10:00:00Z"),
      }),
  );
}

const itemPath = (number: number) => `/fr/equipe/moderation/${number}`;
const stateOf = async (number: number): Promise<string> => {
  const [row] = await house.sql<
    { state: string }[]
  >`select state from contributions.contribution where number = ${number}`;
  return row?.state ?? "";
};

describe("moderation", () => {
  test("a contribution is not public until a moderator publishes it, and the author is never named", async () => {
    const { number } = await receive(`Canari ${randomBytes(4).toString("hex")} à publier`);
    expect((await house.fetch(`/fr/contributions/${number}`)).status).toBe(404);
    const moderator = await house.as("moderator");
    const queue = await moderator.get("/fr/equipe/moderation");
    expect(queue).toContain(itemPath(number));
    await moderator.get(itemPath(number));
    await moderator.submit({ verb: "publish" });
    expect(await stateOf(number)).toBe("published");
    expect((await house.fetch(`/fr/contributions/${number}`)).status).toBe(200);
  });

  test("hiding needs a ground and a reason; what was typed is kept; the author is told", async () => {
    const { number } = await receive("À masquer", "auteur@jalon.test");
    const moderator = await house.as("moderator");
    await moderator.get(itemPath(number));
    const again = await moderator.submit({ verb: "hide", reason: "Ce texte insulte une personne." });
    expect(moderator.status).toBe(422);
    expect(again).toContain("Choisissez un motif de la charte");
    expect(again).toContain("Ce texte insulte une personne.");
    expect(await stateOf(number)).toBe("received");
    await moderator.submit({ verb: "hide", ground: "insult", reason: "Ce texte insulte une personne." });
    expect(await stateOf(number)).toBe("hidden");
    const [mail] = await house.sql<{ text: string }[]>`
      select text_body as text from notices.mail where to_address = 'auteur@jalon.test'
    `;
    expect(mail?.text).toContain("Ce texte insulte une personne.");
    expect(mail?.text).toContain("Injure");
  });

  test("masking keeps the original apart and shows the public only the masked words", async () => {
    const { number } = await receive(HEALTH);
    await raiseFlags(house.sql);
    const moderator = await house.as("moderator");
    const page = await moderator.get(itemPath(number));
    expect(page).toContain("Information de santé possible");
    expect(page).toContain("Données personnelles possibles");
    const maskedBody = "Je suis [information masquée] : le service doit rester simple.";
    await moderator.submit({ verb: "mask", ground: "health_data", reason: "Santé et téléphone.", maskedBody });
    const shown = await (await house.fetch(`/fr/contributions/${number}`)).text();
    expect(shown).toContain("[information masquée]");
    expect(shown).not.toContain("06 12 34 56 78");
    expect(shown).not.toContain("diabétique");
    const [kept] = await house.sql<
      { body: string }[]
    >`select body from contributions.contribution where number = ${number}`;
    expect(kept?.body).toBe(HEALTH);
  });

  test("two moderators at once: one act, the other is told", async () => {
    const { number } = await receive("Deux personnes la lisent en même temps");
    const [first, second] = [await house.as("moderator"), await house.as("moderator")];
    await Promise.all([first.get(itemPath(number)), second.get(itemPath(number))]);
    await Promise.all([first.submit({ verb: "publish" }), second.submit({ verb: "publish" })]);
    expect([first.status, second.status].sort()).toEqual([200, 409]);
    const [acts] = await house.sql<{ count: number }[]>`
      select count(*) as count
      from moderation.act
      join contributions.contribution on contribution.id = act.contribution_id
      where number = ${number}
    `;
    expect(acts?.count).toBe(1);
  });

  test("an appeal goes to another person, who can publish the contribution", async () => {
    const { number, receiptCode } = await receive("Texte contesté");
    const moderator = await house.as("moderator");
    await moderator.get(itemPath(number));
    await moderator.submit({ verb: "hide", ground: "off_subject", reason: "Hors du sujet." });
    const author = house.visitor();
    await author.get(`/fr/recepisse/${receiptCode}/contester`);
    await author.submit({ words: "Mon texte parle bien du passage." });
    const [appeal] = await house.sql<{ id: string }[]>`
      select appeal.id
      from moderation.appeal
      join contributions.contribution on contribution.id = appeal.contribution_id
      where number = ${number}
    `;
    const path = `/fr/equipe/recours/${appeal?.id}`;
    expect(await moderator.get(path)).toContain("C’est vous qui avez pris la décision contestée");
    const other = await house.as("moderator");
    await other.get(path);
    await other.submit({ outcome: "overturned", reason: "Le texte est dans le sujet." });
    expect(await stateOf(number)).toBe("published");
    const report = await (await house.fetch("/fr/transparence")).text();
    expect(report).toContain("Hors du sujet");
  });

  test("a mask is contested like the rest: lifted by another person, and the words are public again", async () => {
    const { number, receiptCode } = await receive("Appelez le 06 12 34 56 78, c’est le standard.");
    const moderator = await house.as("moderator");
    await moderator.get(itemPath(number));
    const masked = { maskedBody: "Appelez le [coordonnées masquées], c’est le standard.", ground: "personal_data" };
    await moderator.submit({ verb: "mask", ...masked, reason: "Un numéro de téléphone." });
    const page = `/fr/contributions/${number}`;
    expect(await (await house.fetch(page)).text()).not.toContain("06 12 34 56 78");
    const author = house.visitor();
    await author.get(`/fr/recepisse/${receiptCode}`);
    expect(author.html).toContain(`/fr/recepisse/${receiptCode}/contester`);
    await author.get(`/fr/recepisse/${receiptCode}/contester`);
    await author.submit({ words: "C’est un standard, pas une personne." });
    const [appeal] = await house.sql<{ id: string }[]>`
      select appeal.id
      from moderation.appeal
      join contributions.contribution on contribution.id = appeal.contribution_id
      where number = ${number}
    `;
    const other = await house.as("moderator");
    await other.get(`/fr/equipe/recours/${appeal?.id}`);
    await other.submit({ outcome: "overturned", reason: "Un standard n’est pas une donnée personnelle." });
    expect(await (await house.fetch(page)).text()).toContain("06 12 34 56 78");
    const acts = await house.sql<{ verb: string }[]>`
      select verb
      from moderation.act
      join contributions.contribution on contribution.id = act.contribution_id
      where number = ${number}
      order by act.made_at
    `;
    expect(acts.map(({ verb }) => verb)).toEqual(["mask", "unmask"]);
    await author.get(`/fr/recepisse/${receiptCode}/contester`);
    expect(author.html).not.toContain("<textarea");
  });

  test("the person who acted cannot decide the appeal, even by posting the form", async () => {
    const { number, receiptCode } = await receive("Texte contesté aussi");
    const moderator = await house.as("moderator");
    await moderator.get(itemPath(number));
    await moderator.submit({ verb: "hide", ground: "off_subject", reason: "Hors du sujet." });
    const author = house.visitor();
    await author.get(`/fr/recepisse/${receiptCode}/contester`);
    await author.submit({ words: "Je conteste." });
    await author.get(`/fr/recepisse/${receiptCode}/contester`);
    const [appeal] = await house.sql<{ id: string; count: number }[]>`
      select appeal.id, count(*) over () as count
      from moderation.appeal
      join contributions.contribution on contribution.id = appeal.contribution_id
      where number = ${number}
    `;
    expect(appeal?.count).toBe(1);
    await moderator.get("/fr/equipe/moderation");
    await moderator.get(itemPath((await receive("Encore une")).number));
    await moderator.submit(
      { outcome: "overturned", reason: "Je me donne raison." },
      `/fr/equipe/recours/${appeal?.id}`,
    );
    expect(moderator.status).toBe(403);
    expect(await stateOf(number)).toBe("hidden");
  });

  test("hostile words stay words", async () => {
    const { number } = await receive(`<script>alert(1)</script><img src=x onerror=alert(1)> "'&`);
    const moderator = await house.as("moderator");
    const page = await moderator.get(itemPath(number));
    expect(page).not.toContain("<script>alert");
    expect(page).not.toContain("<img src=x");
    expect(page).toContain("&lt;script>alert(1)");
  });
});
