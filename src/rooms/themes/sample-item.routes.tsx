import { Conflict, NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import type { FieldError } from "#ui/frame.ts";
import { CODERS } from "./maker.rules.ts";
import { numberParam, openProcess, typedList, typedOnce, typedText } from "./open-process.routes.ts";
import { codeInSample, reconcile } from "./sample.actions.ts";
import { findSample, findSampleItem, listDisagreements, nextInSample, ownReading } from "./sample.queries.ts";
import { DisagreementView, SampleItemView } from "./sample-item.view.tsx";
import { activeThemes } from "./theme.queries.ts";
import { LIMITS } from "./theme.rules.ts";

const NONE: Typed = {};

async function placeOf(ctx: Context) {
  const process = await openProcess(ctx);
  const sample = await findSample(ctx.sql, process.id, numberParam(ctx, "sample"));
  const viewerId = ctx.viewer?.personId;
  if (!sample || !viewerId) throw new NotFound();
  const item = await findSampleItem(ctx.sql, sample.id, numberParam(ctx, "position"));
  if (!item) throw new NotFound();
  const themes = await activeThemes(ctx.sql, process.id);
  return { process, sample, item, themes, viewerId };
}

/** Only for the coders of the sample, while it is open. */
async function itemPage(ctx: Context, typed: Typed | null = null, errors: readonly FieldError[] = [], status = 422) {
  const { viewerId, ...place } = await placeOf(ctx);
  const { sample, item } = place;
  const isCoder = sample.coders.some(({ personId }) => personId === viewerId);
  if (!isCoder || sample.state !== "open") throw new NotFound();
  const own = typed ? typedList(typed, "theme") : await ownReading(ctx.sql, sample.id, item.id, viewerId);
  return ctx.page(<SampleItemView frame={ctx.frame} {...place} {...{ own, errors }} />, {
    status: errors.length > 0 ? status : 200,
  });
}

async function saveItem(ctx: Context): Promise<Response> {
  const { process, sample, item, viewerId } = await placeOf(ctx);
  const { fields: typed } = await ctx.form();
  const where = { sample: sample.number, position: item.position };
  try {
    // "no theme fits" has its own key, whatever is ticked
    const themes = typedText(typed, "act") === "aside" ? [] : typedList(typed, "theme");
    await codeInSample(ctx.actor, process.id, { ...where, themes });
  } catch (error) {
    if (error instanceof Conflict && error.messageKey === "coding.error.themeGone") {
      return await itemPage(ctx, typed, ctx.fieldErrors({ theme: error.messageKey }), 409);
    }
    throw error;
  }
  const next = await nextInSample(ctx.sql, sample.id, viewerId, item.position);
  const here = { process: process.slug, sample: sample.number };
  if (next === null) return ctx.redirect(urls.teamSample(ctx.lang, here), { notice: "samples.codedAll" });
  return ctx.redirect(urls.teamSampleItem(ctx.lang, { ...here, position: next }), { notice: "samples.itemSaved" });
}

async function disagreementPage(ctx: Context, typed: Typed = NONE, errors: readonly FieldError[] = [], status = 422) {
  const { viewerId: _, ...place } = await placeOf(ctx);
  const { sample, item } = place;
  const found = (await listDisagreements(ctx.sql, sample.id)).find(({ position }) => position === item.position);
  if (!found || (found.settledAt !== null && errors.length === 0)) throw new NotFound();
  const shown = { themes: typedList(typed, "theme"), note: typedText(typed, "note") };
  return ctx.page(
    <DisagreementView frame={ctx.frame} {...place} readings={found.readings} typed={shown} errors={errors} />,
    { status: errors.length > 0 ? status : 200 },
  );
}

async function saveReconciliation(ctx: Context): Promise<Response> {
  const { process, sample, item } = await placeOf(ctx);
  const { fields: typed } = await ctx.form();
  const note = typedOnce(typed, "note").trim();
  if ([...note].length > LIMITS.definition) {
    return await disagreementPage(ctx, typed, ctx.fieldErrors({ note: "samples.error.noteLong" }));
  }
  try {
    const settled = { sample: sample.number, position: item.position, themes: typedList(typed, "theme"), note };
    await reconcile(ctx.actor, process.id, settled);
  } catch (error) {
    if (error instanceof Conflict) {
      return await disagreementPage(ctx, typed, ctx.fieldErrors({ theme: error.messageKey }), 409);
    }
    throw error;
  }
  const to = urls.teamSample(ctx.lang, { process: process.slug, sample: sample.number });
  return ctx.redirect(to, { notice: "samples.settleDone" });
}

export const sampleItemRoutes: readonly Route[] = [
  route({ method: "GET", path: patterns.teamSampleItem, who: CODERS, handle: async (ctx) => await itemPage(ctx) }),
  route({ method: "POST", path: patterns.teamSampleItem, who: CODERS, handle: saveItem }),
  route({
    method: "GET",
    path: patterns.teamSampleDisagreement,
    who: CODERS,
    handle: async (ctx) => await disagreementPage(ctx),
  }),
  route({ method: "POST", path: patterns.teamSampleDisagreement, who: CODERS, handle: saveReconciliation }),
];
