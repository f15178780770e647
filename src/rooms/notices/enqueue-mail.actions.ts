import type { Lang } from "#kernel/lang.ts";
import type { Tx } from "#platform/db.ts";
import { insertMails } from "./notices.store.ts";

export type MailInput = {
  readonly to: string;
  /** Already in the language of the person. */
  readonly subject: string;
  readonly text: string;
  readonly lang: Lang;
  readonly purpose: "sign-in" | "receipt" | "moderation" | "appeal" | "answer" | "account" | "data-rights";
  readonly subjectId?: string;
  /** The same key is sent once, however often it is enqueued: `answer:<edition>:<address>`. */
  readonly dedupeKey?: string;
};

/** Writes mails to the outbox in the transaction of the act: sent if and only if the act is stored. */
export async function enqueueMail(tx: Tx, ...mails: readonly MailInput[]): Promise<void> {
  if (mails.length > 0) await insertMails(tx, mails);
}
