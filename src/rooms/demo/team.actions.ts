import type { PersonId } from "#kernel/ids.ts";
import type { Role } from "#kernel/viewer.ts";
import type { Sql, Tx } from "#platform/db.ts";
import { createDemoAccounts, type DemoAccount } from "#rooms/accounts";
import { findPeople } from "./demo.queries.ts";

/** Who acts in the demonstration, by role, and all its accounts. */
export type DemoTeam = Readonly<Record<Exclude<Role, "participant">, PersonId>> & {
  readonly accounts: readonly DemoAccount[];
};

/** The accounts of the demonstration; those already there are kept. */
export async function loadTeam(tx: Tx): Promise<DemoTeam> {
  const accounts = await createDemoAccounts(tx);
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
    accounts,
  };
}

/**
 * One line an account, for whoever starts the demonstration. Accounts taken away since are not listed, and above all not
 * made again: what is asked of the accounts room here is undone.
 */
export async function describeAccounts(sql: Sql): Promise<readonly string[]> {
  const present = await findPeople(sql);
  if (present.size === 0) return [];
  const undo = new Error("undo");
  let accounts: readonly DemoAccount[] = [];
  await sql
    .begin(async (tx) => {
      accounts = await createDemoAccounts(tx);
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return accounts
    .filter(({ email }) => present.has(email))
    .map(({ email, role, password }) => `${role.padEnd(14)} ${email.padEnd(28)} ${password}`);
}
