import type { Db } from "#platform/db.ts";

export type FoundLink = {
  readonly email: string;
  readonly isThisBrowser: boolean;
  /** Nobody has this address yet: following the link makes an account. */
  readonly isNew: boolean;
};

/** A link that is still good, without using it up. */
export async function findLink(sql: Db, tokenHash: Uint8Array, browserHash: Uint8Array): Promise<FoundLink | null> {
  const [row] = await sql<FoundLink[]>`
    select
      email,
      browser_hash = ${browserHash} as "isThisBrowser",
      not exists (select from accounts.person where person.email = sign_in_link.email) as "isNew"
    from accounts.sign_in_link
    where token_hash = ${tokenHash}
      and consumed_at is null
      and expires_at > now()
  `;
  return row ?? null;
}

export type AskedLink = { readonly email: string; readonly tokenHash: Uint8Array };

/** The link this browser asked for last, if it is still good. */
export async function findAskedLink(sql: Db, browserHash: Uint8Array): Promise<AskedLink | null> {
  const [row] = await sql<AskedLink[]>`
    select email, token_hash as "tokenHash"
    from accounts.sign_in_link
    where browser_hash = ${browserHash}
      and consumed_at is null
      and expires_at > now()
    order by created_at desc
    limit 1
  `;
  return row ?? null;
}
