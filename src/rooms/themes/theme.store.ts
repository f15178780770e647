import type { ProcessId, ThemeId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Maker } from "./maker.rules.ts";
import type { ActVerb, ThemeWords } from "./theme.rules.ts";

/** One edit of a codebook at a time: the order, the parents and the signature are of all its themes together. */
export async function lockCodebook(tx: Tx, processId: ProcessId): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended('themes ' || ${processId}, 0))`;
}

export type NewTheme = ThemeWords & {
  readonly processId: ProcessId;
  readonly position: number;
  readonly splitFrom?: ThemeId | null;
};

/** Null when the code is taken in this process. */
export async function insertTheme(tx: Tx, theme: NewTheme): Promise<ThemeId | null> {
  const [row] = await tx<{ id: ThemeId }[]>`
    insert into themes.theme (
      process_id, code, name, definition, example_in, example_out, words, examples, parent_id, position, split_from
    )
    values (
      ${theme.processId}, ${theme.code}, ${theme.name}, ${theme.definition}, ${theme.exampleIn}, ${theme.exampleOut},
      ${[...theme.words]}::text[], ${[...theme.examples]}::bigint[],
      (select id from themes.theme where process_id = ${theme.processId} and code = ${theme.parent}),
      ${theme.position}, ${theme.splitFrom ?? null}
    )
    on conflict (process_id, code) do nothing
    returning id
  `;
  return row?.id ?? null;
}

/** True when the theme was still at the version the person had read. */
export async function updateTheme(tx: Tx, id: ThemeId, version: number, words: ThemeWords): Promise<boolean> {
  const rows = await tx`
    update themes.theme
    set name = ${words.name},
      definition = ${words.definition},
      example_in = ${words.exampleIn},
      example_out = ${words.exampleOut},
      words = ${[...words.words]}::text[],
      examples = ${[...words.examples]}::bigint[],
      parent_id = (
        select parent.id from themes.theme as parent
        where parent.process_id = theme.process_id and parent.code = ${words.parent}
      ),
      version = version + 1
    where id = ${id}
      and version = ${version}
      and state = 'active'
    returning id
  `;
  return rows.length === 1;
}

type NewState = { readonly state: "active" | "retired" | "merged"; readonly mergedInto?: ThemeId | null };

/** True when the theme was still at the version the person had read. Its children go to its own parent. */
export async function setThemeState(tx: Tx, id: ThemeId, version: number, to: NewState): Promise<boolean> {
  if (to.state !== "active") {
    await tx`
      update themes.theme as child
      set parent_id = theme.parent_id,
        version = child.version + 1
      from themes.theme
      where theme.id = ${id}
        and child.parent_id = theme.id
    `;
  }
  const rows = await tx`
    update themes.theme
    set state = ${to.state},
      merged_into = ${to.mergedInto ?? null},
      parent_id = case when ${to.state} = 'active' then parent_id end,
      version = version + 1
    where id = ${id}
      and version = ${version}
      and state <> ${to.state}
    returning id
  `;
  return rows.length === 1;
}

/** Places from 1 on, in the order given. */
export async function placeThemes(tx: Tx, ids: readonly ThemeId[]): Promise<void> {
  await tx`
    update themes.theme
    set position = place.position
    from unnest(${[...ids]}::uuid[]) with ordinality as place (id, position)
    where theme.id = place.id
      and theme.position <> place.position
  `;
}

type NewAct = {
  readonly processId: ProcessId;
  readonly themeId: ThemeId;
  readonly verb: ActVerb;
  readonly before: unknown;
  readonly after: unknown;
};

/** The id of the act: codes that it ends or makes name it. */
export async function insertAct(tx: Tx, act: NewAct, by: Maker): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    insert into themes.act (process_id, theme_id, verb, before, after, made_by, acting_role)
    values (
      ${act.processId}, ${act.themeId}, ${act.verb}, ${act.before === null ? null : JSON.stringify(act.before)}::text::jsonb,
      ${JSON.stringify(act.after)}::text::jsonb, ${by.personId}, ${by.role}
    )
    returning id
  `;
  if (!row) throw new Error("an act has an id");
  return row.id;
}
