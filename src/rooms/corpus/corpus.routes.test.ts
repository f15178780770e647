import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asId, type ContributionId, type EditionId, type PassageId, type ProcessId } from "#kernel/ids.ts";
import { insertContributions, type NewContribution } from "#rooms/contributions";
import { htmlFaults } from "#ui/html-check.ts";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { CORPUS_PARAMETERS } from "./filter.rules.ts";
import { corpusInvariants } from "./invariants.queries.ts";

const LIST = "/fr/demarches/essai/contributions";
let house: TestHouse;

beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(async () => {
  await house.close();
});

async function say(...said: readonly (string | Partial<NewContribution>)[]) {
  return await house.sql.begin((tx) =>
    insertContributions(
      tx,
      said.map((one) => ({
        processId: asId<ProcessId>(ESSAI.processId),
        editionId: asId<EditionId>(ESSAI.editionId),
        kind: "comment" as const,
        body: typeof one === "string" ? one : "Un avis.",
        channel: "online" as const,
        state: "published" as const,
        submittedAt: new Date("2026-01-20T10:00:00Z"),
        publishedAt: new Date("2026-01-21T10:00:00Z"),
        ...(typeof one === "string" ? {} : one),
      })),
    ),
  );
}

/** Numbers of the contributions that the public list shows, smallest first. */
async function listed(query: string): Promise<readonly number[]> {
  const visitor = house.visitor();
  await visitor.get(`${LIST}?${query}`);
  expect(visitor.status, query).toBe(200);
  return [...visitor.html.matchAll(/href="\/fr\/contributions\/(\d+)"/g)]
    .map(([, number]) => Number(number))
    .sort((a, b) => a - b);
}
const search = async (q: string) => await listed(new URLSearchParams({ q }).toString());

async function expectExact(): Promise<void> {
  for (const { id, check } of corpusInvariants) expect(await check(house.sql), id).toEqual([]);
}

async function hide(id: ContributionId, state: "hidden" | "published"): Promise<void> {
  await house.sql.begin(async (tx) => {
    await tx`
      insert into moderation.act (contribution_id, verb, ground, reason, acting_role)
      values (${id}, ${state === "hidden" ? "hide" : "restore"}, 'insult', 'Un motif.', 'moderator')
    `;
    await tx`update contributions.contribution set state = ${state} where id = ${id}`;
  });
}

describe("search", () => {
  it("finds stems, whatever the accents, the typography and the encoding", async () => {
    const [one] = await say(
      "Les infirmières de l’hôpital cœur-à-cœur demandent des données partagées/lisibles aujourd’hui.",
    );
    for (const q of [
      "infirmiere",
      "INFIRMIER",
      "hopitaux",
      "l'hôpital",
      "hôpital".normalize("NFD"),
      "coeur",
      "cœur à cœur",
      "donnée",
      "donnees",
      "lisible",
      "aujourd'hui",
      "in\u00adfirmières",
      "« hôpital\u00a0cœur »",
    ]) {
      expect(await search(q), q).toContain(one?.number);
    }
    expect(await search("chirurgien")).toEqual([]);
  });

  it("keeps negations and the order of quoted words, and leaves out what follows a minus sign", async () => {
    const [no, yes] = await say(
      "Pas de fermeture de la maternité quimperoise.",
      "La fermeture de la maternité quimperoise, pourquoi pas.",
    );
    const both = [no?.number, yes?.number];
    expect(await search("fermeture maternité quimperoise")).toEqual(both);
    expect(await search('"pas de fermeture" quimperoise')).toEqual([no?.number]);
    expect(await search("quimperoise -pourquoi")).toEqual([no?.number]);
    expect(await search("sans quimperoise")).toEqual([]);
  });

  it("finds one word in a thousand others, and nothing for what holds no letter", async () => {
    const [, rare] = await say("Un mot courant.", "Un xylophoniste de garde.");
    expect(await search("xylophonistes")).toEqual([rare?.number]);
    for (const q of ["!", "-", '""', "« »", "<->", "&|!", "…"]) expect(await search(q), q).toEqual([]);
  });
});

