import { randomUUID } from "node:crypto";
import { Invalid, NotFound, Refused } from "#kernel/errors.ts";
import { asId, type DecisionId, isUuid } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import { hasRole } from "#kernel/viewer.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { DECISION_PAGE, findDecision, listCausedChanges, listCovered } from "./decision.queries.ts";
import { type Decision, DRAFTERS, NotFree, PUBLISHERS, SavedSince } from "./decision.rules.ts";
import { typedNumbers, typedText, wordsOf, wordsSchema } from "./decision-form.routes.ts";
import { openDesk } from "./desk-filters.routes.ts";
import { addToDraft, discardDraft, draftReplacement, editDraft, removeFromDraft } from "./draft.actions.ts";
import { EditDecisionView } from "./draft-form.view.tsx";
import { DiscardDraftView, TeamDecisionView } from "./team-decision.view.tsx";
import { waitingNumbers } from "./waiting.queries.ts";
import type { TypedWords } from "./words-fields.view.tsx";

async function known(ctx: Context): Promise<Decision> {
  const decision = await findDecision(ctx.sql, ctx.params.decision);
  if (!decision) throw new NotFound();
  return decision;
}

const here = (ctx: Context, number: number) => urls.teamDecision(ctx.lang, { decision: number });
const shownWords = ({ verdict, addressedTo, reason, answer }: Decision): TypedWords => ({
  verdict,
  addressedTo: addressedTo ?? "",
  reason,
  answer,
});

async function decisionPage(ctx: Context, decision: Decision, message: string | null = null): Promise<Response> {
  const pages = Math.max(1, Math.ceil(decision.coverCount / DECISION_PAGE));
  const page = Math.min(ctx.queryPage(), pages);
  const [lines, changes] = await Promise.all([
    listCovered(ctx.sql, decision.id, page),
    listCausedChanges(ctx.sql, decision.id),
  ]);
  return ctx.page(
    <TeamDecisionView
      frame={ctx.frame}
      decision={decision}
      lines={lines}
      changes={changes}
      page={page}
      pages={pages}
      mayPublish={hasRole(ctx.viewer, ...PUBLISHERS)}
      replacementId={randomUUID()}
      errors={message === null ? [] : [{ field: "contribution", message }]}
    />,
    { status: message === null ? 200 : 409 },
  );
}

async function save(ctx: Context, decision: Decision): Promise<Response> {
  const { number, language } = decision;
  const read = await ctx.readForm(wordsSchema);
  const values = {
    verdict: typedText(read.typed, "verdict"),
    addressedTo: typedText(read.typed, "addressedTo"),
    reason: typedText(read.typed, "reason"),
    answer: typedText(read.typed, "answer"),
  };
  const [version = 0] = typedNumbers({ version: typedText(read.typed, "version") }, "version");
  const shown = { frame: ctx.frame, number, language, values };
  if (!read.ok)
    return ctx.page(<EditDecisionView {...shown} version={version} errors={read.errors} />, { status: 422 });
  try {
    await editDraft(ctx.actor, number, version, wordsOf(read.value));
  } catch (error) {
    if (!(error instanceof SavedSince)) throw error;
    const now = await known(ctx);
    const errors = [{ field: "verdict", message: ctx.t("decisions.error.savedSince") }];
    const props = { ...shown, version: now.version, errors, saved: shownWords(now) };
    return ctx.page(<EditDecisionView {...props} />, { status: 409 });
  }
  return ctx.redirect(here(ctx, number), { notice: "decisions.edit.done" });
}

async function add(ctx: Context, decision: Decision, typed: Typed): Promise<Response> {
  const desk = await openDesk(ctx, typed);
  const all = typedText(typed, "tout") !== "" && desk?.process.id === decision.processId;
  const numbers = all ? await waitingNumbers(ctx.sql, desk.filter) : typedNumbers(typed, "contribution");
  if (numbers.length === 0) return await decisionPage(ctx, decision, ctx.t("decisions.error.selection"));
  try {
    await addToDraft(ctx.actor, decision.number, numbers);
  } catch (error) {
    if (!(error instanceof NotFree)) throw error;
    const named = error.taken
      .slice(0, 20)
      .map(({ number }) => number)
      .join(", ");
    const message = ctx.t("decisions.error.notAdded", { count: error.taken.length, numbers: named });
    return await decisionPage(ctx, await known(ctx), message);
  }
  return ctx.redirect(here(ctx, decision.number), { notice: "decisions.draft.added" });
}

async function discard(ctx: Context, decision: Decision): Promise<Response> {
  try {
    await discardDraft(ctx.actor, decision.number);
  } catch (error) {
    if (!(error instanceof Refused) || error.messageKey !== "decisions.error.tied") throw error;
    return await decisionPage(ctx, decision, ctx.t("decisions.error.tied", error.params));
  }
  const drafts = urls.teamDecisions(ctx.lang, { demarche: decision.processSlug, etat: "brouillons" });
  return ctx.redirect(drafts, { notice: "decisions.discard.done" });
}

export const teamDecisionRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamDecision,
    who: DRAFTERS,
    query: ["etape", "page"],
    async handle(ctx) {
      const decision = await known(ctx);
      const step = decision.state === "draft" ? ctx.queryText("etape") : "";
      if (step === "supprimer") return ctx.page(<DiscardDraftView frame={ctx.frame} decision={decision} />);
      if (step !== "modifier") return await decisionPage(ctx, decision);
      const { number, version, language } = decision;
      const values = shownWords(decision);
      return ctx.page(<EditDecisionView frame={ctx.frame} {...{ number, version, language, values }} />);
    },
  }),
  route({
    method: "POST",
    path: patterns.teamDecision,
    who: DRAFTERS,
    async handle(ctx) {
      const { fields } = await ctx.form();
      const decision = await known(ctx);
      const { number } = decision;
      switch (typedText(fields, "act")) {
        case "save":
          return await save(ctx, decision);
        case "add":
          return await add(ctx, decision, fields);
        case "remove":
          await removeFromDraft(ctx.actor, number, typedNumbers(fields, "contribution"));
          return ctx.redirect(here(ctx, number), { notice: "decisions.draft.removed" });
        case "discard":
          return await discard(ctx, decision);
        case "replace": {
          const id = typedText(fields, "id");
          if (!isUuid(id)) throw new Invalid({ id: "decisions.error.form" });
          const made = await draftReplacement(ctx.actor, number, asId<DecisionId>(id));
          const edit = urls.teamDecision(ctx.lang, { decision: made }, { etape: "modifier" });
          return ctx.redirect(edit, { notice: "decisions.draft.replacementMade" });
        }
        default:
          throw new Invalid({ act: "decisions.error.form" });
      }
    },
  }),
];
