import { randomUUID } from "node:crypto";
import { Conflict, type DomainError, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import { isUuid } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { roleInWords } from "#rooms/journal";
import type { FieldError } from "#ui/frame.ts";
import { createCampaign } from "./add-texts.actions.ts";
import {
  CAMPAIGN_PAGE,
  countCampaigns,
  findCampaign,
  lastAct,
  listActs,
  listCampaigns,
  listDeskProcesses,
} from "./campaign.queries.ts";
import { type Campaign, GROUPERS, typedNumbersOf } from "./campaign.rules.ts";
import { act } from "./campaign-acts.routes.ts";
import { countParts, listMembers, readKept } from "./member.queries.ts";
import type { DeskProcess } from "./row.rules.ts";
import { askSearch } from "./search.actions.ts";
import { countUnexamined, lastSearch } from "./search.queries.ts";
import { TeamCampaignView } from "./team-campaign.view.tsx";
import { NoProcessView, TeamListView } from "./team-list.view.tsx";
import { isPartName, PARTS, type PartName, type StateName, TEAM_STATES } from "./words.rules.ts";

type Answer = { readonly errors?: readonly FieldError[]; readonly typed?: Typed };
const textOf = (typed: Typed | undefined, name: string): string => {
  const value = typed?.[name];
  return typeof value === "string" ? value : "";
};

/** The process asked for, else the one with most contributions. */
async function openProcess(ctx: Context, slug: string) {
  const processes = await listDeskProcesses(ctx.sql);
  const asked = processes.find((process) => process.slug === slug);
  if (slug !== "" && !asked) throw new NotFound();
  return { processes, process: asked ?? processes[0] };
}

async function listPage(
  ctx: Context,
  { process, processes }: { readonly process: DeskProcess; readonly processes: readonly DeskProcess[] },
  { errors = [], typed }: Answer = {},
): Promise<Response> {
  const asked = ctx.queryText("etat");
  const state: StateName = Object.hasOwn(TEAM_STATES, asked) ? (asked as StateName) : "proposes";
  const [counts, search, unexamined] = await Promise.all([
    countCampaigns(ctx.sql, process.id),
    lastSearch(ctx.sql, process.id),
    countUnexamined(ctx.sql, process.id),
  ]);
  const pages = Math.max(1, Math.ceil(counts[TEAM_STATES[state]] / CAMPAIGN_PAGE));
  const page = Math.min(ctx.queryPage(), pages);
  const lines = await listCampaigns(ctx.sql, process.id, TEAM_STATES[state], page);
  const data = { process, processes, state, counts, lines, page, pages, search, unexamined };
  return ctx.page(
    <TeamListView frame={ctx.frame} {...data} newId={randomUUID()} errors={errors} typed={textOf(typed, "numeros")} />,
    { status: errors.length > 0 ? 422 : 200 },
  );
}

/** The part where most is left to do, unless one is asked for. */
function partOf(asked: string, campaign: Campaign, counts: Readonly<Record<string, number>>): PartName {
  if (isPartName(asked)) return asked;
  if (campaign.state === "refused") return "retires";
  const order: readonly PartName[] = ["semblables", "signales", "a-relire", "regroupes"];
  return order.find((name) => (counts[PARTS[name]] ?? 0) > 0) ?? "regroupes";
}

const sizeOf = (part: PartName): number => (PARTS[part] === "flagged" ? 10 : 20);

async function campaignPage(ctx: Context, campaign: Campaign, answer: Answer & { status?: number } = {}) {
  const { errors = [], typed, status = 200 } = answer;
  const counts = await countParts(ctx.sql, campaign.id);
  const part = partOf(ctx.queryText("partie"), campaign, counts);
  const pages = Math.max(1, Math.ceil(counts[PARTS[part]] / sizeOf(part)));
  const page = Math.min(ctx.queryPage(), pages);
  const [kept, members, acts, undoable] = await Promise.all([
    readKept(ctx.sql, campaign.id),
    listMembers(ctx.sql, campaign.id, { part: PARTS[part], page, size: sizeOf(part) }),
    listActs(ctx.sql, campaign.id),
    lastAct(ctx.sql, campaign.id),
  ]);
  const kind = ["nom", "nature", "numeros"].filter((name) => typed?.[name] !== undefined);
  const shown = Object.fromEntries(kind.map((name) => [name, textOf(typed, name)]));
  const data = { campaign, counts, kept, part, members, page, pages, acts, undoable };
  return ctx.page(
    <TeamCampaignView
      frame={ctx.frame}
      {...data}
      roleWords={(role) => roleInWords(ctx.t, role)}
      errors={errors}
      typed={shown}
    />,
    { status },
  );
}

async function known(ctx: Context): Promise<Campaign> {
  const campaign = await findCampaign(ctx.sql, ctx.params.campaign);
  if (!campaign) throw new NotFound();
  return campaign;
}

function sentences(ctx: Context, error: DomainError): readonly FieldError[] {
  if (error instanceof Invalid) return ctx.fieldErrors(error);
  return ctx.fieldErrors(new Invalid({ textes: error.messageKey }, error.params));
}

const isOurs = (error: unknown): error is DomainError =>
  error instanceof Invalid ||
  ((error instanceof Conflict || error instanceof Refused) && error.messageKey.startsWith("campaigns."));

export const teamCampaignRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamCampaigns,
    who: GROUPERS,
    query: ["demarche", "etat", "page"],
    async handle(ctx) {
      const { process, processes } = await openProcess(ctx, ctx.queryText("demarche"));
      if (!process) return ctx.page(<NoProcessView frame={ctx.frame} />);
      return await listPage(ctx, { process, processes });
    },
  }),
  route({
    method: "POST",
    path: patterns.teamCampaigns,
    who: GROUPERS,
    async handle(ctx) {
      const { fields } = await ctx.form();
      const { process, processes } = await openProcess(ctx, textOf(fields, "demarche"));
      if (!process) throw new NotFound();
      const back = urls.teamCampaigns(ctx.lang, { demarche: process.slug });
      if (textOf(fields, "act") === "search") {
        await askSearch(ctx.actor, process.id);
        return ctx.redirect(back, { notice: "campaigns.search.asked" });
      }
      const id = textOf(fields, "id");
      if (textOf(fields, "act") !== "create" || !isUuid(id)) throw new Invalid({ act: "campaigns.error.form" });
      const numbers = typedNumbersOf(textOf(fields, "numeros"));
      try {
        if (!numbers) throw new Invalid({ numeros: "campaigns.error.numbers" });
        const number = await createCampaign(ctx.actor, { id, processId: process.id, numbers });
        return ctx.redirect(urls.teamCampaign(ctx.lang, { campaign: number }));
      } catch (error) {
        if (!isOurs(error)) throw error;
        const errors = sentences(ctx, error).map(({ message }) => ({ field: "numeros", message }));
        return await listPage(ctx, { process, processes }, { errors, typed: fields });
      }
    },
  }),
  route({
    method: "GET",
    path: patterns.teamCampaign,
    who: GROUPERS,
    query: ["partie", "page"],
    async handle(ctx) {
      return await campaignPage(ctx, await known(ctx));
    },
  }),
  route({
    method: "POST",
    path: patterns.teamCampaign,
    who: GROUPERS,
    async handle(ctx) {
      const { fields } = await ctx.form();
      const campaign = await known(ctx);
      try {
        const notice = await act(ctx.actor, campaign.number, fields);
        return ctx.redirect(urls.teamCampaign(ctx.lang, { campaign: campaign.number }), { notice });
      } catch (error) {
        if (!isOurs(error)) throw error;
        const status = error instanceof Conflict ? 409 : 422;
        return await campaignPage(ctx, await known(ctx), { errors: sentences(ctx, error), typed: fields, status });
      }
    },
  }),
];