describe("what is masked, hidden, withdrawn or reworded", () => {
  it("is never found by words that the public does not see", async () => {
    const [one] = await say("Appelez Canaritel au 06 12 34 56 78 pour la garde.");
    const id = asId<ContributionId>(one?.id ?? "");
    const mask = async (version: number, body: string) =>
      await house.sql`
        insert into moderation.mask (contribution_id, version, body, acting_role, reason)
        values (${id}, ${version}, ${body}, 'moderator', 'Un nom.')
      `;
    expect(await search("canaritel")).toEqual([one?.number]);
    await mask(1, "Appelez [nom] au [numéro] pour la garde.");
    expect(await search("canaritel")).toEqual([]);
    expect(await search("garde nom")).toEqual([one?.number]);
    await mask(2, "Appelez [personne] au [numéro].");
    expect(await search("garde nom")).toEqual([]);
    await house.sql`update moderation.mask set lifted_at = now() where contribution_id = ${id}`;
    expect(await search("canaritel")).toEqual([one?.number]);
    await expectExact();
    await hide(id, "hidden");
    expect(await search("canaritel")).toEqual([]);
    await mask(3, "Appelez [nom].");
    await hide(id, "published");
    expect(await search("canaritel")).toEqual([]);
    await expectExact();
  });

  it("is masked even when it is published at the same moment", async () => {
    const [one] = await say({ body: "Mon voisin Canaridouble est malade.", state: "received", publishedAt: null });
    const id = one?.id ?? "";
    await Promise.all([
      house.sql`
        update contributions.contribution set state = 'published', published_at = now() where id = ${id}
      `,
      house.sql`
        insert into moderation.mask (contribution_id, version, body, acting_role, reason)
        values (${id}, 1, 'Mon voisin [nom] est malade.', 'moderator', 'Un nom.')
      `,
    ]);
    expect(await search("canaridouble")).toEqual([]);
    await expectExact();
  });

  it("is found by new words of the author, and not by the first ones", async () => {
    const [one] = await say({ body: "Premiers mots canaripremier.", state: "received", publishedAt: null });
    expect(await search("canaripremier")).toEqual([]);
    await house.sql`
      insert into contributions.rewording (contribution_id, version, body) values (${one?.id ?? ""}, 2, 'Seconds mots canarisecond.')
    `;
    await house.sql`update contributions.contribution set state = 'published', published_at = now() where id = ${one?.id ?? ""}`;
    expect(await search("canaripremier")).toEqual([]);
    expect(await search("canarisecond")).toEqual([one?.number]);
    await expectExact();
  });

  it("leaves with its words when it is withdrawn or erased", async () => {
    const [one] = await say("Des mots à retirer canariretire.");
    await house.sql`update contributions.contribution set state = 'withdrawn' where id = ${one?.id ?? ""}`;
    expect(await search("canariretire")).toEqual([]);
    expect(await house.sql`select from corpus.words where contribution_id = ${one?.id ?? ""}`).toEqual([]);
    await expectExact();
  });
});

