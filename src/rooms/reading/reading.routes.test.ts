import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  asId,
  type ContributionId,
  type EditionId,
  type NodeId,
  type PassageId,
  type PersonId,
  type ProcessId,
} from "#kernel/ids.ts";
import { insertContributions } from "#rooms/contributions";
import { htmlFaults } from "#ui/html-check.ts";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { readingInvariants } from "./invariants.queries.ts";

const DESK = "/fr/equipe/lecture/essai";
type Member = Awaited<ReturnType<TestHouse["as"]>>;

let house: TestHouse;
let analyst: Member;
let colleague: Member;
let numbers: readonly number[] = [];
let ids: readonly ContributionId[] = [];

const WORDS = [
  "Les infirmières manquent dans ma vallée, et l’hôpital ferme.",
  "Pas de fermeture de la maternité, s’il vous plaît.",
  "Je propose un guichet unique pour les rendez-vous.",
  "Le logiciel demande trop de clics.",
  "The English page is welcome.",
];

beforeAll(async () => {
  house = await createTestHouse();
  analyst = await house.as("analyst");
  colleague = await house.as("editor");
  const inserted = await house.sql.begin((tx) =>
    insertContributions(
      tx,
      WORDS.map((body, n) => ({
        processId: asId<ProcessId>(ESSAI.processId),
        editionId: asId<EditionId>(ESSAI.editionId),
        kind: n === 3 ? ("amendment" as const) : ("comment" as const),
        nodeId: n === 1 ? asId<NodeId>(ESSAI.nodeId(1)) : null,
        passageId: n === 0 || n === 3 ? asId<PassageId>(ESSAI.passageId(7)) : null,
        aboutText: n === 0 || n === 3 ? "Les documents se consultent depuis le logiciel métier." : null,
        proposedText: n === 3 ? "Les documents se consultent en un clic." : null,
        body,
        channel: n === 2 ? ("paper" as const) : ("online" as const),
        territoryCode: n === 0 ? "35" : null,
        categoryCode: n === 0 ? "usagers-patient" : null,
        language: n === 4 ? ("en" as const) : ("fr" as const),
        state: "published" as const,
        submittedAt: new Date(`2026-01-2${n}T10:00:00Z`),
        publishedAt: new Date(`2026-01-2${n}T12:00:00Z`),
      })),
    ),
  );
  numbers = inserted.map(({ number }) => number);
  ids = inserted.map(({ id }) => id);
});
afterAll(async () => {
  await house.close();
});

const item = (n: number, query = ""): string => `${DESK}/${numbers[n]}${query}`;
const offenders = async () => await readingInvariants[0]?.check(house.sql);
const marks = async () =>
  await house.sql<{ number: number; people: number }[]>`
    select line.number, line.reader_count as people from corpus.line where reader_count > 0 order by number
  `;
async function post(who: Member, fields: Record<string, string | readonly string[]>, target: string) {
  await who.get(target.split("?")[0] ?? target);
  await who.submit(fields, target.split("?")[0]);
}

