// Each act on a contribution writes its leaf in its own transaction; whatever people do, a verifier accepts the whole.
import { randomInt } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asId, type ContributionId, type EditionId, type PassageId, type ProcessId } from "#kernel/ids.ts";
import type { Role, Viewer } from "#kernel/viewer.ts";
import { fromBase64Url32 } from "#ledger/bytes.ts";
import { Chains } from "#ledger/chain.ts";
import { commit } from "#ledger/commitment.ts";
import { type Leaf, parseLeaf } from "#ledger/leaf.ts";
import type { Actor } from "#platform/http/world.ts";
import {
  detachAuthor,
  eraseContribution,
  insertContribution,
  logContribution,
  rectifyAuthor,
} from "#rooms/contributions";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { adoptionInvariants } from "../adoption/invariants.queries.ts";
import { saveAnswers, startDraft } from "../contributions/draft.actions.ts";
import { rephrase, withdraw } from "../contributions/receipt.actions.ts";
import { submitDraft } from "../contributions/submit.actions.ts";
import { contest, decide } from "./appeal.actions.ts";
import { type ModerationInput, moderate } from "./moderate.actions.ts";
import { GROUNDS, type Verb } from "./moderation.rules.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(async () => await house.close());

const SITE = "https://jalon.test";
const CANARY = "Zénobie Canarelli";

async function team(role: Role): Promise<Actor> {
  const { personId } = await house.as(role);
  const viewer: Viewer = {
    ...{ personId, displayName: CANARY, email: "zenobie@canari.test", circles: [] },
    roles: [{ role, territory: null }],
  };
  return { sql: house.sql, viewer, visitorKey: null, addressKey: "a" };
}
const visitor = (): Actor => ({ sql: house.sql, viewer: null, visitorKey: null, addressKey: `a${randomInt(2 ** 40)}` });

type Own = { readonly id: ContributionId; readonly number: number; readonly code: string };

/** Through the form: logged as it is sent. */
async function sent(body = "Mon avis, de Zénobie."): Promise<Own> {
  const author = visitor();
  const draft = await startDraft(author, {
    ...{ process: ESSAI.process, where: "passage", element: "", passage: "p1" },
    ...{ channel: "online", channelDetail: "", lang: "fr" },
  });
  const answers = { kind: "comment", body, voice: "person", authorName: CANARY, wantsAnswer: false } as const;
  await saveAnswers(author, draft, answers);
  await submitDraft(author, { draftId: draft, siteUrl: SITE });
  const [row] = await house.sql<Own[]>`
    select contribution.id, contribution.number, draft.receipt_code as code
    from contributions.draft
    join contributions.contribution on contribution.draft_id = draft.id
    where draft.id = ${draft}
  `;
  if (!row) throw new Error("nothing was sent");
  return row;
}

/** Behind the back of the log, as an import of older data brings it. */
async function brought(): Promise<Own> {
  const { id, number, receiptCode } = await house.sql.begin(
    async (tx) =>
      await insertContribution(tx, {
        ...{ processId: asId<ProcessId>(ESSAI.processId), editionId: asId<EditionId>(ESSAI.editionId) },
        ...{ kind: "amendment", passageId: asId<PassageId>(ESSAI.passageId(1)), proposedText: "D’autres mots." },
        aboutText: "Les professionnels versent les documents utiles, de façon courante et sans double saisie.",
        ...{ body: "Un avis venu d’ailleurs.", channel: "letter", authorName: CANARY, organisation: "Association C" },
        submittedAt: new Date("2026-11-01T10:00:00Z"),
      }),
  );
  return { id, number, code: receiptCode };
}

type Row = { readonly state: ModerationInput["seen"]; readonly version: number; readonly body: string };
async function standing(number: number): Promise<Row> {
  const [row] = await house.sql<Row[]>`
    select contribution.state, words.version, words.body
    from contributions.contribution
    join contributions.present_words as words on words.contribution_id = contribution.id
    where contribution.number = ${number}
  `;
  if (!row) throw new Error("no such contribution");
  return row;
}

