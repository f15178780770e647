/**
 * Accounts: who somebody is here, how they sign in, which roles they hold.
 * Who may enter: everybody signs in and looks after their own account; administrators look after the team.
 * Tables: accounts.person, accounts.role_grant, accounts.session, accounts.sign_in_link.
 * Journal entries: role.granted, role.revoked, account.suspended, account.reactivated.
 * Needs: journal, notices.
 */
import { accountRoutes } from "./account.routes.tsx";
import { followLinkRoutes } from "./follow-link.routes.tsx";
import { peopleRoutes } from "./people.routes.tsx";
import { signInRoutes } from "./sign-in.routes.tsx";

export { accountCommands as commands } from "./account.command.ts";
export { accountsJobs as jobs } from "./accounts.job.ts";
export { accountsInvariants as invariants } from "./accounts.queries.ts";
export { createDemoAccounts, type DemoAccount, demoAccounts, OPEN_DEMO_PASSWORD } from "./demo-accounts.actions.ts";
export { createPerson, grantRole, type PersonInput } from "./person.actions.ts";
export { findSession, openSession } from "./session.actions.ts";

export const routes = [...signInRoutes, ...followLinkRoutes, ...accountRoutes, ...peopleRoutes];
