/**
 * Campaigns: near-duplicates and copied texts grouped by people; every text kept, people counted once.
 * Who may enter: analysts, editors and administrators search, confirm and refuse; everybody reads what is confirmed.
 * Tables: campaigns.campaign, member, act, act_member, examined, search.
 * Journal entries: campaign.confirmed, campaign.changed, campaign.reopened.
 * Needs: journal, processes.
 */
import { urls } from "#kernel/urls.ts";
import type { Command } from "#platform/command.ts";
import type { Desk } from "#platform/desk.ts";
import type { Job } from "#platform/job.ts";
import { waitingCampaigns } from "./campaign.queries.ts";
import { GROUPERS } from "./campaign.rules.ts";
import { duplicatesCommand } from "./duplicates.command.ts";
import { publicCampaignRoutes } from "./public.routes.tsx";
import { searchJob } from "./search.job.ts";
import { teamCampaignRoutes } from "./team.routes.tsx";

export { ownWords } from "./campaign.rules.ts";
export { campaignsInvariants as invariants } from "./invariants.queries.ts";
export { runSearches } from "./search.actions.ts";

export const routes = [...publicCampaignRoutes, ...teamCampaignRoutes];
export const commands: readonly Command[] = [duplicatesCommand];
export const jobs: readonly Job[] = [searchJob];

export const desks: readonly Desk[] = [
  {
    roles: GROUPERS,
    titleKey: "campaigns.desk",
    href: (lang) => urls.teamCampaigns(lang),
    waiting: async (sql) => (await waitingCampaigns(sql)).count,
    oldest: async (sql) => (await waitingCampaigns(sql)).oldest,
  },
];
