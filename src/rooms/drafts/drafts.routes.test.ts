import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Browser, createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { runDrafts } from "./draft-run.actions.ts";

let house: TestHouse;
let analyst: Browser;
const base = `/fr/equipe/themes/${ESSAI.process}`;

const BIKES = ["pistes cyclables", "vélos", "stationnement des vélos", "cyclistes", "bandes cyclables"];
const SCHOOLS = ["cantines", "repas des élèves", "légumes bio à la cantine", "cuisiniers", "menus"];
/** Texts of two subjects that share few words. */
const textOf = (n: number): string =>
  n % 2 === 0
    ? `Texte ${n}. Il faut des ${BIKES[n % 5]} : les pistes cyclables sont trop étroites et le vélo reste dangereux en ville.`
    : `Texte ${n}. La cantine scolaire doit changer : des ${SCHOOLS[n % 5]}, et le repas des élèves sans plastique ni gaspillage.`;

async function publish(from: number, bodies: readonly string[]): Promise<void> {
  await house.sql`
    insert into contributions.contribution (
      number, process_id, kind, edition_id, node_id, passage_id, about_text, body, channel, receipt_hash, state, submitted_at,
      published_at
    )
    select ${from} - 1 + place, ${ESSAI.processId}, 'comment', ${ESSAI.editionId}, ${ESSAI.nodeId(2)}, ${ESSAI.passageId(1)},
      'Les mots du jour.', body, 'online', sha256((${from} + place)::text::bytea), 'published', now() - interval '2 days',
      now() - interval '1 day'
    from unnest(${[...bodies]}::text[]) with ordinality as given (body, place)
  `;
}

/** Apostrophes and spaces as they are typed. */
const said = (): string => analyst.html.replaceAll("’", "'").replace(/[\u00a0\u202f]/g, " ");
const run = async (): Promise<void> => await runDrafts(house.app.world);

async function ask(fields: Record<string, string> = {}): Promise<number> {
  await analyst.get(`${base}/ebauches`);
  await analyst.submit({ count: "", ...fields }, `${base}/ebauches`);
  const [row] = await house.sql<{ number: number }[]>`select max(number)::bigint as number from drafts.draft`;
  return row?.number ?? 0;
}

async function draftOf(fields: Record<string, string> = {}): Promise<number> {
  const number = await ask(fields);
  expect(analyst.status).toBe(200);
  await run();
  return number;
}

async function shelfOf(number: number): Promise<{ draft: number; shelf: number }> {
  const [row] = await house.sql<{ draft: number; shelf: number }[]>`
    select draft.number as draft, shelf.position as shelf
    from drafts.placed
    join drafts.draft on draft.id = placed.draft_id
    join drafts.draft_theme as shelf on shelf.id = placed.shelf_id
    where placed.number = ${number}
    order by draft.number desc
    limit 1
  `;
  if (!row) throw new Error(`text ${number} is on no shelf`);
  return row;
}

const themeForm = (name: string, more: Record<string, string> = {}) => ({
  name,
  code: "",
  definition: `Ce qui parle de : ${name}`,
  exampleIn: "",
  exampleOut: "",
  words: "",
  examples: "",
  parent: "",
  ...more,
});

beforeAll(async () => {
  house = await createTestHouse();
  analyst = await house.as("analyst");
});
beforeEach(async () => {
  analyst = await house.as("analyst");
});
afterAll(() => house.close());

