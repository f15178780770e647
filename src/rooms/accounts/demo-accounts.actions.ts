import type { Role } from "#kernel/viewer.ts";
import type { Tx } from "#platform/db.ts";
import { hashPassword } from "./password.actions.ts";
import { createPerson, grantRole } from "./person.actions.ts";
import { findCredentials } from "./person.queries.ts";

/** Known to everybody: only for an installation that nobody but this machine can reach. */
export const OPEN_DEMO_PASSWORD = "demo-jalon-2023";

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

/** The accounts of the demonstration with the password they were made with, for printing. */
export function demoAccounts(password: string): readonly DemoAccount[] {
  return DEMO_ACCOUNTS.map(({ local, name, role }) => ({
    email: `${local}@demo.jalon`,
    displayName: name,
    role,
    password,
  }));
}

/** Makes the demonstration's accounts that are missing, leaves those that exist as they are, and gives them all. */
export async function createDemoAccounts(tx: Tx, password = OPEN_DEMO_PASSWORD): Promise<readonly DemoAccount[]> {
  const accounts = demoAccounts(password);
  for (const [index, { email, displayName, role }] of accounts.entries()) {
    if (await findCredentials(tx, email)) continue;
    const personId = await createPerson(tx, { email, displayName, passwordHash: await hashPassword(password) });
    await grantRole(tx, personId, { role, territory: DEMO_ACCOUNTS[index]?.territory ?? null });
  }
  return accounts;
}
