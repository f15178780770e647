import type { DecisionId, EditionId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { enqueueMail } from "#rooms/notices";
import { writeAnswerMail } from "./answer-mail.actions.ts";
import {
  type AnnouncedEdition,
  findAnnouncedEdition,
  listAnswers,
  listChangesOf,
  listRecipients,
  type Recipient,
} from "./answer-mail.queries.ts";
import { type AnsweredDecision, byAddress, type TextChange } from "./answer-mail.rules.ts";

export type Announcement = {
  /** Published in this very transaction. */
  readonly decisionIds: readonly DecisionId[];
  /** The edition published with them; null when the decisions go alone. */
  readonly editionId: EditionId | null;
  /** `https://…`, where the links of the mail lead. */
  readonly siteUrl: string;
};

/** Mails written to the outbox at once: one statement each, bodies of a few kilobytes. */
const BATCH = 500;

/** "Here is what your contribution became": one mail an address, however many contributions. Gives how many mails. */
export async function announceAnswers(tx: Tx, announcement: Announcement): Promise<number> {
  const { decisionIds, editionId, siteUrl } = announcement;
  if (decisionIds.length === 0) return 0;
  const decisions = await listAnswers(tx, decisionIds);
  const edition = editionId === null ? null : await findAnnouncedEdition(tx, editionId);
  const changes = editionId === null ? new Map() : await listChangesOf(tx, editionId, decisionIds);
  const groups = byAddress(await listRecipients(tx, decisionIds));
  const act = editionId === null ? `decision:${[...decisionIds].sort()[0]}` : `edition:${editionId}`;
  for (let from = 0; from < groups.length; from += BATCH) {
    const mails = groups
      .slice(from, from + BATCH)
      .map((recipients) => mailTo(recipients, { decisions, changes, edition, siteUrl, act, subjectId: editionId }));
    await enqueueMail(tx, ...mails);
  }
  return groups.length;
}

type Shared = {
  readonly decisions: ReadonlyMap<DecisionId, AnsweredDecision>;
  readonly changes: ReadonlyMap<DecisionId, readonly TextChange[]>;
  readonly edition: AnnouncedEdition | null;
  readonly siteUrl: string;
  readonly act: string;
  readonly subjectId: EditionId | null;
};

function mailTo(recipients: readonly Recipient[], shared: Shared) {
  const [first] = recipients;
  if (!first) throw new RangeError("a mail needs somebody");
  const { decisions, changes, edition, siteUrl, act, subjectId } = shared;
  const items = recipients.flatMap((contribution) => {
    const decision = decisions.get(contribution.decisionId);
    return decision ? [{ contribution, decision, changes: changes.get(contribution.decisionId) ?? [] }] : [];
  });
  return {
    ...writeAnswerMail({ items, edition, siteUrl, lang: first.lang }),
    to: first.email,
    lang: first.lang,
    purpose: "answer" as const,
    dedupeKey: `answer:${act}:${first.email}`,
    ...(subjectId === null ? {} : { subjectId }),
  };
}
