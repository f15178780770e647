import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { urls } from "#kernel/urls.ts";
import { type Browser, createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { campaignsInvariants } from "./invariants.queries.ts";
import { runSearches } from "./search.actions.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

const HOSTILE = `<script>alert("x")</script> & l’idée`;
type Given = { readonly person?: string; readonly email?: string; readonly state?: string };

/** A contribution of the fixture's process; its number. */
async function said(body: string, { person, email, state = "published" }: Given = {}): Promise<number> {
  const [row] = await house.sql<{ id: string; number: number }[]>`
    insert into contributions.contribution (
      process_id, phase_id, kind, edition_id, passage_id, body, channel, receipt_hash, state, published_at, person_id
    )
    values (
      ${ESSAI.processId}, ${ESSAI.consultationId}, 'comment', ${ESSAI.editionId}, ${ESSAI.passageId(1)}, ${body},
      'online', sha256(gen_random_uuid()::text::bytea), ${state}, now(), ${person ?? null}
    )
    returning id, number
  `;
  if (!row) throw new Error("not inserted");
  if (email) {
    await house.sql`insert into contributions.contact (contribution_id, email, language) values (${row.id}, ${email}, 'fr')`;
  }
  return row.number;
}

async function search(browser: Browser): Promise<void> {
  await browser.get(urls.teamCampaigns("fr", { demarche: "essai" }));
  expect(browser.status).toBe(200);
  await browser.submit({ act: "search", demarche: "essai" }, urls.teamCampaigns("fr"));
  expect(browser.html).toContain("La recherche va commencer");
  await runSearches(house.sql);
}

type State = { number: number; campaign: number; state: string; group: string; flags: string[]; author: number };
const membersOf = async (numbers: readonly number[]) =>
  await house.sql<State[]>`
    select contribution.number, campaign.number as campaign, member.state, campaign.state as "group", member.flags,
      member.author
    from campaigns.member
    join campaigns.campaign on campaign.id = member.campaign_id
    join contributions.contribution on contribution.id = member.contribution_id
    where contribution.number = any (${numbers}::bigint[])
    order by campaign.number, contribution.number
  `;
const statesOf = async (numbers: readonly number[]) => (await membersOf(numbers)).map(({ state }) => state);
async function groupOf(number: number): Promise<number> {
  const [row] = await membersOf([number]);
  if (!row) throw new Error(`${number} is in no group`);
  return row.campaign;
}
/** Presses the button of one form of the page of a group. */
async function press(browser: Browser, campaign: number, fields: Record<string, string | string[]>): Promise<void> {
  const here = urls.teamCampaign("fr", { campaign });
  await browser.get(here);
  const version = /name="version" value="(\d+)"/.exec(browser.html)?.[1] ?? "0";
  await browser.submit({ version, ...fields }, here);
}
const intact = async () => {
  for (const { id, check } of campaignsInvariants) expect(await check(house.sql), id).toEqual([]);
};

/** Sentences that resemble each other in nothing, so that tests do not group each other's texts. */
const SENTENCES = {
  birth: "Gardons la maternité du canton ouverte chaque nuit, car personne ne doit accoucher sur une route enneigée.",
  centre: "Le quartier attend son dispensaire depuis dix ans : financez-le, embauchez deux infirmières et un médecin.",
  pharmacy: "Quand vient dimanche, trouver un pharmacien relève du jeu de piste ; affichez partout les tours de garde.",
  valley: "Une maison médicale réunirait kinésithérapeutes, dentistes, orthophonistes, sages-femmes sous un seul toit.",
  shuttle: "Mettez en service un autocar matinal vers l’hôpital, gratuit, accessible aux fauteuils, avec arrêt mairie.",
  school: "Dépistez caries, surdité, myopie à six ans dans chaque classe, puis prévenez sans tarder les familles.",
  mountain:
    "En altitude, téléconsulter exige du débit : reliez nos hameaux par fibre optique avant tout autre chantier.",
  carers: "Épuisés, les aidants réclament du répit : quinze jours payés, relayés par des professionnels formés.",
  register: "Tenez un registre public des refus d’admission, trimestre après trimestre, avec leurs motifs détaillés.",
  plateau: "Les ambulances mettent une heure pour monter jusqu’au plateau ; installez-y un véhicule et son équipage.",
} as const;
function texts(subject: keyof typeof SENTENCES) {
  const base = SENTENCES[subject];
  return {
    base,
    greeted: `Bonjour. ${base}`,
    opposed: `Non, jamais ! ${base}`,
    reworded: base.replace(/\p{L}{9,}/u, "gouvernement"),
  };
}

describe("grouping", () => {
  test("the search proposes, flagged texts wait, one click groups the others, and everybody may read them", async () => {
    const { base, greeted, opposed, reworded } = texts("birth");
    const numbers = [];
    for (const body of [base, greeted, base.toUpperCase(), opposed, reworded]) numbers.push(await said(body));
    const analyst = await house.as("analyst");
    await search(analyst);
    const [first = 0, , , against = 0, other = 0] = numbers;
    expect(await statesOf(numbers)).toEqual(["proposed", "proposed", "proposed", "proposed", "proposed"]);
    const campaign = await groupOf(first);
    expect((await house.visitor().request(urls.campaign("fr", { number: campaign }))).status).toBe(404);
    await press(analyst, campaign, { act: "confirm" });
    expect(analyst.html).toContain("Le groupe est confirmé");
    expect(await statesOf(numbers)).toEqual(["in", "in", "in", "proposed", "proposed"]);

    await analyst.get(urls.teamCampaign("fr", { campaign }, { partie: "signales" }));
    expect(analyst.html).toContain("Une négation diffère");
    expect(analyst.html).toContain("Des mots sont remplacés");
    expect(analyst.html).toMatch(/<ins>.*jamais/s);
    await press(analyst, campaign, { act: "decide", [`choix-${against}`]: "out", [`choix-${other}`]: "in" });
    expect(await statesOf(numbers)).toEqual(["in", "in", "in", "out", "in"]);

    const visitor = house.visitor();
    await visitor.get(urls.processCampaigns("fr", { process: "essai" }));
    expect(visitor.html).toContain(urls.campaign("fr", { number: campaign }));
    await visitor.get(urls.campaign("fr", { number: campaign }));
    expect(visitor.status).toBe(200);
    expect(visitor.html).toContain(">4<");
    expect(visitor.html).toContain("Moins de onze personnes");
    const [entry] = await house.sql`select kind, acting_role from journal.entry where kind = 'campaign.confirmed'`;
    expect(entry).toEqual({ kind: "campaign.confirmed", acting_role: "analyst" });
    await intact();
  });

  test("later texts join by a search of their own, and nothing is grouped without a person", async () => {
    const { base, greeted, opposed } = texts("centre");
    const first = await said(base);
    const second = await said(greeted);
    const analyst = await house.as("analyst");
    await search(analyst);
    const campaign = await groupOf(first);
    await press(analyst, campaign, { act: "confirm" });
    const third = await said(`${base} Merci.`);
    const fourth = await said(opposed);
    await search(analyst);
    const rows = await membersOf([first, second, third, fourth]);
    expect(rows.map(({ state }) => state)).toEqual(["in", "in", "proposed", "proposed"]);
    expect(new Set(rows.map((row) => row.campaign))).toEqual(new Set([campaign]));
    expect(rows[3]?.flags).toEqual(["negation"]);
    const [run] =
      await house.sql`select done_count, total_count, found_members from campaigns.search order by asked_at desc limit 1`;
    expect(run).toEqual({ done_count: 2, total_count: 2, found_members: 2 });
    await intact();
  });

  test("people are counted once, and their number is public from eleven on", async () => {
    const { base } = texts("pharmacy");
    const account = await house.as("participant");
    const [email] = await house.sql<
      { email: string }[]
    >`select email from accounts.person where id = ${account.personId}`;
    const numbers = [
      await said(base, { person: account.personId }),
      await said(base, { person: account.personId }),
      await said(base, { email: email?.email ?? "" }),
      await said(base, { email: "meme@jalon.test" }),
      await said(base, { email: "meme@jalon.test" }),
    ];
    for (let i = 0; i < 9; i += 1) numbers.push(await said(base));
    const analyst = await house.as("analyst");
    await search(analyst);
    const campaign = await groupOf(numbers[0] ?? 0);
    await press(analyst, campaign, { act: "confirm" });
    expect(new Set((await membersOf(numbers)).map(({ author }) => author)).size).toBe(11);
    const visitor = house.visitor();
    await visitor.get(urls.processCampaigns("fr", { process: "essai" }));
    expect(visitor.html).toContain("11 personnes ont envoyé ce texte");
    await visitor.get(urls.campaign("fr", { number: campaign }));
    expect(visitor.html).not.toContain("meme@jalon.test");
    const [open] =
      await house.sql`select people_count, contribution_count from open_data.campaigns where number = ${campaign}`;
    expect(open).toEqual({ people_count: 11, contribution_count: 14 });
    await intact();
  });

  test("texts are taken out, put back, added, shown first; the last act is undone, act after act", async () => {
    const { base, greeted } = texts("valley");
    const numbers = [await said(base), await said(greeted), await said(`${base} Merci beaucoup.`)];
    const [first = 0, second = 0, third = 0] = numbers;
    const lone = await said("Une idée qui ne ressemble à aucune autre, sur les transports du soir.");
    const editor = await house.as("editor");
    await search(editor);
    const campaign = await groupOf(first);
    await press(editor, campaign, { act: "confirm" });
    await press(editor, campaign, { act: "choose", do: "out", contribution: String(third) });
    await press(editor, campaign, { act: "add", numeros: `${lone}` });
    await press(editor, campaign, { act: "choose", keep: String(second) });
    await press(editor, campaign, { act: "rename", nom: "Pour la maison médicale", nature: "campaign" });
    expect(editor.html).toContain("Pour la maison médicale");
    expect(await statesOf([first, second, third, lone])).toEqual(["in", "in", "out", "in"]);
    await press(editor, campaign, { act: "choose", do: "out", contribution: String(second) });
    expect(editor.status).toBe(422);
    expect(editor.html).toContain("ne se retire pas");
    for (let acts = 0; acts < 5; acts += 1) {
      await editor.get(urls.teamCampaign("fr", { campaign }));
      const undone = /name="undone" value="([^"]+)"/.exec(editor.html)?.[1] ?? "";
      await press(editor, campaign, { act: "undo", undone });
      expect(editor.html).toContain("Le dernier acte est annulé");
    }
    expect(await statesOf([first, second, third, lone])).toEqual(["proposed", "proposed", "proposed", "out"]);
    expect((await membersOf([first]))[0]?.group).toBe("proposed");
    const kinds = await house.sql<{ kind: string }[]>`
      select kind from journal.entry
      where subject_id = (select id from campaigns.campaign where number = ${campaign})
      order by id
    `;
    expect(kinds.map(({ kind }) => kind)).toEqual([
      "campaign.confirmed",
      ...Array.from({ length: 8 }, () => "campaign.changed"),
      "campaign.reopened",
    ]);
    await intact();
  });

  test("a refused group stays refused, and its texts are not proposed together again", async () => {
    const { base, greeted } = texts("shuttle");
    const numbers = [await said(base), await said(greeted)];
    const analyst = await house.as("analyst");
    await search(analyst);
    const campaign = await groupOf(numbers[0] ?? 0);
    await press(analyst, campaign, { act: "refuse" });
    numbers.push(await said(base));
    await search(analyst);
    expect(await statesOf(numbers)).toEqual(["out", "out"]);
    await intact();
  });

  test("a group is made by hand; a text is in one group at most", async () => {
    const one = await said("Première idée, sur la lecture publique dans les villages.");
    const two = await said("Deuxième idée, sur les chemins pour les écoliers.");
    const analyst = await house.as("analyst");
    const list = urls.teamCampaigns("fr");
    const create = async (numeros: string) => {
      await analyst.get(urls.teamCampaigns("fr", { demarche: "essai" }));
      const id = /name="id" value="([^"]+)"/.exec(analyst.html)?.[1] ?? "";
      await analyst.submit({ act: "create", demarche: "essai", id, numeros }, list);
    };
    await create(`${one}, ${two}`);
    expect(analyst.status).toBe(200);
    expect(await statesOf([one, two])).toEqual(["in", "in"]);
    await create(`${two}, ${one}`);
    expect(analyst.status).toBe(422);
    expect(analyst.html).toContain("déjà dans un autre groupe");
    for (const wrong of ["", "rien", "1 et 2", "999999999", String(one)]) {
      await create(wrong);
      expect(analyst.status, wrong).toBe(422);
    }
    await intact();
  });
});