describe("reading one after the other", () => {
  it("shows what it is about, what is said and where it came from; opening says nothing", async () => {
    await analyst.get(item(3));
    expect(analyst.status).toBe(200);
    for (const words of ["logiciel métier", "en un clic", "trop de clics", "A2-c.1", "En ligne", "Personne"]) {
      expect(analyst.html).toContain(words);
    }
    expect(await htmlFaults(analyst.html)).toEqual([]);
    expect(await marks()).toEqual([]);
  });

  it("“read, next” marks it once and goes on inside the filter", async () => {
    await analyst.get(item(0, "?canal=online&lecture=a-lire"));
    await analyst.submit({}, item(0));
    expect(analyst.path).toBe(`${item(1)}?canal=online&lecture=a-lire`);
    await analyst.submit({}, item(1));
    expect(analyst.path, "the one on paper is left out").toBe(`${item(3)}?canal=online&lecture=a-lire`);
    await post(analyst, { act: "read" }, item(0));
    expect(await marks()).toEqual([
      { number: numbers[0], people: 1 },
      { number: numbers[1], people: 1 },
    ]);
    await analyst.get(item(0));
    expect(analyst.html).toContain("Vous l’avez lue le");
  });

  it("ends at the list, and says so", async () => {
    await post(analyst, { act: "read" }, item(4));
    expect(analyst.path).toBe(DESK);
    expect(analyst.html).toContain("C’était la dernière de cette liste.");
  });

  it("counts two people who mark at the same moment, and one person in two windows once", async () => {
    await Promise.all([analyst.get(item(2)), colleague.get(item(2))]);
    const send = async (who: Member) => {
      const csrf = /name="csrf" value="([^"]+)"/.exec(who.html)?.[1] ?? "";
      const headers = { origin: "http://jalon.test", "content-type": "application/x-www-form-urlencoded" };
      const body = new URLSearchParams({ csrf, act: "read" });
      return (await who.request(item(2), { method: "POST", body, headers })).status;
    };
    const sent = await Promise.all([send(analyst), send(colleague), send(analyst), send(colleague), send(analyst)]);
    expect(sent).toEqual([303, 303, 303, 303, 303]);
    expect((await marks()).find(({ number }) => number === numbers[2])?.people).toBe(2);
    expect(await offenders()).toEqual([]);
  });

  it("follows each order, back and forth", async () => {
    for (const order of ["", "?ordre=recentes", "?ordre=hasard"]) {
      const [first] = await house.sql<{ number: number }[]>`select ${numbers[0] ?? 0}::int as number`;
      const seen = new Set<string>();
      let at = `${DESK}/${first?.number}${order}`;
      for (let step = 0; step < 12 && at; step += 1) {
        await colleague.get(at);
        seen.add(at);
        const next = /href="([^"]+)"[^>]*>Suivante/.exec(colleague.html)?.[1]?.replaceAll("&amp;", "&") ?? "";
        if (next) {
          await colleague.get(next);
          expect(colleague.html, `${next} leads back`).toContain(`href="${at.replaceAll("&", "&amp;")}"`);
        }
        at = next;
      }
      let back = [...seen][0] ?? "";
      for (let step = 0; step < 12 && back; step += 1) {
        await colleague.get(back);
        seen.add(back);
        back = /href="([^"]+)"[^>]*>Précédente/.exec(colleague.html)?.[1]?.replaceAll("&amp;", "&") ?? "";
      }
      expect(seen.size, order).toBe(WORDS.length);
    }
  });
});

describe("the desk", () => {
  it("narrows by every filter, and each count opens its list", async () => {
    const kept = async (query: string) => {
      await analyst.get(`${DESK}?${query}`);
      expect(analyst.status, query).toBe(200);
      return numbers.flatMap((number, n) =>
        new RegExp(`<input[^>]*name="contribution"[^>]*value="${number}"`).test(analyst.html) ? [n] : [],
      );
    };
    expect(await kept("")).toEqual([0, 1, 2, 3, 4]);
    expect(await kept("q=infirmier")).toEqual([0]);
    expect(await kept("q=%22pas%20de%20fermeture%22")).toEqual([1]);
    expect(await kept("q=-hopital+maternite")).toEqual([1]);
    expect(await kept("type=amendment")).toEqual([3]);
    expect(await kept("element=2")).toEqual([0, 3]);
    expect(await kept("passage=p7")).toEqual([0, 3]);
    expect(await kept("passage=a2-C.1")).toEqual([0, 3]);
    expect(await kept("territoire=FR")).toEqual([0]);
    expect(await kept("territoire=R53")).toEqual([0]);
    expect(await kept("categorie=usagers")).toEqual([0]);
    expect(await kept("canal=paper")).toEqual([2]);
    expect(await kept("langue=en")).toEqual([4]);
    expect(await kept("lecture=lu-par-personne")).toEqual([3]);
    expect(await kept("lecture=lu")).toEqual([0, 1, 2, 4]);
    expect(await kept("verdict=attente&codage=non&constats=non")).toEqual([0, 1, 2, 3, 4]);
    for (const none of [
      "theme=rien",
      "campagne=9",
      "constat=9",
      "verdict=declined",
      "verdict=brouillon",
      "attribution=moi",
    ]) {
      expect(await kept(none), none).toEqual([]);
    }
    await analyst.get(DESK);
    expect(analyst.html).toMatch(/<a href="[^"]*canal=paper"[^>]*>Papier<\/a>/);
    expect(await htmlFaults(analyst.html)).toEqual([]);
  });

  it("refuses values that no filter knows, without falling over", async () => {
    for (const query of [
      "q=%00",
      "type=x",
      "lecture=1",
      "attribution=abc",
      "page=0",
      "verdict=%27",
      "ordre=md5",
      "inconnu=1",
    ]) {
      await analyst.get(`${DESK}?${query}`);
      expect([400, 422], query).toContain(analyst.status);
    }
    for (const q of [
      "'",
      '"',
      "<->",
      "!!",
      "a:*",
      "-",
      "\\",
      "%",
      "(((",
      "'; drop table x; --",
      "🙂",
      "a".repeat(200),
    ]) {
      await analyst.get(`${DESK}?q=${encodeURIComponent(q)}`);
      expect(analyst.status, q).toBe(200);
    }
  });
});

