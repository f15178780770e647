import type { ProcessId, ThemeId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { ActVerb, CountedTheme, Theme } from "./theme.rules.ts";

/** All themes of a process, those in use first, in the order of the codebook. */
export async function listThemes(db: Db, processId: ProcessId): Promise<readonly Theme[]> {
  return await db<Theme[]>`
    select
      theme.id, theme.process_id as "processId", theme.code, theme.name, theme.definition,
      theme.example_in as "exampleIn", theme.example_out as "exampleOut", theme.words, theme.examples,
      parent.code as parent, theme.state, target.code as "mergedInto", origin.code as "splitFrom",
      theme.position, theme.version
    from themes.theme
    left join themes.theme as parent on parent.id = theme.parent_id
    left join themes.theme as target on target.id = theme.merged_into
    left join themes.theme as origin on origin.id = theme.split_from
    where theme.process_id = ${processId}
    order by theme.state <> 'active', theme.position, theme.code
  `;
}

/** The same with their counts: for the page of the codebook, which shows them. */
export async function listCountedThemes(db: Db, processId: ProcessId): Promise<readonly CountedTheme[]> {
  const [themes, counts] = await Promise.all([
    listThemes(db, processId),
    db<{ id: ThemeId; count: number }[]>`
      select theme.id, count(distinct code.contribution_id) as count
      from themes.theme
      join themes.code on code.theme_id = theme.id and code.removed_at is null
      join corpus.line on line.contribution_id = code.contribution_id
      where theme.process_id = ${processId}
      group by theme.id
    `,
  ]);
  const countOf = new Map(counts.map(({ id, count }) => [id, count]));
  return themes.map((theme) => ({ ...theme, contributionCount: countOf.get(theme.id) ?? 0 }));
}

export async function activeThemes(db: Db, processId: ProcessId): Promise<readonly Theme[]> {
  return (await listThemes(db, processId)).filter(({ state }) => state === "active");
}

export async function findTheme(db: Db, processId: ProcessId, code: string): Promise<Theme | null> {
  return (await listThemes(db, processId)).find((theme) => theme.code === code) ?? null;
}

/** Of these numbers, those that are no public contribution of the process. */
export async function unknownNumbers(
  db: Db,
  processId: ProcessId,
  numbers: readonly number[],
): Promise<readonly number[]> {
  const rows = await db<{ number: number }[]>`
    select asked.number
    from unnest(${[...numbers]}::bigint[]) as asked (number)
    left join corpus.line on line.number = asked.number and line.process_id = ${processId}
    where line.number is null
  `;
  return rows.map(({ number }) => number);
}

export type ThemeAct = {
  readonly id: number;
  readonly theme: string;
  readonly themeName: string;
  readonly verb: ActVerb;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>>;
  /** Known to the team; null for an account that is gone. */
  readonly madeBy: string | null;
  readonly actingRole: string;
  readonly madeAt: Date;
};

export const ACT_PAGE = 25;
type ActFilter = { readonly processId: ProcessId; readonly themeId?: ThemeId | undefined; readonly page: number };

/** What was done with the codebook, last act first. */
export async function listActs(db: Db, { processId, themeId, page }: ActFilter): Promise<readonly ThemeAct[]> {
  return await db<ThemeAct[]>`
    select
      act.id, theme.code as theme, theme.name as "themeName", act.verb, act.before, act.after,
      person.display_name as "madeBy", act.acting_role as "actingRole", act.made_at as "madeAt"
    from themes.act
    join themes.theme on theme.id = act.theme_id
    left join accounts.person on person.id = act.made_by
    where act.process_id = ${processId}
      and (${themeId ?? null}::uuid is null or act.theme_id = ${themeId ?? null})
    order by act.id desc
    limit ${ACT_PAGE}
    offset ${(page - 1) * ACT_PAGE}
  `;
}

export async function countActs(db: Db, processId: ProcessId, themeId: ThemeId | null = null): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*) as count
    from themes.act
    where process_id = ${processId}
      and (${themeId}::uuid is null or theme_id = ${themeId})
  `;
  return row?.count ?? 0;
}

export type ThemesProcess = {
  readonly id: ProcessId;
  readonly slug: string;
  readonly title: string;
  readonly language: string;
  readonly themeCount: number;
  readonly contributionCount: number;
  /** Neither coded nor set aside as fitting no theme. */
  readonly uncodedCount: number;
  readonly isSigned: boolean;
};

/** Processes of the desk: where most is to code comes first. */
export async function listThemesProcesses(db: Db): Promise<readonly ThemesProcess[]> {
  return await db<ThemesProcess[]>`
    select process.id, process.slug, process.title, process.language,
      (select count(*) from themes.theme where theme.process_id = process.id and theme.state = 'active') as "themeCount",
      coalesce(counted.total, 0) as "contributionCount",
      coalesce(counted.uncoded, 0) as "uncodedCount",
      exists (
        select from themes.sign_off where sign_off.process_id = process.id and sign_off.ended_at is null
      ) as "isSigned"
    from processes.process
    left join lateral (
      select count(*) as total,
        count(*) filter (where line.coding_count = 0) as uncoded
      from corpus.line
      where line.process_id = process.id
    ) as counted on true
    order by "uncodedCount" desc, process.created_at desc, process.slug
  `;
}
