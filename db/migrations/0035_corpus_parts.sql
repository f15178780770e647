-- An amendment is found by what it proposes for each of its passages, not for the first one alone.
create or replace view corpus.public_words as
select
  contribution.id as contribution_id,
  corpus.vector_of(contribution.title, contribution.body, concat_ws(' ', contribution.proposed_text, part.words)) as words
from contributions.public_contribution as contribution
left join lateral (
  select string_agg(amended.proposed_text, ' ' order by amended.position) as words
  from contributions.public_amended_passage as amended
  where contribution.kind = 'amendment'
    and amended.contribution_id = contribution.id
    and amended.position > 1
) as part on true;

create trigger corpus_follows_part after insert on contributions.amended_passage
for each row execute function corpus.follow_words();
create trigger corpus_follows_reworded_part after insert on contributions.reworded_passage
for each row execute function corpus.follow_words();
create trigger corpus_follows_masked_part after insert on moderation.masked_passage
for each row execute function corpus.follow_words();

select corpus.write_lines(array(select distinct contribution_id from contributions.amended_passage));