describe("asking", () => {
  test("a draft of no text is made, says so, and breaks nothing", async () => {
    const number = await draftOf();
    await analyst.get(`${base}/ebauches/${number}`);
    expect(analyst.status).toBe(200);
    expect(analyst.html).toContain("pas assez de textes");
  });

  test("a draft of one text: the text is read, on a shelf or among those not placed", async () => {
    await publish(1, ["Un seul texte, tout seul, sur les trains de nuit."]);
    const number = await draftOf();
    await analyst.get(`${base}/ebauches/${number}`);
    expect(analyst.status).toBe(200);
    await analyst.get(`${base}/ebauches/${number}/non-places`);
    const unplaced = analyst.html.includes("trains de nuit");
    const [row] = await house.sql<
      { count: number }[]
    >`select count(*) as count from drafts.placed where shelf_id is not null`;
    expect(unplaced || row?.count === 1).toBe(true);
  });

  test("two people asking at once: one draft, and the second is told", async () => {
    const other = await house.as("editor");
    await Promise.all([analyst.get(`${base}/ebauches`), other.get(`${base}/ebauches`)]);
    await Promise.all([
      analyst.submit({ count: "" }, `${base}/ebauches`),
      other.submit({ count: "" }, `${base}/ebauches`),
    ]);
    expect([analyst.status, other.status].sort()).toEqual([200, 409]);
    const [row] = await house.sql<{ count: number }[]>`
      select count(*) as count from drafts.draft where finished_at is null
    `;
    expect(row?.count).toBe(1);
    await Promise.all([run(), run()]);
    const [acts] = await house.sql<{ asked: number; done: number }[]>`
      select (select count(*) from drafts.draft_act where verb = 'ask') as asked,
        (select count(*) from drafts.draft where finished_at is not null) as done
    `;
    expect(acts?.asked).toBe(acts?.done);
  });

  test("a number of shelves that is none is refused, and stays typed", async () => {
    for (const count of ["1", "61", "beaucoup", "-3", "2.5"]) {
      await ask({ count });
      expect(analyst.status).toBe(422);
      expect(analyst.html).toContain("de 2 à 60");
      expect(analyst.html).toContain(`value="${count}"`);
    }
  });

  test("only the team's analysts, editors and administrators", async () => {
    const number = await draftOf();
    for (const who of [await house.as("moderator"), await house.as("participant")]) {
      for (const path of ["", `/${number}`, `/${number}/non-places`, `/${number}/groupes/1`]) {
        await who.get(`${base}/ebauches${path}`);
        expect(who.status).toBe(403);
      }
    }
    await analyst.get(`${base}/ebauches/999999`);
    expect(analyst.status).toBe(404);
    await analyst.get(`${base}/ebauches/${number}/groupes/999`);
    expect(analyst.status).toBe(404);
  });
});

