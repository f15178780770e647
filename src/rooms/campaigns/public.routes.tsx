import { NotFound } from "#kernel/errors.ts";
import { patterns } from "#kernel/urls.ts";
import { type Route, route } from "#platform/http/route.ts";
import { roleInWords } from "#rooms/journal";
import { mayReadProcess, processBySlug } from "#rooms/processes";
import { findCampaign } from "./campaign.queries.ts";
import {
  countParts,
  countPublicCampaigns,
  countSupporters,
  listMembers,
  listPublicCampaigns,
  PUBLIC_PAGE,
  readKept,
} from "./member.queries.ts";
import { CampaignView, ProcessCampaignsView } from "./public.view.tsx";

export const publicCampaignRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.processCampaigns,
    who: "everyone",
    cache: "public",
    query: ["page"],
    async handle(ctx) {
      const process = await processBySlug(ctx.sql, ctx.params.process ?? "");
      if (!process || !(await mayReadProcess(ctx.sql, process.id, ctx.viewer))) throw new NotFound();
      const totals = await countPublicCampaigns(ctx.sql, process.id);
      const pages = Math.max(1, Math.ceil(totals.campaigns / PUBLIC_PAGE));
      const page = Math.min(ctx.queryPage(), pages);
      const campaigns = await listPublicCampaigns(ctx.sql, process.id, page);
      return ctx.page(<ProcessCampaignsView frame={ctx.frame} {...{ process, campaigns, totals, page, pages }} />);
    },
  }),
  route({
    method: "GET",
    path: patterns.campaign,
    who: "everyone",
    cache: "public",
    query: ["page"],
    async handle(ctx) {
      const campaign = await findCampaign(ctx.sql, ctx.params.number);
      if (campaign?.state !== "confirmed") throw new NotFound();
      if (!(await mayReadProcess(ctx.sql, campaign.processId, ctx.viewer))) throw new NotFound();
      const counts = await countParts(ctx.sql, campaign.id);
      const pages = Math.max(1, Math.ceil(counts.in / PUBLIC_PAGE));
      const page = Math.min(ctx.queryPage(), pages);
      const [kept, supporters, members] = await Promise.all([
        readKept(ctx.sql, campaign.id),
        countSupporters(ctx.sql, campaign.id),
        listMembers(ctx.sql, campaign.id, { part: "in", page, size: PUBLIC_PAGE }),
      ]);
      const roleWords = (role: string) => roleInWords(ctx.t, role);
      const data = { campaign, kept, supporters, members, page, pages, roleWords };
      return ctx.page(<CampaignView frame={ctx.frame} {...data} texts={counts.in} people={counts.authors} />);
    },
  }),
];
