import type { Tx } from "#platform/db.ts";

type MailRow = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly lang: string;
  readonly purpose: string;
  readonly subjectId?: string;
  readonly dedupeKey?: string;
};

export async function insertMails(tx: Tx, mails: readonly MailRow[]): Promise<void> {
  await tx`
    insert into notices.mail (to_address, subject, text_body, language, purpose, subject_id, dedupe_key)
    select to_address, subject, text_body, language, purpose, subject_id, dedupe_key
    from unnest(
      ${mails.map((mail) => mail.to)}::text[],
      ${mails.map((mail) => mail.subject)}::text[],
      ${mails.map((mail) => mail.text)}::text[],
      ${mails.map((mail) => mail.lang)}::text[],
      ${mails.map((mail) => mail.purpose)}::text[],
      ${mails.map((mail) => mail.subjectId ?? null)}::uuid[],
      ${mails.map((mail) => mail.dedupeKey ?? null)}::text[]
    ) as mail (to_address, subject, text_body, language, purpose, subject_id, dedupe_key)
    on conflict (dedupe_key) do nothing
  `;
}