describe("a draft of two subjects", () => {
  let number = 0;
  beforeAll(async () => {
    analyst = await house.as("analyst");
    await publish(
      101,
      Array.from({ length: 40 }, (_, index) => textOf(101 + index)),
    );
    number = await draftOf({ count: "2" });
  });

  test("sorts them apart, shows words, phrases and telling texts, and says it is a draft", async () => {
    const { shelf } = await shelfOf(102);
    expect((await shelfOf(110)).shelf).toBe(shelf);
    expect((await shelfOf(101)).shelf).not.toBe(shelf);
    await analyst.get(`${base}/ebauches/${number}`);
    expect(said()).toContain("triés d'avance par les mots qu'ils emploient");
    expect(said()).toContain("Aucun : rien n'a quitté ce serveur.");
    expect(analyst.html).not.toMatch(/machine a compris|%/);
    await analyst.get(`${base}/ebauches/${number}/groupes/${shelf}`);
    expect(analyst.html).toMatch(/cyclables|vélo/);
    expect(analyst.html).toContain("Les plus proches du centre");
    const draw = async (tirage: number): Promise<readonly string[]> => {
      await analyst.get(`${base}/ebauches/${number}/groupes/${shelf}?tirage=${tirage}`);
      return /Cinq textes au hasard([\s\S]*?)Tous les textes/.exec(analyst.html)?.[1]?.match(/Contribution \d+/g) ?? [];
    };
    const [first, again, second] = [await draw(1), await draw(1), await draw(2)];
    expect(first).toHaveLength(5);
    expect(again).toEqual(first);
    expect(second.filter((text) => first.includes(text))).toEqual([]);
  });

  test("the same texts give the same draft", async () => {
    const again = await draftOf({ count: "2" });
    const places = async (draft: number) =>
      await house.sql`
        select place.contribution_id, shelf.position, place.score
        from drafts.draft_place as place
        join drafts.draft on draft.id = place.draft_id and draft.number = ${draft}
        left join drafts.draft_theme as shelf on shelf.id = place.draft_theme_id
        order by place.contribution_id
      `;
    expect([...(await places(again))]).toEqual([...(await places(number))]);
    const hashes = await house.sql`select distinct input_hash from drafts.draft where number in (${number}, ${again})`;
    expect(hashes).toHaveLength(1);
  });

  test("what leaves sight or changes its words leaves the draft, and its words with it", async () => {
    const { shelf } = await shelfOf(104);
    await publish(301, [
      "Zinzolin et pistes cyclables, zinzolin encore.",
      "Zinzolin et pistes cyclables, zinzolin partout.",
    ]);
    const draft = await draftOf({ count: "2" });
    const secret = await shelfOf(301);
    await analyst.get(`${base}/ebauches/${draft}/groupes/${secret.shelf}`);
    expect(analyst.html).toContain("Contribution 301");
    await house.sql`update contributions.contribution set state = 'withdrawn' where number in (301, 302)`;
    await analyst.get(`${base}/ebauches/${draft}/groupes/${secret.shelf}`);
    expect(analyst.status).toBe(200);
    expect(analyst.html).not.toContain("Contribution 301");
    expect(analyst.html.toLowerCase()).not.toContain("zinzolin");
    await analyst.get(`${base}/ebauches/${draft}`);
    expect(analyst.html.toLowerCase()).not.toContain("zinzolin");
    const { id } = (
      await house.sql<{ id: string }[]>`select id from contributions.contribution where number = 104`
    )[0] ?? {
      id: "",
    };
    await house.sql`
      insert into contributions.rewording (contribution_id, version, body)
      values (${id}, 2, 'Tout autre chose : les trains de nuit.')
    `;
    await analyst.get(`${base}/ebauches/${number}/groupes/${shelf}`);
    expect(analyst.html).not.toMatch(/Contribution 104</);
    await analyst.get(`${base}/ebauches/${number}/non-places`);
    expect(analyst.html).toMatch(/Contribution 104</);
  });

  test("what was flagged for health and is not masked is read by people only", async () => {
    await publish(401, ["Les pistes cyclables et mon diabète depuis dix ans."]);
    await house.sql`
      insert into moderation.flag (contribution_id, kind, explanation)
      select id, 'health', 'diabète' from contributions.contribution where number = 401
    `;
    const draft = await draftOf({ count: "2" });
    const [row] = await house.sql<{ count: number }[]>`
      select count(*) as count
      from drafts.draft_place as place
      join contributions.contribution on contribution.id = place.contribution_id and contribution.number = 401
    `;
    expect(row?.count).toBe(0);
    await analyst.get(`${base}/ebauches/${draft}/non-places`);
    expect(analyst.html).toContain("Contribution 401");
    expect(said()).toContain("pas trié par l'ébauche");
  });

  test("a confirmed campaign stands once in the sums, and each of its texts has its place", async () => {
    const [campaign] = await house.sql.begin(
      async (tx) =>
        await tx<{ id: string }[]>`
        with made as (
          insert into campaigns.campaign (process_id, name, state, kept_contribution_id, confirmed_at, made_by, acting_role)
          select ${ESSAI.processId}, 'Envoi', 'confirmed', id, now(), ${(await house.as("analyst")).personId}, 'analyst'
          from contributions.contribution where number = 106
          returning id, made_by
        ), members as (
          insert into campaigns.member (campaign_id, contribution_id, similarity, state, made_by, acting_role)
          select made.id, contribution.id, 1, 'in', made.made_by, 'analyst'
          from made
          join contributions.contribution on contribution.number in (106, 111)
        )
        select id from made
      `,
    );
    expect(campaign).toBeDefined();
    await draftOf({ count: "2" });
    expect((await shelfOf(111)).shelf).toBe((await shelfOf(106)).shelf);
  });
});

