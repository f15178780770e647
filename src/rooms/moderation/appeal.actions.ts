import { saysSomething } from "#engine/text/says-something.ts";
import { Conflict, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import type { ContributionId, PersonId } from "#kernel/ids.ts";
import { actingRole, type Role } from "#kernel/viewer.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { logContribution, setContributionState } from "#rooms/contributions";
import { appendEntry } from "#rooms/journal";
import type { MessageKey } from "#ui/messages.ts";
import { type Appeal, appealById, contestableAct } from "./appeal.queries.ts";
import { mailAuthor } from "./author-mail.actions.ts";
import { type ContributionState, isOutOfSight } from "./moderation.rules.ts";
import { decideAppeal, insertAct, insertAppeal, liftMasks } from "./moderation.store.ts";

/** The author contests the act that took their contribution out of sight; the receipt code was checked by the caller. */
export async function contest(
  actor: Actor,
  input: { readonly contributionId: ContributionId; readonly words: string },
): Promise<void> {
  if (!saysSomething(input.words)) throw new Invalid({ words: "moderation.appealWordsMissing" });
  if (input.words.length > 4_000) throw new Invalid({ words: "moderation.appealWordsTooLong" });
  await actor.sql.begin(async (tx) => {
    const act = await contestableAct(tx, input.contributionId);
    if (!act) throw new Refused("moderation.nothingToContest");
    // a second posting of the same form finds the appeal there: nothing more to do
    if (!(await insertAppeal(tx, { contributionId: input.contributionId, actId: act.actId, words: input.words })))
      return;
    await appendEntry(tx, { kind: "contribution.contested", subjectId: input.contributionId, actingRole: "author" });
  });
}

export type OutcomeInput = {
  readonly appealId: string;
  readonly outcome: "upheld" | "overturned";
  readonly reason: string;
  readonly siteUrl: string;
};

function outcomeText(outcome: OutcomeInput["outcome"], state: ContributionState): MessageKey {
  if (outcome === "upheld") return "moderation.mailUpheldText";
  return state === "received" ? "moderation.mailOverturnedNewWordsText" : "moderation.mailOverturnedText";
}

/**
 * Another moderator than the one who acted decides. Overturning shows the contribution again, unless its author took it back
 * or wrote new words meanwhile: those are read like any other.
 */
export async function decide(actor: Actor, input: OutcomeInput): Promise<void> {
  const role = actingRole(actor.viewer, "moderator", "administrator");
  const decidedBy = actor.viewer?.personId;
  if (!role || !decidedBy) throw new Refused();
  if (!saysSomething(input.reason)) throw new Invalid({ reason: "moderation.reasonMissing" });
  if (input.reason.length > 2_000) throw new Invalid({ reason: "moderation.reasonTooLong" });
  await actor.sql.begin(async (tx) => {
    await tx`
      select
      from contributions.contribution
      where id = (select contribution_id from moderation.appeal where id = ${input.appealId})
      for update
    `;
    const appeal = await appealById(tx, input.appealId);
    if (!appeal) throw new NotFound();
    if (appeal.actMadeBy === decidedBy) throw new Refused("moderation.ownAct");
    if (!(await decideAppeal(tx, { appealId: appeal.id, outcome: input.outcome, reason: input.reason, decidedBy }))) {
      throw new Conflict("moderation.appealDecided");
    }
    if (input.outcome === "overturned") await showAgain(tx, appeal, { decidedBy, role, reason: input.reason });
    await appendEntry(tx, {
      kind: input.outcome === "overturned" ? "appeal.overturned" : "appeal.upheld",
      subjectId: appeal.contributionId,
      actingRole: role,
      payload: { number: appeal.number },
    });
    await mailAuthor(tx, {
      contributionId: appeal.contributionId,
      number: appeal.number,
      siteUrl: input.siteUrl,
      subject: "moderation.mailAppealSubject",
      text: outcomeText(input.outcome, appeal.state),
      purpose: "appeal",
      ground: null,
      reason: input.reason,
    });
  });
}

type Decider = { readonly decidedBy: PersonId; readonly role: Role; readonly reason: string };

/** A mask is lifted, a hidden contribution shown; one that its author took back or wrote anew meanwhile stays as it is. */
async function showAgain(tx: Tx, appeal: Appeal, { decidedBy, role, reason }: Decider): Promise<void> {
  const { contributionId, number, state, isDetached } = appeal;
  const act = { contributionId, ground: null, reason, madeBy: decidedBy, actingRole: role };
  if (appeal.verb === "mask") {
    if (state !== "published" || isDetached) return;
    await insertAct(tx, { ...act, verb: "unmask" });
    await liftMasks(tx, contributionId);
    await logContribution(tx, contributionId, { act: "edited" });
    const payload = { number, ground: null };
    await appendEntry(tx, { kind: "contribution.unmasked", subjectId: contributionId, actingRole: role, payload });
    return;
  }
  if (!isOutOfSight(state)) return;
  await insertAct(tx, { ...act, verb: "restore" });
  await setContributionState(tx, contributionId, "published");
  const by = { role, personId: decidedBy };
  await logContribution(tx, contributionId, { act: "restored", why: "appeal-upheld", by });
}