async function act(actor: Actor, number: number, verb: Verb, more: Partial<ModerationInput> = {}): Promise<void> {
  const { state, version, body } = await standing(number);
  await moderate(actor, {
    ...{ number, verb, version, seen: state, siteUrl: SITE, maskedProposed: "D’autres mots." },
    ...{ ground: verb === "mask" ? "personal_data" : "insult", reason: "Un motif clair." },
    maskedBody: body.replace(/\S+\.$/, "[masqué]"),
    ...more,
  });
}

async function leavesOf(id: string): Promise<readonly Leaf[]> {
  const rows = await house.sql<{ data: Uint8Array }[]>`
    select data from journal.queue where convert_from(data, 'UTF8') like ${`%"o":"${id}"%`} order by id`;
  return rows.map(({ data }) => parseLeaf(data));
}
const inShort = (leaf: Leaf): string =>
  [leaf.k, "r" in leaf ? leaf.r : "", "why" in leaf ? leaf.why : "", "role" in leaf ? leaf.role : ""].join(" ").trim();
const shortOf = async (id: string) => (await leavesOf(id)).map(inShort);

const SENT = ["contribution.submitted 1", "moderation.hidden 1 awaiting-review rule"];
const SHOWN = [...SENT, "moderation.restored 1 review-passed moderator"];

