import type { Command } from "#platform/command.ts";
import type { Route } from "#platform/http/route.ts";
import { duplicatesCommand } from "./duplicates.command.ts";

/**
 * Campaigns: near-duplicates and copied texts grouped by people; every text kept, people counted once.
 * Who may enter: analysts propose and confirm; everybody reads what is confirmed.
 * Tables: campaigns.campaign, member.
 * Journal entries: campaign.confirmed.
 * Needs: corpus.
 */
export const commands: readonly Command[] = [duplicatesCommand];

export const routes: readonly Route[] = [];
