create schema answers;

create table answers.opinion (
  contribution_id uuid not null,
  decision_id uuid not null,
  value text not null check (value in ('yes', 'partly', 'no')),
  why text check (btrim(why) <> '' and length(why) <= 2000),
  given_at timestamptz not null default now(),
  changed_at timestamptz,
  primary key (contribution_id, decision_id),
  foreign key (decision_id, contribution_id) references decisions.covering (decision_id, contribution_id)
);
comment on table answers.opinion is
  'Whether an answer answered, said by the author: one per contribution and decision. The words are for the team, the values are counted in public.';
create index opinion_decision on answers.opinion (decision_id);

create function answers.opinion_on_a_published_answer() returns trigger language plpgsql as $$
begin
  if exists (select from decisions.decision where id = new.decision_id and state not in ('published', 'replaced')) then
    raise exception 'a draft answers nobody yet' using errcode = '23514', constraint = 'opinion_on_a_published_answer';
  end if;
  if tg_op = 'UPDATE' and (new.contribution_id, new.decision_id, new.given_at)
    is distinct from (old.contribution_id, old.decision_id, old.given_at) then
    raise exception 'an opinion is changed, not moved' using errcode = '23514', constraint = 'opinion_is_kept';
  end if;
  return new;
end
$$;
create trigger opinion_on_a_published_answer before insert or update on answers.opinion
for each row execute function answers.opinion_on_a_published_answer();
create trigger nothing_is_deleted before delete on answers.opinion
for each row execute function platform.refuse_change();
create trigger no_truncate before truncate on answers.opinion
for each statement execute function platform.refuse_change();

create function answers.forget_words() returns trigger language plpgsql as $$
begin
  update answers.opinion
  set why = null
  where contribution_id = new.id
    and why is not null;
  return null;
end
$$;
comment on function answers.forget_words is 'Words given about an answer go with the words of an erased contribution.';
create trigger words_are_forgotten after update of state on contributions.contribution
for each row when (new.state = 'erased' and old.state <> 'erased')
execute function answers.forget_words();

select platform.watch_public('answers.opinion');

create view open_data.answer_opinions as
select
  process.slug as process,
  decision.number as decision,
  count(*) as opinions,
  count(*) filter (where opinion.value = 'yes') as yes,
  count(*) filter (where opinion.value = 'partly') as partly,
  count(*) filter (where opinion.value = 'no') as no
from open_data.readable_process as process
join decisions.decision on decision.process_id = process.id
join answers.opinion on opinion.decision_id = decision.id
join contributions.contribution
  on contribution.id = opinion.contribution_id
  and contribution.state = 'published'
group by process.slug, decision.number
having count(*) >= 11;
