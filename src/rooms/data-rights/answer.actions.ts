import { Conflict, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import type { ContributionId } from "#kernel/ids.ts";
import type { Lang } from "#kernel/lang.ts";
import { hasRole, type Viewer } from "#kernel/viewer.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor, World } from "#platform/http/world.ts";
import { detachAuthor, eraseContribution } from "#rooms/contributions";
import { appendEntry } from "#rooms/journal";
import { enqueueMail, sendSoon } from "#rooms/notices";
import { translator } from "#ui/messages.ts";
import { lockRequest, requestByNumber } from "./request.queries.ts";
import type { Basis, RequestKind, WholeRequest } from "./request.rules.ts";
import { closeRequest, insertAct, insertObjects, insertRequest } from "./request.store.ts";

const ROLE = "administrator";

/** The data-protection officer: an administrator. */
function officer(actor: Actor): Viewer {
  if (!actor.viewer || !hasRole(actor.viewer, ROLE)) throw new Refused();
  return actor.viewer;
}

export type Answer = {
  readonly number: number;
  readonly act: "do" | "refuse";
  /** Of an erasure that is done. */
  readonly basis: Basis | null;
  /** In plain words, sent to the person; needed to refuse, and to say what was corrected or given. */
  readonly reason: string | null;
};

/** Does or refuses a request, tells the person by mail, once. */
export async function answerRequest(actor: Actor, answer: Answer, world: World): Promise<void> {
  const viewer = officer(actor);
  await actor.sql.begin(async (tx) => {
    if (!(await lockRequest(tx, answer.number))) throw new NotFound();
    const request = await requestByNumber(tx, answer.number);
    if (!request) throw new NotFound();
    if (request.state !== "received") throw new Conflict();
    check(request, answer);
    if (answer.act === "do") await perform(tx, request, answer.basis);
    // before it is closed: what is personal in it goes then
    await writeAnswer(tx, request, answer);
    const state = answer.act === "do" ? "done" : "refused";
    const { id, number, kind, origin } = request;
    const basis = state === "done" ? answer.basis : null;
    if (!(await closeRequest(tx, { id, state, basis, reason: answer.reason }))) throw new Conflict();
    await insertAct(tx, { requestId: id, verb: answer.act, madeBy: viewer.personId, actingRole: ROLE });
    await appendEntry(tx, {
      kind: "request.answered",
      subjectId: id,
      actingRole: ROLE,
      payload: { number, kind, origin, state },
    });
  });
  sendSoon(world);
}

function check({ kind, objects }: WholeRequest, { act, basis, reason }: Answer): void {
  const fields: Record<string, string> = {};
  const acts = kind === "erase" || kind === "detach";
  if (act === "do" && kind === "erase" && basis === null) fields.fondement = "data-rights.error.basis";
  if (act === "do" && acts && objects.length === 0) fields.acte = "data-rights.error.noObject";
  if ((act === "refuse" || !acts) && reason === null) fields.motif = "data-rights.error.reason";
  if (Object.keys(fields).length > 0) throw new Invalid(fields);
}

async function perform(tx: Tx, { kind, objects }: WholeRequest, basis: Basis | null): Promise<void> {
  const ids = objects.map(({ id }) => id).toSorted();
  for (const id of ids) {
    if (kind === "erase" && basis) await eraseContribution(tx, { id, actingRole: ROLE, basis });
    if (kind === "detach") await detachAuthor(tx, { id, actingRole: ROLE });
  }
}

async function writeAnswer(tx: Tx, request: WholeRequest, { act, reason }: Answer): Promise<void> {
  const { email, language, number, kind } = request;
  if (email === null) return;
  const t = translator(language);
  const values = { number: String(number), kind: t(`data-rights.kind.${kind}`), reason: reason ?? "" };
  await enqueueMail(tx, {
    to: email,
    subject: t("data-rights.mail.answerSubject", values),
    text: t(mailKey(act, reason), values),
    lang: language,
    purpose: "data-rights",
  });
}

function mailKey(act: Answer["act"], reason: string | null) {
  if (act === "refuse") return "data-rights.mail.refusedText";
  return reason === null ? "data-rights.mail.doneText" : "data-rights.mail.doneWithReasonText";
}

export type OfficerAct = {
  readonly id: ContributionId;
  readonly kind: RequestKind & ("detach" | "erase");
  readonly basis: Basis;
  readonly reason: string;
  readonly lang: Lang;
};

/** A court, the law or the end of the retention asks; or a letter on paper. Null when it was done before. */
export async function actAsOfficer(
  actor: Actor,
  { id, kind, basis, reason, lang }: OfficerAct,
): Promise<number | null> {
  const viewer = officer(actor);
  return await actor.sql.begin(async (tx) => {
    const isDone =
      kind === "erase"
        ? await eraseContribution(tx, { id, actingRole: ROLE, basis })
        : await detachAuthor(tx, { id, actingRole: ROLE });
    if (!isDone) return null;
    const made = await insertRequest(tx, { kind, target: "contribution", origin: "officer", personId: null, lang });
    await insertObjects(tx, made.id, [id]);
    for (const verb of ["receive", "do"] as const) {
      await insertAct(tx, { requestId: made.id, verb, madeBy: viewer.personId, actingRole: ROLE });
    }
    await closeRequest(tx, { id: made.id, state: "done", basis, reason });
    await appendEntry(tx, {
      kind: "request.answered",
      subjectId: made.id,
      actingRole: ROLE,
      payload: { number: made.number, kind, origin: "officer", state: "done" },
    });
    return made.number;
  });
}
