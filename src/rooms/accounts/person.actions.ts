import { Conflict } from "#kernel/errors.ts";
import { asId, type PersonId } from "#kernel/ids.ts";
import type { Lang } from "#kernel/lang.ts";
import type { RoleGrant } from "#kernel/viewer.ts";
import type { Tx } from "#platform/db.ts";
import { insertGrant, insertPerson } from "./person.store.ts";
import { closeSessionsOf } from "./session.actions.ts";

export type PersonInput = {
  readonly email: string;
  readonly displayName: string;
  readonly language?: Lang;
  /** argon2id hash; left out, the person signs in by link. */
  readonly passwordHash?: string;
};

/** For seeds and other rooms' actions, which have checked who acts. Throws `Conflict` when the address has an account. */
export async function createPerson(tx: Tx, input: PersonInput): Promise<PersonId> {
  const { email, displayName, language = "fr", passwordHash = null } = input;
  const id = await insertPerson(tx, {
    email: email.trim().toLowerCase(),
    displayName: displayName.trim(),
    language,
    passwordHash,
  });
  if (id === null) throw new Conflict("accounts.emailTaken");
  return asId<PersonId>(id);
}

export type GrantInput = {
  readonly role: RoleGrant["role"];
  readonly territory?: string | null;
  readonly grantedBy?: PersonId;
};

/** Gives a role and ends the person's sessions: the next sign-in has a new id and the new rights. */
export async function grantRole(
  tx: Tx,
  personId: PersonId,
  { role, territory = null, grantedBy }: GrantInput,
): Promise<boolean> {
  const isNew = await insertGrant(tx, personId, { role, territory, grantedBy: grantedBy ?? null });
  if (isNew) await closeSessionsOf(tx, personId);
  return isNew;
}
