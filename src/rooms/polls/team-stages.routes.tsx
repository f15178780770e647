import { saysSomething } from "#engine/text/says-something.ts";
import { isPartialDate } from "#kernel/dates.ts";
import { Invalid, NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { listTerritories } from "#rooms/processes";
import type { FieldError } from "#ui/frame.ts";
import { type Poll, PREPARERS } from "./poll.rules.ts";
import { addStage, changeStage, removeStage } from "./stage.actions.ts";
import { listStages } from "./stage.queries.ts";
import { lengthOf } from "./statement.rules.ts";
import { isOurs, sentencesOf, statusOf, teamPollOf } from "./team-poll.routes.tsx";
import { TeamStagesView, type TypedStage } from "./team-stages.view.tsx";
import { fieldsOf, textOf } from "./typed-fields.routes.ts";

const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const NAME_LIMIT = 120;

function typedStage(fields: Typed): TypedStage {
  const part = (name: string) => textOf(fields, `heldOn-${name}`);
  return {
    code: textOf(fields, "code"),
    name: textOf(fields, "name"),
    heldOn: { day: part("day"), month: part("month"), year: part("year") },
    territory: textOf(fields, "territory"),
  };
}

function dayOf({ day, month, year }: TypedStage["heldOn"]): string | null {
  const text = `${year.trim()}-${month.trim().padStart(2, "0")}-${day.trim().padStart(2, "0")}`;
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isPartialDate(text) ? text : null;
}

/** Throws with every field at fault. */
function readStage(typed: TypedStage) {
  const faults: Record<string, string> = {};
  const [code, name, heldOn] = [typed.code.trim().toLowerCase(), typed.name.trim(), dayOf(typed.heldOn)];
  if (!CODE.test(code) || code.length > 60) faults.code = "polls.error.stageCode";
  if (!saysSomething(name) || lengthOf(name) > NAME_LIMIT) faults.name = "polls.error.stageName";
  if (!heldOn) faults.heldOn = "polls.error.stageDate";
  if (Object.keys(faults).length > 0 || !heldOn) throw new Invalid(faults);
  return { code, name, heldOn, territoryCode: typed.territory || null };
}

const EMPTY: TypedStage = { code: "", name: "", heldOn: { day: "", month: "", year: "" }, territory: "" };
type Answer = { readonly typed?: Typed; readonly errors?: readonly FieldError[]; readonly status?: number };

async function stagesPage(ctx: Context, poll: Poll, { typed, errors = [], status = 200 }: Answer = {}) {
  const [stages, territories] = await Promise.all([listStages(ctx.sql, poll.id), listTerritories(ctx.sql)]);
  const isChanging = typed ? textOf(typed, "act") === "change" : ctx.queryText("etape") !== "";
  const asked = typed ? textOf(typed, "code") : ctx.queryText("etape");
  const known = isChanging ? stages.find(({ code }) => code === asked) : undefined;
  if (isChanging && !known) throw new NotFound();
  const [year = "", month = "", day = ""] = known?.heldOn.split("-") ?? [];
  const stored = known && { ...known, heldOn: { year, month, day }, territory: known.territoryCode ?? "" };
  return ctx.page(
    <TeamStagesView
      frame={ctx.frame}
      siteUrl={ctx.world.config.siteUrl}
      changing={known?.code ?? null}
      typed={typed && textOf(typed, "act") !== "remove" ? typedStage(typed) : (stored ?? EMPTY)}
      {...{ poll, stages, territories, errors }}
    />,
    { status },
  );
}

export const teamStagesRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamPollStages,
    who: PREPARERS,
    query: ["etape"],
    async handle(ctx) {
      return await stagesPage(ctx, await teamPollOf(ctx));
    },
  }),
  route({
    method: "POST",
    path: patterns.teamPollStages,
    who: PREPARERS,
    async handle(ctx) {
      const fields = await fieldsOf(ctx);
      const poll = await teamPollOf(ctx);
      const act = textOf(fields, "act");
      try {
        if (act === "remove") await removeStage(ctx.actor, poll.number, textOf(fields, "code"));
        else if (act === "add") await addStage(ctx.actor, poll.number, readStage(typedStage(fields)));
        else if (act === "change") await changeStage(ctx.actor, poll.number, readStage(typedStage(fields)));
        else throw new Invalid({ act: "polls.error.form" });
        return ctx.redirect(urls.teamPollStages(ctx.lang, { poll: poll.number }), { notice: "polls.done.saved" });
      } catch (error) {
        if (!isOurs(error)) throw error;
        const errors = sentencesOf(ctx, error, "etape");
        return await stagesPage(ctx, poll, { typed: fields, errors, status: statusOf(error) });
      }
    },
  }),
];
