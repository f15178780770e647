import { z } from "zod";
import { Invalid, NotFound, Refused } from "#kernel/errors.ts";
import { asId, isUuid, type PersonId, type PhaseId } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import type { FieldError } from "#ui/frame.ts";
import { isMessageKey, type MessageKey } from "#ui/messages.ts";
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
import { TeamProcessView } from "./team-process.view.tsx";
import { TeamProcessListView } from "./team-process-list.view.tsx";

const uuid = z.string().refine(isUuid, "http.fieldInvalid");
const moment = z
  .string()
  .transform(parseMoment)
  .pipe(z.date({ error: "steering.dates.unreadable" }));

const Act = z.discriminatedUnion("act", [
  z.object({ act: z.enum(["open", "close", "answered"]), phase: uuid }),
  z.object({ act: z.literal("dates"), phase: uuid, opens: moment, closes: moment }),
  z.object({
    act: z.literal("add"),
    circle: uuid,
    email: z.string().trim().toLowerCase().min(1, "steering.members.empty").max(254, "steering.members.unknown"),
  }),
  z.object({ act: z.literal("remove"), circle: uuid, person: uuid }),
]);
type Act = z.output<typeof Act>;

const NOTICES: Readonly<Record<Act["act"], MessageKey>> = {
  open: "steering.done.open",
  close: "steering.done.close",
  answered: "steering.done.answered",
  dates: "steering.done.dates",
  add: "steering.done.add",
  remove: "steering.done.remove",
};

async function perform({ actor }: Context, { id: processId }: Process, act: Act): Promise<void> {
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
  const [phases, circles, meter] = await Promise.all([
    listPhases(sql, process.id),
    listCircles(sql, process.id),
    readMeter(sql, process.id),
  ]);
  const values = Object.fromEntries(Object.entries(again?.typed ?? {}).map(([name, value]) => [name, String(value)]));
  const typed = again ? { form: values.phase ?? values.circle ?? "", values } : undefined;
  return ctx.page(
    <TeamProcessView frame={ctx.frame} {...{ process, phases, circles, meter, typed, errors: again?.errors }} />,
    { status: again?.status ?? 200 },
  );
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
