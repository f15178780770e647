import type { PersonId } from "./ids.ts";

export const ROLES = ["administrator", "editor", "moderator", "analyst", "facilitator", "participant"] as const;
export type Role = (typeof ROLES)[number];

/** A role held by a person; a facilitator's role is bound to a territory code, the others hold everywhere (null). */
export type RoleGrant = { readonly role: Role; readonly territory: string | null };

/** The signed-in person who looks at a page or acts. */
export type Viewer = {
  readonly personId: PersonId;
  readonly displayName: string;
  readonly email: string;
  readonly roles: readonly RoleGrant[];
  /** Ids of the circles the person belongs to; the public circle, which holds everybody, is not among them. */
  readonly circles: readonly string[];
};

/** Does this person hold one of these roles? Nobody signed in holds none. */
export function hasRole(viewer: Viewer | null, ...roles: readonly Role[]): boolean {
  return viewer?.roles.some((grant) => roles.includes(grant.role)) ?? false;
}

/** The role under which an act is recorded: the first of `roles` that the person holds. */
export function actingRole(viewer: Viewer | null, ...roles: readonly Role[]): Role | null {
  return roles.find((role) => hasRole(viewer, role)) ?? null;
}

/** Members of the team: everybody who holds more than the role of participant. */
export function isTeam(viewer: Viewer | null): boolean {
  return hasRole(viewer, "administrator", "editor", "moderator", "analyst", "facilitator");
}

/**
 * The same for people who may read and do the same: their roles and circles, in order. What one of them is shown may be
 * shown to the others; visitors without account share "".
 */
export function sameRightsKey(viewer: Viewer | null): string {
  if (!viewer) return "";
  const roles = viewer.roles.map(({ role, territory }) => `${role}@${territory ?? ""}`);
  return `${roles.sort().join(",")}|${viewer.circles.toSorted().join(",")}`;
}
