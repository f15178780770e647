import { randomBytes } from "node:crypto";
import type { PersonId } from "#kernel/ids.ts";
import type { Role } from "#kernel/viewer.ts";
import type { Sql, Tx } from "#platform/db.ts";
import { createDemoAccounts, type DemoAccount, demoAccounts, OPEN_DEMO_PASSWORD } from "#rooms/accounts";
import { findPeople } from "./demo.queries.ts";
import { keepDemoPassword } from "./record.store.ts";

/** Who acts in the demonstration, by role, and all its accounts. */
export type DemoTeam = Readonly<Record<Role, PersonId>> & {
  readonly accounts: readonly DemoAccount[];
};

/** The accounts of the demonstration; those already there are kept. */
export async function loadTeam(tx: Tx, password: string): Promise<DemoTeam> {
  const accounts = await createDemoAccounts(tx, password);
  const people = await findPeople(tx);
  const first = (role: Role): PersonId => {
    const id = people.get(accounts.find((account) => account.role === role)?.email ?? "");
    if (!id) throw new Error(`the demonstration has no ${role}`);
    return id;
  };
  return {
    administrator: first("administrator"),
    editor: first("editor"),
    moderator: first("moderator"),
    analyst: first("analyst"),
    facilitator: first("facilitator"),
    participant: first("participant"),
    accounts,
  };
}

/**
 * The password of the demonstration's accounts: the well-known one where only this machine reaches the site, else one drawn
 * once for this database, kept with it and printed at each start.
 */
export async function demoPassword(sql: Sql, host: string): Promise<string> {
  if (/^(localhost|127\..*|::1)$/.test(host)) return OPEN_DEMO_PASSWORD;
  return await keepDemoPassword(sql, randomBytes(12).toString("base64url"));
}

/** One line an account, for whoever starts the demonstration. Accounts taken away since are not listed, nor made again. */
export async function describeAccounts(sql: Sql, password: string): Promise<readonly string[]> {
  const present = await findPeople(sql);
  return demoAccounts(password)
    .filter(({ email }) => present.has(email))
    .map(({ email, role }) => `${role.padEnd(14)} ${email.padEnd(28)} ${password}`);
}
