/**
 * Accounts: who somebody is here, how they sign in, which roles they hold.
 * Who may enter: everybody signs in and looks after their own account; administrators look after the team.
 * Tables: accounts.person, accounts.role_grant, accounts.session, accounts.sign_in_link.
 * Journal entries: role.granted, role.revoked, account.suspended, account.reactivated.
 * Needs: journal, notices.
 */
export { createPerson, grantRole, type PersonInput } from "./person.actions.ts";
export { findSession, openSession } from "./session.actions.ts";
