import { Refused } from "#kernel/errors.ts";
import { countTry } from "#platform/http/rate.ts";
import type { Actor, World } from "#platform/http/world.ts";
import { isPasswordRight } from "./password.actions.ts";
import { findCredentials } from "./person.queries.ts";
import { keyOfEmail } from "./secret.actions.ts";
import { type Entered, enter } from "./session.actions.ts";

const PER_PREFIX = { limit: 60, minutes: 15 } as const;
const PER_ADDRESS_AND_PREFIX = { limit: 10, minutes: 15 } as const;
/** Against guesses from everywhere at once. It closes passwords for this account for a while, never the link. */
const PER_ADDRESS = { limit: 100, minutes: 60 } as const;

type Typed = { readonly email: string; readonly password: string; readonly previousCookie: string | null };

/** null: wrong, for whatever reason; the page says no more. Tries are counted alike for addresses without account. */
export async function signInWithPassword(
  actor: Actor,
  { email, password, previousCookie }: Typed,
  world: World,
): Promise<Entered | null> {
  const address = keyOfEmail(world.secret, email);
  await countTry(actor.sql, `password:prefix:${actor.addressKey}`, PER_PREFIX);
  await countTry(actor.sql, `password:both:${address}:${actor.addressKey}`, PER_ADDRESS_AND_PREFIX);
  await countTry(actor.sql, `password:address:${address}`, PER_ADDRESS);
  const person = await findCredentials(actor.sql, email);
  const isRight = await isPasswordRight(person?.passwordHash ?? null, password);
  if (!person || !isRight) return null;
  const entered = await actor.sql.begin((tx) => enter(tx, person.personId, previousCookie));
  if (!entered) throw new Refused("accounts.error.suspended");
  return entered;
}
