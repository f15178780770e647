// After all that people and the team do to contributions, what the site shows is still what its log says, and nothing else.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { asId, type ContributionId, type EditionId } from "#kernel/ids.ts";
import type { Role, Viewer } from "#kernel/viewer.ts";
import { digest } from "#ledger/digest.ts";
import type { Actor } from "#platform/http/world.ts";
import { adoptAll } from "#rooms/adoption";
import { detachAuthor, eraseContribution, rectifyAuthor } from "#rooms/contributions";
import { editionContent } from "#rooms/documents";
import { initJournal, sequenceAll } from "#rooms/sequencer";
import { saveAnswers, startDraft } from "../../src/rooms/contributions/draft.actions.ts";
import { rephrase, withdraw } from "../../src/rooms/contributions/receipt.actions.ts";
import { submitDraft } from "../../src/rooms/contributions/submit.actions.ts";
import { moderate } from "../../src/rooms/moderation/moderate.actions.ts";
import type { Verb } from "../../src/rooms/moderation/moderation.rules.ts";
import { createTestHouse, ESSAI, type TestHouse } from "../house.ts";
import { run } from "./run-verify.ts";
import { serveHouse } from "./serve-house.ts";

const home = mkdtempSync(path.join(tmpdir(), "jalon-verify-acts-"));
const policy = path.join(home, "politique");
let house: TestHouse;
let served: Awaited<ReturnType<typeof serveHouse>>;

beforeAll(async () => {
  house = await createTestHouse({ env: { JALON_HOME: home, JALON_KEYS: path.join(home, "keys") } });
  await hashFixture();
  await initJournal(house.sql, house.app.world.config);
  await adoptAll(house.sql);
  served = await serveHouse(house);
  writeFileSync(policy, await (await house.fetch("/journal/politique")).text());
}, 120_000);
afterAll(async () => {
  served?.close();
  await house?.close();
  rmSync(home, { recursive: true, force: true });
});

/** The edition of the fixture has an invented hash. */
async function hashFixture(): Promise<void> {
  const hash = digest(await editionContent(house.sql, asId<EditionId>(ESSAI.editionId)));
  await house.sql.begin(async (tx) => {
    await tx`alter table documents.edition disable trigger user`;
    await tx`update documents.edition set hash = ${hash} where id = ${ESSAI.editionId}`;
    await tx`alter table documents.edition enable trigger user`;
  });
}

const siteUrl = "https://jalon.test";
let visitors = 0;
const visitor = (): Actor => {
  visitors += 1;
  return { sql: house.sql, viewer: null, visitorKey: null, addressKey: `visitor ${visitors}` };
};
async function team(role: Role): Promise<Actor> {
  const { personId } = await house.as(role);
  const viewer: Viewer = {
    ...{ personId, displayName: "Équipe", email: "equipe@jalon.test", circles: [] },
    roles: [{ role, territory: null }],
  };
  return { sql: house.sql, viewer, visitorKey: null, addressKey: "team" };
}

type Own = { readonly id: ContributionId; readonly number: number; readonly code: string };

async function sent(body: string, kind: "comment" | "testimony" = "comment"): Promise<Own> {
  const author = visitor();
  const draft = await startDraft(author, {
    ...{ process: ESSAI.process, where: "passage", element: "", passage: "p1" },
    ...{ channel: "online", channelDetail: "", lang: "fr" },
  });
  await saveAnswers(author, draft, { kind, body, voice: "person", authorName: "Zoé", wantsAnswer: false });
  await submitDraft(author, { draftId: draft, siteUrl });
  const [row] = await house.sql<Own[]>`
    select contribution.id, contribution.number, draft.receipt_code as code
    from contributions.draft
    join contributions.contribution on contribution.draft_id = draft.id
    where draft.id = ${draft}
  `;
  if (!row) throw new Error("nothing was sent");
  return row;
}

async function act(actor: Actor, { number }: Own, verb: Verb): Promise<void> {
  const [row] = await house.sql<{ state: "received"; version: number; body: string }[]>`
    select contribution.state, words.version, words.body
    from contributions.contribution
    join contributions.present_words as words on words.contribution_id = contribution.id
    where contribution.number = ${number}
  `;
  if (!row) throw new Error("no such contribution");
  await moderate(actor, {
    ...{ number, verb, version: row.version, seen: row.state, siteUrl, maskedProposed: "" },
    ...{ ground: verb === "mask" ? "personal_data" : "insult", reason: "Un motif clair." },
    maskedBody: row.body.replace(/\S+\.$/, "[masqué]"),
  });
}

it("compares every act", async () => {
  const moderator = await team("moderator");
  const verb = async (one: Own, ...verbs: readonly Verb[]): Promise<Own> => {
    for (const next of verbs) await act(moderator, one, next);
    return one;
  };
  await verb(await sent("Publié, avec un accent décomposé : e\u0301 \r\net une fin de ligne."), "publish");
  await verb(await sent("Publié puis retiré."), "publish", "hide");
  await verb(await sent("Retiré puis remis."), "publish", "hide", "restore");
  await verb(await sent("Masqué, de Zénobie."), "mask");
  await verb(await sent("Masqué puis rendu, de Zénobie."), "mask", "unmask");
  await sent("Attend encore.");
  const rewritten = await verb(await sent("À redire.", "testimony"), "ask_rephrase");
  await rephrase(visitor(), { code: rewritten.code, body: "Dit autrement.", proposed: new Map() });
  await verb(rewritten, "publish");
  const taken = await verb(await sent("Repris par son auteur."), "publish");
  await withdraw(visitor(), taken.code);
  const [erased, detached, renamed] = [await sent("Effacé."), await sent("Sans nom."), await sent("Renommé.")];
  for (const one of [erased, detached, renamed]) await verb(one, "publish");
  await house.sql.begin(async (tx) => {
    await eraseContribution(tx, { id: erased.id, actingRole: "administrator", basis: "rgpd-17" });
    await detachAuthor(tx, { id: detached.id, actingRole: "author" });
    const label = { authorName: "Zoé K.", organisation: "Association C", categoryCode: null };
    await rectifyAuthor(tx, { id: renamed.id, label });
  });
  await sequenceAll(house.sql, house.app.world.config);
  const ran = await run("site", served.address, "--policy", policy, "--json");
  expect(JSON.parse(ran.out).failure).toBeNull();
  const shown = await house.sql<{ number: number }[]>`select number from contributions.public_contribution`;
  expect(JSON.parse(ran.out)).toMatchObject({ visible: shown.length, notCheckable: 0 });
  expect(shown.length).toBeGreaterThanOrEqual(7);
}, 120_000);
