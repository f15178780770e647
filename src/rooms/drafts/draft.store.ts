import type { ProcessId } from "#kernel/ids.ts";
import type { Db, Tx } from "#platform/db.ts";
import type { Maker } from "#rooms/themes";
import type { DraftSeed } from "./draft.rules.ts";
import type { DraftAct } from "./draft-row.rules.ts";

export type NewDraft = {
  readonly processId: ProcessId;
  readonly language: string;
  /** Null: as many as the texts call for. */
  readonly themeCount: number | null;
  /** Null: without starting points. */
  readonly seeds: readonly DraftSeed[] | null;
  readonly wantsVectors: boolean;
};

/** Null when one of this process waits or is being made. */
export async function insertDraft(tx: Tx, draft: NewDraft, by: Maker): Promise<string | null> {
  const [row] = await tx<{ id: string }[]>`
    insert into drafts.draft (process_id, language, theme_count, seeds, wants_vectors, asked_by, acting_role)
    values (
      ${draft.processId}, ${draft.language}, ${draft.themeCount},
      ${draft.seeds === null ? null : JSON.stringify(draft.seeds)}::text::jsonb, ${draft.wantsVectors},
      ${by.personId}, ${by.role}
    )
    on conflict (process_id) where finished_at is null and failed_at is null do nothing
    returning id
  `;
  return row?.id ?? null;
}

export async function insertDraftAct(tx: Tx, { draftId, shelfId, verb, after }: DraftAct, by: Maker): Promise<void> {
  await tx`
    insert into drafts.draft_act (draft_id, draft_theme_id, verb, after, made_by, acting_role)
    values (${draftId}, ${shelfId}, ${verb}, ${JSON.stringify(after)}::text::jsonb, ${by.personId}, ${by.role})
  `;
}

export type ClaimedDraft = {
  readonly id: string;
  readonly processId: ProcessId;
  readonly language: string;
  readonly themeCount: number | null;
  readonly seeds: readonly DraftSeed[] | null;
  readonly wantsVectors: boolean;
  readonly seed: number;
};

/** Tries of a draft whose worker is lost each time. */
const MOST_TRIES = 3;

/** The oldest that nobody makes; one whose worker was lost is taken up again. */
export async function claimDraft(db: Db): Promise<ClaimedDraft | null> {
  await db`
    update drafts.draft
    set failed_at = now()
    where finished_at is null
      and failed_at is null
      and tries >= ${MOST_TRIES}
      and beat_at < now() - interval '5 minutes'
  `;
  const [row] = await db<ClaimedDraft[]>`
    update drafts.draft
    set started_at = coalesce(started_at, now()),
      beat_at = now(),
      tries = tries + 1
    where id = (
      select id
      from drafts.draft
      where finished_at is null
        and failed_at is null
        and (beat_at is null or beat_at < now() - interval '5 minutes')
      order by number
      limit 1
      for update skip locked
    )
    returning id, process_id as "processId", language, theme_count as "themeCount", seeds,
      wants_vectors as "wantsVectors", seed
  `;
  return row ?? null;
}

export async function beatDraft(db: Db, id: string): Promise<void> {
  await db`
    update drafts.draft
    set beat_at = now()
    where id = ${id}
      and finished_at is null
      and failed_at is null
  `;
}

/** Taken up again at once, as long as tries are left: the worker may just have been stopped. */
export async function giveBackDraft(db: Db, id: string): Promise<void> {
  await db`
    update drafts.draft
    set beat_at = null,
      failed_at = case when tries >= ${MOST_TRIES} then now() end
    where id = ${id}
      and finished_at is null
      and failed_at is null
  `;
}

export type DraftFacts = {
  readonly version: string;
  readonly inputHash: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly textCount: number;
  readonly vectors: { readonly model: string; readonly dimensions: number } | null;
  readonly vectorsFault: string | null;
};

