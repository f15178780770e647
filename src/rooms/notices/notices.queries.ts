import type { Sql } from "#platform/db.ts";
import type { Invariant } from "#platform/invariant.ts";
import type { MailInput } from "./enqueue-mail.actions.ts";

export const MAILS_PER_PAGE = 50;

export type MailLine = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly purpose: MailInput["purpose"];
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly failedAt: Date | null;
  readonly capturedAt: Date | null;
};

/** The outbox, newest first. */
export async function listMails(sql: Sql, page: number): Promise<readonly MailLine[]> {
  return await sql<MailLine[]>`
    select
      id,
      to_address as to,
      subject,
      purpose,
      created_at as "createdAt",
      sent_at as "sentAt",
      failed_at as "failedAt",
      captured_at as "capturedAt"
    from notices.mail
    order by created_at desc, id
    limit ${MAILS_PER_PAGE}
    offset ${(page - 1) * MAILS_PER_PAGE}
  `;
}

export async function countMails(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*) as count from notices.mail`;
  return row?.count ?? 0;
}

export type Mail = MailLine & {
  readonly text: string;
  readonly lang: "fr" | "en";
  readonly tries: number;
  readonly lastError: string | null;
};

export async function findMail(
  sql: Sql,
  where: { readonly id: string } | { readonly dedupeKey: string },
): Promise<Mail | null> {
  const condition = "id" in where ? sql`id = ${where.id}` : sql`dedupe_key = ${where.dedupeKey}`;
  const [row] = await sql<Mail[]>`
    select
      id,
      to_address as to,
      subject,
      purpose,
      created_at as "createdAt",
      sent_at as "sentAt",
      failed_at as "failedAt",
      captured_at as "capturedAt",
      text_body as text,
      language as lang,
      tries,
      last_error as "lastError"
    from notices.mail
    where ${condition}
  `;
  return row ?? null;
}

export const noticesInvariants: readonly Invariant[] = [
  {
    id: "notices.old-mails-emptied",
    rule: 12,
    sentence: "No mail keeps its text or its address a month and two days after it left.",
    check: async (sql) => {
      const rows = await sql<{ id: string }[]>`
        select id
        from notices.mail
        where coalesce(sent_at, failed_at, captured_at) < now() - interval '32 days'
          and text_body || to_address <> ''
      `;
      return rows.map(({ id }) => `mail ${id}`);
    },
  },
  {
    id: "notices.keys-do-not-stay",
    rule: 12,
    sentence: "A sign-in mail that was sent has no text left: it held a key.",
    check: async (sql) => {
      const rows = await sql<{ id: string }[]>`
        select id
        from notices.mail
        where purpose = 'sign-in'
          and sent_at is not null
          and text_body <> ''
      `;
      return rows.map(({ id }) => `mail ${id}`);
    },
  },
];