describe("themes, campaigns and claims", () => {
  it("filter the public list only as far as they are public", async () => {
    const [coded, other] = await say("Un texte codé.", "Un autre texte.");
    const [person] = await house.sql<{ id: string }[]>`
      insert into accounts.person (email, display_name) values ('signataire@jalon.test', 'Signataire') returning id
    `;
    const processId = ESSAI.processId;
    const [theme] = await house.sql<{ id: string }[]>`
      insert into themes.theme (process_id, code, name, definition, position)
      values (${processId}, 'acces', 'Accès aux soins', 'Une définition.', 1)
      returning id
    `;
    await house.sql`
      insert into themes.code (contribution_id, theme_id, origin, acting_role)
      values (${coded?.id ?? ""}, ${theme?.id ?? ""}, 'person', 'analyst')
    `;
    expect(await listed("theme=acces"), "not signed").toEqual([]);
    expect(await house.visitor().get(LIST)).not.toContain("Accès aux soins");
    const [sample] = await house.sql<{ id: string }[]>`
      insert into themes.sample (process_id, seed, population_count, size, codebook_hash, acting_role)
      values (${processId}, '1', 2, 1, ${"a".repeat(64)}, 'analyst')
      returning id
    `;
    await house.sql`
      insert into themes.agreement (sample_id, theme_id, measure, coders, value, unit_count, used_count)
      values (${sample?.id ?? ""}, ${theme?.id ?? ""}, 'alpha', 'AB', 0.9, 100, 100)
    `;
    await house.sql`
      insert into themes.sign_off (process_id, sample_id, codebook_hash, acting_role)
      values (${processId}, ${sample?.id ?? ""}, ${"a".repeat(64)}, 'editor')
    `;
    expect(await listed("theme=acces")).toEqual([coded?.number]);
    expect(await house.visitor().get(LIST)).toContain("Accès aux soins");

    const [campaign] = await house.sql.begin(async (tx) => {
      const made = await tx<{ id: string; number: number }[]>`
        insert into campaigns.campaign (process_id, name, kept_contribution_id, made_by, acting_role)
        values (${processId}, 'Une lettre type', ${other?.id ?? ""}, ${person?.id ?? ""}, 'analyst')
        returning id, number
      `;
      await tx`
        insert into campaigns.member (campaign_id, contribution_id, similarity, state, made_by, acting_role)
        values (${made[0]?.id ?? ""}, ${other?.id ?? ""}, 1, 'in', ${person?.id ?? ""}, 'analyst')
      `;
      return made;
    });
    expect(await listed(`campagne=${campaign?.number}`), "not confirmed").toEqual([]);
    await house.sql`update campaigns.campaign set state = 'confirmed', confirmed_at = now() where id = ${campaign?.id ?? ""}`;
    expect(await listed(`campagne=${campaign?.number}`)).toEqual([other?.number]);

    const [claim] = await house.sql<{ id: string; number: number }[]>`
      insert into synthesis.claim (process_id, position, kind, text, acting_role)
      values (${processId}, 1, 'claim', 'Un constat en préparation', 'editor')
      returning id, number
    `;
    await house.sql`
      insert into synthesis.claim_contribution (claim_id, contribution_id, stance, acting_role)
      values (${claim?.id ?? ""}, ${coded?.id ?? ""}, 'supports', 'editor')
    `;
    expect(await listed(`constat=${claim?.number}`), "not published").toEqual([]);
    expect(await house.visitor().get(`${LIST}?constat=${claim?.number}`)).not.toContain("Un constat en préparation");
    const analyst = await house.as("analyst");
    for (const query of ["theme=acces", `constat=${claim?.number}`]) {
      await analyst.get(`/fr/equipe/lecture/essai?${query}`);
      expect(analyst.html, query).toContain(`value="${coded?.number}"`);
      expect(analyst.html, query).not.toMatch(new RegExp(`name="contribution"[^>]*value="${other?.number}"`));
    }
    await analyst.get("/fr/equipe/lecture/essai");
    expect(analyst.html).toMatch(/theme=acces">Accès aux soins<\/a>/);
    expect(await htmlFaults(analyst.html)).toEqual([]);
  });
});

describe("the public list", () => {
  it("refuses what only the team may ask, and values no filter knows", async () => {
    const visitor = house.visitor();
    for (const query of [
      "lecture=a-lire",
      "attribution=moi",
      "codage=non",
      "constats=non",
      "verdict=brouillon",
      "theme=a;b",
      "campagne=x",
      "constat=0",
      "langue=de",
    ]) {
      await visitor.get(`${LIST}?${query}`);
      expect([400, 422], query).toContain(visitor.status);
    }
  });

  it("stands hostile values in each of its filters", async () => {
    const visitor = house.visitor();
    for (const name of CORPUS_PARAMETERS) {
      for (const value of [
        "'",
        "\\",
        "%",
        "1' or '1'='1",
        "<script>",
        "{}",
        "a".repeat(3000),
        "\u0000",
        "🙂",
        "__proto__",
      ]) {
        await visitor.get(`${LIST}?${name}=${encodeURIComponent(value)}`);
        expect(visitor.status, `${name}=${value.slice(0, 20)}`).toBeLessThan(500);
      }
    }
  });

  it("says in words what came by a link and has no field", async () => {
    await say({
      passageId: asId<PassageId>(ESSAI.passageId(4)),
      aboutText: "Les médecins prescrivent par voie numérique.",
    });
    const visitor = house.visitor();
    await visitor.get(`${LIST}?passage=p4`);
    expect(visitor.html).toContain("passage p4");
    expect(await htmlFaults(visitor.html)).toEqual([]);
  });
});

it("follows an import of thousands in one statement", async () => {
  await say(...Array.from({ length: 2_000 }, (_, n) => `Un avis parmi d’autres, le numéro ${n} du lot canarilot.`));
  const [found] = await house.sql<{ count: number }[]>`
    select count(*) as count from corpus.words where words @@ corpus.query_of(array['canarilot'], array[]::text[])
  `;
  expect(found?.count).toBe(2_000);
  await expectExact();
});