describe("two people at once", () => {
  test("the second is told, nothing is lost, and a second click of the same person changes nothing", async () => {
    const { base, greeted } = texts("school");
    const numbers = [await said(base), await said(greeted), await said(`${base} Merci.`)];
    const [a, b] = [await house.as("analyst"), await house.as("editor")];
    await search(a);
    const campaign = await groupOf(numbers[0] ?? 0);
    const here = urls.teamCampaign("fr", { campaign });
    await a.get(here);
    await b.get(here);
    const version = /name="version" value="(\d+)"/.exec(a.html)?.[1] ?? "";
    const answers = await Promise.all([
      a.submit({ act: "confirm", version }, here),
      b.submit({ act: "choose", do: "out", contribution: String(numbers[2]), version }, here),
    ]);
    expect(answers.filter((html) => html.includes("Quelqu’un d’autre a agi"))).toHaveLength(1);
    await a.submit({ act: "rename", nom: "Un nom", nature: "campaign", version: "999" }, here);
    expect(a.status).toBe(409);
    await press(a, campaign, { act: "confirm" });
    const before = await statesOf(numbers);
    await a.submit({ act: "confirm", version }, here);
    expect(a.status).toBe(200);
    expect(await statesOf(numbers)).toEqual(before);
    await intact();
  });

  test("the same text confirmed in two groups at once is in one", async () => {
    const { base, greeted } = texts("mountain");
    const [shared, left, right] = [await said(base), await said(greeted), await said(`${base} Merci.`)];
    const [a, b] = [await house.as("analyst"), await house.as("editor")];
    const create = async (browser: Browser, numeros: string) => {
      await browser.get(urls.teamCampaigns("fr", { demarche: "essai" }));
      const id = /name="id" value="([^"]+)"/.exec(browser.html)?.[1] ?? "";
      return await browser.submit({ act: "create", demarche: "essai", id, numeros }, urls.teamCampaigns("fr"));
    };
    await Promise.all([create(a, `${shared} ${left}`), create(b, `${shared} ${right}`)]);
    expect((await membersOf([shared])).filter(({ state }) => state === "in")).toHaveLength(1);
    expect([a.status, b.status].sort()).not.toContain(500);
    await intact();
  });
});

