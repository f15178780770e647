import { Refused } from "#kernel/errors.ts";
import { actingRole } from "#kernel/viewer.ts";
import type { Actor } from "#platform/http/world.ts";
import type { ChangeMaker } from "./change.store.ts";
import { EDITORS } from "./editors.rules.ts";

/** Who prepares an edition, and under which role. Throws Refused for anybody else. */
export function maker(actor: Actor): ChangeMaker & { readonly personId: NonNullable<ChangeMaker["personId"]> } {
  const role = actingRole(actor.viewer, ...EDITORS);
  if (!actor.viewer || !role) throw new Refused();
  return { personId: actor.viewer.personId, role };
}
