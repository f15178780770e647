/**
 * Notices: mails to people, written in the transaction of the act (outbox), sent by the worker.
 * Who may enter: actions of other rooms enqueue; administrators read the captured mailbox.
 * Tables: notices.mail.
 * Journal entries: none.
 * Needs: no room.
 */
export { enqueueMail, type MailInput } from "./enqueue-mail.actions.ts";
