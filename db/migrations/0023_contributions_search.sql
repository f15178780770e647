-- é is é however it was typed: words are searched in their composed form (NFC), which is also how queries ask for them.
drop index contributions.contribution_search;
alter table contributions.contribution
  drop column search,
  add column search tsvector generated always as (
    to_tsvector('french', normalize(coalesce(title, '') || ' ' || body || ' ' || coalesce(proposed_text, ''), nfc))
  ) stored;
create index contribution_search on contributions.contribution using gin (search);
