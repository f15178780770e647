import type { ContributionId, ProcessId, ThemeId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import { type CorpusFilter, keptLines, lineWalk } from "#rooms/corpus";
import type { Field } from "./quote.rules.ts";

export type CodedItem = {
  readonly id: ContributionId;
  readonly number: number;
  readonly kind: string;
  readonly title: string | null;
  readonly body: string;
  readonly proposedText: string | null;
  readonly aboutText: string | null;
  readonly isMasked: boolean;
  readonly language: string;
  readonly nodeCode: string | null;
  readonly nodeTitle: string | null;
  /** Set when the contribution is in a sample that is still open: it is coded there, by its coders alone. */
  readonly openSample: number | null;
  readonly isUnplaced: boolean;
};

/** The public words of a contribution: who codes reads what everybody reads. */
export async function findCodedItem(db: Db, processId: ProcessId, number: number): Promise<CodedItem | null> {
  const [row] = await db<CodedItem[]>`
    select contribution.id, contribution.number, contribution.kind, contribution.title, contribution.body,
      contribution.proposed_text as "proposedText", contribution.about_text as "aboutText",
      contribution.is_masked as "isMasked", contribution.language, node.code as "nodeCode", node.title as "nodeTitle",
      (
        select sample.number
        from themes.sample_unit
        join themes.sample on sample.id = sample_unit.sample_id
        where sample_unit.contribution_id = contribution.id
          and sample.state = 'open'
      ) as "openSample",
      exists (
        select from themes.unplaced
        where unplaced.contribution_id = contribution.id and unplaced.removed_at is null
      ) as "isUnplaced"
    from contributions.public_contribution as contribution
    left join corpus.line on line.contribution_id = contribution.id
    left join documents.edition_node as node
      on node.edition_id = contribution.edition_id
      and node.node_id = line.node_id
    where contribution.process_id = ${processId}
      and contribution.number = ${number}
  `;
  return row ?? null;
}

export type ShownCode = {
  readonly id: string;
  readonly theme: string;
  readonly themeName: string;
  readonly quote: string | null;
  /** The quoted words are no longer among the public words: they are not shown. */
  readonly quoteIsGone: boolean;
  readonly field: Field | null;
  readonly origin: "person" | "accepted_suggestion";
  readonly madeBy: string | null;
  readonly actingRole: string;
  readonly madeAt: Date;
};

/** Codes in force, each quote checked against the public words of this moment. */
export async function listCodesOn(db: Db, contributionId: ContributionId): Promise<readonly ShownCode[]> {
  return await db<ShownCode[]>`
    select code.id, code.theme_code as theme, code.theme_name as "themeName", code.quote,
      code.quote_is_gone as "quoteIsGone", code.field, code.origin, person.display_name as "madeBy",
      code.acting_role as "actingRole", code.made_at as "madeAt"
    from themes.checked_code as code
    left join accounts.person on person.id = code.made_by
    where code.contribution_id = ${contributionId}
    order by code.theme_name, code.made_at, code.id
  `;
}

/** Not coded, not set aside, not in an open sample: what the queue of a coder holds, on `line`. */
const toCode = (db: Db) => db`
  and line.coding_count = 0
  ${outsideOpenSamples(db)}
`;

const outsideOpenSamples = (db: Db) => db`
  and not exists (
    select
    from themes.sample_unit
    join themes.sample on sample.id = sample_unit.sample_id
    where sample_unit.contribution_id = line.contribution_id
      and sample.state = 'open'
  )
`;

/**
 * The next one to code inside a filter, after a given one; from the start when there is none after it. By number, or in the order
 * of the last draft of themes when the queue is sorted by it.
 */
export async function nextToCode(db: Db, filter: CorpusFilter, after: number): Promise<number | null> {
  if (filter.order === "ebauche") return await nextOfDraft(db, filter, after);
  return (await firstToCode(db, filter, after, null)) ?? (await firstToCode(db, filter, 0, after));
}

async function nextOfDraft(db: Db, filter: CorpusFilter, after: number): Promise<number | null> {
  const { place, here, upwards } = lineWalk(db, filter.order, after);
  const [row] = await db<{ number: number }[]>`
    select line.number
    ${keptLines(db, filter)}
    ${toCode(db)}
    and line.number <> ${after}
    order by ${after === 0 ? db`` : db`${place} < ${here},`} ${upwards}
    limit 1
  `;
  return row?.number ?? null;
}

async function firstToCode(db: Db, filter: CorpusFilter, after: number, before: number | null) {
  const [row] = await db<{ number: number }[]>`
    select line.number
    ${keptLines(db, filter)}
    ${toCode(db)}
    and line.number > ${after}
    ${before === null ? db`` : db`and line.number < ${before}`}
    order by line.number
    limit 1
  `;
  return row?.number ?? null;
}

export async function countToCode(db: Db, filter: CorpusFilter): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*) as count
    ${keptLines(db, filter)}
    ${toCode(db)}
  `;
  return row?.count ?? 0;
}

/** Of these numbers, those that may be coded now: in the process, public, outside open samples. */
export async function freeToCode(db: Db, processId: ProcessId, numbers: readonly number[]): Promise<readonly number[]> {
  const rows = await db<{ number: number }[]>`
    select line.number
    from corpus.line
    where line.process_id = ${processId}
      and line.number = any (${[...numbers]}::bigint[])
      ${outsideOpenSamples(db)}
    order by line.number
  `;
  return rows.map(({ number }) => number);
}

/** The act that last retired a theme. */
export async function endedByRetirement(db: Db, themeId: ThemeId): Promise<number | null> {
  const [row] = await db<{ id: number }[]>`
    select id
    from themes.act
    where theme_id = ${themeId}
      and verb = 'retire'
    order by id desc
    limit 1
  `;
  return row?.id ?? null;
}

export type ThemeCodeLine = ShownCode & {
  readonly number: number;
  readonly excerpt: string;
  readonly language: string;
};
export const THEME_CODE_PAGE = 50;

/** The codes of a theme with the beginning of what they stand on, for who distributes them. */
export async function listCodesOfTheme(db: Db, themeId: ThemeId, page: number): Promise<readonly ThemeCodeLine[]> {
  return await db<ThemeCodeLine[]>`
    select code.id, code.number, code.theme_code as theme, code.theme_name as "themeName", code.quote,
      code.quote_is_gone as "quoteIsGone", code.field, code.origin, null as "madeBy", code.acting_role as "actingRole",
      code.made_at as "madeAt", left(coalesce(contribution.title || ' – ', '') || contribution.body, 240) as excerpt,
      contribution.language
    from themes.checked_code as code
    join contributions.public_contribution as contribution on contribution.id = code.contribution_id
    where code.theme_id = ${themeId}
    order by code.number, code.starts_at nulls first, code.id
    limit ${THEME_CODE_PAGE}
    offset ${(page - 1) * THEME_CODE_PAGE}
  `;
}

export async function countCodesOfTheme(db: Db, themeId: ThemeId): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*) as count
    from themes.code
    join corpus.line on line.contribution_id = code.contribution_id
    where code.theme_id = ${themeId}
      and code.removed_at is null
  `;
  return row?.count ?? 0;
}