describe("each act has its leaf", () => {
  test("published, hidden, shown again by a moderator, then by another after an appeal", async () => {
    const [first, second, administrator] = [
      await team("moderator"),
      await team("moderator"),
      await team("administrator"),
    ];
    const { id, number } = await sent();
    await act(first, number, "publish");
    await act(first, number, "hide", { ground: "off_subject" });
    await act(administrator, number, "restore");
    await act(first, number, "hide", { ground: "hatred" });
    await contest(visitor(), { contributionId: id, words: "Ce n’est pas vrai." });
    const [appeal] = await house.sql<{ id: string }[]>`select id from moderation.appeal where contribution_id = ${id}`;
    const overturned = {
      appealId: appeal?.id ?? "",
      outcome: "overturned",
      reason: "Rien de tel.",
      siteUrl: SITE,
    } as const;
    await decide(second, overturned);
    await expect(decide(second, overturned)).rejects.toThrow();
    expect(await shortOf(id)).toEqual([
      ...SHOWN,
      "moderation.hidden 1 off-topic moderator",
      "moderation.restored 1 mistake admin",
      "moderation.hidden 1 hate moderator",
      "moderation.restored 1 appeal-upheld moderator",
    ]);
    const actors = (await leavesOf(id)).flatMap((leaf) => ("ah" in leaf && leaf.ah ? [leaf.ah] : []));
    expect(new Set(actors).size).toBe(5);
    const [opening] = await house.sql<{ nonce: Uint8Array; content: string }[]>`
      select actor.nonce, actor.content
      from journal.actor_opening as actor
      join journal.queue using (event_id)
      where convert_from(data, 'UTF8') like ${`%${actors[0]}%`}
    `;
    expect(opening?.content).toBe(JSON.stringify({ actor: first.viewer?.personId }));
    expect(commit(opening?.nonce ?? new Uint8Array(), opening?.content ?? "")).toEqual(
      fromBase64Url32(actors[0] ?? ""),
    );
  });

  test("masked at once, then given back its words: each a revision that names the one before", async () => {
    const moderator = await team("moderator");
    const { id, number } = await sent();
    await act(moderator, number, "mask", { ground: "health_data" });
    await act(moderator, number, "unmask");
    const [submitted, , masked, , edited] = await leavesOf(id);
    expect(await shortOf(id)).toEqual([
      ...SENT,
      "moderation.masked 2 health-data moderator",
      "moderation.restored 2 review-passed moderator",
      "contribution.edited 3",
    ]);
    if (
      submitted?.k !== "contribution.submitted" ||
      masked?.k !== "moderation.masked" ||
      edited?.k !== "contribution.edited"
    )
      throw new Error("other leaves");
    expect([masked.ph, edited.ph]).toEqual([submitted.h, masked.h]);
    const openings = await house.sql<{ r: number; content: string; author: string | null }[]>`
      select r, content, author_label as author from journal.opening where o = ${id} order by r`;
    expect(openings.map(({ author }) => author)).toEqual([CANARY, null, CANARY]);
    expect(openings[2]?.content).toBe(openings[0]?.content);
    expect(openings[1]?.content).not.toContain("Zénobie");
  });

  test("a mask covers personal or health data, nothing else", async () => {
    const moderator = await team("moderator");
    const { id, number } = await sent();
    const refused = act(moderator, number, "mask", { ground: "insult" });
    await expect(refused).rejects.toMatchObject({ fields: { ground: "moderation.groundNoMask" } });
    expect(await shortOf(id)).toEqual(SENT);
  });

  test("asked for other words, rewritten by its author, taken back: twice is once", async () => {
    const moderator = await team("moderator");
    const { id, number, code } = await sent();
    await act(moderator, number, "ask_rephrase");
    const words = { code, body: "D’autres mots, plus calmes.", proposed: new Map() };
    await rephrase(visitor(), words);
    await expect(rephrase(visitor(), words)).rejects.toThrow();
    await act(moderator, number, "publish");
    await withdraw(visitor(), code);
    await withdraw(visitor(), code);
    expect(await shortOf(id)).toEqual([
      ...SENT,
      "contribution.edited 2",
      "moderation.restored 2 review-passed moderator",
      "contribution.withdrawn 2",
    ]);
  });

  test("what is hidden before it was ever shown stays hidden, without a second leaf", async () => {
    const { id, number } = await sent();
    await act(await team("moderator"), number, "hide");
    expect(await shortOf(id)).toEqual(SENT);
  });

  test("a contribution that the log has never heard of enters it with the act, as it stands after it", async () => {
    const moderator = await team("moderator");
    const [hidden, masked, taken] = [await brought(), await brought(), await brought()];
    await act(moderator, hidden.number, "publish");
    await act(moderator, hidden.number, "hide");
    await act(moderator, masked.number, "mask");
    await withdraw(visitor(), taken.code);
    expect(await shortOf(hidden.id)).toEqual(["contribution.submitted 1", "moderation.hidden 1 insult moderator"]);
    expect(await shortOf(masked.id)).toEqual([
      "contribution.submitted 1",
      "moderation.masked 2 personal-data moderator",
    ]);
    expect(await shortOf(taken.id)).toEqual(["contribution.submitted 1", "contribution.withdrawn 1"]);
  });

  test("an act that fails leaves no leaf, two at once leave one", async () => {
    const moderator = await team("moderator");
    const { id, number } = await sent();
    await act(moderator, number, "publish");
    await expect(act(moderator, number, "hide", { version: 7 })).rejects.toThrow();
    const both = [act(moderator, number, "hide"), act(await team("moderator"), number, "hide")];
    const done = await Promise.allSettled(both);
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(
      house.sql.begin(async (tx) => {
        await eraseContribution(tx, { id, actingRole: "administrator", basis: "rgpd-17" });
        throw new Error("undone");
      }),
    ).rejects.toThrow("undone");
    expect(await shortOf(id)).toEqual([...SHOWN, "moderation.hidden 1 insult moderator"]);
  });

  test("no revision brings a masked word back", async () => {
    const { id, number } = await sent();
    await act(await team("moderator"), number, "mask");
    await house.sql.begin(async (tx) => await logContribution(tx, id, { act: "edited" }));
    const [last] = await house.sql<{ content: string; author: string }[]>`
      select content, author_label as author from journal.opening where o = ${id} and r = 3`;
    expect(last?.author).toBe(CANARY);
    expect(last?.content).toContain("[masqué]");
    expect(last?.content).not.toContain("Zénobie");
  });

  test("words whose author left stay masked", async () => {
    const moderator = await team("moderator");
    const { id, number, code } = await sent();
    await act(moderator, number, "mask");
    await house.sql.begin(async (tx) => await detachAuthor(tx, { id, actingRole: "author" }));
    await expect(act(moderator, number, "unmask")).rejects.toThrow();
    await expect(withdraw(visitor(), code)).rejects.toThrow();
    await act(moderator, number, "hide");
    await act(moderator, number, "restore");
    expect((await shortOf(id)).at(-1)).toBe("moderation.restored 2 mistake moderator");
  });
});

