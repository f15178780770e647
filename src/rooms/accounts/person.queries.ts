import type { PersonId } from "#kernel/ids.ts";
import type { Lang } from "#kernel/lang.ts";
import type { Role } from "#kernel/viewer.ts";
import type { Db, Sql, Tx } from "#platform/db.ts";

export type Credentials = {
  readonly personId: PersonId;
  readonly status: "active" | "suspended";
  readonly passwordHash: string | null;
};

export async function findCredentials(sql: Db, email: string): Promise<Credentials | null> {
  const [row] = await sql<Credentials[]>`
    select id as "personId", status, password_hash as "passwordHash"
    from accounts.person
    where email = ${email}
  `;
  return row ?? null;
}

export type HeldRole = {
  readonly role: Role;
  readonly territory: string | null;
  readonly territoryName: string | null;
};

export type Person = {
  readonly personId: PersonId;
  readonly email: string;
  readonly displayName: string;
  readonly language: Lang;
  readonly status: "active" | "suspended";
  readonly hasPassword: boolean;
  readonly createdAt: Date;
  readonly roles: readonly HeldRole[];
};

const rolesOf = (sql: Db) => sql`
  coalesce(
    (
      select json_agg(
        json_build_object('role', role, 'territory', territory_code, 'territoryName', territory.name)
        order by role, territory_code
      )
      from accounts.role_grant
      left join processes.territory on territory.code = role_grant.territory_code
      where role_grant.person_id = person.id
    ),
    '[]'
  )
`;

export async function findPerson(sql: Db, personId: PersonId): Promise<Person | null> {
  const [row] = await sql<Person[]>`
    select
      id as "personId",
      email,
      display_name as "displayName",
      language,
      status,
      password_hash is not null as "hasPassword",
      created_at as "createdAt",
      ${rolesOf(sql)} as roles
    from accounts.person
    where id = ${personId}
      and status <> 'erased'
  `;
  return row ?? null;
}

export const PEOPLE_PER_PAGE = 25;
export type PeopleFilter = { readonly search: string; readonly role: Role | ""; readonly page: number };
export type PeoplePage = { readonly people: readonly Person[]; readonly count: number };

/** Team members and participants by name; `search` is a part of a name or an address. */
export async function listPeople(sql: Sql, { search, role, page }: PeopleFilter): Promise<PeoplePage> {
  const wanted = sql`
    position(lower(${search}) in lower(display_name || ' ' || email)) > 0
    and (${role} = '' or exists (select from accounts.role_grant where person_id = person.id and role = ${role}))
  `;
  const [people, [total]] = await Promise.all([
    sql<Person[]>`
      select
        id as "personId",
        email,
        display_name as "displayName",
        language,
        status,
        password_hash is not null as "hasPassword",
        created_at as "createdAt",
        ${rolesOf(sql)} as roles
      from accounts.person
      where status <> 'erased'
        and ${wanted}
      order by lower(display_name), id
      limit ${PEOPLE_PER_PAGE}
      offset ${(page - 1) * PEOPLE_PER_PAGE}
    `,
    sql<{ count: number }[]>`select count(*) as count from accounts.person where status <> 'erased' and ${wanted}`,
  ]);
  return { people, count: total?.count ?? 0 };
}

/** Every person, for the command line. */
export async function listAllPeople(sql: Sql, role: Role | ""): Promise<readonly Person[]> {
  return await sql<Person[]>`
    select
      id as "personId",
      email,
      display_name as "displayName",
      language,
      status,
      password_hash is not null as "hasPassword",
      created_at as "createdAt",
      ${rolesOf(sql)} as roles
    from accounts.person
    where status <> 'erased'
      and (${role} = '' or exists (select from accounts.role_grant where person_id = person.id and role = ${role}))
    order by email
  `;
}

/** Who administrates now, locked until the end of the transaction: two administrators cannot remove each other at once. */
export async function lockAdministrators(tx: Tx): Promise<readonly PersonId[]> {
  const rows = await tx<{ personId: PersonId }[]>`
    select person.id as "personId"
    from accounts.role_grant
    join accounts.person on person.id = role_grant.person_id
    where role_grant.role = 'administrator'
      and person.status = 'active'
    order by person.id
    for update of person, role_grant
  `;
  return rows.map(({ personId }) => personId);
}

export type Territory = {
  readonly code: string;
  readonly name: string;
  readonly kind: "nation" | "region" | "department";
};

export async function listTerritories(sql: Db): Promise<readonly Territory[]> {
  return await sql<Territory[]>`
    select code, name, kind
    from processes.territory
    order by array_position(array['nation', 'region', 'department'], kind), code
  `;
}

export async function territoryExists(sql: Db, code: string): Promise<boolean> {
  const rows = await sql`select from processes.territory where code = ${code}`;
  return rows.length > 0;
}

/** True when the session behind this cookie was opened in the last quarter of an hour: the person has just proved who they are. */
export async function isFreshSession(sql: Db, idHash: Uint8Array): Promise<boolean> {
  const rows = await sql`
    select
    from accounts.session
    where id_hash = ${idHash}
      and created_at > now() - interval '15 minutes'
  `;
  return rows.length > 0;
}
