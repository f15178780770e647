import type { Sql } from "#platform/db.ts";

export type ProcessFigures = {
  readonly slug: string;
  readonly title: string;
  readonly published: number;
  readonly answered: number;
};

/** Published and answered contributions of each process. */
export async function figuresByProcess(sql: Sql): Promise<readonly ProcessFigures[]> {
  return await sql<ProcessFigures[]>`
    select
      process.slug,
      process.title,
      meter.published,
      meter.published - decisions.unanswered(process.id) as answered
    from processes.process
    cross join lateral (
      select count(*) as published
      from contributions.public_contribution as contribution
      where contribution.process_id = process.id
    ) as meter
    order by process.created_at, process.slug
    limit 100
  `;
}

export type ChannelFigure = { readonly channel: string; readonly count: number };

/** Published contributions by the way they came. */
export async function figuresByChannel(sql: Sql): Promise<readonly ChannelFigure[]> {
  return await sql<ChannelFigure[]>`
    select channel, count(*) as count
    from contributions.public_contribution
    group by channel
    order by count desc, channel
  `;
}

export type SiteDocument = { readonly slug: string; readonly title: string; readonly language: string };

export async function listedDocuments(sql: Sql): Promise<readonly SiteDocument[]> {
  return await sql<SiteDocument[]>`
    select slug, title, language
    from documents.document
    where exists (select from documents.edition where edition.document_id = document.id and edition.state = 'published')
    order by title, slug
    limit 100
  `;
}
