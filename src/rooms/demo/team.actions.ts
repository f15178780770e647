import type { PersonId } from "#kernel/ids.ts";
import { ROLES, type Role } from "#kernel/viewer.ts";
import type { Tx } from "#platform/db.ts";
import { createPerson, grantRole } from "#rooms/accounts";
import { findPeople } from "./demo.queries.ts";

export type DemoTeam = Readonly<Record<Role, PersonId>> & { readonly count: number };

const NAMES: Readonly<Record<Role, string>> = {
  administrator: "Administratrice",
  editor: "Rédacteur",
  moderator: "Modératrice",
  analyst: "Analyste",
  facilitator: "Animateur",
  participant: "Participante",
};

/** One account a role; those already there are kept. */
export async function loadTeam(tx: Tx): Promise<DemoTeam> {
  const email = (role: Role): string => `${role}@demo.jalon.test`;
  const known = await findPeople(tx, ROLES.map(email));
  const team: Partial<Record<Role, PersonId>> = {};
  for (const role of ROLES) {
    const id = known.get(email(role)) ?? (await createPerson(tx, { email: email(role), displayName: NAMES[role] }));
    await grantRole(tx, id, { role, territory: role === "facilitator" ? "R53" : null });
    team[role] = id;
  }
  return { ...(team as Record<Role, PersonId>), count: ROLES.length };
}
