import { asId, type PersonId } from "#kernel/ids.ts";
import type { RoleGrant } from "#kernel/viewer.ts";
import type { Db } from "#platform/db.ts";
import type { SignedIn } from "#platform/http/world.ts";

type FoundSession = SignedIn & { readonly isStale: boolean };

type Row = {
  readonly personId: string;
  readonly displayName: string;
  readonly email: string;
  readonly roles: readonly RoleGrant[];
  readonly circles: readonly string[];
  readonly csrf: string;
  readonly isStale: boolean;
};

/** The session behind the hash of a cookie: not expired, used in the last 12 hours, of a person who is not suspended. */
export async function selectSession(sql: Db, idHash: Uint8Array): Promise<FoundSession | null> {
  const [row] = await sql<Row[]>`
    select
      person.id as "personId",
      person.display_name as "displayName",
      person.email,
      session.csrf,
      session.last_seen_at < now() - interval '1 hour' as "isStale",
      coalesce(
        (
          select json_agg(json_build_object('role', role, 'territory', territory_code) order by role, territory_code)
          from accounts.role_grant
          where person_id = person.id
        ),
        '[]'
      ) as roles,
      array(select circle_id from processes.circle_member where person_id = person.id order by circle_id) as circles
    from accounts.session
    join accounts.person on person.id = session.person_id
    where session.id_hash = ${idHash}
      and session.expires_at > now()
      and session.last_seen_at > now() - interval '12 hours'
      and person.status = 'active'
  `;
  if (!row) return null;
  const { personId, displayName, email, roles, circles, csrf, isStale } = row;
  return { viewer: { personId: asId<PersonId>(personId), displayName, email, roles, circles }, csrf, isStale };
}
