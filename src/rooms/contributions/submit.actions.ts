import { randomUUID } from "node:crypto";
import { Conflict, NotFound, Refused } from "#kernel/errors.ts";
import { asId, type ContributionId, type DraftId } from "#kernel/ids.ts";
import { urls } from "#kernel/urls.ts";
import { actingRole, type Viewer } from "#kernel/viewer.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { appendEntry } from "#rooms/journal";
import { enqueueMail } from "#rooms/notices";
import { openPhaseFor } from "#rooms/processes";
import { translator } from "#ui/messages.ts";
import { submitContribution } from "./contribution.store.ts";
import { lockDraft } from "./draft.queries.ts";
import { type CompleteAnswers, type Draft, isComplete, isForSomebodyElse, knowsAuthor } from "./draft.rules.ts";
import { receiptHash } from "./receipt-code.actions.ts";
import { receiptInGroups } from "./receipt-words.rules.ts";

/** The phase closed while somebody was writing. What was typed is kept in the draft. */
export class PhaseClosed extends Refused {
  constructor() {
    super("errors.phaseClosed");
  }
}

/** The draft is not complete: a page was skipped. */
export class Incomplete extends Conflict {}

type SubmitInput = { readonly draftId: DraftId; readonly siteUrl: string };

/**
 * Sends a draft. However often it is asked for (double click, back button, retry, two tabs), one contribution is made:
 * the first holds the draft, the others wait and find it sent.
 */
export async function submitDraft(actor: Actor, { draftId, siteUrl }: SubmitInput): Promise<void> {
  await actor.sql.begin(async (tx) => {
    const draft = await lockDraft(tx, draftId, actor.viewer);
    if (!draft) throw new NotFound();
    if (draft.submittedAt) return;
    if (!isComplete(draft)) throw new Incomplete();
    const phase = await openPhaseFor(tx, draft.processId, actor.viewer, "contribute");
    if (!phase) throw new PhaseClosed();
    await writeSubmission(tx, { draft, answers: draft.answers, phaseId: phase.id, viewer: actor.viewer, siteUrl });
  });
}

type Submission = {
  readonly draft: Draft;
  readonly answers: CompleteAnswers;
  readonly phaseId: Parameters<typeof submitContribution>[1]["phaseId"];
  readonly viewer: Viewer | null;
  readonly siteUrl: string;
};

async function writeSubmission(tx: Tx, { draft, answers, phaseId, viewer, siteUrl }: Submission): Promise<void> {
  const id = asId<ContributionId>(randomUUID());
  const guestEmail = answers.wantsAnswer && !knowsAuthor(draft) ? (answers.email ?? null) : null;
  const mailTo = guestEmail ?? (knowsAuthor(draft) ? (viewer?.email ?? null) : null);
  // sent together: the connection carries them without waiting for each answer
  await Promise.all([
    submitContribution(tx, {
      id,
      draftId: draft.id,
      processId: draft.processId,
      phaseId,
      kind: answers.kind,
      editionId: draft.editionId,
      nodeId: draft.nodeId,
      passageId: draft.passageId,
      aboutText: draft.passageText ?? draft.nodeTitle,
      title: answers.kind === "proposal" ? answers.title || null : null,
      body: answers.body,
      proposedText: answers.kind === "amendment" ? (answers.proposedText ?? null) : null,
      channel: draft.channel,
      channelDetail: answers.channelDetail ?? null,
      territoryCode: answers.territory || null,
      categoryCode: answers.category || null,
      organisation: answers.voice === "organisation" ? (answers.organisation ?? null) : null,
      authorName: answers.voice === "anonymous" ? null : answers.authorName || null,
      personId: knowsAuthor(draft) ? draft.personId : null,
      language: draft.language,
      receiptHash: receiptHash(draft.receiptCode),
      email: guestEmail,
    }),
    appendEntry(tx, {
      kind: "contribution.submitted",
      subjectId: id,
      actingRole: roleOf(draft, viewer),
      payload: { channel: draft.channel, kind: answers.kind, process: draft.processSlug },
    }),
    mailTo ? enqueueMail(tx, receiptMail(draft, { id, to: mailTo, siteUrl })) : undefined,
  ]);
}

function roleOf(draft: Draft, viewer: Viewer | null): string {
  if (!viewer) return "visitor";
  if (!isForSomebodyElse(draft)) return "participant";
  return actingRole(viewer, "facilitator", "moderator", "editor", "analyst", "administrator") ?? "participant";
}

function receiptMail(
  draft: Draft,
  { id, to, siteUrl }: { readonly id: string; readonly to: string; readonly siteUrl: string },
): Parameters<typeof enqueueMail>[1] {
  const t = translator(draft.language);
  const code = receiptInGroups(draft.receiptCode);
  const link = siteUrl + urls.receipt(draft.language, { code });
  return {
    to,
    subject: t("contribute.mail.subject", { code }),
    text: t("contribute.mail.text", { process: draft.processTitle, code, link }),
    lang: draft.language,
    purpose: "receipt",
    subjectId: id,
  };
}
