import { Refused } from "#kernel/errors.ts";
import type { ContributionId } from "#kernel/ids.ts";
import type { Lang } from "#kernel/lang.ts";
import { isTeam, type Viewer } from "#kernel/viewer.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { detachAuthor, eraseContribution, findByReceipt, type NewLabel, rectifyAuthor } from "#rooms/contributions";
import { appendEntry } from "#rooms/journal";
import { lockOwn } from "./own.queries.ts";
import type { EraseAllChoice, RequestKind, RequestTarget } from "./request.rules.ts";
import { closeRequest, erasePerson, insertAct, insertObjects, insertRequest, type Made } from "./request.store.ts";

type Simple = {
  readonly kind: RequestKind & ("detach" | "erase" | "rectify");
  readonly target: RequestTarget;
  readonly viewer: Viewer | null;
  readonly lang: Lang;
  readonly ids: readonly ContributionId[];
};

/** A request that its author makes and that needs nobody: received and done in one transaction, seen by the officer afterwards. */
async function recordDone(tx: Tx, { kind, target, viewer, lang, ids }: Simple): Promise<Made> {
  const personId = viewer?.personId ?? null;
  const made = await insertRequest(tx, { kind, target, origin: viewer ? "account" : "receipt", personId, lang });
  await insertObjects(tx, made.id, ids);
  await insertAct(tx, { requestId: made.id, verb: "receive", madeBy: personId, actingRole: "author" });
  await insertAct(tx, { requestId: made.id, verb: "do", madeBy: personId, actingRole: "author" });
  await closeRequest(tx, { id: made.id, state: "done", basis: kind === "erase" ? "rgpd-17" : null, reason: null });
  await recordAnswered(tx, made, { kind, origin: viewer ? "account" : "receipt", state: "done" });
  return made;
}

/** What anybody may know of a request: its number, what was asked, how, and that it was answered. */
export async function recordAnswered(
  tx: Tx,
  { id, number }: Made,
  payload: { readonly kind: string; readonly origin: string; readonly state: string },
  actingRole = "author",
): Promise<void> {
  await appendEntry(tx, { kind: "request.answered", subjectId: id, actingRole, payload: { number, ...payload } });
}

type OwnAct = { readonly code: string; readonly lang: Lang };

/** With the receipt, or with the account that sent it. Null when it was done before. */
export async function eraseOwn(actor: Actor, { code, lang }: OwnAct): Promise<Made | null> {
  const { id } = await findByReceipt(actor, code);
  return await actor.sql.begin(async (tx) => {
    if (!(await eraseContribution(tx, { id, actingRole: "author", basis: "rgpd-17" }))) return null;
    return await recordDone(tx, { kind: "erase", target: "contribution", viewer: actor.viewer, lang, ids: [id] });
  });
}

export async function detachOwn(actor: Actor, { code, lang }: OwnAct): Promise<Made | null> {
  const { id } = await findByReceipt(actor, code);
  return await actor.sql.begin(async (tx) => {
    if (!(await detachAuthor(tx, { id, actingRole: "author" }))) return null;
    return await recordDone(tx, { kind: "detach", target: "contribution", viewer: actor.viewer, lang, ids: [id] });
  });
}

/** Another name, organisation or category beside the words. False when nothing changes or nobody may say it any more. */
export async function rectifyOwn(
  actor: Actor,
  { code, lang, label }: OwnAct & { readonly label: NewLabel },
): Promise<boolean> {
  const { id } = await findByReceipt(actor, code);
  return await actor.sql.begin(async (tx) => {
    if (!(await rectifyAuthor(tx, { id, label }))) return false;
    await recordDone(tx, { kind: "rectify", target: "contribution", viewer: actor.viewer, lang, ids: [id] });
    return true;
  });
}

function signedIn(actor: Actor): Viewer {
  if (!actor.viewer) throw new Refused("http.signInFirst");
  return actor.viewer;
}

/** Separates the account from everything it sent. Null when there was nothing. */
export async function detachAll(actor: Actor, lang: Lang): Promise<Made | null> {
  const viewer = signedIn(actor);
  return await actor.sql.begin(async (tx) => {
    const ids = await detachEach(tx, viewer);
    if (ids.length === 0) return null;
    return await recordDone(tx, { kind: "detach", target: "contributions", viewer, lang, ids });
  });
}

async function detachEach(tx: Tx, { personId }: Viewer): Promise<readonly ContributionId[]> {
  const ids = await lockOwn(tx, personId);
  for (const id of ids) await detachAuthor(tx, { id, actingRole: "author" });
  return ids;
}

async function eraseEach(tx: Tx, { personId }: Viewer): Promise<readonly ContributionId[]> {
  const ids = await lockOwn(tx, personId);
  for (const id of ids) await eraseContribution(tx, { id, actingRole: "author", basis: "rgpd-17" });
  return ids;
}

type EraseAll = { readonly choice: EraseAllChoice; readonly lang: Lang };

/** Everything the account sent, or the account itself, with or without what it sent. Null when there was nothing. */
export async function eraseAll(actor: Actor, { choice, lang }: EraseAll): Promise<Made | null> {
  const viewer = signedIn(actor);
  const takesAccount = choice !== "contributions";
  if (takesAccount && isTeam(viewer)) throw new Refused("data-rights.eraseAll.team");
  return await actor.sql.begin(async (tx) => {
    const ids = choice === "account-detached" ? await detachEach(tx, viewer) : await eraseEach(tx, viewer);
    if (!takesAccount && ids.length === 0) return null;
    const target = takesAccount ? "account" : "contributions";
    const made = await recordDone(tx, { kind: "erase", target, viewer, lang, ids });
    if (takesAccount) await erasePerson(tx, viewer.personId);
    return made;
  });
}
