/**
 * Polls: questions put to the vote, their short statements, the stages where they were asked, moderation before showing.
 * Who may enter: everybody reads and proposes as the question says; administrators and editors prepare, open, close and
 * import; moderators and administrators read statements before they are shown.
 * Tables: polls.poll, poll_node, stage, statement, statement_node, act.
 * Journal entries: poll.opened, poll.closed, poll.statement-proposed, poll.statement-shown, poll.statement-hidden.
 * Needs: journal, processes, documents, contributions, moderation.
 */
export const routes = [];
