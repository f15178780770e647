import type { Role } from "#kernel/viewer.ts";
import type { Tx } from "#platform/db.ts";
import { hashPassword } from "./password.actions.ts";
import { createPerson, grantRole } from "./person.actions.ts";
import { findCredentials } from "./person.queries.ts";

const DEMO_PASSWORD = "demo-jalon-2023";

/** One per role; two moderators, because an appeal goes to the one who did not decide. Nothing is ever sent to demo.jalon. */
const DEMO_ACCOUNTS: readonly {
  readonly local: string;
  readonly name: string;
  readonly role: Role;
  readonly territory?: string;
}[] = [
  { local: "administrateur", name: "Alix Administrateur", role: "administrator" },
  { local: "editrice", name: "Édith Éditrice", role: "editor" },
  { local: "moderateur", name: "Modeste Modérateur", role: "moderator" },
  { local: "moderatrice", name: "Maud Modératrice", role: "moderator" },
  { local: "analyste", name: "Ana Analyste", role: "analyst" },
  { local: "animateur", name: "Armel Animateur", role: "facilitator", territory: "R53" },
  { local: "participante", name: "Paule Participante", role: "participant" },
];

export type DemoAccount = {
  readonly email: string;
  readonly displayName: string;
  readonly role: Role;
  readonly password: string;
};

/** Makes the demonstration's accounts that are missing, leaves those that exist as they are, and gives them all for printing. */
export async function createDemoAccounts(tx: Tx): Promise<readonly DemoAccount[]> {
  const made: DemoAccount[] = [];
  for (const { local, name: displayName, role, territory } of DEMO_ACCOUNTS) {
    const email = `${local}@demo.jalon`;
    made.push({ email, displayName, role, password: DEMO_PASSWORD });
    if (await findCredentials(tx, email)) continue;
    const personId = await createPerson(tx, { email, displayName, passwordHash: await hashPassword(DEMO_PASSWORD) });
    await grantRole(tx, personId, { role, territory: territory ?? null });
  }
  return made;
}
