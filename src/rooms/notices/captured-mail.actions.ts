import type { Config } from "#platform/config.ts";
import type { Sql } from "#platform/db.ts";
import { type MailText, mailText } from "./mail.rules.ts";
import { layOutMail } from "./mail-layout.actions.ts";
import { findMail } from "./notices.queries.ts";

/** A mail as a page shows it, or null. For the demo's sign-in page, which has checked that nobody else can be looking. */
export async function readMail(
  sql: Sql,
  dedupeKey: string,
  config: Config,
): Promise<{ readonly subject: string; readonly text: MailText } | null> {
  const mail = await findMail(sql, { dedupeKey });
  return mail?.text ? { subject: mail.subject, text: mailText(layOutMail(mail, config), config.siteUrl) } : null;
}
