import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asId, type ContributionId, type EditionId, type PersonId, type ProcessId } from "#kernel/ids.ts";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { insertContribution, type NewContribution, setContributionState } from "./corpus.actions.ts";
import { contactOf } from "./receipt.queries.ts";
import { receiptInGroups } from "./receipt-words.rules.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(async () => {
  await house.close();
});

type Made = { readonly id: ContributionId; readonly number: number; readonly code: string; readonly page: string };

async function made(more: Partial<NewContribution> = {}): Promise<Made> {
  const item: NewContribution = {
    processId: asId<ProcessId>(ESSAI.processId),
    editionId: asId<EditionId>(ESSAI.editionId),
    kind: "comment",
    body: "Mon avis d’origine.",
    channel: "online",
    email: "auteur@example.org",
    submittedAt: new Date("2026-01-20T10:00:00Z"),
    ...more,
  };
  const { id, number, receiptCode } = await house.sql.begin((tx) => insertContribution(tx, item));
  const code = receiptInGroups(receiptCode);
  return { id, number, code, page: `/fr/recepisse/${code}` };
}

async function act(id: ContributionId, verb: "hide" | "ask_rephrase"): Promise<void> {
  await house.sql.begin(async (tx) => {
    await tx`
      insert into moderation.act (contribution_id, verb, ground, reason, acting_role)
      values (${id}, ${verb}, 'personal_data', 'Un nom est cité.', 'moderator')
    `;
    await setContributionState(tx, id, verb === "hide" ? "hidden" : "rephrase_asked");
  });
}

const stateOf = async (id: ContributionId) => {
  const [row] = await house.sql<{ state: string }[]>`select state from contributions.contribution where id = ${id}`;
  return row?.state;
};

describe("finding a contribution by its receipt", () => {
  it("reads the code in any of the ways people write it", async () => {
    const { code } = await made();
    const visitor = house.visitor();
    for (const typed of [code, code.toLowerCase(), code.replaceAll("-", ""), ` ${code.replaceAll("-", " ")} `]) {
      await visitor.get("/fr/recepisse");
      await visitor.submit({ code: typed });
      expect(visitor.path).toBe(`/fr/recepisse/${code}`);
      expect(visitor.html).toContain("bien reçu votre contribution");
    }
    for (const wrong of ["", "ABCD", "AAAA-AAAA-AAAA"]) {
      await visitor.get("/fr/recepisse");
      await visitor.submit({ code: wrong });
      expect(visitor.status).toBe(422);
    }
  });

  it("is kept by nobody: no cache, no search engine", async () => {
    const { page } = await made();
    const response = await house.fetch(page);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("x-robots-tag")).toBe("noindex");
    expect(await response.text()).toContain('name="robots" content="noindex"');
  });

  it("says 404 for a code that is nobody's, and makes who guesses wait", async () => {
    const visitor = house.visitor();
    const statuses: number[] = [];
    for (let i = 0; i < 32; i += 1) {
      await visitor.get("/fr/recepisse/AAAA-AAAA-AAAA");
      statuses.push(visitor.status);
    }
    expect(statuses[0]).toBe(404);
    expect(statuses.at(-1)).toBe(429);
    const { page } = await made();
    await visitor.get(page);
    expect(visitor.status).toBe(429);
    await house.sql`delete from platform.rate`;
    await visitor.get(page);
    expect(visitor.status).toBe(200);
  });

  it("opens by its id for the account that sent it, and for nobody else", async () => {
    const author = await house.as("participant");
    const { id, number } = await made({ personId: author.personId as PersonId });
    await author.get("/fr/mes-contributions");
    expect(author.html).toContain("Mon avis d’origine.");
    await author.get(`/fr/recepisse/${id}`);
    expect(author.html).toContain(`Votre contribution n°\u00a0${number}`);
    for (const other of [
      house.visitor(),
      await house.as("participant"),
      await house.as("administrator", "moderator"),
    ]) {
      await other.get(`/fr/recepisse/${id}`);
      expect(other.status).toBe(404);
    }
    const stranger = await house.as("participant");
    await stranger.get("/fr/mes-contributions");
    expect(stranger.html).not.toContain("Mon avis d’origine.");
  });
});

