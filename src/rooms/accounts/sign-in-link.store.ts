import type { Lang } from "#kernel/lang.ts";
import type { Sql, Tx } from "#platform/db.ts";

type LinkRow = {
  readonly tokenHash: Uint8Array;
  readonly codeHash: Uint8Array;
  readonly browserHash: Uint8Array;
  readonly email: string;
  readonly returnTo: string;
  readonly lang: Lang;
};

export async function insertLink(tx: Tx, link: LinkRow): Promise<void> {
  await tx`
    insert into accounts.sign_in_link (token_hash, code_hash, browser_hash, email, return_to, language)
    values (${link.tokenHash}, ${link.codeHash}, ${link.browserHash}, ${link.email}, ${link.returnTo}, ${link.lang})
  `;
}

export type ConsumedLink = { readonly email: string; readonly returnTo: string; readonly lang: Lang };

/** Uses the link up, if it is still good and in the browser that asked for it. One of two that try together gets it. */
export async function consumeLink(
  tx: Tx,
  tokenHash: Uint8Array,
  browserHash: Uint8Array,
): Promise<ConsumedLink | null> {
  const [row] = await tx<ConsumedLink[]>`
    update accounts.sign_in_link
    set consumed_at = now()
    where token_hash = ${tokenHash}
      and browser_hash = ${browserHash}
      and consumed_at is null
      and expires_at > now()
    returning email, return_to as "returnTo", language as lang
  `;
  return row ?? null;
}

export type CountedTry = { readonly tokenHash: Uint8Array; readonly codeHash: Uint8Array; readonly triesLeft: number };

/** Counts a try of the code of the newest link of this browser before anything is compared; null when none is left. */
export async function countCodeTry(sql: Sql, browserHash: Uint8Array): Promise<CountedTry | null> {
  const [row] = await sql<CountedTry[]>`
    update accounts.sign_in_link
    set code_tries = code_tries + 1
    where token_hash = (
        select token_hash
        from accounts.sign_in_link
        where browser_hash = ${browserHash}
          and consumed_at is null
          and expires_at > now()
        order by created_at desc
        limit 1
      )
      and code_tries < 5
      and consumed_at is null
    returning token_hash as "tokenHash", code_hash as "codeHash", 5 - code_tries as "triesLeft"
  `;
  return row ?? null;
}

/** The code was right and the person has a name to give first: that was no guess. */
export async function giveTryBack(sql: Sql, tokenHash: Uint8Array): Promise<void> {
  await sql`
    update accounts.sign_in_link
    set code_tries = code_tries - 1
    where token_hash = ${tokenHash}
      and code_tries > 0
  `;
}

export async function purgeLinks(sql: Sql): Promise<number> {
  const rows = await sql`
    delete from accounts.sign_in_link
    where expires_at < now() - interval '1 hour'
  `;
  return rows.count;
}
