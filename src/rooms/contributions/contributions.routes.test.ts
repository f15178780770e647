import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asId, type DecisionId, type EditionId, type NodeId, type PassageId, type ProcessId } from "#kernel/ids.ts";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { type Inserted, insertContributions, type NewContribution, setContributionState } from "./corpus.actions.ts";
import { contributionsInvariants } from "./invariants.queries.ts";

let house: TestHouse;
const list = `/fr/demarches/${ESSAI.process}/contributions`;
const passageTexts = new Map<string, string>();

function words(n: number, more: Partial<NewContribution> = {}): NewContribution {
  return {
    processId: asId<ProcessId>(ESSAI.processId),
    editionId: asId<EditionId>(ESSAI.editionId),
    kind: "comment",
    nodeId: asId<NodeId>(ESSAI.nodeId(2)),
    passageId: asId<PassageId>(ESSAI.passageId(1)),
    aboutText: passageTexts.get(ESSAI.passageId(1)) ?? "",
    body: `Avis numéro ${n} sur le versement.`,
    channel: "online",
    state: "published",
    submittedAt: new Date(Date.UTC(2026, 0, 20, n)),
    publishedAt: new Date(Date.UTC(2026, 0, 21, n)),
    ...more,
  };
}

async function insert(...items: readonly NewContribution[]): Promise<readonly Inserted[]> {
  return await house.sql.begin((tx) => insertContributions(tx, items));
}
async function insertOne(more: Partial<NewContribution>): Promise<Inserted> {
  const [one] = await insert(words(0, more));
  if (!one) throw new Error("nothing inserted");
  return one;
}

async function decide(contributions: readonly Inserted[], verdict: string): Promise<number> {
  const [decision] = await house.sql<{ id: DecisionId; number: number }[]>`
    insert into decisions.decision (process_id, verdict, reason, answer, acting_role)
    values (${ESSAI.processId}, ${verdict}, 'Raison motivée.', 'Réponse publiée.', 'editor')
    returning id, number
  `;
  for (const { id } of contributions) {
    await house.sql`
      insert into decisions.covering (decision_id, contribution_id, acting_role) values (${decision?.id ?? ""}, ${id}, 'editor')
    `;
  }
  await house.sql`update decisions.decision set state = 'published', published_at = now() where id = ${decision?.id ?? ""}`;
  return decision?.number ?? 0;
}

const page = async (path: string): Promise<{ status: number; html: string }> => {
  const response = await house.fetch(path);
  return { status: response.status, html: await response.text() };
};
const cards = (html: string) =>
  [...html.matchAll(/href="\/fr\/contributions\/(\d+)"/g)].map(([, number]) => Number(number));

beforeAll(async () => {
  house = await createTestHouse();
  const rows = await house.sql<
    { id: string; text: string }[]
  >`select passage_id as id, text from documents.edition_passage`;
  for (const { id, text } of rows) passageTexts.set(id, text);
});
afterAll(async () => {
  await house.close();
});

