import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { urls } from "#kernel/urls.ts";
import { type Browser, createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { decisionsInvariants } from "./invariants.queries.ts";

let house: TestHouse;
type Person = Awaited<ReturnType<TestHouse["as"]>>;
let writer: Person;
let reader: Person;
beforeAll(async () => {
  house = await createTestHouse();
  [writer, reader] = [await house.as("editor"), await house.as("editor")];
});
afterAll(async () => {
  for (const { id, check } of decisionsInvariants) {
    expect({ id, broken: await check(house.sql) }).toEqual({ id, broken: [] });
  }
  await house.close();
});
beforeEach(async () => {
  await house.sql`update processes.process set needs_second_reader = true`;
});

const WORDS = { verdict: "declined", addressedTo: "", reason: "Le motif est clair.", answer: "La réponse est claire." };
const page = (number: number, etape?: string) => urls.teamDecision("fr", { decision: number }, { etape });

async function contribution(body = "Un avis"): Promise<number> {
  const [row] = await house.sql<{ number: number }[]>`
    insert into contributions.contribution (
      process_id, phase_id, kind, edition_id, passage_id, body, channel, receipt_hash, state, published_at
    )
    values (
      ${ESSAI.processId}, ${ESSAI.consultationId}, 'comment', ${ESSAI.editionId}, ${ESSAI.passageId(1)}, ${body}, 'online',
      sha256(gen_random_uuid()::text::bytea), 'published', now()
    )
    returning number
  `;
  return row?.number ?? 0;
}

async function draft(browser: Browser, numbers: readonly number[]): Promise<number> {
  const asked = numbers.map((number) => `contribution=${number}`).join("&");
  await browser.get(`${urls.teamDecisionNew("fr", { demarche: "essai" })}&${asked}`);
  await browser.submit({ ...WORDS, act: "save" });
  expect(browser.status).toBe(200);
  return Number(/decisions\/(\d+)$/.exec(browser.path)?.[1]);
}

/** Presses a button of the page of a decision, with the version that the page was made with. */
async function act(browser: Browser, number: number, name: string, fields: Readonly<Record<string, string>> = {}) {
  await browser.get(page(number));
  const version = await versionOf(number);
  await browser.submit({ act: name, version: String(version), ...fields }, page(number));
}

async function versionOf(number: number): Promise<number> {
  const [row] = await house.sql<{ version: number }[]>`select version from decisions.decision where number = ${number}`;
  return row?.version ?? 0;
}

const stateOf = async (number: number) => {
  const [row] = await house.sql<{ state: string; review: string }[]>`
    select state, review from decisions.decision where number = ${number}
  `;
  return row;
};

async function tryToPublish(browser: Browser, number: number) {
  await browser.get(urls.teamDecisions("fr", { demarche: "essai", etat: "brouillons" }));
  await browser.submit({ act: "publish", decisions: String(number), demarche: "essai" }, urls.teamDecisions("fr"));
}

describe("a second reader", () => {
  test("sends back with a note, reads the next version, approves; only then is it published, and everybody knows", async () => {
    const number = await draft(writer, [await contribution()]);
    await tryToPublish(writer, number);
    expect(writer.html).toContain("doit être relue et approuvée par une seconde personne");
    expect(await stateOf(number)).toEqual({ state: "draft", review: "none" });
    await act(writer, number, "asked");
    expect(writer.html).toContain("Une autre personne que celle qui a écrit");
    await reader.get(urls.teamDecisions("fr", { demarche: "essai", etat: "relecture" }));
    expect(reader.html).toContain(`Décision n°\u00a0${number}`);

    await act(reader, number, "sent_back");
    expect(reader.status).toBe(422);
    expect(reader.html).toContain("Dites ce qui manque");
    await act(reader, number, "sent_back", { note: "Dites quand <b>cela</b> sera fait" });
    expect(await stateOf(number)).toEqual({ state: "draft", review: "sent_back" });
    await tryToPublish(writer, number);
    expect(writer.html).toContain("a été renvoyée avec une note");

    await writer.get(page(number, "modifier"));
    await writer.submit({ ...WORDS, reason: "Le motif est daté.", act: "save" }, page(number));
    expect(await stateOf(number)).toEqual({ state: "draft", review: "none" });
    await act(writer, number, "asked");
    await act(reader, number, "approved");
    expect(await stateOf(number)).toEqual({ state: "draft", review: "approved" });
    await tryToPublish(writer, number);
    expect(await stateOf(number)).toEqual({ state: "published", review: "approved" });

    const visitor = house.visitor();
    await visitor.get(urls.decision("fr", { number }));
    expect(visitor.html).toContain("Relu et approuvé par");
    expect(visitor.html).not.toContain("sera fait");
    await visitor.get(urls.process("fr", { process: "essai" }));
    expect(visitor.html).toContain("approuvée par une seconde personne");
    await house.sql`update processes.process set needs_second_reader = false`;
    await visitor.get(urls.process("fr", { process: "essai" }));
    expect(visitor.html).toContain("sans seconde lecture obligatoire");
  });

  test("is never who wrote the words or the last list, by the pages and by the database", async () => {
    const number = await draft(writer, [await contribution()]);
    await act(writer, number, "asked");
    await act(writer, number, "approved");
    expect(writer.status).toBe(409);
    expect(writer.html).toContain("une autre personne doit la relire");
    await expect(house.sql`
      insert into decisions.review (decision_id, version, act, made_by, acting_role)
      select id, version, 'approved', decided_by, 'editor' from decisions.decision where number = ${number}
    `).rejects.toThrow(/nobody reviews what they wrote/);
    await act(reader, number, "taken_back");
    // the reader adds a contribution: from now on they read their own list
    const added = await contribution();
    await reader.get(urls.teamDecisions("fr", { demarche: "essai", decision: number }));
    await reader.submit({ contribution: String(added) }, page(number));
    await act(reader, number, "asked");
    await act(reader, number, "approved");
    expect(reader.html).toContain("une autre personne doit la relire");
    const third = await house.as("analyst");
    await act(third, number, "approved");
    expect(await stateOf(number)).toEqual({ state: "draft", review: "approved" });
  });

  test("an approval does not outlive an edit, and no version is approved unseen", async () => {
    const number = await draft(writer, [await contribution()]);
    await act(writer, number, "asked");
    await reader.get(page(number));
    const seen = await versionOf(number);
    await writer.get(page(number, "modifier"));
    await writer.submit({ ...WORDS, reason: "Un autre motif.", act: "save" }, page(number));
    await act(writer, number, "asked");
    await reader.submit({ act: "approved", version: String(seen), note: "Une note gardée" }, page(number));
    expect(reader.status).toBe(409);
    expect(reader.html).toContain("Une note gardée");
    await act(reader, number, "approved");
    await act(reader, number, "approved");
    expect(reader.status).toBe(200);
    await act(writer, number, "taken_back");
    expect(await stateOf(number)).toEqual({ state: "draft", review: "none" });
    const { sql } = house;
    await expect(sql`
      update decisions.decision set state = 'published', published_at = now() where number = ${number}
    `).rejects.toThrow(/second person has not approved/);
    await expect(sql`
      insert into decisions.decision (process_id, verdict, reason, answer, acting_role, state, published_at)
      values (${ESSAI.processId}, 'declined', 'Un motif', 'Une réponse', 'editor', 'published', now())
    `).rejects.toThrow(/second person has not approved/);
    await expect(sql`update decisions.review set note = 'autre'`).rejects.toThrow(/append-only/);
    await act(writer, number, "asked");
    await act(reader, number, "approved");
    await expect(sql`
      update decisions.decision set reason = 'Un motif glissé' where number = ${number}
    `).rejects.toThrow(/another version/);
    await expect(sql`
      insert into decisions.covering (decision_id, contribution_id, acting_role)
      select decision.id, contribution.id, 'editor'
      from decisions.decision cross join contributions.contribution
      where decision.number = ${number} and contribution.number = ${await contribution()}
    `).rejects.toThrow(/under review keeps its contributions/);
  });

  test("where none is compulsory, one may still be asked, and the draft waits for the outcome", async () => {
    await house.sql`update processes.process set needs_second_reader = false`;
    const number = await draft(writer, [await contribution()]);
    await act(writer, number, "asked");
    await tryToPublish(writer, number);
    expect(writer.html).toContain("est en relecture");
    await act(reader, number, "approved");
    await tryToPublish(writer, number);
    expect(await stateOf(number)).toEqual({ state: "published", review: "approved" });
  });
});

describe("what is undone", () => {
  test("an addition is undone as a whole, once, and its contributions are free", async () => {
    const [first, second, third] = [
      await contribution(),
      await contribution("lot unique"),
      await contribution("lot unique"),
    ];
    const number = await draft(writer, [first]);
    await writer.get(urls.teamDecisions("fr", { demarche: "essai", decision: number, q: "lot unique" }));
    await writer.submit({ tout: "on" }, page(number));
    expect(writer.html).toContain("3 contributions");
    expect(writer.html).toContain("lot unique");
    const [batch] = await house.sql<{ id: string; count: number }[]>`
      select id, count from decisions.batch where query <> '' order by made_at desc limit 1
    `;
    expect(batch?.count).toBe(2);
    for (let twice = 0; twice < 2; twice += 1) {
      await writer.submit({ act: "undo", batch: batch?.id ?? "" }, page(number));
      expect(writer.status).toBe(200);
    }
    await draft(reader, [second, third]);
    const visible =
      await house.sql`select undone_at from decisions.batch where id = ${batch?.id ?? ""} and undone_at is not null`;
    expect(visible).toHaveLength(1);
  });

  test("a draft put aside frees its contributions and is taken up again with those still free", async () => {
    const [first, second] = [await contribution(), await contribution()];
    const number = await draft(writer, [first, second]);
    await writer.get(page(number, "supprimer"));
    await writer.submit({ act: "discard" });
    await writer.get(urls.teamDecisions("fr", { demarche: "essai", etat: "ecartes" }));
    expect(writer.html).toContain(`Décision n°\u00a0${number}`);
    expect((await house.visitor().get(urls.decision("fr", { number }))).includes("Le motif")).toBe(false);
    await tryToPublish(writer, number);
    expect(await stateOf(number)).toMatchObject({ state: "draft" });
    const other = await draft(reader, [second]);
    await writer.get(page(number));
    await writer.submit({ act: "restore" }, page(number));
    expect(writer.html).toContain("l’ont quitté");
    const rows = await house.sql<{ decision: number; contribution: number }[]>`
      select decision.number as decision, contribution.number as contribution
      from decisions.covering
      join decisions.decision on decision.id = covering.decision_id
      join contributions.contribution on contribution.id = covering.contribution_id
      where covering.is_in_force
        and contribution.number in (${first}, ${second})
      order by contribution.number
    `;
    expect(rows).toEqual([
      { decision: number, contribution: first },
      { decision: other, contribution: second },
    ]);
  });
});
