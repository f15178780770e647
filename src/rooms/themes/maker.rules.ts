import { Refused } from "#kernel/errors.ts";
import type { PersonId } from "#kernel/ids.ts";
import { actingRole, type Role, type Viewer } from "#kernel/viewer.ts";

/** Who keeps the codebook and codes, and who signs. In the order under which an act is recorded. */
export const CODERS = ["analyst", "editor", "administrator"] as const satisfies readonly Role[];
export const SIGNERS = ["editor", "administrator"] as const satisfies readonly Role[];

export type Maker = { readonly personId: PersonId; readonly role: Role };

/** The person and the role under which an act is recorded; refused to who holds none of these roles. */
export function makerAs(viewer: Viewer | null, roles: readonly Role[]): Maker {
  const role = actingRole(viewer, ...roles);
  if (!viewer || !role) throw new Refused();
  return { personId: viewer.personId, role };
}
