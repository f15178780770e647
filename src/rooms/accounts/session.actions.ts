import type { PersonId } from "#kernel/ids.ts";
import type { Viewer } from "#kernel/viewer.ts";
import type { Db, Sql, Tx } from "#platform/db.ts";
import { gatherer } from "#platform/gather.ts";
import type { FindSession } from "#platform/http/world.ts";
import { hashSecret, newSecret } from "./secret.actions.ts";
import { selectSessions } from "./session.queries.ts";
import { deleteSession, deleteSessionsOf, insertSession, touchSession } from "./session.store.ts";

const sessionOf = gatherer(selectSessions);

/** Who is behind a cookie, or null. Use is noted at most once an hour and nobody waits for the note. */
export const findSession: FindSession = async (sql, cookie) => {
  const idHash = hashSecret(cookie);
  const hash = idHash.toString("hex");
  const found = await sessionOf(sql, hash);
  if (!found) return null;
  // a note that is lost (database stopping) costs the person one sign-in, later
  if (found.isStale) touchSession(sql, idHash).catch(() => {});
  return { viewer: found.viewer, csrf: found.csrf };
};

/** Opens a session and gives the value of its cookie. Always a new id: one planted in a browser before never becomes signed in. */
export async function openSession(sql: Db, personId: PersonId): Promise<string> {
  const cookie = newSecret();
  await insertSession(sql, { idHash: hashSecret(cookie), personId, csrf: newSecret() });
  return cookie;
}

/** Somebody signed in: the cookie to give, and who they are here. */
export type Entered = { readonly cookie: string; readonly viewer: Viewer };

/** Signs a person in: ends the session the browser had before, whoever's it was. */
export async function enter(tx: Tx, personId: PersonId, previousCookie: string | null): Promise<Entered | null> {
  if (previousCookie) await deleteSession(tx, hashSecret(previousCookie));
  const cookie = await openSession(tx, personId);
  const hash = hashSecret(cookie).toString("hex");
  const session = (await selectSessions(tx, [hash])).get(hash);
  return session ? { cookie, viewer: session.viewer } : null;
}

export async function closeSession(sql: Sql, cookie: string): Promise<void> {
  await deleteSession(sql, hashSecret(cookie));
}

/** Ends every session of a person, in the transaction that changed what they may do. */
export async function closeSessionsOf(sql: Db, personId: PersonId): Promise<void> {
  await deleteSessionsOf(sql, personId);
}