describe("what people do with it", () => {
  let draft = 0;
  beforeEach(async () => {
    draft = await draftOf({ count: "3" });
  });
  const page = (shelf: number): string => `${base}/ebauches/${draft}/groupes/${shelf}`;

  test("a shelf becomes a theme with its words and examples, once, and the act is kept", async () => {
    const { shelf } = await shelfOf(102);
    await analyst.get(`${page(shelf)}?etape=theme`);
    expect(analyst.status).toBe(200);
    const words = /<textarea[^>]*name="words"[^>]*>([^<]*)/.exec(analyst.html)?.[1] ?? "";
    const examples = /name="examples"[^>]*value="([^"]*)"/.exec(analyst.html)?.[1] ?? "";
    expect(words).not.toBe("");
    expect(examples).toMatch(/^\d+(, \d+)+$/);
    const version = /name="version" value="(\d+)"/.exec(analyst.html)?.[1] ?? "";
    const form = themeForm("Vélo en ville", { act: "make", version, words, examples });
    await analyst.submit(form, page(shelf));
    expect(analyst.status).toBe(200);
    await analyst.submit(form, page(shelf));
    expect(analyst.status).toBe(200);
    const themes = await house.sql<{ words: string[]; examples: number[] }[]>`
      select words, examples from themes.theme where code = 'velo-en-ville'
    `;
    expect(themes).toHaveLength(1);
    expect(themes[0]?.examples.length).toBeGreaterThan(1);
    const acts = await house.sql`
      select act.verb from drafts.draft_act as act join drafts.draft on draft.id = act.draft_id
      where draft.number = ${draft} and act.verb = 'make'
    `;
    expect(acts).toHaveLength(1);
    await analyst.get(`${base}/historique`);
    expect(analyst.html).toContain("Vélo en ville");
  });

  test("what is missing is said, and what was typed stays", async () => {
    await analyst.get(`${page(1)}?etape=theme`);
    const version = /name="version" value="(\d+)"/.exec(analyst.html)?.[1] ?? "";
    await analyst.submit(themeForm("", { act: "make", version, examples: "999999", words: "mot gardé" }), page(1));
    expect(analyst.status).toBe(422);
    expect(analyst.html).toContain("Donnez un nom au thème");
    expect(analyst.html).toContain("mot gardé");
    await analyst.submit(themeForm("Nom", { act: "make", version, examples: "999999" }), page(1));
    expect(analyst.status).toBe(422);
    expect(said()).toContain("Pas de contribution publiée sous ce numéro dans cette démarche : 999999");
  });

  test("shelves are merged, dropped and put back; two people at once, the second is told", async () => {
    const other = await house.as("editor");
    await Promise.all([analyst.get(page(1)), other.get(page(1))]);
    const [before] = await house.sql<{ count: number }[]>`
      select count(*) as count from drafts.placed join drafts.draft on draft.id = placed.draft_id
      where draft.number = ${draft} and placed.shelf_id is not null
    `;
    await analyst.submit({ act: "merge", version: "1", into: "2" }, page(1));
    expect(analyst.status).toBe(200);
    expect(analyst.html).toContain("réuni avec le groupe 2");
    await other.submit({ act: "drop", version: "1" }, page(1));
    expect(other.status).toBe(409);
    await analyst.get(page(2));
    await analyst.submit({ act: "drop", version: "1" }, page(2));
    const [dropped] = await house.sql<{ count: number }[]>`
      select count(*) as count from drafts.placed join drafts.draft on draft.id = placed.draft_id
      where draft.number = ${draft} and placed.shelf_id is not null
    `;
    expect(dropped?.count).toBeLessThan(before?.count ?? 0);
    await analyst.submit({ act: "restore", version: "2" }, page(2));
    await analyst.submit({ act: "restore", version: "2" }, page(1));
    const [after] = await house.sql<{ count: number }[]>`
      select count(*) as count from drafts.placed join drafts.draft on draft.id = placed.draft_id
      where draft.number = ${draft} and placed.shelf_id is not null
    `;
    expect(after?.count).toBe(before?.count);
    await analyst.submit({ act: "merge", version: "3", into: "1" }, page(1));
    expect(analyst.status).toBe(422);
    await analyst.submit({ act: "merge", version: "abc", into: "2" }, page(1));
    expect(analyst.status).toBe(409);
  });

  test("places become suggestions: off until asked for, labelled, accepted by a person", async () => {
    const { shelf } = await shelfOf(101);
    await analyst.get(`${page(shelf)}?etape=theme`);
    const version = /name="version" value="(\d+)"/.exec(analyst.html)?.[1] ?? "";
    await analyst.submit(themeForm("Cantines", { act: "make", version }), page(shelf));
    const offer = async () => await analyst.submit({ act: "offer" }, `${base}/ebauches/${draft}`);
    await analyst.get(`${base}/ebauches/${draft}`);
    await offer();
    expect(analyst.status).toBe(200);
    const [codes] = await house.sql<{ count: number }[]>`select count(*) as count from themes.code`;
    expect(codes?.count).toBe(0);
    await analyst.get(`${base}/suggestions?theme=cantines`);
    expect(analyst.html).toContain("Les suggestions sont coupées");
    await analyst.submit({ act: "on", theme: "cantines" }, `${base}/suggestions`);
    await analyst.get(`${base}/suggestions?theme=cantines`);
    expect(said()).toContain("ébauche : mots du groupe trouvés");
    const [row] = await house.sql<{ id: string; count: number }[]>`
      select min(id::text) as id, count(*) as count from themes.suggestion where engine = 'theme-draft'
    `;
    expect(row?.count).toBeGreaterThan(5);
    await offer();
    const [again] = await house.sql<{ count: number }[]>`
      select count(*) as count from themes.suggestion where engine = 'theme-draft'
    `;
    expect(again?.count).toBe(row?.count);
  });

  test("the next draft starts from themes, and the queues follow the last one", async () => {
    const number = await draftOf({ seeds: "on" });
    const [options] = await house.sql<{ kFrom: string; named: number }[]>`
      select draft.options ->> 'kFrom' as "kFrom",
        (select count(*) from drafts.draft_theme where draft_id = draft.id and theme_id is not null) as named
      from drafts.draft where number = ${number}
    `;
    expect(options?.kFrom).toBe("seeds");
    expect(options?.named).toBeGreaterThan(0);
    await ask({ seeds: "on", count: "0" });
    expect(analyst.status).toBe(422);
    await analyst.get(`${base}/codage?ordre=ebauche`);
    const listed = [...analyst.html.matchAll(/codage\/(\d+)\?/g)].map(([, found]) => Number(found));
    const sorted = await house.sql<{ number: number }[]>`
      select placed.number from drafts.placed join drafts.draft on draft.id = placed.draft_id and draft.number = ${number}
      order by placed.sort_place limit 20
    `;
    const wanted = sorted.map((one) => one.number);
    expect(listed.filter((one, index) => listed.indexOf(one) === index).slice(-20)).toEqual(wanted);
    const [first = 0, second = 0] = wanted;
    await analyst.get(`${base}/codage/${first}?ordre=ebauche`);
    expect(analyst.html).toContain(`codage/${second}?ordre=ebauche`);
    await analyst.get(`/fr/equipe/lecture/${ESSAI.process}/${first}?ordre=ebauche`);
    expect(analyst.html).toContain(`lecture/${ESSAI.process}/${second}?ordre=ebauche`);
    await house.visitor().get("/fr");
    const visitor = house.visitor();
    await visitor.get(`/fr/demarches/${ESSAI.process}/contributions?ordre=ebauche`);
    expect(visitor.status).not.toBe(200);
  });

  test("nothing of it is rewritten", async () => {
    await expect(house.sql`update drafts.draft set seed = 4`).rejects.toThrow("never rewritten");
    await expect(house.sql`delete from drafts.draft_act`).rejects.toThrow("append-only");
  });
});

test("the public page of a signed codebook says that a draft had sorted the texts", async () => {
  const [sample] = await house.sql<{ id: string }[]>`
    insert into themes.sample (
      process_id, seed, population_count, size, codebook_hash, state, acting_role, ended_role, ended_at
    )
    values (${ESSAI.processId}, '7', 1, 1, ${"a".repeat(64)}, 'closed', 'analyst', 'analyst', now())
    returning id
  `;
  await house.sql`
    insert into themes.sign_off (process_id, sample_id, codebook_hash, acting_role)
    values (${ESSAI.processId}, ${sample?.id ?? ""}, ${"a".repeat(64)}, 'editor')
  `;
  const visitor = house.visitor();
  await visitor.get(`/fr/demarches/${ESSAI.process}/themes`);
  expect(visitor.html).toContain("une ébauche avait trié les textes");
  expect(visitor.html).not.toContain("sur un autre serveur");
});

test("a worker lost each time ends in a draft that failed, said on its page", async () => {
  const number = await ask();
  await house.sql`update drafts.draft set tries = 3, started_at = now(), beat_at = now() - interval '1 hour' where number = ${number}`;
  await run();
  await analyst.get(`${base}/ebauches/${number}`);
  expect(analyst.html).toContain("interrompue");
});
