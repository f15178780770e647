/**
 * Polls: questions put to the vote, their short statements, the stages where they were asked, moderation before showing.
 * Who may enter: everybody reads and proposes as the question says; administrators and editors prepare, open, close and
 * import; moderators and administrators read statements before they are shown.
 * Tables: polls.poll, poll_node, stage, statement, statement_node, act.
 * Journal entries: poll.opened, poll.closed, poll.put-off, poll.statement-proposed, poll.statement-shown, poll.statement-hidden.
 * Needs: journal, processes, documents, contributions, moderation.
 */
import { urls } from "#kernel/urls.ts";
import type { Desk } from "#platform/desk.ts";
import { waitingState } from "./desk.queries.ts";
import { countPolls } from "./poll.queries.ts";
import { READERS, TEAM } from "./poll.rules.ts";
import { proposeRoutes } from "./propose.routes.tsx";
import { publicPollRoutes } from "./public.routes.tsx";
import { stageRoutes } from "./stage.routes.tsx";
import { teamPollRoutes } from "./team-poll.routes.tsx";
import { teamPollsRoutes } from "./team-polls.routes.tsx";
import { teamStagesRoutes } from "./team-stages.routes.tsx";
import { teamStatementRoutes } from "./team-statement.routes.tsx";
import { teamStatementsRoutes } from "./team-statements.routes.tsx";

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
export { createImportedPollAs, type ImportedStatement } from "./import-statements.actions.ts";
export { pollsInvariants as invariants } from "./invariants.queries.ts";
export { openingDocument } from "./opening.queries.ts";
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
export { addStageAs } from "./stage.actions.ts";
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

/** The fixed words of the addresses (`nouvelle`) are declared before the number that could stand there. */
export const routes = [
  ...publicPollRoutes,
  ...proposeRoutes,
  ...stageRoutes,
  ...teamPollsRoutes,
  ...teamPollRoutes,
  ...teamStatementsRoutes,
  ...teamStatementRoutes,
  ...teamStagesRoutes,
];

export const desks: readonly Desk[] = [
  {
    roles: READERS,
    titleKey: "polls.desk",
    href: (lang) => urls.teamPolls(lang),
    waiting: async (sql) => (await waitingState(sql)).count,
    oldest: async (sql) => (await waitingState(sql)).oldest,
  },
  {
    roles: TEAM,
    titleKey: "polls.deskPolls",
    href: (lang) => urls.teamPolls(lang),
    waiting: async (sql) => await countPolls(sql, { isPublished: false }),
  },
];
