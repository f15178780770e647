import type { VNode } from "preact";
import { z } from "zod";
import { Invalid, NotFound } from "#kernel/errors.ts";
import { asId, type DraftId, isUuid } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import { isTeam } from "#kernel/viewer.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { mayReadProcess, openPhaseFor } from "#rooms/processes";
import { CheckStep } from "./check.view.tsx";
import { contributionByNumber } from "./contribution.queries.ts";
import { ASSISTED_CHANNELS } from "./contribution.rules.ts";
import { DoneView } from "./done.view.tsx";
import { saveAnswers, startDraft, startNextDraft } from "./draft.actions.ts";
import { findDraft } from "./draft.queries.ts";
import { canOpen, type Draft, nextStep, STEP_WORDS, type Step, stepOfWord } from "./draft.rules.ts";
import { draftIdOf, draftOf, emptyWebsite, type Refused, readForm, stepAddress } from "./draft-form.routes.ts";
import { checkFacts, voiceLists } from "./form-lists.routes.ts";
import { findElement, findOpenText, findPassage, listElements } from "./place.queries.ts";
import { proofOf } from "./proof-of.routes.ts";
import type { PublicContribution } from "./public-contribution.rules.ts";
import { findOwned } from "./receipt.queries.ts";
import { receiptHash } from "./receipt-code.actions.ts";
import { receiptInGroups } from "./receipt-words.rules.ts";
import { StanceStep } from "./stance.view.tsx";
import { StartView } from "./start.view.tsx";
import { answersSchemas } from "./step-schemas.routes.ts";
import { AnswerStep, KindStep, RewritingStep, VoiceStep, WordsStep } from "./steps.view.tsx";
import { Incomplete, PhaseClosed, submitDraft } from "./submit.actions.ts";
import { DETAIL_LIMIT, isTooLong } from "./words.rules.ts";

const startSchema = z.object({
  website: emptyWebsite,
  where: z.enum(["text", "element", "passage"], "contribute.start.whereMissing"),
  element: z.string().max(40, "contribute.start.elementMissing").default(""),
  passage: z.string().max(20, "contribute.start.passageGone").default(""),
  channel: z.enum(["online", ...ASSISTED_CHANNELS], "contribute.start.channelMissing").default("online"),
  channelDetail: z
    .string()
    .trim()
    .refine((text) => !isTooLong(text, DETAIL_LIMIT), "contribute.start.channelDetailTooLong")
    .default(""),
});
const checkSchema = z.object({ website: emptyWebsite, next: z.literal("yes").optional() });

async function startPage(ctx: Context, refused?: Refused): Promise<Response> {
  const { sql, viewer } = ctx;
  const text = await findOpenText(sql, ctx.params.process ?? "");
  if (!text || !(await mayReadProcess(sql, text.processId, viewer))) throw new NotFound();
  const asked = (name: "passage" | "element") => {
    const typed = refused?.typed[name];
    return ctx.queryText(name) || (typeof typed === "string" ? typed : "");
  };
  const [phase, elements, passage, chosen] = await Promise.all([
    openPhaseFor(sql, text.processId, viewer, "contribute"),
    listElements(sql, text.editionId),
    findPassage(sql, text.editionId, asked("passage")),
    findElement(sql, text.editionId, ctx.queryText("element")),
  ]);
  const element = passage?.element ?? chosen;
  const data = { text, elements, passage, element, closesAt: phase?.closesAt ?? null };
  const status = refused ? 422 : 200;
  return ctx.page(<StartView frame={ctx.frame} {...data} {...refused} />, { status });
}

type StepView = Partial<Refused> & { readonly isClosed?: boolean };

async function stepView(ctx: Context, draft: Draft, step: Step, view: StepView = {}): Promise<VNode> {
  const props = { frame: ctx.frame, draft, ...view };
  switch (step) {
    case "kind":
      return <KindStep {...props} savedCode={await savedBefore(ctx, draft)} />;
    case "rewriting":
      return <RewritingStep {...props} />;
    case "stance":
      return <StanceStep {...props} about={await aboutOf(ctx, draft)} />;
    case "words":
      return <WordsStep {...props} />;
    case "voice":
      return <VoiceStep {...props} {...(await voiceLists(ctx.sql, ctx.lang, ctx.t))} />;
    case "answer":
      return <AnswerStep {...props} />;
    case "check":
      return <CheckStep {...props} {...(await checkFacts(ctx.sql, draft, ctx.lang, ctx.t))} />;
    default:
      return step satisfies never;
  }
}

/** What an argument is about, while it is public. */
async function aboutOf(ctx: Context, draft: Draft): Promise<PublicContribution | null> {
  return draft.aboutNumber === null ? null : await contributionByNumber(ctx.sql, draft.aboutNumber);
}

/** After "save and enter the next": the code of the one before, to write on the paper it came from. */
async function savedBefore(ctx: Context, draft: Draft): Promise<string | undefined> {
  const id = ctx.queryText("precedente");
  if (!isUuid(id) || !isTeam(ctx.viewer)) return undefined;
  const before = await findDraft(ctx.sql, asId<DraftId>(id), ctx.viewer);
  const isSent = before?.submittedAt && before.processId === draft.processId;
  return isSent ? receiptInGroups(before.receiptCode) : undefined;
}