describe("what an author can do", () => {
  it("rephrases when asked, and only then; the first words stay", async () => {
    const { id, page } = await made();
    const author = house.visitor();
    await author.get(`${page}/reformuler`);
    expect(author.path).toBe(page);
    await author.get("/fr/recepisse");
    await author.submit({ body: "Sans y être invité." }, `${page}/reformuler`);
    expect(author.status).toBe(403);
    expect(await house.sql`select from contributions.rewording where contribution_id = ${id}`).toHaveLength(0);
    await act(id, "ask_rephrase");
    await author.get(page);
    for (const shown of ["Reformuler", "Contester", "Un nom est cité.", "données personnelles"])
      expect(author.html).toContain(shown);
    await author.get(`${page}/reformuler`);
    await author.submit({ body: "  " });
    expect(author.status).toBe(422);
    await author.submit({ body: "Mon avis sans nom.", state: "published" });
    expect(author.path).toBe(page);
    expect(await stateOf(id)).toBe("received");
    const [row] = await house.sql`
      select contribution.body, rewording.body as reworded, rewording.version
      from contributions.contribution join contributions.rewording on rewording.contribution_id = contribution.id
      where contribution.id = ${id}
    `;
    expect(row).toEqual({ body: "Mon avis d’origine.", reworded: "Mon avis sans nom.", version: 2 });
    const entries = await house.sql<
      { kind: string }[]
    >`select kind from journal.entry where subject_id = ${id} order by id`;
    expect(entries.map(({ kind }) => kind)).toEqual(["contribution.submitted", "contribution.reworded"]);
  });

  it("withdraws in two pages: the words leave the site, the trace stays", async () => {
    const { id, number, page } = await made({ state: "published", publishedAt: new Date("2026-01-21T10:00:00Z") });
    expect((await house.fetch(`/fr/contributions/${number}`)).status).toBe(200);
    const author = house.visitor();
    await author.get(page);
    await author.get(`${page}/retirer`);
    expect(author.html).toContain("Ce qui reste");
    expect(await stateOf(id)).toBe("published");
    await author.submit({});
    expect(author.html).toContain("Votre contribution est retirée.");
    expect(author.html).toContain("Vous avez retiré votre contribution");
    expect(await stateOf(id)).toBe("withdrawn");
    expect((await house.fetch(`/fr/contributions/${number}`)).status).toBe(404);
    expect(await contactOf(house.sql, [id])).toEqual([]);
    expect(await house.sql`select from contributions.contact where contribution_id = ${id}`).toHaveLength(0);
    const entries = await house.sql<
      { kind: string }[]
    >`select kind from journal.entry where subject_id = ${id} order by id`;
    expect(entries.map(({ kind }) => kind)).toEqual(["contribution.submitted", "contribution.withdrawn"]);
    await author.get(`${page}/retirer`);
    expect(author.path).toBe(page);
  });

  it("does nothing for who does not hold the code", async () => {
    const { id, page } = await made();
    await act(id, "ask_rephrase");
    const wrong = page.slice(0, -1) + (page.endsWith("A") ? "B" : "A");
    const other = house.visitor();
    await other.get("/fr/recepisse");
    for (const verb of ["reformuler", "retirer"]) {
      await other.submit({ body: "Volé" }, `${wrong}/${verb}`);
      expect(other.status).toBeGreaterThanOrEqual(400);
      await other.get("/fr/recepisse");
    }
    expect(await stateOf(id)).toBe("rephrase_asked");
  });
});

describe("where authors are told", () => {
  it("is the address a guest left, else the account's, else nowhere", async () => {
    const author = await house.as("participant");
    const guest = await made();
    const account = await made({ email: null, personId: author.personId });
    const silent = await made({ email: null });
    const contacts = await contactOf(house.sql, [guest.id, account.id, silent.id]);
    expect(contacts.map(({ contributionId, email }) => [contributionId, email])).toEqual([
      [guest.id, "auteur@example.org"],
      [account.id, expect.stringMatching(/^personne\d+@jalon\.test$/)],
    ]);
  });
});
