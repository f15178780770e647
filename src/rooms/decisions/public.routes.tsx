import { NotFound } from "#kernel/errors.ts";
import { patterns } from "#kernel/urls.ts";
import { type Route, route } from "#platform/http/route.ts";
import { standingOf } from "#rooms/journal";
import { mayReadProcess, processBySlug } from "#rooms/processes";
import {
  countByVerdict,
  DECISION_PAGE,
  findDecision,
  listCausedChanges,
  listCovered,
  listDecisions,
  readMeter,
} from "./decision.queries.ts";
import { DecisionView, ProcessDecisionsView } from "./public.view.tsx";
import { listApprovals, listBasis, listClaims, listSuccessors } from "./trace.queries.ts";
import { isVerdict } from "./verdict.rules.ts";

export const publicDecisionRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.processDecisions,
    who: "everyone",
    cache: "public",
    query: ["verdict", "page"],
    async handle(ctx) {
      const process = await processBySlug(ctx.sql, ctx.params.process ?? "");
      if (!process || !(await mayReadProcess(ctx.sql, process.id, ctx.viewer))) throw new NotFound();
      const asked = ctx.queryText("verdict");
      const verdict = isVerdict(asked) ? asked : null;
      const [counts, meter] = await Promise.all([countByVerdict(ctx.sql, process.id), readMeter(ctx.sql, process.id)]);
      const count = counts
        .filter((row) => verdict === null || row.verdict === verdict)
        .reduce((sum, { decisions }) => sum + decisions, 0);
      const pages = Math.max(1, Math.ceil(count / DECISION_PAGE));
      const page = Math.min(ctx.queryPage(), pages);
      const decisions = await listDecisions(ctx.sql, process.id, { state: "published", verdict, page });
      const data = { process, meter, counts, verdict, decisions, count, page, pages };
      return ctx.page(<ProcessDecisionsView frame={ctx.frame} {...data} />);
    },
  }),
  route({
    method: "GET",
    path: patterns.decision,
    who: "everyone",
    cache: "public",
    query: ["page"],
    async handle(ctx) {
      const decision = await findDecision(ctx.sql, ctx.params.number);
      if (!decision || decision.state === "draft") throw new NotFound();
      if (!(await mayReadProcess(ctx.sql, decision.processId, ctx.viewer))) throw new NotFound();
      const pages = Math.max(1, Math.ceil(decision.coverCount / DECISION_PAGE));
      const page = Math.min(ctx.queryPage(), pages);
      const [lines, changes, basis, claims, reviews, successors, standing] = await Promise.all([
        listCovered(ctx.sql, decision.id, page),
        listCausedChanges(ctx.sql, decision.id),
        listBasis(ctx.sql, decision.id),
        listClaims(ctx.sql, decision.id),
        listApprovals(ctx.sql, decision.id, decision.version),
        listSuccessors(ctx.sql, decision.id),
        standingOf(ctx.sql, decision.id),
      ]);
      const trace = { basis, claims, reviews, successors, isLogged: standing !== null };
      return ctx.page(<DecisionView frame={ctx.frame} {...{ decision, lines, changes, page, pages, ...trace }} />);
    },
  }),
];
