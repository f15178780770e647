import { randomUUID } from "node:crypto";
import { Conflict, NotFound, Refused } from "#kernel/errors.ts";
import { asId, type ContributionId, type DraftId } from "#kernel/ids.ts";
import { urls } from "#kernel/urls.ts";
import { actingRole, type Viewer } from "#kernel/viewer.ts";
import type { Actor } from "#platform/http/world.ts";
import { type EntryInput, entryStatement, leafStatements } from "#rooms/journal";
import { enqueueMail } from "#rooms/notices";
import { openPhaseFor, openPhaseQuery } from "#rooms/processes";
import { translator } from "#ui/messages.ts";
import { type Parts, submitContribution } from "./contribution.store.ts";
import { findDraft, findDraftToSend } from "./draft.queries.ts";
import { type CompleteAnswers, type Draft, isComplete, isForSomebodyElse, knowsAuthor } from "./draft.rules.ts";
import { submissionLeaves } from "./logged.rules.ts";
import { amendedParts } from "./part.queries.ts";
import type { AmendedPart } from "./part.rules.ts";
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
 * Sends a draft. However often it is asked for (double click, back button, retry, two tabs), one contribution is made: the
 * statement that takes the draft lets one pass, the others wait for it and find the draft sent.
 */
export async function submitDraft(actor: Actor, { draftId, siteUrl }: SubmitInput): Promise<void> {
  const { sql, viewer } = actor;
  const draft = await findDraftToSend(sql, draftId, viewer);
  if (!draft) throw new NotFound();
  if (draft.submittedAt) return;
  if (!isComplete(draft)) throw new Incomplete();
  const id = asId<ContributionId>(randomUUID());
  const row = submissionOf(draft, id, await amendedParts(sql, draft));
  const parts: Parts = {
    openPhase: (db) => openPhaseQuery(db, draft.processId, viewer, "contribute"),
    entry: (db, rows) => entryStatement(db, entryOf(draft, { id, viewer }), rows),
    log: (db, rows) => leafStatements(db, submissionLeaves(row), rows),
  };
  const mailTo = row.email ?? (knowsAuthor(draft) ? viewer?.email : undefined);
  const made = mailTo
    ? await sql.begin(async (tx) => {
        const isMade = await submitContribution(tx, row, parts);
        if (isMade) await enqueueMail(tx, receiptMail(draft, { id, to: mailTo, siteUrl }));
        return isMade;
      })
    : await submitContribution(sql, row, parts);
  if (!made) await explainRefusal(actor, draftId);
}

/** Nothing was made: sent by another request meanwhile, the phase closed, or the answers changed in another tab. */
async function explainRefusal({ sql, viewer }: Actor, draftId: DraftId): Promise<void> {
  const draft = await findDraft(sql, draftId, viewer);
  if (draft?.submittedAt) return;
  if (draft && (await openPhaseFor(sql, draft.processId, viewer, "contribute"))) throw new Incomplete();
  throw new PhaseClosed();
}

type CompleteDraft = Draft & { readonly answers: CompleteAnswers };

function submissionOf(
  draft: CompleteDraft,
  id: ContributionId,
  parts: readonly AmendedPart[],
): Parameters<typeof submitContribution>[1] {
  const { answers } = draft;
  return {
    id,
    draftId: draft.id,
    answers,
    processId: draft.processId,
    kind: answers.kind,
    editionId: draft.editionId,
    nodeId: draft.nodeId,
    passageId: draft.passageId,
    aboutText: draft.passageText ?? draft.nodeTitle,
    title: answers.kind === "proposal" ? answers.title || null : null,
    body: answers.body,
    proposedText: answers.kind === "amendment" ? (answers.proposedText ?? null) : null,
    operation: answers.kind === "amendment" ? (answers.operation ?? "rewrite") : "rewrite",
    parts: parts.map(({ passageId, operation, aboutText, proposedText }) => ({
      passageId,
      operation,
      aboutText,
      proposedText,
    })),
    aboutContributionId: draft.aboutContributionId,
    stance: draft.aboutContributionId ? (answers.stance ?? null) : null,
    channel: draft.channel,
    channelDetail: answers.channelDetail ?? null,
    territoryCode: answers.territory || null,
    categoryCode: answers.category || null,
    organisation: answers.voice === "organisation" ? (answers.organisation ?? null) : null,
    authorName: answers.voice === "anonymous" ? null : answers.authorName || null,
    personId: knowsAuthor(draft) ? draft.personId : null,
    language: draft.language,
    receiptHash: receiptHash(draft.receiptCode),
    email: answers.wantsAnswer && !knowsAuthor(draft) ? (answers.email ?? null) : null,
  };
}

function entryOf(
  draft: CompleteDraft,
  { id, viewer }: { readonly id: ContributionId; readonly viewer: Viewer | null },
): EntryInput {
  return {
    kind: "contribution.submitted",
    subjectId: id,
    actingRole: roleOf(draft, viewer),
    payload: { channel: draft.channel, kind: draft.answers.kind, process: draft.processSlug },
  };
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
    subject: t("contribute.mail.subject"),
    text: t("contribute.mail.text", { process: draft.processTitle, code, link }),
    lang: draft.language,
    purpose: "receipt",
    subjectId: id,
  };
}
