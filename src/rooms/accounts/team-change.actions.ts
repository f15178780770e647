import { Invalid, NotFound, Refused } from "#kernel/errors.ts";
import type { PersonId } from "#kernel/ids.ts";
import type { RoleGrant } from "#kernel/viewer.ts";
import type { Tx } from "#platform/db.ts";
import { appendEntry } from "#rooms/journal";
import { needsTerritory } from "./account.rules.ts";
import { grantRole } from "./person.actions.ts";
import { findPerson, lockAdministrators, type Person, territoryExists } from "./person.queries.ts";
import { deleteGrant, updateStatus } from "./person.store.ts";
import { closeSessionsOf } from "./session.actions.ts";

/** Who decides: an administrator on the site, or the operator of the machine by command. */
export type By = { readonly personId: PersonId | null; readonly role: "administrator" | "operator" };

async function existing(tx: Tx, personId: PersonId): Promise<Person> {
  const person = await findPerson(tx, personId);
  if (!person) throw new NotFound();
  return person;
}

/** A role as it may be stored: a territory with the one role that has one, and no other. */
export async function checkedGrant(tx: Tx, { role, territory }: RoleGrant): Promise<RoleGrant> {
  if (!needsTerritory(role)) return { role, territory: null };
  if (!territory || !(await territoryExists(tx, territory)))
    throw new Invalid({ territoire: "accounts.error.territory" });
  return { role, territory };
}

/** Gives a role, journaled; the person's sessions end, so that the new rights come with a new session. */
export async function giveRole(
  tx: Tx,
  personId: PersonId,
  change: { readonly grant: RoleGrant; readonly by: By },
): Promise<void> {
  await existing(tx, personId);
  const { role, territory } = await checkedGrant(tx, change.grant);
  const { by } = change;
  const isNew = await grantRole(tx, personId, { role, territory, ...(by.personId ? { grantedBy: by.personId } : {}) });
  if (!isNew) return;
  await appendEntry(tx, {
    kind: "role.granted",
    subjectId: personId,
    actingRole: by.role,
    payload: { role, territory },
  });
}

/** Takes a role away at once: sessions end in the same transaction. */
export async function takeRole(
  tx: Tx,
  personId: PersonId,
  { grant, by }: { readonly grant: RoleGrant; readonly by: By },
): Promise<void> {
  await existing(tx, personId);
  if (grant.role === "administrator") await keepOneAdministrator(tx, personId);
  if (!(await deleteGrant(tx, personId, grant))) return;
  await closeSessionsOf(tx, personId);
  const payload = { role: grant.role, territory: grant.territory };
  await appendEntry(tx, { kind: "role.revoked", subjectId: personId, actingRole: by.role, payload });
}

export async function suspend(tx: Tx, personId: PersonId, by: By): Promise<void> {
  await existing(tx, personId);
  if (by.personId === personId) throw new Refused("people.error.suspendSelf");
  await keepOneAdministrator(tx, personId);
  if (!(await updateStatus(tx, personId, "suspended"))) return;
  await closeSessionsOf(tx, personId);
  await appendEntry(tx, { kind: "account.suspended", subjectId: personId, actingRole: by.role });
}

export async function reactivate(tx: Tx, personId: PersonId, by: By): Promise<void> {
  await existing(tx, personId);
  if (!(await updateStatus(tx, personId, "active"))) return;
  await appendEntry(tx, { kind: "account.reactivated", subjectId: personId, actingRole: by.role });
}

/** Without an administrator nobody could give the role back. */
async function keepOneAdministrator(tx: Tx, leaving: PersonId): Promise<void> {
  const administrators = await lockAdministrators(tx);
  if (administrators.length === 1 && administrators[0] === leaving) throw new Refused("people.error.lastAdministrator");
}