describe("words that change", () => {
  test("a masked text is to be looked at again; a hidden one leaves the public counts", async () => {
    const { base, greeted } = texts("carers");
    const numbers = [await said(base), await said(greeted), await said(`${base} Merci.`)];
    const [first = 0, second = 0] = numbers;
    const analyst = await house.as("analyst");
    await search(analyst);
    const campaign = await groupOf(first);
    await press(analyst, campaign, { act: "confirm" });
    await house.sql`
      insert into moderation.mask (contribution_id, version, body, masked_by, acting_role, reason)
      select id, 1, 'Tout autre chose, après un masquage très large.', ${analyst.personId}, 'moderator', 'un nom'
      from contributions.contribution where number = ${second}
    `;
    await analyst.get(urls.teamCampaign("fr", { campaign }, { partie: "a-relire" }));
    expect(analyst.html).toContain("Ses mots ont changé");
    await search(analyst);
    const [masked] = await membersOf([second]);
    expect(masked).toMatchObject({ state: "in", flags: ["wording"] });
    await analyst.get(urls.team("fr"));
    expect(analyst.html).toContain("Textes semblables à regrouper");
    await press(analyst, campaign, { act: "choose", do: "look", contribution: String(second) });
    expect(analyst.html).toContain("enregistré");

    const id = house.sql`(select id from contributions.contribution where number = ${first})`;
    await house.sql.begin(async (tx) => {
      await tx`
        insert into moderation.act (contribution_id, verb, ground, reason, acting_role)
        values (${id}, 'hide', 'insult', 'non', 'moderator')
      `;
      await tx`update contributions.contribution set state = 'hidden' where number = ${first}`;
    });
    const visitor = house.visitor();
    await visitor.get(urls.campaign("fr", { number: campaign }));
    expect(visitor.html).toContain(">2<");
    expect(visitor.html).not.toContain(urls.contribution("fr", { number: first }));
    const [open] =
      await house.sql`select contribution_count, kept_contribution from open_data.campaigns where number = ${campaign}`;
    expect(open).toEqual({ contribution_count: 2, kept_contribution: second });
    await intact();
  });
});

