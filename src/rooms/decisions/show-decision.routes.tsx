import { NotFound } from "#kernel/errors.ts";
import { urls } from "#kernel/urls.ts";
import { hasRole } from "#kernel/viewer.ts";
import type { Context } from "#platform/http/context.ts";
import type { FieldError } from "#ui/frame.ts";
import { DECISION_PAGE, findDecision, listCausedChanges, listCovered } from "./decision.queries.ts";
import { type Decision, PUBLISHERS } from "./decision.rules.ts";
import { openDiscussion } from "./discussion.queries.ts";
import { TeamDecisionView } from "./team-decision.view.tsx";
import { listBasis, listBatches, listClaims, listReviews, listSuccessors } from "./trace.queries.ts";
import type { TypedWords } from "./words-fields.view.tsx";

export async function known(ctx: Context): Promise<Decision> {
  const decision = await findDecision(ctx.sql, ctx.params.decision);
  if (!decision) throw new NotFound();
  return decision;
}

export const here = (ctx: Context, number: number) => urls.teamDecision(ctx.lang, { decision: number });

export const shownWords = ({ verdict, addressedTo, reason, answer }: Decision): TypedWords => ({
  verdict,
  addressedTo: addressedTo ?? "",
  reason,
  answer,
});

type Shown = { readonly errors?: readonly FieldError[]; readonly status?: number; readonly note?: string };

/** The page of a decision as the team works on it, with what went wrong when something did. */
export async function decisionPage(ctx: Context, decision: Decision, shown: Shown = {}): Promise<Response> {
  const { errors = [], note = "" } = shown;
  const pages = Math.max(1, Math.ceil(decision.coverCount / DECISION_PAGE));
  const page = Math.min(ctx.queryPage(), pages);
  const [lines, changes, basis, claims, batches, reviews, successors, discussion] = await Promise.all([
    listCovered(ctx.sql, decision.id, page),
    listCausedChanges(ctx.sql, decision.id),
    listBasis(ctx.sql, decision.id),
    listClaims(ctx.sql, decision.id),
    listBatches(ctx.sql, decision.id),
    listReviews(ctx.sql, decision.id),
    listSuccessors(ctx.sql, decision.id),
    decision.state === "draft" ? openDiscussion(ctx.sql, decision.id) : [],
  ]);
  const trace = { basis, claims, batches, reviews, successors, discussion: discussion.length };
  const viewer = { viewerId: ctx.viewer?.personId ?? "", mayPublish: hasRole(ctx.viewer, ...PUBLISHERS) };
  return ctx.page(
    <TeamDecisionView
      frame={ctx.frame}
      {...{ decision, lines, changes, page, pages, errors, note, ...trace, ...viewer }}
    />,
    { status: shown.status ?? (errors.length === 0 ? 200 : 409) },
  );
}
