import { Refused } from "#kernel/errors.ts";
import type { PersonId } from "#kernel/ids.ts";
import { actingRole, type Role, type Viewer } from "#kernel/viewer.ts";

/** Who reads, and under which role an act of reading is recorded. */
export const READERS = ["analyst", "editor", "administrator"] as const satisfies readonly Role[];

export type Reader = { readonly personId: PersonId; readonly role: Role };

/** The person and the role of an act; refused to who holds none of these roles. */
export function readerAs(viewer: Viewer | null): Reader {
  const role = actingRole(viewer, ...READERS);
  if (!viewer || !role) throw new Refused();
  return { personId: viewer.personId, role };
}

export const NOTE_LIMIT = 4_000;
export const VISIBILITIES = ["self", "team"] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** Each person in turn, in the order of the numbers: shares differ by one at most. */
export function evenSplit<Person>(
  numbers: readonly number[],
  people: readonly Person[],
): ReadonlyMap<Person, number[]> {
  const shares = new Map<Person, number[]>(people.map((person) => [person, []]));
  for (const [index, number] of [...numbers].sort((a, b) => a - b).entries()) {
    const person = people[index % people.length];
    if (person !== undefined) shares.get(person)?.push(number);
  }
  return shares;
}
