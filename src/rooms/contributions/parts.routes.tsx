import { z } from "zod";
import { Invalid, NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import type { FieldError } from "#ui/frame.ts";
import { canOpen, type Draft, nextStep } from "./draft.rules.ts";
import { draftOf, type Refused, readForm, stepAddress } from "./draft-form.routes.ts";
import { removePart, savePart } from "./part.actions.ts";
import { anchorOfCode, listPassagesNear, wholeAmendment } from "./part.queries.ts";
import { placeTyped } from "./part.rules.ts";
import { PartsView, PartView } from "./parts.view.tsx";
import { findPassage, type PlacePassage } from "./place.queries.ts";
import { answersSchemas } from "./step-schemas.routes.ts";

const removeSchema = z.object({ remove: z.literal("yes") });

/** The draft of an amendment whose first passage is written; where else to go for any other. */
async function amendmentOf(ctx: Context): Promise<Draft | Response> {
  const draft = await draftOf(ctx);
  if (draft.submittedAt) return ctx.redirect(urls.contributeDone(ctx.lang, { draft: draft.id }));
  const isWritten = draft.answers.kind === "amendment" && canOpen("words", draft);
  return isWritten ? draft : ctx.redirect(stepAddress(ctx, draft, nextStep(draft)));
}

/** The passage chosen in the list or named by its number; the error to show otherwise. */
async function chosenAnchor(ctx: Context, draft: Draft): Promise<string | FieldError | null> {
  const [passage, typed] = [ctx.queryText("passage"), ctx.queryText("numero")];
  if (passage === "" && typed === "") {
    const wasAsked = ctx.url.searchParams.has("passage") || ctx.url.searchParams.has("numero");
    return wasAsked ? { field: "numero", message: ctx.t("contribute.parts.missing") } : null;
  }
  const place = placeTyped(typed || passage);
  const anchor = place && ("anchor" in place ? place.anchor : await anchorOfCode(ctx.sql, draft.editionId, place.code));
  const found = anchor ? await findPassage(ctx.sql, draft.editionId, anchor) : null;
  return found?.anchor ?? { field: typed ? "numero" : "passage", message: ctx.t("contribute.parts.unknown") };
}

async function partsPage(ctx: Context): Promise<Response> {
  const draft = await amendmentOf(ctx);
  if (draft instanceof Response) return draft;
  const chosen = await chosenAnchor(ctx, draft);
  if (typeof chosen === "string") return ctx.redirect(partAddress(ctx, draft, chosen));
  const [parts, near] = await Promise.all([
    wholeAmendment(ctx.sql, draft),
    draft.nodeId ? listPassagesNear(ctx.sql, draft.editionId, draft.nodeId) : [],
  ]);
  const typed = { passage: ctx.queryText("passage"), numero: ctx.queryText("numero") };
  const errors = chosen ? [chosen] : [];
  return ctx.page(<PartsView frame={ctx.frame} {...{ draft, parts, near, typed, errors }} />, {
    status: chosen ? 422 : 200,
  });
}

function partAddress(ctx: Context, draft: Draft, anchor: string): string {
  return anchor === draft.passageAnchor
    ? stepAddress(ctx, draft, "rewriting")
    : urls.contributePart(ctx.lang, { draft: draft.id, anchor });
}

async function passageOf(ctx: Context, draft: Draft): Promise<PlacePassage> {
  const passage = await findPassage(ctx.sql, draft.editionId, ctx.params.anchor ?? "");
  if (!passage) throw new NotFound();
  return passage;
}

async function partPage(ctx: Context, draft: Draft, refused?: Refused): Promise<Response> {
  const passage = await passageOf(ctx, draft);
  const parts = await wholeAmendment(ctx.sql, draft);
  const part = parts.find(({ anchor }) => anchor === passage.anchor) ?? null;
  return ctx.page(<PartView frame={ctx.frame} {...{ draft, passage, part }} {...refused} />, {
    status: refused ? 422 : 200,
  });
}

async function savePartOf(ctx: Context): Promise<Response> {
  const draft = await amendmentOf(ctx);
  if (draft instanceof Response) return draft;
  const { anchor } = await passageOf(ctx, draft);
  const list = urls.contributeParts(ctx.lang, { draft: draft.id });
  const removal = await readForm(ctx, removeSchema);
  if (removal.ok) {
    await removePart(ctx.actor, draft.id, anchor);
    return ctx.redirect(list);
  }
  const form = await readForm(ctx, answersSchemas.rewriting);
  if (!form.ok) return await partPage(ctx, draft, form);
  try {
    await savePart(ctx.actor, draft.id, { anchor, ...form.value });
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await partPage(ctx, draft, { typed: form.typed, errors: ctx.fieldErrors(error) });
  }
  return ctx.redirect(list);
}

export const partsRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.contributeParts,
    who: "everyone",
    query: ["passage", "numero"],
    handle: partsPage,
  }),
  route({
    method: "GET",
    path: patterns.contributePart,
    who: "everyone",
    query: [],
    async handle(ctx) {
      const draft = await amendmentOf(ctx);
      if (draft instanceof Response) return draft;
      if (ctx.params.anchor === draft.passageAnchor) return ctx.redirect(stepAddress(ctx, draft, "rewriting"));
      return await partPage(ctx, draft);
    },
  }),
  route({ method: "POST", path: patterns.contributePart, who: "everyone", handle: savePartOf }),
];
