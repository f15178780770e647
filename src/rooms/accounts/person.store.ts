import type { PersonId } from "#kernel/ids.ts";
import type { Lang } from "#kernel/lang.ts";
import type { RoleGrant } from "#kernel/viewer.ts";
import type { Db, Tx } from "#platform/db.ts";

type PersonRow = {
  readonly email: string;
  readonly displayName: string;
  readonly language: Lang;
  readonly passwordHash: string | null;
};

/** The id of the new person, or null when the address has an account already. */
export async function insertPerson(tx: Tx, person: PersonRow): Promise<string | null> {
  const [row] = await tx<{ id: string }[]>`
    insert into accounts.person (email, display_name, language, password_hash)
    values (${person.email}, ${person.displayName}, ${person.language}, ${person.passwordHash})
    on conflict (email) do nothing
    returning id
  `;
  return row?.id ?? null;
}

/** True when the role was not held before. */
export async function insertGrant(
  tx: Tx,
  personId: PersonId,
  grant: RoleGrant & { readonly grantedBy: PersonId | null },
): Promise<boolean> {
  const rows = await tx`
    insert into accounts.role_grant (person_id, role, territory_code, granted_by)
    values (${personId}, ${grant.role}, ${grant.territory}, ${grant.grantedBy})
    on conflict (person_id, role, territory_code) do nothing
  `;
  return rows.count > 0;
}

/** True when the role was held. */
export async function deleteGrant(tx: Tx, personId: PersonId, { role, territory }: RoleGrant): Promise<boolean> {
  const rows = await tx`
    delete from accounts.role_grant
    where person_id = ${personId}
      and role = ${role}
      and territory_code is not distinct from ${territory}
  `;
  return rows.count > 0;
}

export async function updateStatus(tx: Tx, personId: PersonId, status: "active" | "suspended"): Promise<boolean> {
  const rows = await tx`
    update accounts.person
    set status = ${status}
    where id = ${personId}
      and status <> ${status}
  `;
  return rows.count > 0;
}

export async function updateProfile(
  sql: Db,
  personId: PersonId,
  { displayName, language }: { readonly displayName: string; readonly language: Lang },
): Promise<void> {
  await sql`
    update accounts.person
    set display_name = ${displayName}, language = ${language}
    where id = ${personId}
  `;
}

export async function updatePassword(sql: Db, personId: PersonId, passwordHash: string | null): Promise<void> {
  await sql`
    update accounts.person
    set password_hash = ${passwordHash}
    where id = ${personId}
  `;
}
