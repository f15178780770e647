import { Invalid, Refused } from "#kernel/errors.ts";
import type { PersonId } from "#kernel/ids.ts";
import type { Sql, Tx } from "#platform/db.ts";
import { countTry } from "#platform/http/rate.ts";
import type { Actor, World } from "#platform/http/world.ts";
import { createPerson, grantRole } from "./person.actions.ts";
import { findCredentials } from "./person.queries.ts";
import { hashCode, hashSecret, keyOfEmail, sameHash } from "./secret.actions.ts";
import { type Entered, enter } from "./session.actions.ts";
import { findAskedLink } from "./sign-in-link.queries.ts";
import { type ConsumedLink, consumeLink, countCodeTry, giveTryBack } from "./sign-in-link.store.ts";

const CODES_PER_PREFIX = { limit: 60, minutes: 15 } as const;
/** Thirty guesses among a million in a day. The link of the mail is not counted: its owner is never locked out. */
const CODES_PER_ADDRESS = { limit: 30, minutes: 1440 } as const;

export type Followed = Entered & { readonly returnTo: string };
type Follower = {
  /** The secret of the browser, from its cookie. */
  readonly browser: string;
  /** For an account made now; asked only when the address has none. */
  readonly displayName: string | null;
  readonly previousCookie: string | null;
};

/** Uses a link up and signs in. null: expired, used, or another browser's. Throws `Invalid` when a name must be given first. */
export async function followLink(sql: Sql, token: string, follower: Follower): Promise<Followed | null> {
  return await sql.begin((tx) => useLink(tx, hashSecret(token), follower));
}

/** null: no link waits in this browser, or its five tries are gone. */
export type TriedCode = Followed | { readonly triesLeft: number } | null;

/** The code of the mail, typed in the browser that asked: the same as following the link there. */
export async function followCode(
  actor: Actor,
  code: string,
  follower: Follower & { readonly world: World },
): Promise<TriedCode> {
  const browserHash = hashSecret(follower.browser);
  const asked = await findAskedLink(actor.sql, browserHash);
  if (!asked) return null;
  await countTry(actor.sql, `code:prefix:${actor.addressKey}`, CODES_PER_PREFIX);
  await countTry(actor.sql, `code:address:${keyOfEmail(follower.world.secret, asked.email)}`, CODES_PER_ADDRESS);
  // counted and stored before it is compared: parallel guesses cannot share a try
  const counted = await countCodeTry(actor.sql, browserHash);
  if (!counted) return null;
  if (!sameHash(counted.codeHash, hashCode(follower.browser, code))) return { triesLeft: counted.triesLeft };
  try {
    return await actor.sql.begin((tx) => useLink(tx, counted.tokenHash, follower));
  } catch (error) {
    if (error instanceof Invalid) await giveTryBack(actor.sql, counted.tokenHash);
    throw error;
  }
}

async function useLink(tx: Tx, tokenHash: Uint8Array, follower: Follower): Promise<Followed | null> {
  const link = await consumeLink(tx, tokenHash, hashSecret(follower.browser));
  if (!link) return null;
  const entered = await enter(tx, await personOf(tx, link, follower.displayName), follower.previousCookie);
  if (!entered) throw new Refused("accounts.error.suspended");
  return { ...entered, returnTo: link.returnTo };
}

/** Whoever has this address, or a new participant of that name. Throwing leaves the link unused. */
async function personOf(tx: Tx, { email, lang }: ConsumedLink, displayName: string | null): Promise<PersonId> {
  const known = await findCredentials(tx, email);
  if (known) return known.personId;
  if (displayName === null) throw new Invalid({ nom: "accounts.error.name" });
  const personId = await createPerson(tx, { email, displayName, language: lang });
  await grantRole(tx, personId, { role: "participant" });
  return personId;
}