describe("limits", () => {
  test("the database groups nothing without a person, and no flagged text with the others", async () => {
    const one = await said("Une phrase pour la base de données, et pour elle seule.");
    const two = await said("Une autre phrase pour la base, toute seule elle aussi.");
    const analyst = await house.as("analyst");
    await analyst.get(urls.teamCampaigns("fr", { demarche: "essai" }));
    const id = /name="id" value="([^"]+)"/.exec(analyst.html)?.[1] ?? "";
    await analyst.submit({ act: "create", demarche: "essai", id, numeros: `${one} ${two}` }, urls.teamCampaigns("fr"));
    const byNobody = house.sql`
      update campaigns.member set made_by = null, acting_role = 'clock' where campaign_id = ${id}
    `;
    await expect(byNobody).rejects.toMatchObject({ code: "23514" });
    const allAtOnce = house.sql`
      with act as (
        insert into campaigns.act (campaign_id, verb, made_by, acting_role)
        values (${id}, 'confirm', ${analyst.personId}, 'analyst')
        returning id
      )
      insert into campaigns.act_member (act_id, contribution_id, after_state, flags)
      select act.id, member.contribution_id, 'in', array['negation']
      from act
      join campaigns.member on member.campaign_id = ${id}
    `;
    await expect(allAtOnce).rejects.toMatchObject({ constraint_name: "flagged_one_by_one" });
    await expect(house.sql`delete from campaigns.member where campaign_id = ${id}`).rejects.toThrow(/append-only/);
    await expect(house.sql`update campaigns.act set verb = 'look'`).rejects.toThrow(/append-only/);
  });

  test("only analysts, editors and administrators group", async () => {
    for (const role of ["moderator", "facilitator", "participant"] as const) {
      const browser = await house.as(role);
      await browser.get(urls.teamCampaigns("fr"));
      expect(browser.status, role).toBe(403);
    }
    expect((await house.visitor().request(urls.teamCampaigns("fr"))).status).toBeGreaterThanOrEqual(300);
  });

  test("hostile words are shown as words", async () => {
    const base = `${HOSTILE} ${texts("register").base}`;
    const numbers = [await said(base), await said(`${base} \u202efin 👩‍👩‍👧 ${"x".repeat(3_000)}`)];
    const analyst = await house.as("analyst");
    await search(analyst);
    const campaign = await groupOf(numbers[0] ?? 0);
    await press(analyst, campaign, { act: "rename", nom: HOSTILE, nature: "campaign" });
    await press(analyst, campaign, { act: "confirm" });
    for (const page of [analyst.html, await house.visitor().get(urls.campaign("fr", { number: campaign }))]) {
      expect(page).toContain("&lt;script");
      expect(page).not.toContain("<script>alert");
    }
    for (const fields of [
      { act: "x" },
      { act: "rename", nom: " ", nature: "campaign" },
      { act: "add", numeros: "a" },
    ]) {
      await press(analyst, campaign, fields);
      expect(analyst.status).toBe(422);
    }
    await intact();
  });

  test("2,000 equal texts are one group, confirmed in one click, paged in public", { timeout: 60_000 }, async () => {
    const { base } = texts("plateau");
    await house.sql`
      insert into contributions.contribution (
        process_id, phase_id, kind, edition_id, passage_id, body, channel, receipt_hash, state, published_at
      )
      select ${ESSAI.processId}, ${ESSAI.consultationId}, 'comment', ${ESSAI.editionId}, ${ESSAI.passageId(1)}, ${base},
        'import', sha256(gen_random_uuid()::text::bytea), 'published', now()
      from generate_series(1, 2000)
    `;
    const analyst = await house.as("analyst");
    await search(analyst);
    const [row] = await house.sql<{ number: number; count: number }[]>`
      select campaign.number, count(*) as count
      from campaigns.campaign
      join campaigns.member on member.campaign_id = campaign.id
      group by campaign.number
      order by count(*) desc
      limit 1
    `;
    expect(row?.count).toBe(2_000);
    await press(analyst, row?.number ?? 0, { act: "confirm" });
    const visitor = house.visitor();
    await visitor.get(urls.campaign("fr", { number: row?.number ?? 0 }, { page: 100 }));
    expect(visitor.html).toContain("2000");
    expect(visitor.html).toContain("Mot pour mot le même texte");
    await intact();
  });
});
