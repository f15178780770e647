import type { Context, Typed } from "#platform/http/context.ts";
import { listCategories, listTerritories } from "#rooms/processes";
import { typedText } from "./decision-form.routes.ts";
import type { DeskChoices, DeskFilters } from "./desk.view.tsx";
import { type DeskProcess, listDeskProcesses, listElements, type WaitingFilter } from "./waiting.queries.ts";

export const FILTER_NAMES = [
  "demarche",
  "element",
  "passage",
  "forme",
  "canal",
  "categorie",
  "territoire",
  "texte",
] as const;

/** What a filter may be given, wherever it comes from: the address, or the hidden fields of a form. */
function filtersFrom(read: (name: string) => string): DeskFilters {
  const entries = FILTER_NAMES.map((name) => [name, read(name).trim().slice(0, 200)] as const);
  return Object.fromEntries(entries) as DeskFilters;
}

export type Desk = {
  readonly process: DeskProcess;
  readonly processes: readonly DeskProcess[];
  readonly filters: DeskFilters;
  readonly filter: WaitingFilter;
};

/** The desk of the process asked for; of the one where most waits when none is. Null when there is no process at all. */
export async function openDesk(ctx: Context, typed: Typed | null = null): Promise<Desk | null> {
  const asked = filtersFrom((name) => (typed ? typedText(typed, name) : ctx.queryText(name)));
  const processes = await listDeskProcesses(ctx.sql);
  const process = processes.find(({ slug }) => slug === asked.demarche) ?? processes[0];
  if (!process) return null;
  const filters = { ...asked, demarche: process.slug };
  return { process, processes, filters, filter: waitingFilter(process, filters) };
}

function waitingFilter(process: DeskProcess, filters: DeskFilters): WaitingFilter {
  return {
    processId: process.id,
    element: filters.element,
    passage: filters.passage.toLowerCase(),
    kind: filters.forme,
    channel: filters.canal,
    category: filters.categorie,
    territory: filters.territoire,
    text: filters.texte,
  };
}

/** The lists of the filters, in the language of the page. */
export async function deskChoices(ctx: Context, { process, processes }: Desk): Promise<DeskChoices> {
  const [elements, categories, territories] = await Promise.all([
    listElements(ctx.sql, process.id),
    listCategories(ctx.sql),
    listTerritories(ctx.sql),
  ]);
  const named = (category: { code: string; nameFr: string; nameEn: string }, prefix = "") => ({
    value: category.code,
    text: prefix + (ctx.lang === "en" ? category.nameEn : category.nameFr),
  });
  return {
    processes: processes.map(({ slug, title }) => ({ value: slug, text: title })),
    elements: elements.map(({ id, code, title, level }) => ({
      value: id,
      text: `${"\u2003".repeat(level - 1)}${code} ${title.slice(0, 80)}`,
    })),
    categories: categories.flatMap((group) => [named(group), ...group.children.map((child) => named(child, "\u2003"))]),
    territories: territories.map(({ code, name }) => ({ value: code, text: name })),
  };
}
