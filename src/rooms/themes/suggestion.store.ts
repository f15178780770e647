import type { PersonId, ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Maker } from "./maker.rules.ts";
import { type Offers, type SuggestionAnswer, WORDS_ENGINE } from "./suggestion.rules.ts";

/** New ones are offered; those that wait get the newer score and reason; those a person answered stay answered. */
export async function upsertOffers(tx: Tx, { engine, version, offers }: Offers): Promise<number> {
  const rows = await tx`
    insert into themes.suggestion (contribution_id, theme_id, score, why, engine, version)
    select contribution_id, theme_id, score, why, ${engine}, ${version}
    from unnest(
      ${offers.map((one) => one.contributionId)}::uuid[],
      ${offers.map((one) => one.themeId)}::uuid[],
      ${offers.map((one) => one.score)}::float8[],
      ${offers.map((one) => JSON.stringify({ words: one.why.words }))}::text[]::jsonb[]
    ) as offer (contribution_id, theme_id, score, why)
    on conflict (contribution_id, theme_id, engine) do update
    set score = excluded.score, why = excluded.why, version = excluded.version, offered_at = now()
    where suggestion.state = 'offered'
    returning id
  `;
  return rows.length;
}

/** What an engine proposed and nobody answered. */
export async function deleteOffers(tx: Tx, processId: ProcessId, engine: string): Promise<void> {
  await tx`
    delete from themes.suggestion
    using themes.theme
    where theme.id = suggestion.theme_id
      and theme.process_id = ${processId}
      and suggestion.engine = ${engine}
      and suggestion.state = 'offered'
      and not exists (select from themes.suggestion_act as act where act.suggestion_id = suggestion.id)
  `;
}

/** More would be noise: words that stand everywhere propose every theme. */
const MOST_A_TEXT = 3;

/** Words of the themes in use, looked for in the public words by their stems. What nobody answered is looked for anew. */
export async function offerFromWords(tx: Tx, processId: ProcessId): Promise<number> {
  const { engine, version } = WORDS_ENGINE;
  await deleteOffers(tx, processId, engine);
  const rows = await tx`
    with wanted as materialized (
      select theme.id as theme_id, theme.position, word.word, cardinality(theme.words) as word_count,
        corpus.query_of(array[word.word], '{}') as query
      from themes.theme
      cross join lateral unnest(theme.words) as word (word)
      where theme.process_id = ${processId}
        and theme.state = 'active'
    ),
    found as (
      select line.contribution_id, wanted.theme_id, count(*)::float8 / wanted.word_count as score,
        jsonb_build_object('words', jsonb_agg(wanted.word order by wanted.word)) as why,
        row_number() over (
          partition by line.contribution_id order by count(*)::float8 / wanted.word_count desc, wanted.position
        ) as place
      from wanted
      join corpus.words on words.words @@ wanted.query
      join corpus.line on line.contribution_id = words.contribution_id
      where line.process_id = ${processId}
        and not exists (
          select from themes.code
          where code.contribution_id = line.contribution_id
            and code.theme_id = wanted.theme_id
            and code.removed_at is null
        )
      group by line.contribution_id, wanted.theme_id, wanted.position, wanted.word_count
    )
    insert into themes.suggestion (contribution_id, theme_id, score, why, engine, version)
    select contribution_id, theme_id, score, why, ${engine}, ${version}
    from found
    where place <= ${MOST_A_TEXT}
    on conflict (contribution_id, theme_id, engine) do nothing
    returning id
  `;
  return rows.length;
}

type Answered = {
  readonly processId: ProcessId;
  readonly ids: readonly string[];
  readonly answer: SuggestionAnswer;
  readonly batchId: string | null;
};

/**
 * Answers suggestions that still wait, outside open samples and of themes in use; each answer is recorded, and what is
 * accepted becomes a code in the same statement. Gives how many were answered.
 */
export async function answerSuggestions(
  tx: Tx,
  { processId, ids, answer, batchId }: Answered,
  by: Maker,
): Promise<number> {
  const state = answer === "accept" ? "accepted" : "refused";
  const rows = await tx`
    with answered as (
      update themes.suggestion
      set state = ${state}, decided_by = ${by.personId}, decided_role = ${by.role}, decided_at = now()
      from themes.theme, corpus.line
      where suggestion.id = any (${[...ids]}::uuid[])
        and suggestion.state = 'offered'
        and theme.id = suggestion.theme_id
        and theme.process_id = ${processId}
        and theme.state = 'active'
        and line.contribution_id = suggestion.contribution_id
        and not exists (
          select
          from themes.sample_unit
          join themes.sample on sample.id = sample_unit.sample_id and sample.state = 'open'
          where sample_unit.contribution_id = suggestion.contribution_id
        )
      returning suggestion.id, suggestion.contribution_id, suggestion.theme_id
    ), recorded as (
      insert into themes.suggestion_act (suggestion_id, verb, batch_id, made_by, acting_role)
      select id, ${answer}, ${batchId}, ${by.personId}, ${by.role}
      from answered
      order by id
    )
    select id, contribution_id as "contributionId", theme_id as "themeId"
    from answered
    order by contribution_id, theme_id
  `;
  if (answer === "accept" && rows.length > 0) {
    await tx`
      insert into themes.code (contribution_id, theme_id, origin, batch_id, made_by, acting_role)
      select distinct suggestion.contribution_id, suggestion.theme_id, 'accepted_suggestion', ${batchId}::uuid,
        ${by.personId}::uuid, ${by.role}
      from themes.suggestion
      where suggestion.id = any (${rows.map((row) => String(row.id))}::uuid[])
      on conflict do nothing
    `;
  }
  return rows.length;
}

/** The answers of an undone batch are taken back: its suggestions wait again. */
export async function offerAgain(tx: Tx, batchId: string, by: Maker): Promise<void> {
  await tx`
    with waiting as (
      update themes.suggestion
      set state = 'offered', decided_by = null, decided_role = null, decided_at = null
      from themes.suggestion_act as act
      where act.batch_id = ${batchId}
        and act.suggestion_id = suggestion.id
        and suggestion.state = case act.verb when 'accept' then 'accepted' else 'refused' end
        and suggestion.decided_at = act.made_at
      returning suggestion.id
    )
    insert into themes.suggestion_act (suggestion_id, verb, batch_id, made_by, acting_role)
    select id, 'take_back', ${batchId}, ${by.personId}, ${by.role}
    from waiting
    order by id
  `;
}

export async function setDisplay(tx: Tx, processId: ProcessId, personId: PersonId, isOn: boolean): Promise<void> {
  await tx`
    insert into themes.suggestion_display (process_id, person_id, is_on)
    values (${processId}, ${personId}, ${isOn})
    on conflict (process_id, person_id) do update set is_on = excluded.is_on, set_at = now()
  `;
}