describe("the list", () => {
  it("shows pages of 20 in a stated order, the same all day", async () => {
    await insert(...Array.from({ length: 23 }, (_, n) => words(n)));
    const first = await page(list);
    expect(first.html).toContain("23 contributions. Ordre");
    expect(first.html).toContain("au hasard, tiré chaque jour");
    expect(cards(first.html)).toHaveLength(20);
    const second = await page(`${list}?page=2`);
    expect(new Set([...cards(first.html), ...cards(second.html)]).size).toBe(23);
    const newest = cards((await page(`${list}?ordre=recentes`)).html);
    expect(newest).toEqual(newest.toSorted((a, b) => b - a));
    const oldest = cards((await page(`${list}?ordre=anciennes`)).html);
    expect(oldest).toEqual(oldest.toSorted((a, b) => a - b));
    expect(cards(first.html)).not.toEqual(oldest);
  });

  it("asks the database as often for 20 contributions as for one", async () => {
    const [before] = await house.sql<{ n: number }[]>`select count(*) as n from contributions.public_contribution`;
    expect(before?.n).toBeGreaterThan(20);
    const count = async (path: string) => {
      let queries = 0;
      const log = house.sql.options.debug;
      house.sql.options.debug = () => {
        queries += 1;
      };
      await page(path);
      house.sql.options.debug = log;
      return queries;
    };
    expect(await count(`${list}?q=versement`)).toBe(await count(`${list}?q=num%C3%A9ro+7`));
  });

  it("filters by each name of its closed list", async () => {
    const proposal = await insertOne({
      kind: "proposal",
      passageId: null,
      nodeId: asId<NodeId>(ESSAI.nodeId(5)),
      aboutText: "Objectif deux a",
      title: "Une carte des services",
      body: "Montrer les éoliennes.",
      channel: "room",
      channelDetail: "Rennes",
      territoryCode: "35",
      categoryCode: "usagers-aidant",
      synthetic: { sourceId: "s-1", truthTheme: "carte" },
    });
    await decide([proposal], "accepted");
    for (const query of [
      "type=proposal",
      "element=2",
      "element=A2-a",
      "territoire=R53",
      "territoire=35",
      "categorie=usagers",
      "categorie=usagers-aidant",
      "canal=room",
      "verdict=accepted",
      "q=%C3%A9olienne",
      "q=carte",
    ]) {
      expect(cards((await page(`${list}?${query}`)).html), query).toEqual([proposal.number]);
    }
    expect(cards((await page(`${list}?passage=p1&ordre=recentes`)).html)).not.toContain(proposal.number);
    expect(cards((await page(`${list}?verdict=attente`)).html)).not.toContain(proposal.number);
    expect(cards((await page(`${list}?territoire=R04`)).html)).toEqual([]);
    expect((await page(`${list}?type=proposal`)).html).toContain("Exemple fictif");
  });

  it("refuses names and values outside the list", async () => {
    for (const query of [
      "tri=email",
      "person_id=1",
      "type=secret",
      "ordre=person_id",
      "ordre=email+desc",
      "canal=x",
      "verdict=oui",
      "passage=p1%27+or+1=1",
      "element=%27;drop",
      "page=-1",
      "page=1e9",
      `q=${"a".repeat(201)}`,
      "type[]=comment",
    ]) {
      const { status } = await page(`${list}?${query}`);
      expect(status, query).toBeGreaterThanOrEqual(400);
      expect(status, query).toBeLessThan(500);
    }
  });

  it("says 404 for a process that does not exist", async () => {
    expect((await page("/fr/demarches/inconnue/contributions")).status).toBe(404);
  });
});