describe("whatever people do", () => {
  test("a verifier accepts every leaf, and finds each contribution where it stands", { timeout: 60_000 }, async () => {
    const people = [await team("moderator"), await team("moderator"), await team("administrator")];
    const own: Own[] = [];
    for (let i = 0; i < 8; i += 1) own.push(i % 3 === 2 ? await brought() : await sent());
    const anyOf = <T>(list: readonly T[]): T => list[randomInt(list.length)] as T;
    const verbs: readonly Verb[] = ["publish", "publish", "mask", "ask_rephrase", "hide", "restore", "unmask"];
    const rectified = async ({ id }: Own) => {
      const label = { authorName: `Zoé ${randomInt(100)}`, organisation: null, categoryCode: null };
      await house.sql.begin(async (tx) => await rectifyAuthor(tx, { id, label }));
    };
    const appealed = async ({ id }: Own) => {
      await contest(visitor(), { contributionId: id, words: "Je conteste." });
      const [appeal] = await house.sql<{ id: string }[]>`
        select id from moderation.appeal where contribution_id = ${id} and outcome is null`;
      if (!appeal) return;
      const outcome = anyOf(["upheld", "overturned"] as const);
      await decide(anyOf(people), { appealId: appeal.id, outcome, reason: "Vu.", siteUrl: SITE });
    };
    const forget = async (one: Own) =>
      await house.sql.begin(async (tx) => {
        const asked = { id: one.id, actingRole: "administrator" };
        if (randomInt(2) === 0) await detachAuthor(tx, asked);
        else await eraseContribution(tx, { ...asked, basis: "rgpd-17" });
      });
    const acts: readonly (readonly [number, (one: Own) => Promise<unknown>])[] = [
      [
        20,
        async ({ number }) =>
          await act(anyOf(people), number, anyOf(verbs), randomInt(2) ? {} : { ground: anyOf(GROUNDS) }),
      ],
      [
        4,
        async ({ code }) =>
          await rephrase(visitor(), { code, body: `Mots ${randomInt(1_000)}.`, proposed: proposed() }),
      ],
      [1, async ({ code }) => await withdraw(visitor(), code)],
      [2, rectified],
      [4, appealed],
      [1, forget],
    ];
    const proposed = () => new Map(randomInt(2) ? [[1, `Texte ${randomInt(1_000)}.`]] : []);
    const drawn = acts.flatMap(([weight, one]) => Array.from({ length: weight }, () => one));
    let done = 0;
    for (let i = 0; i < 400; i += 1) {
      const result = await anyOf(drawn)(anyOf(own)).then(
        () => null,
        (error: unknown) => error,
      );
      if (result === null) done += 1;
      // what a person may not do is refused in words; the log never has to refuse it
      else if (!/^(Conflict|Refused|Invalid|NotFound)$/.test((result as Error).constructor.name)) throw result;
    }
    expect(done).toBeGreaterThan(30);
    const chains = new Chains();
    const rows = await house.sql<{ data: Uint8Array }[]>`select data from journal.queue order by id`;
    for (const [index, { data }] of rows.entries()) chains.accept(parseLeaf(data), index);
    for (const { id, check } of adoptionInvariants) {
      const faults = await check(house.sql);
      const ofActs = faults.filter((fault) => !/^essai|^texte-essai|not in the log$/.test(fault));
      expect([id, ofActs]).toEqual([id, []]);
    }
  });

  test("no leaf holds a name, an address, an id of a person, or words", async () => {
    const rows = await house.sql<{ text: string }[]>`select convert_from(data, 'UTF8') as text from journal.queue`;
    const text = rows.map((row) => row.text).join("\n");
    const people = await house.sql<{ id: string }[]>`select id::text from accounts.person`;
    const canaries = [
      CANARY,
      "Zénobie",
      "Canarelli",
      "canari",
      "Association C",
      "avis",
      "Mots",
      ...people.map(({ id }) => id),
    ];
    expect(rows.length).toBeGreaterThan(40);
    expect(canaries.filter((canary) => text.includes(canary))).toEqual([]);
  });
});
