import { asId, type PersonId } from "#kernel/ids.ts";
import type { RoleGrant } from "#kernel/viewer.ts";
import type { Db } from "#platform/db.ts";
import type { SignedIn } from "#platform/http/world.ts";

type FoundSession = SignedIn & { readonly isStale: boolean };

type Row = {
  readonly idHash: string;
  readonly personId: string;
  readonly displayName: string;
  readonly email: string;
  readonly roles: readonly RoleGrant[];
  readonly circles: readonly string[];
  readonly csrf: string;
  readonly isStale: boolean;
};

/**
 * The sessions behind the hashes of cookies (hexadecimal), in one query: not expired, used in the last 12 hours, of a person
 * who is not suspended.
 */
export async function selectSessions(sql: Db, idHashes: readonly string[]): Promise<ReadonlyMap<string, FoundSession>> {
  const rows = await sql<Row[]>`
    select
      asked.hash as "idHash",
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
    from unnest(${idHashes as string[]}::text[]) as asked (hash)
    join accounts.session on session.id_hash = decode(asked.hash, 'hex')
    join accounts.person on person.id = session.person_id
    where session.expires_at > now()
      and session.last_seen_at > now() - interval '12 hours'
      and person.status = 'active'
  `;
  return new Map(
    rows.map(({ idHash, personId, displayName, email, roles, circles, csrf, isStale }) => [
      idHash,
      { viewer: { personId: asId<PersonId>(personId), displayName, email, roles, circles }, csrf, isStale },
    ]),
  );
}
