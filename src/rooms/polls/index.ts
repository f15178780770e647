/**
 * Polls: questions put to the vote, their short statements, the stages where they were asked, moderation before showing.
 * Who may enter: everybody reads and proposes as the question says; administrators and editors prepare, open, close and
 * import; moderators and administrators read statements before they are shown.
 * Tables: polls.poll, poll_node, stage, statement, statement_node, act.
 * Journal entries: poll.opened, poll.closed, poll.put-off, poll.statement-proposed, poll.statement-shown, poll.statement-hidden.
 * Needs: journal, processes, documents, contributions, moderation.
 */
export {
  ownLang,
  PollDates,
  PollHeader,
  PollStatus,
  type PollTab,
  PollTabs,
  pollTrail,
  TeamTabs,
  teamTrail,
} from "./header.view.tsx";
export {
  attachPollNodesAs,
  createPoll,
  createPollAs,
  type NewPollInput,
  publishPoll,
  publishPollAs,
} from "./poll.actions.ts";
export {
  countPolls,
  lastTurnout,
  listPolls,
  mayReadPoll,
  nodesOfPoll,
  pollById,
  pollByNumber,
  type Turnout,
} from "./poll.queries.ts";
export { type Maker, type Poll, type PollInput, type PollState, stageCookie, stateOf } from "./poll.rules.ts";
export { listStages, type Stage, stageByCode } from "./stage.queries.ts";
export { addStatement, addStatements, addStatementsAs } from "./statement.actions.ts";
export {
  countStatements,
  listStatements,
  publicStatements,
  shownStatements,
  statementByNumber,
} from "./statement.queries.ts";
export type { HiddenReason, PublicStatement, Statement, StatementNode, StatementState } from "./statement.rules.ts";

export const routes = [];
