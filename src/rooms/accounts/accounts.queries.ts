import type { Sql } from "#platform/db.ts";
import type { Invariant } from "#platform/invariant.ts";

export const accountsInvariants: readonly Invariant[] = [
  {
    id: "accounts.one-account-per-address",
    rule: 6,
    sentence: "One address has one account, however it is written.",
    check: async (sql: Sql) => {
      const rows = await sql<{ id: string }[]>`
        select min(id::text) as id
        from accounts.person
        group by lower(btrim(email))
        having count(*) > 1
      `;
      return rows.map(({ id }) => `person ${id}`);
    },
  },
  {
    id: "accounts.roles-have-people",
    rule: 8,
    sentence: "Every role is held by an account, and a facilitator's by territories that exist.",
    check: async (sql: Sql) => {
      const rows = await sql<{ id: string; role: string }[]>`
        select role_grant.person_id as id, role_grant.role
        from accounts.role_grant
        left join accounts.person on person.id = role_grant.person_id
        left join processes.territory on territory.code = role_grant.territory_code
        where person.id is null
          or (role_grant.role = 'facilitator' and territory.code is null)
      `;
      return rows.map(({ id, role }) => `${role} ${id}`);
    },
  },
  {
    id: "accounts.an-administrator",
    rule: 12,
    sentence: "Where there are accounts, at least one active account administrates the others.",
    check: async (sql: Sql) => {
      const rows = await sql<{ people: number }[]>`
        select count(*) as people
        from accounts.person
        having count(*) > 0
          and not exists (
            select
            from accounts.role_grant
            join accounts.person as holder on holder.id = role_grant.person_id
            where role_grant.role = 'administrator'
              and holder.status = 'active'
          )
      `;
      return rows.map(({ people }) => `${people} accounts and no administrator`);
    },
  },
  {
    id: "accounts.suspended-have-no-session",
    rule: 12,
    sentence: "A suspended person has no open session.",
    check: async (sql: Sql) => {
      const rows = await sql<{ id: string }[]>`
        select distinct person.id
        from accounts.session
        join accounts.person on person.id = session.person_id
        where person.status = 'suspended'
      `;
      return rows.map(({ id }) => `person ${id}`);
    },
  },
  {
    id: "accounts.keys-do-not-stay",
    rule: 12,
    sentence: "No session or sign-in link stays two days after its end.",
    check: async (sql: Sql) => {
      const rows = await sql<{ kind: string; count: number }[]>`
        select 'sessions' as kind, count(*) as count
        from accounts.session
        where least(expires_at, last_seen_at + interval '12 hours') < now() - interval '2 days'
        having count(*) > 0
        union all
        select 'links', count(*)
        from accounts.sign_in_link
        where expires_at < now() - interval '2 days'
        having count(*) > 0
      `;
      return rows.map(({ kind, count }) => `${count} old ${kind}`);
    },
  },
];