describe("assignment", () => {
  beforeEach(async () => {
    await house.sql`delete from reading.assignment`;
  });
  const assigned = async () =>
    await house.sql<{ number: number; person: PersonId }[]>`
      select line.number, assignment.person_id as person
      from reading.assignment join corpus.line using (contribution_id)
      order by line.number
    `;

  it("gives chosen contributions to one person, and takes them back", async () => {
    const chosen = [String(numbers[0]), String(numbers[1])];
    await post(analyst, { contribution: chosen, person: colleague.personId }, DESK);
    expect(analyst.html).toContain("La répartition est enregistrée.");
    expect((await assigned()).map(({ person }) => person)).toEqual([colleague.personId, colleague.personId]);
    await colleague.get("/fr/equipe");
    expect(colleague.html).toContain("Contributions à lire, qui vous sont confiées");
    await post(analyst, { contribution: chosen, person: "personne" }, DESK);
    expect(await assigned()).toEqual([]);
  });

  it("asks for a person who reads, and for contributions", async () => {
    const participant = await house.as("participant");
    for (const fields of [
      { contribution: [String(numbers[0])], person: "" },
      { contribution: [], person: colleague.personId },
      { contribution: [String(numbers[0])], person: participant.personId },
      { contribution: [String(numbers[0])], person: randomUUID() },
    ]) {
      await post(analyst, fields, DESK);
      expect(analyst.status).toBe(422);
    }
    expect(await assigned()).toEqual([]);
  });

  it("shares a filter out evenly, and refuses when it keeps something else by now", async () => {
    const target = `${DESK}/confier`;
    await analyst.get(`${target}?canal=online`);
    const people = [analyst.personId, colleague.personId];
    await analyst.submit({ person: people }, target);
    expect(analyst.path).toBe(`${DESK}/charge`);
    const shares = await assigned();
    expect(shares).toHaveLength(4);
    for (const id of people) expect(shares.filter(({ person }) => person === id)).toHaveLength(2);

    await analyst.get(`${target}?lecture=lu-par-personne`);
    await post(colleague, { act: "read" }, item(3));
    await analyst.submit({ person: people }, target);
    expect(analyst.status).toBe(409);
    expect(analyst.html).toContain("La liste a changé");
    expect(await assigned()).toEqual(shares);
  });

  it("says who has what left, and since when", async () => {
    await house.sql`
      insert into reading.assignment (contribution_id, person_id, acting_role, made_at)
      select id, ${analyst.personId}, 'editor', timestamptz '2026-02-01' from unnest(${[ids[0], ids[3]] as ContributionId[]}::uuid[]) as id
    `;
    await analyst.get(`${DESK}/charge`);
    expect(await htmlFaults(analyst.html)).toEqual([]);
    const row = analyst.html.split("<tr").find((line, n) => n > 0 && line.includes("Personne 1"));
    expect(row?.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ")).toMatch(
      /Personne 1 2 1 1 (dimanche )?1er février 2026 4/,
    );
  });
});

