// Answers, editions, rules of a process and questions: each act of the team logs what became public, in its own transaction.
import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  asId,
  type DecisionId,
  type EditionId,
  type PassageId,
  type PhaseId,
  type PollId,
  type ProcessId,
} from "#kernel/ids.ts";
import type { Viewer } from "#kernel/viewer.ts";
import { toBase64Url } from "#ledger/bytes.ts";
import { Chains } from "#ledger/chain.ts";
import { type Leaf, parseLeaf } from "#ledger/leaf.ts";
import type { Actor } from "#platform/http/world.ts";
import { insertContribution } from "#rooms/contributions";
import { createDraftEdition, publishEdition } from "#rooms/documents";
import { processBySlug, recordPhaseClock } from "#rooms/processes";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { draftDecision } from "../decisions/draft.actions.ts";
import { publishAlone, publishDecisions } from "../decisions/publish.actions.ts";
import { draftRevision } from "../decisions/revise.actions.ts";
import { changeWhoProposes, putOffClosing } from "../polls/poll.actions.ts";
import { closePhase, openPhase, reschedulePhase } from "../processes/phase.actions.ts";
import { addCircle, describeProcess, renameCircle, setPhaseRights } from "../processes/revise-process.actions.ts";
import { adoptAll } from "./adopt.actions.ts";
import { adoptionInvariants } from "./invariants.queries.ts";

const processId = asId<ProcessId>(ESSAI.processId);
const phaseId = asId<PhaseId>(ESSAI.consultationId);

let house: TestHouse;
let editor: Actor;
beforeAll(async () => {
  house = await createTestHouse();
  await adoptAll(house.sql);
  const { personId } = await house.as("editor");
  const viewer: Viewer = {
    ...{ personId, displayName: "Zénobie", email: "zenobie@canari.test", circles: [] },
    roles: [{ role: "editor", territory: null }],
  };
  editor = { sql: house.sql, viewer, visitorKey: null, addressKey: "a" };
});
afterAll(async () => {
  await adoptAll(house.sql);
  const chains = new Chains();
  for (const [index, leaf] of (await leaves()).entries()) chains.accept(leaf, index);
  for (const { id, check } of adoptionInvariants) {
    const faults = await check(house.sql);
    expect([id, faults]).toEqual([id, []]);
  }
  await house.close();
});

async function leaves(): Promise<readonly Leaf[]> {
  const rows = await house.sql<{ data: Uint8Array }[]>`select data from journal.queue order by id`;
  return rows.map(({ data }) => parseLeaf(data));
}
/** What an act logs. */
async function loggedBy<T>(act: () => Promise<T>): Promise<readonly Leaf[]> {
  const before = (await leaves()).length;
  await act();
  return (await leaves()).slice(before);
}

