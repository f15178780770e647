import { z } from "zod";
import { Invalid } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import type { FieldError } from "#ui/frame.ts";
import { DEFAULT_CIRCLES, defaultPhases } from "./default-plan.rules.ts";
import { LATER, type Typed } from "./description-fields.view.tsx";
import { foundingFaults, foundProcess } from "./found-process.actions.ts";
import { KEEPERS } from "./phase.actions.ts";
import { ProcessCheckView, ProcessNewView } from "./process-new.view.tsx";
import { listProposableTexts, type ProposableText, readNow } from "./proposal.queries.ts";
import { descriptionFaults, descriptionOf, slugFault, slugOf, spanOf } from "./proposal.rules.ts";

const word = z.string().catch("");
const Fields = z.object({
  title: word,
  slug: word,
  summary: word,
  authority: word,
  followUp: word,
  language: word,
  text: word,
  secondReader: word,
  "opens-day": word,
  "opens-month": word,
  "opens-year": word,
  "closes-day": word,
  "closes-month": word,
  "closes-year": word,
});
type Fields = z.output<typeof Fields>;
const Step = z.object({ step: z.enum(["check", "edit", "confirm"]).catch("check") });

const day = (fields: Fields, name: "opens" | "closes") => ({
  day: fields[`${name}-day`],
  month: fields[`${name}-month`],
  year: fields[`${name}-year`],
});

/** All that is wrong with what was typed, or what it proposes. */
async function read({ sql }: Context, fields: Fields) {
  const [texts, now] = [await listProposableTexts(sql), await readNow(sql)];
  const typedSlug = fields.slug.trim();
  const slug = typedSlug === "" ? slugOf(fields.title) : typedSlug.toLowerCase();
  // without a title there is nothing to propose an address from: the title alone is asked for
  const badSlug = slug === "" && fields.title.trim() === "" ? null : slugFault(slug);
  const chosen = texts.find((text) => text.slug === fields.text);
  const dates = spanOf(day(fields, "opens"), day(fields, "closes"), now);
  const faults = {
    ...descriptionFaults(fields),
    ...(badSlug ? { slug: badSlug } : {}),
    ...(fields.text === "" ? { text: "creation.text.choose" } : {}),
    ...(fields.text !== "" && fields.text !== LATER && !chosen ? { text: "creation.text.unknown" } : {}),
    ...("faults" in dates ? dates.faults : {}),
  };
  if ("faults" in dates || Object.keys(faults).length > 0) return { faults };
  return { description: descriptionOf(fields), slug, chosen: chosen ?? null, span: dates.span, now };
}

/** In the order of the form, so that the summary reads like the page. */
const ORDER = ["title", "slug", "summary", "authority", "followUp", "language", "text", "opens", "closes"];
const inOrder = (errors: readonly FieldError[]) =>
  errors.toSorted((a, b) => ORDER.indexOf(a.field) - ORDER.indexOf(b.field));

const isFree = ({ runningSlug }: ProposableText): boolean => runningSlug === null;

async function formPage(ctx: Context, typed: Typed, errors: readonly FieldError[] = []): Promise<Response> {
  const texts = (await listProposableTexts(ctx.sql)).filter(isFree);
  return ctx.page(<ProcessNewView frame={ctx.frame} typed={typed} errors={inOrder(errors)} texts={texts} />, {
    status: errors.length > 0 ? 422 : 200,
  });
}

async function handlePost(ctx: Context): Promise<Response> {
  const form = await ctx.readForm(Fields.extend(Step.shape));
  if (!form.ok) return await formPage(ctx, {}, form.errors);
  const { step, ...fields } = form.value;
  if (step === "edit") return await formPage(ctx, fields);
  const wanted = await read(ctx, fields);
  if ("faults" in wanted) return await formPage(ctx, fields, ctx.fieldErrors(wanted.faults));
  const { description, slug, chosen, span } = wanted;
  const proposal = { ...description, slug, span, documentId: chosen?.id ?? null };
  if (step === "check") {
    const faults = await foundingFaults(ctx.sql, proposal);
    if (Object.keys(faults).length > 0) return await formPage(ctx, { ...fields, slug }, ctx.fieldErrors(faults));
    const phases = defaultPhases(span, wanted.now, DEFAULT_CIRCLES.length);
    const plan = { circles: DEFAULT_CIRCLES, phases, description, span, slug, text: chosen };
    return ctx.page(<ProcessCheckView frame={ctx.frame} typed={{ ...fields, slug }} {...plan} />);
  }
  try {
    await foundProcess(ctx.actor, proposal);
  } catch (error) {
    if (error instanceof Invalid) return await formPage(ctx, { ...fields, slug }, ctx.fieldErrors(error));
    throw error;
  }
  return ctx.redirect(urls.teamProcess(ctx.lang, { process: slug }), { notice: "creation.done" });
}

export const processNewRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamProcessNew,
    who: KEEPERS,
    query: ["texte"],
    handle: (ctx) => formPage(ctx, { language: ctx.lang, secondReader: "yes", text: ctx.queryText("texte") }),
  }),
  route({ method: "POST", path: patterns.teamProcessNew, who: KEEPERS, query: [], handle: handlePost }),
];
