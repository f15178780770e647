/**
 * Opinions: the groups of people who voted alike, what unites everybody, and the files to recompute both.
 * Who may enter: everybody reads; editors and administrators give titles to groups and axes.
 * Tables: opinions.run, position, group_name, title.
 * Journal entries: opinions.snapshot-published, opinions.group-titled.
 * Needs: journal, processes, polls, votes.
 */
import type { Command } from "#platform/command.ts";
import { opinionCommand } from "./opinion.command.ts";

export const routes = [];
export const commands: readonly Command[] = [opinionCommand];
