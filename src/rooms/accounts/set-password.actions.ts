import { Invalid, NotFound } from "#kernel/errors.ts";
import type { PersonId } from "#kernel/ids.ts";
import type { Sql } from "#platform/db.ts";
import { passwordFault } from "./account.rules.ts";
import { hashPassword } from "./password.actions.ts";
import { findPerson } from "./person.queries.ts";
import { updatePassword } from "./person.store.ts";
import { closeSessionsOf } from "./session.actions.ts";

/** By the operator of the machine; the person's sessions end. */
export async function setPassword(sql: Sql, personId: PersonId, password: string): Promise<void> {
  const person = await findPerson(sql, personId);
  if (!person) throw new NotFound();
  const fault = passwordFault(password, person);
  if (fault) throw new Invalid({ nouveau: fault });
  const passwordHash = await hashPassword(password);
  await sql.begin(async (tx) => {
    await updatePassword(tx, personId, passwordHash);
    await closeSessionsOf(tx, personId);
  });
}
