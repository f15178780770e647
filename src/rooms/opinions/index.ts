/**
 * Opinions: the groups of people who voted alike, what unites everybody, and the files to recompute both.
 * Who may enter: everybody reads; editors and administrators give titles to groups and axes, analysts look.
 * Tables: opinions.run, crossed, position, group_name, title.
 * Journal entries: opinions.snapshot-published, opinions.group-titled.
 * Needs: journal, processes, polls, ballots, votes.
 */
import type { Command } from "#platform/command.ts";
import { fileRoutes } from "./files.routes.ts";
import { opinionCommand } from "./opinion.command.ts";
import { opinionsJobs } from "./opinions.job.ts";
import { publicResultRoutes } from "./public.routes.tsx";
import { teamResultRoutes } from "./team.routes.tsx";

export { computeDueRuns } from "./compute-due.actions.ts";
export { type Computed, computeRun } from "./compute-run.actions.ts";
export { opinionsInvariants as invariants } from "./invariants.queries.ts";
export { lastRun } from "./run.queries.ts";
export type { Run } from "./run.rules.ts";

export const routes = [...publicResultRoutes, ...fileRoutes, ...teamResultRoutes];
export const commands: readonly Command[] = [opinionCommand];
export const jobs = opinionsJobs;
