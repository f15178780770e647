import type { ProcessId, ThemeId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import { RANDOM_TEXTS } from "./draft.rules.ts";
import type { PlacedLine, Shelf, UnplacedLine } from "./draft-row.rules.ts";

/** Words are shown while one of the contributions that proved them is public and says the same. */
const shownWords = (db: Db, kind: "term" | "phrase") => db`
  coalesce(
    (
      select jsonb_agg(jsonb_build_object('words', phrase.words, 'textCount', phrase.text_count) order by phrase.position)
      from drafts.draft_phrase as phrase
      where phrase.draft_theme_id = shelf.id
        and phrase.kind = ${kind}
        and exists (
          select
          from drafts.draft_place as place
          join corpus.line on line.contribution_id = place.contribution_id
          where place.draft_id = shelf.draft_id
            and place.contribution_id = any (phrase.evidence)
            and not place.is_stale
        )
    ),
    '[]'
  )
`;

/** The shelves of a draft, in its order. */
export async function listShelves(db: Db, draftId: string): Promise<readonly Shelf[]> {
  return await db<Shelf[]>`
    with sizes as materialized (
      select placed.shelf_id, count(*) as size
      from drafts.placed
      where placed.draft_id = ${draftId}
      group by placed.shelf_id
    )
    select shelf.id, shelf.position, shelf.name, shelf.seeded, shelf.state, target.position as "mergedInto",
      coalesce(heir.id, theme.id) as "themeId", coalesce(heir.code, theme.code) as theme,
      coalesce(heir.name, theme.name) as "themeName", coalesce(heir.state, theme.state) as "themeState", shelf.version,
      coalesce(sizes.size, 0) as size, ${shownWords(db, "term")} as terms, ${shownWords(db, "phrase")} as phrases
    from drafts.draft_theme as shelf
    left join drafts.draft_theme as target on target.id = shelf.merged_into
    left join themes.theme on theme.id = shelf.theme_id
    left join themes.theme as heir on heir.id = theme.merged_into
    left join sizes on sizes.shelf_id = shelf.id
    where shelf.draft_id = ${draftId}
    order by shelf.position
  `;
}

type Fragment = ReturnType<Db>;

/** The draft is named too: its places are found by it. */
const onShelf = (db: Db, shelfId: string) => db`
  placed.draft_id = (select draft_id from drafts.draft_theme where id = ${shelfId})
  and placed.shelf_id = ${shelfId}
`;

/** The texts that `listed` names, in its order: words are read of these alone. */
const textsOf = (db: Db, listed: Fragment) => db<PlacedLine[]>`
  with listed as materialized (
    select placed.contribution_id, placed.draft_theme_id, placed.second_id, placed.number, placed.score, placed.centrality,
      row_number() over () as place
    from (${listed}) as placed
  )
  select listed.number, left(coalesce(contribution.title || ' – ', '') || contribution.body, 300) as excerpt,
    contribution.language, listed.score, listed.centrality, own.position as shelf, second.position as second,
    line.coding_count > 0 as "isCoded"
  from listed
  join drafts.draft_theme as own on own.id = listed.draft_theme_id
  left join drafts.draft_theme as second on second.id = listed.second_id
  join corpus.line on line.contribution_id = listed.contribution_id
  join contributions.public_contribution as contribution on contribution.id = listed.contribution_id
  order by listed.place
`;

/** The five most central texts of the shelf itself, and the five nearest its border. */
export async function listTelling(db: Db, shelfId: string): Promise<readonly PlacedLine[]> {
  return await textsOf(
    db,
    db`
      select *
      from drafts.placed
      where ${onShelf(db, shelfId)}
        and draft_theme_id = ${shelfId}
        and centrality is not null
      order by centrality < 0, abs(centrality)
    `,
  );
}

/** Five drawn from the shelf; the next draw gives five others, until all have come. The same number draws the same five. */
export async function drawTexts(db: Db, shelfId: string, draw: number): Promise<readonly PlacedLine[]> {
  return await textsOf(
    db,
    db`
      select *
      from drafts.placed
      where ${onShelf(db, shelfId)}
      order by hashint8extended(number, 1), number
      limit ${RANDOM_TEXTS}
      offset ${(draw - 1) * RANDOM_TEXTS}
    `,
  );
}

export const PLACED_PAGE = 25;

export async function listPlaced(db: Db, shelfId: string, page: number): Promise<readonly PlacedLine[]> {
  return await textsOf(
    db,
    db`
      select *
      from drafts.placed
      where ${onShelf(db, shelfId)}
      order by sort_place, number
      limit ${PLACED_PAGE}
      offset ${(page - 1) * PLACED_PAGE}
    `,
  );
}

/** Every public contribution that stands on no shelf: those the draft could not place, and those it did not sort. */
const unplaced = (db: Db, draftId: string, processId: ProcessId) => db`
  from corpus.line
  left join drafts.placed on placed.contribution_id = line.contribution_id and placed.draft_id = ${draftId}
  left join drafts.draft_theme as near on near.id = placed.nearest_id
  where line.process_id = ${processId}
    and placed.shelf_id is null
`;

export async function countUnplaced(db: Db, draftId: string, processId: ProcessId): Promise<number> {
  const [row] = await db<{ count: number }[]>`select count(*) as count ${unplaced(db, draftId, processId)}`;
  return row?.count ?? 0;
}

/** By the shelf they would be on, then by number; those that the draft did not sort come last. */
export async function listUnplaced(
  db: Db,
  { draftId, processId, page }: { readonly draftId: string; readonly processId: ProcessId; readonly page: number },
): Promise<readonly UnplacedLine[]> {
  return await db<UnplacedLine[]>`
    select line.number, left(coalesce(contribution.title || ' – ', '') || contribution.body, 300) as excerpt,
      contribution.language, listed.nearest, listed.name as "nearestName", line.coding_count > 0 as "isCoded"
    from (
      select line.contribution_id, near.position as nearest, near.name
      ${unplaced(db, draftId, processId)}
      order by near.position nulls last, line.number
      limit ${PLACED_PAGE}
      offset ${(page - 1) * PLACED_PAGE}
    ) as listed
    join corpus.line on line.contribution_id = listed.contribution_id
    join contributions.public_contribution as contribution on contribution.id = listed.contribution_id
    order by listed.nearest nulls last, line.number
  `;
}

type Offerable = { readonly contributionId: string; readonly score: number; readonly words: readonly string[] };

/** What a shelf may propose for its theme: placed for words that are named, and not coded so already. */
export async function listOfferable(db: Db, shelfId: string, themeId: ThemeId): Promise<readonly Offerable[]> {
  return await db<Offerable[]>`
    select placed.contribution_id as "contributionId", least(1, greatest(0, placed.score)) as score, placed.words
    from drafts.placed
    where ${onShelf(db, shelfId)}
      and placed.words <> '{}'
      and not exists (
        select from themes.code
        where code.contribution_id = placed.contribution_id
          and code.theme_id = ${themeId}
          and code.removed_at is null
      )
    order by placed.number
  `;
}