describe("coverage", () => {
  it("counts by place how many people read", async () => {
    await analyst.get(`${DESK}/couverture`);
    expect(await htmlFaults(analyst.html)).toEqual([]);
    const rows = analyst.html.split("<tr").map((row) => row.replace(/<[^>]+>/g, " ").replace(/\s+/g, " "));
    expect(rows.find((row) => row.includes("Passage A2-c.1"))).toMatch(/2 0 2 0/);
    expect(rows.find((row) => row.includes("1 Axe premier"))).toMatch(/1 0 1 0/);
    expect(rows.find((row) => row.includes("ensemble du texte"))).toMatch(/2 0 1 1/);
  });
});

describe("notes", () => {
  const note = (words: string, visibility: string) => ({ act: "note", note: randomUUID(), words, visibility });

  it("are read by their writer, or by the team, and by nobody else", async () => {
    await post(analyst, note("À relire avec le juriste, secretdelecture", "self"), item(0));
    await post(analyst, note("Voir aussi la contribution suivante, notedequipe", "team"), item(0));
    expect(analyst.html).toContain("secretdelecture");
    await colleague.get(item(0));
    expect(colleague.html).toContain("notedequipe");
    expect(colleague.html).not.toContain("secretdelecture");
    const visitor = house.visitor();
    for (const path of [`/fr/contributions/${numbers[0]}`, "/fr/demarches/essai/contributions", "/fr/journal"]) {
      expect(await visitor.get(path)).not.toMatch(/secretdelecture|notedequipe/);
    }
    const columns = await house.sql<{ view: string }[]>`
      select distinct view_name as view from information_schema.view_table_usage where table_schema = 'reading'
    `;
    expect(columns, "no view, so no open data, reads the room").toEqual([]);
  });

  it("are written once however often the form is sent, changed and erased by their writer alone", async () => {
    const fields = note("Une note unique", "team");
    await post(analyst, fields, item(1));
    await post(analyst, fields, item(1));
    const count = async () => (await house.sql`select from reading.note where id = ${fields.note}`).length;
    expect(await count()).toBe(1);
    await post(
      colleague,
      { act: "change", note: fields.note, words: "Autre", visibility: "team", version: "1" },
      item(1),
    );
    expect(colleague.status).toBe(404);
    await post(colleague, { act: "erase", note: fields.note }, item(1));
    expect(await count()).toBe(1);
    await post(
      analyst,
      { act: "change", note: fields.note, words: "Mieux dit", visibility: "team", version: "1" },
      item(1),
    );
    expect(analyst.html).toContain("Mieux dit");
    await post(
      analyst,
      { act: "change", note: fields.note, words: "Trop tard", visibility: "team", version: "1" },
      item(1),
    );
    expect(analyst.status).toBe(409);
    expect(analyst.html).toContain("Trop tard");
    expect(analyst.html).toContain("Mieux dit");
    await post(analyst, { act: "erase", note: fields.note }, item(1));
    await post(analyst, { act: "erase", note: fields.note }, item(1));
    expect(await count()).toBe(0);
  });

  it("come back as typed when they cannot be kept", async () => {
    await post(analyst, note("a".repeat(4001), "self"), item(1));
    expect(analyst.status).toBe(422);
    expect(analyst.html).toContain("a".repeat(4001));
    await post(analyst, { ...note("Des mots", "all") }, item(1));
    expect(analyst.status).toBe(422);
    expect(await htmlFaults(analyst.html)).toEqual([]);
  });
});

describe("what is not public", () => {
  it("is not read: no page, no mark, no note", async () => {
    await house.sql.begin(async (tx) => {
      await tx`
        insert into moderation.act (contribution_id, verb, ground, reason, acting_role)
        values (${ids[4] ?? ""}, 'hide', 'insult', 'Un motif.', 'moderator')
      `;
      await tx`update contributions.contribution set state = 'hidden' where id = ${ids[4] ?? ""}`;
    });
    await analyst.get(item(4));
    expect(analyst.status).toBe(404);
    await analyst.get(item(3));
    const before = await marks();
    await analyst.submit({ act: "read" }, item(4));
    expect(analyst.status).toBe(404);
    expect(await marks()).toEqual(before);
    await house.sql`update contributions.contribution set state = 'published' where id = ${ids[4] ?? ""}`;
    expect((await marks()).find(({ number }) => number === numbers[4])?.people, "it was read before").toBe(1);
    expect(await offenders()).toEqual([]);
  });
});