async function saveStep(ctx: Context, draft: Draft, step: Exclude<Step, "check">): Promise<Response> {
  const form = await readForm(ctx, answersSchemas[step]);
  const refuse = async (refused: Refused) => ctx.page(await stepView(ctx, draft, step, refused), { status: 422 });
  if (!form.ok) return await refuse(form);
  try {
    await saveAnswers(ctx.actor, draft.id, form.value);
  } catch (error) {
    if (error instanceof Invalid) return await refuse({ typed: form.typed, errors: ctx.fieldErrors(error) });
    throw error;
  }
  const answers = { ...draft.answers, ...form.value };
  if (step === "rewriting" && form.typed.next === "passage") {
    return ctx.redirect(urls.contributeParts(ctx.lang, { draft: draft.id }));
  }
  return ctx.redirect(stepAddress(ctx, draft, nextStep({ ...draft, answers })));
}

/** The draft is read once, under the lock of the act itself; again only to show its page with what went wrong. */
async function send(ctx: Context): Promise<Response> {
  const form = await readForm(ctx, checkSchema);
  if (!form.ok) return ctx.page(await stepView(ctx, await draftOf(ctx), "check", form), { status: 422 });
  const draftId = draftIdOf(ctx);
  try {
    await submitDraft(ctx.actor, { draftId, siteUrl: ctx.world.config.siteUrl });
  } catch (error) {
    if (error instanceof Incomplete) return ctx.redirect(stepAddress(ctx, { id: draftId }, "check"));
    if (!(error instanceof PhaseClosed)) throw error;
    return ctx.page(await stepView(ctx, await draftOf(ctx), "check", { isClosed: true }), { status: 409 });
  }
  return await afterSending(ctx, draftId, form.value.next === "yes" && isTeam(ctx.viewer));
}

async function afterSending(ctx: Context, draft: DraftId, wantsNext: boolean): Promise<Response> {
  if (!wantsNext) return ctx.redirect(urls.contributeDone(ctx.lang, { draft }));
  const next = await startNextDraft(ctx.actor, draft);
  return ctx.redirect(urls.contributeStep(ctx.lang, { draft: next, step: STEP_WORDS.kind }, { precedente: draft }));
}

export const contributeRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.contributeStart,
    who: "everyone",
    query: ["passage", "element"],
    handle: (ctx) => startPage(ctx),
  }),
  route({
    method: "POST",
    path: patterns.contributeStart,
    who: "everyone",
    async handle(ctx) {
      const form = await readForm(ctx, startSchema);
      if (!form.ok) return await startPage(ctx, form);
      try {
        const { website: _, ...value } = form.value;
        const id = await startDraft(ctx.actor, { ...value, process: ctx.params.process ?? "", lang: ctx.lang });
        return ctx.redirect(stepAddress(ctx, { id }, "kind"));
      } catch (error) {
        if (error instanceof Invalid)
          return await startPage(ctx, { typed: form.typed, errors: ctx.fieldErrors(error) });
        throw error;
      }
    },
  }),
  route({
    method: "GET",
    path: patterns.contributeDone,
    who: "everyone",
    query: [],
    async handle(ctx) {
      const draft = await draftOf(ctx);
      if (!draft.submittedAt) return ctx.redirect(stepAddress(ctx, draft, nextStep(draft)));
      const phase = await openPhaseFor(ctx.sql, draft.processId, ctx.viewer, "contribute");
      const sent = await findOwned(ctx.sql, { hash: receiptHash(draft.receiptCode) });
      if (!sent) throw new NotFound();
      const proof = await proofOf(ctx, sent.id);
      return ctx.page(<DoneView frame={ctx.frame} {...{ draft, proof }} closesAt={phase?.closesAt ?? null} />, {
        headers: { "x-robots-tag": "noindex" },
      });
    },
  }),
  route({
    method: "GET",
    path: patterns.contributeStep,
    who: "everyone",
    query: ["precedente"],
    async handle(ctx) {
      const draft = await draftOf(ctx);
      const step = stepOfWord(ctx.params.step ?? "");
      if (!step) throw new NotFound();
      if (draft.submittedAt) return ctx.redirect(urls.contributeDone(ctx.lang, { draft: draft.id }));
      if (!canOpen(step, draft)) return ctx.redirect(stepAddress(ctx, draft, nextStep(draft)));
      return ctx.page(await stepView(ctx, draft, step));
    },
  }),
  route({
    method: "POST",
    path: patterns.contributeStep,
    who: "everyone",
    async handle(ctx) {
      const step = stepOfWord(ctx.params.step ?? "");
      if (!step) throw new NotFound();
      if (step === "check") return await send(ctx);
      const draft = await draftOf(ctx);
      if (draft.submittedAt) return ctx.redirect(urls.contributeDone(ctx.lang, { draft: draft.id }));
      if (!canOpen(step, draft)) return ctx.redirect(stepAddress(ctx, draft, nextStep(draft)));
      return await saveStep(ctx, draft, step);
    },
  }),
];
