import type { PollId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { SettingAside, StatementText, Texts, TitleEntry, Titles } from "./texts.rules.ts";

/** The words of the statements of a question as everybody may read them now, by number. */
export async function statementTexts(db: Db, pollId: PollId): Promise<Texts> {
  const rows = await db<StatementText[]>`
    select number, text, language, state = 'hidden' as "isHidden", origin = 'team' as "isByTeam"
    from polls.public_statement
    where poll_id = ${pollId}
    order by number
  `;
  return new Map(rows.map((row) => [row.number, row]));
}

/** Why people were set aside, in the words of the team. */
export async function settingsAside(db: Db, pollId: PollId): Promise<readonly SettingAside[]> {
  return await db<SettingAside[]>`
    select reason, verified, guests, made_at as "madeAt"
    from votes.setting_aside
    where poll_id = ${pollId}
      and ended_at is null
    order by number
  `;
}

export async function titlesOf(db: Db, pollId: PollId): Promise<Titles> {
  const rows = await db<{ subject: string; title: string }[]>`
    select last.subject, last.title
    from (
      select distinct on (subject) subject, title
      from opinions.title
      where poll_id = ${pollId}
      order by subject, id desc
    ) as last
    where last.title is not null
  `;
  return new Map(rows.map(({ subject, title }) => [subject, title]));
}

/** Everything that was said of titles, the last first. */
export async function listTitles(db: Db, pollId: PollId): Promise<readonly TitleEntry[]> {
  return await db<TitleEntry[]>`
    select title.id, title.subject, title.title, title.reason, person.display_name as by,
      title.acting_role as "actingRole", title.made_at as "madeAt"
    from opinions.title
    left join accounts.person on person.id = title.made_by
    where title.poll_id = ${pollId}
    order by title.id desc
    limit 200
  `;
}
