import type { ContributionId } from "#kernel/ids.ts";
import { isLang } from "#kernel/lang.ts";
import { urls } from "#kernel/urls.ts";
import type { Tx } from "#platform/db.ts";
import { contactOf } from "#rooms/contributions";
import { enqueueMail } from "#rooms/notices";
import { type MessageKey, translator } from "#ui/messages.ts";

type AuthorMail = {
  readonly contributionId: ContributionId;
  readonly number: number;
  readonly siteUrl: string;
  readonly subject: MessageKey;
  readonly text: MessageKey;
  readonly purpose: "moderation" | "appeal";
  readonly ground: MessageKey | null;
  readonly reason: string;
};

/** Tells the author, where they left an address: what was done, why, what they can do. */
export async function mailAuthor(tx: Tx, mail: AuthorMail): Promise<void> {
  const [contact] = await contactOf(tx, [mail.contributionId]);
  if (!contact) return;
  const lang = isLang(contact.language) ? contact.language : "fr";
  const t = translator(lang);
  const values = {
    number: String(mail.number),
    ground: mail.ground ? t(mail.ground) : "",
    reason: mail.reason,
    receiptUrl: mail.siteUrl + urls.receiptSearch(lang),
    charterUrl: mail.siteUrl + urls.charter(lang),
  };
  await enqueueMail(tx, {
    to: contact.email,
    subject: t(mail.subject, values),
    text: t(mail.text, values),
    lang,
    purpose: mail.purpose,
    subjectId: mail.contributionId,
  });
}
