import { Invalid } from "#kernel/errors.ts";
import { patterns } from "#kernel/urls.ts";
import type { Role } from "#kernel/viewer.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { compareAmendments } from "./compare.actions.ts";
import { DESK_PAGE, listDeskPassages, listDeskProcesses } from "./desk.queries.ts";
import { DeskView } from "./desk.view.tsx";
import { planOf } from "./plan.rules.ts";
import { DESK_STATES, type DeskState } from "./words.rules.ts";

export const EDITORS: readonly Role[] = ["editor", "administrator"];

function isDeskState(text: string): text is DeskState {
  return (DESK_STATES as readonly string[]).includes(text);
}

async function deskPage(ctx: Context): Promise<Response> {
  const { sql } = ctx;
  // what was published since the job last looked
  await compareAmendments(sql);
  const asked = ctx.queryText("demarche");
  const state = ctx.queryText("etat") || "ouvertes";
  if (!isDeskState(state)) throw new Invalid({ query: "http.badQuery" }, { name: "etat" });
  const processes = await listDeskProcesses(sql);
  const process = processes.find(({ slug }) => slug === asked) ?? processes[0] ?? null;
  const page = ctx.queryPage();
  const listed = process ? await listDeskPassages(sql, { process, state, page }) : { count: 0, passages: [] };
  const passages = listed.passages.map((passage) => ({
    ...passage,
    amendments: passage.amendments.map((one) => ({ ...one, plan: planOf(one, passage.text) })),
  }));
  const { count } = listed;
  const pages = Math.max(1, Math.ceil(count / DESK_PAGE));
  return ctx.page(<DeskView frame={ctx.frame} {...{ processes, process, state, passages, count, page, pages }} />);
}

export const deskRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamAmendments,
    who: EDITORS,
    query: ["demarche", "etat", "page"],
    handle: deskPage,
  }),
];