describe("what is not published", () => {
  it("is nowhere: no page, list, filter or search, in any state", async () => {
    const states = ["received", "rephrase_asked", "hidden", "withdrawn", "erased"] as const;
    const hidden = await insert(
      ...states.map((state, n) =>
        words(n, { state, title: "canaritresecret", body: "canaritresecret", publishedAt: null }),
      ),
    );
    for (const { number } of hidden) {
      for (const path of [`/fr/contributions/${number}`, `/fr/contributions/${number}/soutien`]) {
        expect((await page(path)).status, path).toBe(404);
      }
    }
    const urls = [list, `${list}?page=2`, `${list}?ordre=recentes`, `${list}?passage=p1`, `${list}?q=canaritresecret`];
    for (const path of urls) {
      const { html } = await page(path);
      expect(html.replaceAll(/(value="|\bq=)canaritresecret/g, ""), path).not.toContain("canaritresecret");
    }
    expect(cards((await page(`${list}?q=canaritresecret`)).html)).toEqual([]);
  });

  it("leaves as soon as it is hidden", async () => {
    const one = await insertOne({ body: "Bientôt masquée : zephyrin." });
    expect((await page(`/fr/contributions/${one.number}`)).status).toBe(200);
    expect((await page(`${list}?q=zephyrin`)).html).toContain("Bientôt");
    await house.sql.begin(async (tx) => {
      await tx`
        insert into moderation.act (contribution_id, verb, ground, reason, acting_role)
        values (${one.id}, 'hide', 'insult', 'Une injure.', 'moderator')
      `;
      await setContributionState(tx, one.id, "hidden");
    });
    expect((await page(`/fr/contributions/${one.number}`)).status).toBe(404);
    expect((await page(`${list}?q=zephyrin`)).html).not.toContain("Bientôt");
    const withdrawn = await insertOne({ state: "withdrawn" });
    await expect(house.sql.begin((tx) => setContributionState(tx, withdrawn.id, "published"))).rejects.toThrow();
  });

  it("finds a masked name neither on the page nor by searching for it", async () => {
    const one = await insertOne({ body: "Le docteur Quidamont a tort." });
    await house.sql`
      insert into moderation.mask (contribution_id, version, body, acting_role, reason)
      values (${one.id}, 1, 'Le docteur [nom masqué] a tort.', 'moderator', 'nom')
    `;
    const { html } = await page(`/fr/contributions/${one.number}`);
    expect(html).not.toContain("Quidamont");
    expect(html).toContain("Une partie de ce texte est masquée");
    expect(cards((await page(`${list}?q=Quidamont`)).html)).toEqual([]);
    expect(cards((await page(`${list}?q=docteur`)).html)).toEqual([one.number]);
  });
});

describe("the page of a contribution", () => {
  it("shows words as words, whatever they hold", async () => {
    const evil = `<script>alert(1)</script>"><img src=x onerror=alert(1)>`;
    const one = await insertOne({
      title: evil,
      body: evil,
      authorName: evil.slice(0, 80),
      organisation: evil,
      channelDetail: evil,
    });
    for (const path of [
      `/fr/contributions/${one.number}`,
      `/fr/contributions/${one.number}/soutien`,
      `${list}?ordre=recentes`,
    ]) {
      const { html } = await page(path);
      expect(html).not.toContain("<script>alert");
      expect(html).not.toContain("<img src=x");
    }
  });

  it("says it waits, then gives the verdict, the reason and the answer", async () => {
    const one = await insertOne({});
    expect((await page(`/fr/contributions/${one.number}`)).html).toContain("pas encore de réponse");
    const number = await decide([one], "declined");
    const { html } = await page(`/fr/contributions/${one.number}`);
    for (const shown of ["Non retenue", "Raison motivée.", "Réponse publiée.", `/fr/decisions/${number}`]) {
      expect(html).toContain(shown);
    }
  });

  it("walks from the words to the next edition and says where the passage went", async () => {
    const one = await insertOne({
      kind: "amendment",
      body: "Plus clair.",
      proposedText: "Les professionnels versent tous les documents.",
    });
    const number = await decide([one], "partly_accepted");
    await house.sql`
      insert into documents.edition (id, document_id, number, title, label)
      values ('00000000-0000-4000-8000-0000000000e2', ${ESSAI.documentId}, 2, 'Texte d’essai', 'Version 2')
    `;
    await house.sql`
      insert into documents.edition_node
      select '00000000-0000-4000-8000-0000000000e2', document_id, node_id, parent_node_id, position, sort_key, type, code, title
      from documents.edition_node where edition_id = ${ESSAI.editionId}
    `;
    await house.sql`
      insert into documents.edition_passage
      select '00000000-0000-4000-8000-0000000000e2', document_id, passage_id, node_id, position,
        case when passage_id = ${ESSAI.passageId(1)} then 'Les professionnels versent tout, une seule fois.' else text end
      from documents.edition_passage where edition_id = ${ESSAI.editionId}
    `;
    await house.sql`
      with change as (
        insert into editions.change (edition_id, kind, passage_id, acting_role)
        values ('00000000-0000-4000-8000-0000000000e2', 'passage_rewritten', ${ESSAI.passageId(1)}, 'editor')
        returning id
      )
      insert into editions.change_decision (change_id, decision_id, acting_role)
      select change.id, decision.id, 'editor' from change, decisions.decision where decision.number = ${number}
    `;
    const before = await page(`/fr/contributions/${one.number}`);
    expect(before.html).toContain("Aucune modification du texte publié");
    await house.sql`
      update documents.edition
      set state = 'published', published_on = '2026-06-01', published_at = now(), hash = repeat('b', 64)
      where number = 2 and document_id = ${ESSAI.documentId}
    `;
    const { html } = await page(`/fr/contributions/${one.number}`);
    for (const shown of [
      "Passage réécrit (A1-a)",
      "Édition 2 (Version 2)",
      "ce passage a été réécrit",
      "A1-a Objectif un a",
    ]) {
      expect(html).toContain(shown);
    }
    expect(html).toContain("/fr/textes/texte-essai/modifications/");
    expect(html).toContain("<ins>");
    // the words it was about stay those of the day
    expect(html).toContain("sans double saisie");
  });
});

describe("support", () => {
  const counts = (html: string) =>
    [...html.matchAll(/<th[^>]*>(Pour|Contre|Neutre)<\/th>\s*<td[^>]*>(\d+)<\/td>\s*<td[^>]*>(\d+)<\/td>/g)].map((m) =>
      m.slice(1),
    );

  it("counts one position a device or account, apart, and lets it be changed and taken back", async () => {
    const { number } = await insertOne({});
    const form = `/fr/contributions/${number}/soutien`;
    const guest = house.visitor();
    const member = await house.as("participant");
    for (const browser of [guest, member]) {
      for (const value of ["for", "for", "against"]) {
        await browser.get(form);
        await browser.submit({ value }, form);
        expect(browser.path).toBe(`/fr/contributions/${number}`);
      }
    }
    expect(counts((await page(`/fr/contributions/${number}`)).html)).toEqual([
      ["Pour", "0", "0"],
      ["Contre", "1", "1"],
      ["Neutre", "0", "0"],
    ]);
    await guest.get(form);
    await guest.submit({ value: "none" }, form);
    expect(counts((await page(`/fr/contributions/${number}`)).html)[1]).toEqual(["Contre", "1", "0"]);
    await guest.get(form);
    await guest.submit({ value: "often" }, form);
    expect(guest.status).toBe(422);
  });

  it("makes one support of 30 at the same time", async () => {
    const { number, id } = await insertOne({});
    const guest = house.visitor();
    await guest.get(`/fr/contributions/${number}/soutien`);
    const csrf = /name="csrf" value="([^"]+)"/.exec(guest.html)?.[1] ?? "";
    await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        guest.request(`/fr/contributions/${number}/soutien`, {
          method: "POST",
          body: new URLSearchParams({ csrf, value: i % 2 ? "for" : "against" }),
          headers: { origin: "http://jalon.test" },
        }),
      ),
    );
    expect(await house.sql`select from contributions.support where contribution_id = ${id}`).toHaveLength(1);
  });

  it("is refused when no phase lets one vote", async () => {
    const { number, id } = await insertOne({});
    const guest = house.visitor();
    await guest.get(`/fr/contributions/${number}/soutien`);
    await house.sql`update processes.phase_circle set may_vote = false where phase_id = ${ESSAI.consultationId}`;
    await guest.submit({ value: "for" });
    expect(guest.status).toBe(403);
    expect((await page(`/fr/contributions/${number}`)).html).not.toContain("Donner ma position");
    await house.sql`update processes.phase_circle set may_vote = true where phase_id = ${ESSAI.consultationId}`;
    expect(await house.sql`select from contributions.support where contribution_id = ${id}`).toHaveLength(0);
  });
});

describe("the invariants", () => {
  it("hold on what the room made, and see what breaks them", async () => {
    // the states that the tests above set without an act
    const wanted = contributionsInvariants.filter(({ id }) => id !== "contributions.nothing-disappears-silently");
    for (const { id, check } of wanted) expect(await check(house.sql), id).toEqual([]);
    const silent = contributionsInvariants.find(({ id }) => id === "contributions.nothing-disappears-silently");
    expect((await silent?.check(house.sql))?.length).toBeGreaterThan(0);
    await house.sql`alter table contributions.contribution disable trigger words_are_kept`;
    const kept = contributionsInvariants.find(({ id }) => id === "contributions.words-are-kept");
    expect(await kept?.check(house.sql)).toEqual(["words_are_kept is missing"]);
    await house.sql`alter table contributions.contribution enable trigger words_are_kept`;
  });
});
