import type { ContributionId, PersonId, ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

/** Off until this person switched the display on for this process. */
export async function showsSuggestions(db: Db, processId: ProcessId, personId: PersonId): Promise<boolean> {
  const [row] = await db<{ isOn: boolean }[]>`
    select is_on as "isOn"
    from themes.suggestion_display
    where process_id = ${processId}
      and person_id = ${personId}
  `;
  return row?.isOn ?? false;
}

export type ShownSuggestion = {
  readonly id: string;
  readonly number: number;
  readonly theme: string;
  readonly themeName: string;
  readonly score: number;
  readonly words: readonly string[];
  readonly engine: string;
  readonly version: string;
  readonly excerpt: string;
  readonly language: string;
};

/**
 * What waits for an answer and may be shown: theme in use, not coded so already, outside open samples. When the public words
 * change, the database takes the reason away.
 */
const waiting = (db: Db, processId: ProcessId) => db`
  from themes.suggestion
  join themes.theme on theme.id = suggestion.theme_id and theme.state = 'active'
  join corpus.line on line.contribution_id = suggestion.contribution_id
  where theme.process_id = ${processId}
    and suggestion.state = 'offered'
    and suggestion.why -> 'words' <> '[]'
    and not exists (
      select from themes.code
      where code.contribution_id = suggestion.contribution_id
        and code.theme_id = suggestion.theme_id
        and code.removed_at is null
    )
    and not exists (
      select
      from themes.sample_unit
      join themes.sample on sample.id = sample_unit.sample_id and sample.state = 'open'
      where sample_unit.contribution_id = suggestion.contribution_id
    )
`;

export const SUGGESTION_PAGE = 25;
type SuggestionFilter = { readonly processId: ProcessId; readonly theme: string; readonly page: number };

/** Strongest first; the number decides between equals. `theme` "" lists all. */
export async function listSuggestions(
  db: Db,
  { processId, theme, page }: SuggestionFilter,
): Promise<readonly ShownSuggestion[]> {
  return await db<ShownSuggestion[]>`
    with listed as materialized (
      select suggestion.id, line.number, line.contribution_id, theme.code as theme, theme.name as theme_name,
        suggestion.score, suggestion.why, suggestion.engine, suggestion.version
      ${waiting(db, processId)}
        and (${theme} = '' or theme.code = ${theme})
      order by suggestion.score desc, line.number, theme.code
      limit ${SUGGESTION_PAGE}
      offset ${(page - 1) * SUGGESTION_PAGE}
    )
    select listed.id, listed.number, listed.theme, listed.theme_name as "themeName", listed.score,
      array(select jsonb_array_elements_text(listed.why -> 'words')) as words,
      listed.engine, listed.version, left(contribution.body, 240) as excerpt, contribution.language
    from listed
    join contributions.public_contribution as contribution on contribution.id = listed.contribution_id
    order by listed.score desc, listed.number, listed.theme
  `;
}

export async function suggestionsOn(
  db: Db,
  processId: ProcessId,
  contributionId: ContributionId,
): Promise<readonly ShownSuggestion[]> {
  return await db<ShownSuggestion[]>`
    select suggestion.id, line.number, theme.code as theme, theme.name as "themeName", suggestion.score,
      array(select jsonb_array_elements_text(suggestion.why -> 'words')) as words,
      suggestion.engine, suggestion.version, '' as excerpt, line.language
    ${waiting(db, processId)}
      and suggestion.contribution_id = ${contributionId}
    order by suggestion.score desc, theme.position
  `;
}

export type SuggestionCount = { readonly theme: string; readonly themeName: string; readonly count: number };

export async function countSuggestions(db: Db, processId: ProcessId): Promise<readonly SuggestionCount[]> {
  return await db<SuggestionCount[]>`
    select theme.code as theme, theme.name as "themeName", count(*) as count
    ${waiting(db, processId)}
    group by theme.code, theme.name, theme.position
    order by theme.position
  `;
}

/** Which suggestions of a theme wait at this moment, in a stated order: for an act on exactly those that were looked at. */
export async function suggestionIds(db: Db, processId: ProcessId, theme: string): Promise<readonly string[]> {
  const rows = await db<{ id: string }[]>`
    select suggestion.id
    ${waiting(db, processId)}
      and theme.code = ${theme}
    order by suggestion.id
  `;
  return rows.map(({ id }) => id);
}