/** The document a leaf names, as anybody fetches it; its bytes have that digest. */
async function fetched(leaf: Leaf | undefined): Promise<Readonly<Record<string, unknown>>> {
  if (!leaf || !("d" in leaf)) throw new Error("a leaf without digest");
  const response = await house.fetch(`/journal/documents/${Buffer.from(leaf.d, "base64url").toString("hex")}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(toBase64Url(createHash("sha256").update(bytes).digest())).toBe(leaf.d);
  return JSON.parse(bytes.toString()) as Readonly<Record<string, unknown>>;
}

async function contribution(): Promise<number> {
  const { number } = await house.sql.begin(
    async (tx) =>
      await insertContribution(tx, {
        ...{ processId, phaseId, kind: "comment", editionId: asId<EditionId>(ESSAI.editionId) },
        passageId: asId<PassageId>(ESSAI.passageId(2)),
        aboutText: "Chaque personne voit qui a lu ses documents.",
        ...{ body: "Un avis.", channel: "online", state: "published" },
        ...{ submittedAt: new Date(Date.now() - 7_200_000), publishedAt: new Date(Date.now() - 3_600_000) },
      }),
  );
  return number;
}

const WORDS = {
  verdict: "declined",
  addressedTo: null,
  reason: "Le motif est clair.",
  answer: "La réponse est claire.",
};
async function decided(numbers: readonly number[]): Promise<{ id: DecisionId; number: number }> {
  const id = asId<DecisionId>(randomUUID());
  const group = { batchId: randomUUID(), words: "choisies", basis: null, claim: null, by: "numbers", numbers } as const;
  const number = await draftDecision(editor, { id, processId, words: WORDS as never, group });
  return { id, number };
}
const published = async (id: DecisionId) => await publishAlone(editor, [id], "https://jalon.test");

test("an answer, then its revision for some: a new answer, and the former one for those left", async () => {
  const [one, two] = [await contribution(), await contribution()];
  const old = await decided([one, two]);
  const first = await loggedBy(async () => await published(old.id));
  expect(first).toMatchObject([{ k: "answer.published", c: ESSAI.processId, o: old.id, r: 1 }]);
  expect(await fetched(first[0])).toMatchObject({
    ...{ number: old.number, verdict: "declined", reason: WORDS.reason, answer: WORDS.answer, revisedBy: [] },
    contributions: [{ number: one }, { number: two }],
  });
  expect(await loggedBy(async () => await published(old.id))).toEqual([]);

  const id = asId<DecisionId>(randomUUID());
  const revision = { number: old.number, id, reason: "Une étude est parue.", contributions: [two], words: "révision" };
  expect(await loggedBy(async () => await draftRevision(editor, revision))).toEqual([]);
  const second = await loggedBy(async () => await published(id));
  const d = first[0] && "d" in first[0] ? first[0].d : "";
  expect(second.toSorted((a, b) => (a.k < b.k ? -1 : 1))).toMatchObject([
    { k: "answer.published", o: id, r: 1 },
    { k: "answer.revised", o: old.id, r: 2, ph: d },
  ]);
  const revised = second.find(({ k }) => k === "answer.revised");
  expect(await fetched(revised)).toMatchObject({ contributions: [{ number: one }], revisedBy: [id] });
});

test("a publication that fails leaves no leaf, two at once leave one", async () => {
  const { id } = await decided([await contribution()]);
  const undone = async () =>
    await house.sql.begin(async (tx) => {
      await publishDecisions(tx, editor, [id]);
      throw new Error("undone");
    });
  expect(await loggedBy(async () => await expect(undone()).rejects.toThrow("undone"))).toEqual([]);
  const twice = await loggedBy(async () => await Promise.all([published(id), published(id)]));
  expect(twice).toHaveLength(1);
});

test("editions are revisions of their text, each with the hash it is published with", async () => {
  const from = asId<EditionId>(ESSAI.editionId);
  const editionId = await house.sql.begin(async (tx) => await createDraftEdition(tx, { from, createdBy: null }));
  const input = { editionId, publishedOn: "2026-11-22", publishedBy: null, actingRole: "editor" } as const;
  const publish = async () => await house.sql.begin(async (tx) => await publishEdition(tx, input));
  const logged = await loggedBy(publish);
  expect(await loggedBy(async () => await publish().catch(() => {}))).toEqual([]);
  expect(logged).toMatchObject([{ k: "roadmap.version", c: ESSAI.processId, o: ESSAI.documentId, r: 2 }]);
  const [row] = await house.sql<{ hash: string }[]>`select hash from documents.edition where id = ${editionId}`;
  expect(logged[0] && "d" in logged[0] ? Buffer.from(logged[0].d, "base64url").toString("hex") : "").toBe(row?.hash);
  expect(await fetched(logged[0])).toMatchObject({ document: ESSAI.document, edition: 2 });
});

test("the public rules of a process: each change once, none for nothing, nobody named", async () => {
  const process = await processBySlug(house.sql, ESSAI.process);
  if (!process) throw new Error("no process");
  const { documentId: text, title, authority, followUp, needsSecondReader } = process;
  const described = { title, summary: "Un résumé nouveau.", authority, followUp, needsSecondReader };
  const language = process.language as "fr";
  const describe = async () =>
    await describeProcess(editor, process, { ...described, language, documentId: text } as never);
  const first = await loggedBy(describe);
  expect(first).toMatchObject([{ k: "config.changed", c: ESSAI.processId }]);
  expect(await fetched(first[0])).toMatchObject({ summary: "Un résumé nouveau.", moderation: "before-publication" });
  expect(await loggedBy(describe)).toEqual([]);

  const circle = { name: "Partenaires", nameEn: "Partners" };
  const added = await loggedBy(async () => await addCircle(editor, processId, circle));
  const { circles } = (await fetched(added[0])) as { circles: readonly { id: string; name: string }[] };
  expect(circles.map(({ name }) => name)).toEqual(["Équipe", "Partenaires", "Public"]);
  const [core, partners] = circles.map(({ id }) => id);
  if (!core || !partners) throw new Error("no circles");
  const renamed = { processId, circleId: partners, name: "Proches", nameEn: "Close" };
  expect(await loggedBy(async () => await renameCircle(editor, renamed))).toHaveLength(1);
  const may = { read: [partners], contribute: [partners], vote: [core] };
  const rights = await loggedBy(async () => await setPhaseRights(editor, { processId, phaseId }, may));
  expect(rights).toHaveLength(1);
  // everybody but a closed circle is out now: what its members read is served to nobody else
  await expect(fetched(rights[0])).rejects.toThrow();
  const all = circles.map(({ id }) => id);
  const opened = await loggedBy(
    async () => await setPhaseRights(editor, { processId, phaseId }, { read: all, contribute: all, vote: all }),
  );
  const { phases } = (await fetched(opened[0])) as { phases: readonly { id: string; read: readonly string[] }[] };
  expect(phases.find(({ id }) => id === phaseId)?.read).toEqual(all);
});

test("phases opened, closed and put off by hand, or by the clock, change the public rules", async () => {
  const on = { processId, phaseId };
  const [row] = await house.sql<{ opens: Date; closes: Date }[]>`
    select planned_opens_at as opens, planned_closes_at as closes from processes.phase where id = ${phaseId}`;
  if (!row) throw new Error("no phase");
  await recordPhaseClock(house.sql);
  expect(await loggedBy(async () => await closePhase(editor, on))).toMatchObject([{ k: "config.changed" }]);
  expect(await loggedBy(async () => await closePhase(editor, on).catch(() => {}))).toEqual([]);
  expect(await loggedBy(async () => await openPhase(editor, on))).toHaveLength(1);
  const closesAt = new Date(row.closes.getTime() + 86_400_000);
  const later = { ...on, opensAt: row.opens, closesAt };
  const put = await loggedBy(async () => await reschedulePhase(editor, later));
  expect(put).toHaveLength(1);
  const seconds = `${closesAt.toISOString().slice(0, 19)}Z`;
  expect(JSON.stringify(await fetched(put[0]))).toContain(`"plannedClosing":"${seconds}"`);
  await reschedulePhase(editor, { ...on, opensAt: row.opens, closesAt: new Date(Date.now() + 1_500) });
  await new Promise((resolve) => setTimeout(resolve, 1_600));
  const byClock = await loggedBy(
    async () => await Promise.all([recordPhaseClock(house.sql), recordPhaseClock(house.sql)]),
  );
  expect(byClock).toMatchObject([{ k: "config.changed", c: ESSAI.processId }]);
  await reschedulePhase(editor, { ...on, opensAt: row.opens, closesAt: row.closes });
  await openPhase(editor, on);
});

test("a question is opened with its rules, and what changes of them while it is open is logged", async () => {
  const id = asId<PollId>(ESSAI.pollId);
  const [row] = await house.sql<{ number: number; version: number; closes: Date }[]>`
    select number, version, closes_at as closes from polls.poll where id = ${id}`;
  if (!row) throw new Error("no question");
  const [opened] = (await leaves()).filter((leaf) => leaf.k === "poll.opened");
  expect(opened).toMatchObject({ c: ESSAI.processId, o: ESSAI.pollId });
  const closes = new Date(row.closes.getTime() + 86_400_000);
  const put = await loggedBy(async () => await putOffClosing(editor, row, closes));
  expect(put).toMatchObject([{ k: "config.changed", c: ESSAI.processId }]);
  expect(await fetched(put[0])).toMatchObject({ poll: ESSAI.pollId, closes: closes.toISOString() });
  expect(await loggedBy(async () => await putOffClosing(editor, row, closes))).toEqual([]);
  const [changed] = await loggedBy(
    async () => await changeWhoProposes(editor, { ...row, version: row.version + 1 }, "nobody"),
  );
  expect(await fetched(changed)).toMatchObject({ proposers: "nobody" });
});

test("nothing of it names the person who acted", async () => {
  const text = (await leaves()).map((leaf) => JSON.stringify(leaf)).join("\n");
  const rows = await house.sql<{ content: string }[]>`select content from journal.document`;
  const documents = rows.map(({ content }) => content).join("\n");
  const people = await house.sql<{ id: string }[]>`select id from accounts.person`;
  const canaries = ["Zénobie", "canari", "jalon.test", ...people.map(({ id }) => id)];
  expect(canaries.filter((canary) => text.includes(canary) || documents.includes(canary))).toEqual([]);
});
