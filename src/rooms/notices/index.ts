/**
 * Notices: mails to people, written in the transaction of the act (outbox), sent by the worker.
 * Who may enter: actions of other rooms enqueue; administrators read the outbox and the captured mailbox.
 * Tables: notices.mail.
 * Journal entries: none.
 * Needs: no room.
 */
export { readMail } from "./captured-mail.actions.ts";
export { enqueueMail, type MailInput } from "./enqueue-mail.actions.ts";
export type { MailText } from "./mail.rules.ts";
export { noticesJobs as jobs } from "./notices.job.ts";
export { noticesInvariants as invariants } from "./notices.queries.ts";
export { noticesRoutes as routes } from "./notices.routes.tsx";
export { sendSoon } from "./send-mail.actions.ts";
