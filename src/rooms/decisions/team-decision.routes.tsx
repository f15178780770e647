import { randomUUID } from "node:crypto";
import { Invalid } from "#kernel/errors.ts";
import { patterns } from "#kernel/urls.ts";
import { type Route, route } from "#platform/http/route.ts";
import { DRAFTERS } from "./decision.rules.ts";
import { typedNumbers, typedText } from "./decision-form.routes.ts";
import { discard, link, removeSome, restore, save, undo, unlink } from "./draft-acts.routes.tsx";
import { EditDecisionView } from "./edit-draft.view.tsx";
import { add, addDiscussion } from "./group-acts.routes.tsx";
import { review } from "./review.routes.tsx";
import { replace, revisionPage } from "./revision.routes.tsx";
import { decisionPage, known, shownWords } from "./show-decision.routes.tsx";
import { DiscardDraftView } from "./team-decision.view.tsx";

export const teamDecisionRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamDecision,
    who: DRAFTERS,
    query: ["etape", "contribution", "page"],
    async handle(ctx) {
      const decision = await known(ctx);
      const step = ctx.queryText("etape");
      const isOpen = decision.state === "draft" && decision.discardedAt === null;
      if (step === "supprimer" && isOpen) return ctx.page(<DiscardDraftView frame={ctx.frame} decision={decision} />);
      if (step === "reviser" && decision.state === "published") {
        const numbers = ctx.url.searchParams.getAll("contribution").join(", ").slice(0, 2_000);
        const scope = numbers === "" ? "all" : "part";
        const values = { id: randomUUID(), revisionReason: "", scope, numbers };
        return revisionPage(ctx, decision, { values });
      }
      if (step !== "modifier" || !isOpen) return await decisionPage(ctx, decision);
      const { number, version, language, revisionReason } = decision;
      const values = shownWords(decision);
      return ctx.page(
        <EditDecisionView frame={ctx.frame} {...{ number, version, language, values, revisionReason }} />,
      );
    },
  }),
  route({
    method: "POST",
    path: patterns.teamDecision,
    who: DRAFTERS,
    async handle(ctx) {
      const { fields } = await ctx.form();
      const decision = await known(ctx);
      const act = typedText(fields, "act");
      switch (act) {
        case "save":
          return await save(ctx, decision);
        case "add":
          return await add(ctx, decision, fields);
        case "discussion":
          return await addDiscussion(ctx, decision);
        case "remove":
          return await removeSome(ctx, decision, typedNumbers(fields, "contribution"));
        case "undo":
          return await undo(ctx, decision, typedText(fields, "batch"));
        case "discard":
          return await discard(ctx, decision);
        case "restore":
          return await restore(ctx, decision);
        case "link":
          return await link(ctx, decision, typedText(fields, "claim"));
        case "unlink":
          return await unlink(ctx, decision, typedText(fields, "claim"));
        case "asked":
        case "taken_back":
        case "approved":
        case "sent_back":
          return await review(ctx, decision, act);
        case "replace":
          return await replace(ctx, decision);
        default:
          throw new Invalid({ act: "decisions.error.form" });
      }
    },
  }),
];
