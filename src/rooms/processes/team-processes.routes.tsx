import { z } from "zod";
import { saysSomething } from "#engine/text/says-something.ts";
import { Invalid, NotFound, Refused } from "#kernel/errors.ts";
import { asId, isUuid, type PersonId, type PhaseId } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import type { FieldError } from "#ui/frame.ts";
import { isMessageKey, type MessageKey } from "#ui/messages.ts";
import { LATER } from "./description-fields.view.tsx";
import { parseMoment } from "./moment.rules.ts";
import {
  addMemberByEmail,
  closePhase,
  KEEPERS,
  markAnswered,
  openPhase,
  removeMember,
  reschedulePhase,
} from "./phase.actions.ts";
import { listCircles, listPhases } from "./phase.queries.ts";
import { listProcesses, type Process, processBySlug, readMeter } from "./process.queries.ts";
import { hasContributions, listProposableTexts } from "./proposal.queries.ts";
import { descriptionFaults, descriptionOf, LENGTHS } from "./proposal.rules.ts";
import { addCircle, describeProcess, renameCircle, setPhaseRights, widenCircle } from "./revise-process.actions.ts";
import { TeamProcessView } from "./team-process.view.tsx";
import { TeamProcessListView } from "./team-process-list.view.tsx";

const uuid = z.string().refine(isUuid, "http.fieldInvalid");
const moment = z
  .string()
  .transform(parseMoment)
  .pipe(z.date({ error: "steering.dates.unreadable" }));
const word = z.string().catch("");
const circleName = z.string().trim().max(LENGTHS.circle, "steering.circle.long");
const names = {
  name: circleName.refine(saysSomething, "steering.circle.empty"),
  nameEn: circleName.default(""),
};
/** Boxes of one name: none, one or several. */
const boxes = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((ticked) => [ticked].flat());

const Act = z.discriminatedUnion("act", [
  z.object({ act: z.enum(["open", "close", "answered"]), phase: uuid }),
  z.object({ act: z.literal("dates"), phase: uuid, opens: moment, closes: moment }),
  z.object({
    act: z.literal("add"),
    circle: uuid,
    email: z.string().trim().toLowerCase().min(1, "steering.members.empty").max(254, "steering.members.unknown"),
  }),
  z.object({ act: z.literal("remove"), circle: uuid, person: uuid }),
  z.object({
    act: z.literal("describe"),
    title: word,
    summary: word,
    authority: word,
    followUp: word,
    language: word,
    text: word,
    secondReader: word,
  }),
  z.object({ act: z.literal("circle"), ...names }),
  z.object({ act: z.literal("rename"), circle: uuid, ...names }),
  z.object({ act: z.literal("widen"), circle: uuid }),
  z.object({ act: z.literal("rights"), phase: uuid, read: boxes, contribute: boxes, vote: boxes }),
]);
type Act = z.output<typeof Act>;

const NOTICES: Readonly<Record<Act["act"], MessageKey>> = {
  open: "steering.done.open",
  close: "steering.done.close",
  answered: "steering.done.answered",
  dates: "steering.done.dates",
  add: "steering.done.add",
  remove: "steering.done.remove",
  describe: "steering.done.describe",
  circle: "steering.done.circle",
  rename: "steering.done.rename",
  widen: "steering.done.widen",
  rights: "steering.done.rights",
};

/** Checks the words and the choice of a text, all faults at once, then changes what the process says of itself. */
async function describe({ actor, sql }: Context, process: Process, act: Act & { act: "describe" }): Promise<void> {
  const texts = await listProposableTexts(sql);
  const chosen = texts.find(({ slug }) => slug === act.text);
  const isKnown = chosen !== undefined || act.text === LATER;
  const faults = { ...descriptionFaults(act), ...(isKnown ? {} : { text: "creation.text.choose" }) };
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
  // a text whose first edition is still in preparation is not in the list: it stays
  const unlisted = texts.some(({ id }) => id === process.documentId) ? null : process.documentId;
  // a form without the question leaves the answer as it is
  const kept = act.secondReader === "" ? { needsSecondReader: process.needsSecondReader } : {};
  await describeProcess(actor, process, { ...descriptionOf(act), ...kept, documentId: chosen?.id ?? unlisted });
}