/** False when another worker finished it meanwhile: then nothing of this one is kept. */
export async function finishDraft(tx: Tx, id: string, facts: DraftFacts): Promise<boolean> {
  const rows = await tx`
    update drafts.draft
    set finished_at = now(),
      engine_version = ${facts.version},
      input_hash = ${facts.inputHash},
      options = ${JSON.stringify(facts.options)}::text::jsonb,
      text_count = ${facts.textCount},
      vectors_model = ${facts.vectors?.model ?? null},
      vectors_dimensions = ${facts.vectors?.dimensions ?? null},
      vectors_fault = ${facts.vectorsFault}
    where id = ${id}
      and finished_at is null
      and failed_at is null
    returning id
  `;
  return rows.length === 1;
}

export type NewPhrase = {
  readonly kind: "term" | "phrase";
  readonly words: string;
  readonly textCount: number;
  readonly evidence: readonly string[];
};
export type NewShelf = {
  readonly id: string;
  readonly position: number;
  readonly name: string | null;
  readonly seeded: boolean;
  /** Of the theme of the codebook that it started from. */
  readonly code: string | null;
  readonly phrases: readonly NewPhrase[];
};

type Drafted = { readonly draftId: string; readonly processId: ProcessId };

export async function insertShelf(tx: Tx, { draftId, processId }: Drafted, shelf: NewShelf): Promise<void> {
  await tx`
    insert into drafts.draft_theme (id, draft_id, position, name, seeded, theme_id)
    values (
      ${shelf.id}, ${draftId}, ${shelf.position}, ${shelf.name}, ${shelf.seeded},
      (select id from themes.theme where process_id = ${processId} and code = ${shelf.code} and state = 'active')
    )
  `;
  for (const kind of ["term", "phrase"] as const) {
    const phrases = shelf.phrases.filter((phrase) => phrase.kind === kind);
    await tx`
      insert into drafts.draft_phrase (draft_theme_id, kind, position, words, text_count, evidence)
      select ${shelf.id}, ${kind}, place, words, text_count, array(select jsonb_array_elements_text(evidence)::uuid)
      from unnest(
        ${phrases.map(({ words }) => words)}::text[],
        ${phrases.map(({ textCount }) => textCount)}::int[],
        ${phrases.map(({ evidence }) => JSON.stringify(evidence))}::text[]::jsonb[]
      ) with ordinality as phrase (words, text_count, evidence, place)
    `;
  }
}

export type NewPlace = {
  readonly contributionId: string;
  readonly shelfId: string | null;
  readonly nearestId: string;
  readonly secondId: string | null;
  readonly score: number;
  readonly centrality: number | null;
  readonly words: readonly string[];
};

/** Only of contributions that are still public. */
export async function insertPlaces(tx: Tx, draftId: string, places: readonly NewPlace[]): Promise<void> {
  await tx`
    insert into drafts.draft_place (
      draft_id, contribution_id, draft_theme_id, nearest_id, second_id, score, centrality, words
    )
    select ${draftId}, place.contribution_id, shelf_id, nearest_id, second_id, score, centrality,
      array(select jsonb_array_elements_text(place.words))
    from unnest(
      ${places.map((one) => one.contributionId)}::uuid[],
      ${places.map((one) => one.shelfId)}::uuid[],
      ${places.map((one) => one.nearestId)}::uuid[],
      ${places.map((one) => one.secondId)}::uuid[],
      ${places.map((one) => one.score)}::float8[],
      ${places.map((one) => one.centrality)}::int[],
      ${places.map((one) => JSON.stringify(one.words))}::text[]::jsonb[]
    ) as place (contribution_id, shelf_id, nearest_id, second_id, score, centrality, words)
    join corpus.line on line.contribution_id = place.contribution_id
  `;
}

/** The order in which queues follow a draft: shelf by shelf, the most certain first, then what would be there. */
export async function sortPlaces(tx: Tx, draftId: string): Promise<void> {
  await tx`
    update drafts.draft_place as place
    set sort_place = sorted.place
    from (
      select placed.contribution_id, row_number() over (
        order by near.state = 'dropped', near.position, placed.shelf_id is null, placed.score desc, placed.number
      ) as place
      from drafts.placed
      join drafts.draft_theme as near on near.id = coalesce(placed.shelf_id, placed.nearest_id)
      where placed.draft_id = ${draftId}
    ) as sorted
    where place.draft_id = ${draftId}
      and place.contribution_id = sorted.contribution_id
      and place.sort_place is distinct from sorted.place
  `;
}
