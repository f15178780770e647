import type { Sql, Tx } from "#platform/db.ts";

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

export type ClaimedMail = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly lang: "fr" | "en";
  readonly tries: number;
};

/** Sign-in mails are worth nothing after their link: older ones are given up rather than sent. */
export async function failStaleSignIns(sql: Sql): Promise<void> {
  await sql`
    update notices.mail
    set failed_at = now(), text_body = '', last_error = 'too late'
    where purpose = 'sign-in'
      and sent_at is null
      and failed_at is null
      and captured_at is null
      and created_at < now() - interval '15 minutes'
  `;
}

/**
 * Takes mails to send, for this worker alone. What is sent and what is being sent counts against the day; the last fifth of
 * the day is kept for sign-in mails, so that a large publication never locks people out. The lock makes the count exact.
 */
export async function claimMails(
  sql: Sql,
  { limit, perDay }: { readonly limit: number; readonly perDay: number },
): Promise<readonly ClaimedMail[]> {
  return await sql.begin(async (tx): Promise<ClaimedMail[]> => {
    await tx`select pg_advisory_xact_lock(hashtext('notices.claim'))`;
    const [row] = await tx<{ used: number }[]>`
      select
        (select count(*) from notices.mail where sent_at > now() - interval '24 hours')
        + (
          select count(*)
          from notices.mail
          where claimed_at > now() - interval '10 minutes'
            and sent_at is null
            and failed_at is null
            and captured_at is null
        ) as used
    `;
    const left = perDay - (row?.used ?? 0);
    if (left <= 0) return [];
    const claimed = await tx<ClaimedMail[]>`
      update notices.mail
      set claimed_at = now(), tries = tries + 1
      where id in (
        select id
        from notices.mail
        where sent_at is null
          and failed_at is null
          and captured_at is null
          and send_after <= now()
          and (claimed_at is null or claimed_at <= now() - interval '10 minutes')
          and (purpose = 'sign-in' or ${left > perDay / 5})
        order by purpose = 'sign-in' desc, created_at
        limit ${Math.min(limit, left)}
        for update skip locked
      )
      returning id, to_address as to, subject, text_body as text, language as lang, tries
    `;
    return [...claimed];
  });
}

/** The body of a sign-in mail holds a key: it does not outlive its sending. */
export async function markSent(sql: Sql, id: string): Promise<void> {
  await sql`
    update notices.mail
    set
      sent_at = now(),
      claimed_at = null,
      last_error = null,
      text_body = case when purpose = 'sign-in' then '' else text_body end
    where id = ${id}
      and sent_at is null
  `;
}

/** Waits `pause` minutes for the next try; null gives the mail up. */
export async function markRefused(
  sql: Sql,
  id: string,
  { reason, pause }: { readonly reason: string; readonly pause: number | null },
): Promise<void> {
  await sql`
    update notices.mail
    set
      claimed_at = null,
      last_error = ${reason},
      send_after = now() + make_interval(mins => ${pause ?? 0}),
      failed_at = case when ${pause === null} then now() end
    where id = ${id}
      and sent_at is null
  `;
}

/** Without a mail server: what waits stays here for good, so that a server named later does not get old mails at once. */
export async function captureWaiting(sql: Sql): Promise<void> {
  await sql`
    update notices.mail
    set captured_at = now()
    where sent_at is null
      and failed_at is null
      and captured_at is null
  `;
}

/** The people of the demonstration do not exist: nothing leaves for them, mail server or not. */
export async function captureFictive(sql: Sql): Promise<void> {
  await sql`
    update notices.mail
    set captured_at = now()
    where to_address ~ '(@|\\.)(demo\\.jalon|invalid)$'
      and sent_at is null
      and failed_at is null
      and captured_at is null
  `;
}

/** Bodies and addresses go after 30 days; that something was sent, why and when, stays. */
export async function purgeOld(sql: Sql): Promise<number> {
  const rows = await sql`
    update notices.mail
    set text_body = '', to_address = '', subject = '-', dedupe_key = null
    where created_at < now() - interval '30 days'
      and coalesce(sent_at, failed_at, captured_at) < now() - interval '30 days'
      and text_body || to_address <> ''
  `;
  return rows.count;
}