async function perform(ctx: Context, process: Process, act: Act): Promise<void> {
  const { actor } = ctx;
  const processId = process.id;
  switch (act.act) {
    case "open":
      return await openPhase(actor, { processId, phaseId: asId<PhaseId>(act.phase) });
    case "close":
      return await closePhase(actor, { processId, phaseId: asId<PhaseId>(act.phase) });
    case "answered":
      return await markAnswered(actor, { processId, phaseId: asId<PhaseId>(act.phase) });
    case "dates": {
      const phaseId = asId<PhaseId>(act.phase);
      return await reschedulePhase(actor, { processId, phaseId, opensAt: act.opens, closesAt: act.closes });
    }
    case "add":
      return await addMemberByEmail(actor, { processId, circleId: act.circle, email: act.email });
    case "remove":
      return await removeMember(actor, { processId, circleId: act.circle, personId: asId<PersonId>(act.person) });
    case "describe":
      return await describe(ctx, process, act);
    case "circle":
      return await addCircle(actor, processId, { name: act.name, nameEn: act.nameEn || act.name });
    case "rename": {
      const { circle: circleId, name, nameEn } = act;
      return await renameCircle(actor, { processId, circleId, name, nameEn: nameEn || name });
    }
    case "widen":
      return await widenCircle(actor, processId, act.circle);
    case "rights":
      return await setPhaseRights(actor, { processId, phaseId: asId<PhaseId>(act.phase) }, act);
    default:
      return act satisfies never;
  }
}

async function asked(ctx: Context): Promise<Process> {
  const process = await processBySlug(ctx.sql, ctx.params.process ?? "");
  if (!process) throw new NotFound();
  return process;
}

type Again = {
  readonly errors: readonly FieldError[];
  readonly typed: Readonly<Record<string, unknown>>;
  readonly status: number;
};

async function teamPage(ctx: Context, process: Process, again?: Again): Promise<Response> {
  const { sql } = ctx;
  const [phases, circles, meter, allTexts, isTextKept] = await Promise.all([
    listPhases(sql, process.id),
    listCircles(sql, process.id),
    readMeter(sql, process.id),
    listProposableTexts(sql),
    hasContributions(sql, process.id),
  ]);
  const text = allTexts.find(({ id }) => id === process.documentId) ?? null;
  const texts = allTexts.filter((one) => one === text || one.runningSlug === null);
  const values = Object.fromEntries(Object.entries(again?.typed ?? {}).map(([name, value]) => [name, String(value)]));
  const typed = again ? { act: values.act ?? "", subject: values.phase ?? values.circle ?? "", values } : undefined;
  const data = { process, phases, circles, meter, text, texts, isTextKept, typed, errors: again?.errors };
  return ctx.page(<TeamProcessView frame={ctx.frame} {...data} />, { status: again?.status ?? 200 });
}

export const teamProcessesRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamProcesses,
    who: KEEPERS,
    query: [],
    async handle(ctx) {
      return ctx.page(<TeamProcessListView frame={ctx.frame} processes={await listProcesses(ctx.sql)} />);
    },
  }),
  route({
    method: "GET",
    path: patterns.teamProcess,
    who: KEEPERS,
    query: [],
    async handle(ctx) {
      return await teamPage(ctx, await asked(ctx));
    },
  }),
  route({
    method: "POST",
    path: patterns.teamProcess,
    who: KEEPERS,
    query: [],
    async handle(ctx) {
      const process = await asked(ctx);
      const form = await ctx.readForm(Act);
      if (!form.ok) return await teamPage(ctx, process, { errors: form.errors, typed: form.typed, status: 422 });
      try {
        await perform(ctx, process, form.value);
      } catch (error) {
        if (error instanceof Invalid) {
          return await teamPage(ctx, process, { errors: ctx.fieldErrors(error), typed: form.typed, status: 422 });
        }
        if (error instanceof Refused && isMessageKey(error.messageKey) && error.messageKey !== "errors.refused") {
          const message = ctx.t(error.messageKey, error.params);
          return await teamPage(ctx, process, { errors: [{ field: "main", message }], typed: {}, status: 403 });
        }
        throw error;
      }
      const notice = NOTICES[form.value.act];
      return ctx.redirect(urls.teamProcess(ctx.lang, { process: process.slug }), { notice });
    },
  }),
];
