-- The answer of each published contribution stands in its line: lists and counts of a hundred thousand ask no other table for it.
alter table corpus.line
  add column verdict text,
  add column is_taken boolean not null default false,
  add constraint an_answer_takes check (verdict is null or is_taken);
alter table corpus.line set (fillfactor = 85);
comment on column corpus.line.verdict is 'Of the published decision in force; null while it waits for its answer.';
comment on column corpus.line.is_taken is 'A decision covers it, published or drafted.';

create view corpus.answer as
select
  covering.contribution_id,
  case when decision.state = 'published' then decision.verdict end as verdict
from decisions.covering
join decisions.decision on decision.id = covering.decision_id
where covering.is_in_force;
comment on view corpus.answer is 'What the lines say of decisions, made anew.';

create function corpus.write_answers(touched uuid[]) returns void language plpgsql as $$
begin
  -- whoever hides or publishes one of them at this moment goes first, or waits; then nobody else writes these lines
  perform from contributions.contribution where id = any (touched) order by id for share;
  perform from corpus.line where contribution_id = any (touched) order by contribution_id for no key update;
  update corpus.line
  set verdict = answer.verdict,
    is_taken = answer.contribution_id is not null
  from unnest(touched) as one (id)
  left join corpus.answer on answer.contribution_id = one.id
  where line.contribution_id = one.id
    and (line.verdict, line.is_taken) is distinct from (answer.verdict, answer.contribution_id is not null);
end
$$;
comment on function corpus.write_answers is 'The answers of those of these contributions that are published.';

create function corpus.follow_covering() returns trigger language plpgsql as $$
begin
  perform corpus.write_answers(array(select contribution_id from touched));
  return null;
end
$$;
create trigger corpus_follows_joining after insert on decisions.covering
referencing new table as touched for each statement execute function corpus.follow_covering();
create trigger corpus_follows_force after update on decisions.covering
referencing new table as touched for each statement execute function corpus.follow_covering();
create trigger corpus_follows_leaving after delete on decisions.covering
referencing old table as touched for each statement execute function corpus.follow_covering();

create function corpus.follow_decision() returns trigger language plpgsql as $$
begin
  perform corpus.write_answers(array(select contribution_id from decisions.covering where decision_id = new.id and is_in_force));
  return null;
end
$$;
create trigger corpus_follows_decision after update of state, verdict on decisions.decision
for each row when ((old.state, old.verdict) is distinct from (new.state, new.verdict))
execute function corpus.follow_decision();

-- a contribution that is published again may have been read before, and may have its answer already
create or replace function corpus.write_lines(touched uuid[]) returns void language sql as $$
  with line as (
    insert into corpus.line (
      contribution_id, number, process_id, kind, channel, territory_code, category_code, node_id, passage_id, language,
      submitted_at, published_at, reader_count, verdict, is_taken
    )
    select
      contribution.id, contribution.number, contribution.process_id, contribution.kind, contribution.channel,
      contribution.territory_code, contribution.category_code, coalesce(contribution.node_id, here.node_id),
      contribution.passage_id, contribution.language, contribution.submitted_at, contribution.published_at,
      coalesce(readers.count, 0), answer.verdict, answer.contribution_id is not null
    from contributions.public_contribution as contribution
    left join documents.edition_passage as here
      on here.edition_id = contribution.edition_id
      and here.passage_id = contribution.passage_id
    left join (
      select mark.contribution_id, count(*) as count
      from reading.mark
      where mark.contribution_id = any (touched)
      group by mark.contribution_id
    ) as readers on readers.contribution_id = contribution.id
    left join corpus.answer on answer.contribution_id = contribution.id
    where contribution.id = any (touched)
    on conflict (contribution_id) do update set published_at = excluded.published_at
    returning contribution_id
  )
  insert into corpus.words (contribution_id, words)
  select public_words.contribution_id, public_words.words
  from corpus.public_words
  join line on line.contribution_id = public_words.contribution_id
  on conflict (contribution_id) do update set words = excluded.words
$$;

select corpus.write_answers(array(select contribution_id from decisions.covering where is_in_force));
