-- Made by npm run schema from db/migrations. Do not edit.

create extension unaccent schema corpus;

create schema accounts;
create schema amendments;
create schema answers;
create schema ballots;
create schema campaigns;
create schema contributions;
create schema corpus;
create schema data_rights;
create schema decisions;
create schema documents;
create schema drafts;
create schema editions;
create schema journal;
create schema moderation;
create schema notices;
create schema office;
create schema open_data;
create schema opinions;
create schema platform;
create schema polls;
create schema processes;
create schema reading;
create schema synthesis;
create schema themes;
create schema thread;
create schema votes;

-- Somebody with an account. E-mail compared without regard to case.
create table accounts.person (
  id uuid default gen_random_uuid() not null,
  email text not null,
  display_name text not null,
  password_hash text,
  language text default 'fr'::text not null,
  status text default 'active'::text not null,
  created_at timestamp with time zone default now() not null,
  constraint erased_keeps_no_name CHECK (((status <> 'erased'::text) OR ((email = (id || '@efface.invalid'::text)) AND (display_name = '…'::text) AND (password_hash IS NULL)))),
  constraint person_display_name_check CHECK (((length(btrim(display_name)) >= 1) AND (length(btrim(display_name)) <= 80))),
  constraint person_email_check CHECK (((email = lower(email)) AND (email ~~ '%_@_%'::text) AND (length(email) <= 254))),
  constraint person_email_key UNIQUE (email),
  constraint person_language_check CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
  constraint person_pkey PRIMARY KEY (id),
  constraint person_status_check CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text, 'erased'::text])))
);

-- A role held by a person; a facilitator holds it for a territory.
create table accounts.role_grant (
  person_id uuid not null,
  role text not null,
  territory_code text,
  granted_by uuid,
  granted_at timestamp with time zone default now() not null,
  constraint role_grant_check CHECK (((territory_code IS NULL) OR (role = 'facilitator'::text))),
  constraint role_grant_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES accounts.person(id),
  constraint role_grant_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id) ON DELETE CASCADE,
  constraint role_grant_person_id_role_territory_code_key UNIQUE NULLS NOT DISTINCT (person_id, role, territory_code),
  constraint role_grant_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'editor'::text, 'moderator'::text, 'analyst'::text, 'facilitator'::text, 'participant'::text])))
);

-- Signed-in browsers. The cookie holds a random id, the table its SHA-256.
create table accounts.session (
  id_hash bytea not null,
  person_id uuid not null,
  csrf text not null,
  created_at timestamp with time zone default now() not null,
  last_seen_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  constraint session_id_hash_check CHECK ((length(id_hash) = 32)),
  constraint session_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id) ON DELETE CASCADE,
  constraint session_pkey PRIMARY KEY (id_hash)
);

-- Magic links: consumed once, by POST, within 15 minutes, in the browser that asked or with the six-digit code.
create table accounts.sign_in_link (
  token_hash bytea not null,
  email text not null,
  code_hash bytea not null,
  browser_hash bytea not null,
  return_to text not null,
  language text not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone default (now() + '00:15:00'::interval) not null,
  consumed_at timestamp with time zone,
  code_tries integer default 0 not null,
  constraint sign_in_link_code_tries_check CHECK (((code_tries >= 0) AND (code_tries <= 5))),
  constraint sign_in_link_email_check CHECK ((email = lower(email))),
  constraint sign_in_link_language_check CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
  constraint sign_in_link_pkey PRIMARY KEY (token_hash),
  constraint sign_in_link_return_to_check CHECK (((return_to ~~ '/%'::text) AND (return_to !~~ '//%'::text))),
  constraint sign_in_link_token_hash_check CHECK ((length(token_hash) = 32))
);

-- What became of a passage of an amendment in the draft of an edition, by which decision. before_text: the words of the draft then. applied_text null: declined, or removed.
create table amendments.application (
  id uuid default gen_random_uuid() not null,
  contribution_id uuid not null,
  "position" smallint not null,
  passage_id uuid not null,
  edition_id uuid not null,
  decision_id uuid not null,
  outcome text not null,
  before_text text,
  applied_text text,
  added_passage_id uuid,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  undone_at timestamp with time zone,
  undone_by uuid,
  constraint application_added_passage_id_fkey FOREIGN KEY (added_passage_id) REFERENCES documents.passage(id),
  constraint application_check CHECK (((outcome <> 'declined'::text) OR ((applied_text IS NULL) AND (added_passage_id IS NULL)))),
  constraint application_check1 CHECK (((undone_at IS NULL) = (undone_by IS NULL))),
  constraint application_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint application_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions.decision(id) ON DELETE CASCADE,
  constraint application_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES documents.edition(id),
  constraint application_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint application_outcome_check CHECK ((outcome = ANY (ARRAY['applied'::text, 'merged'::text, 'in_part'::text, 'declined'::text]))),
  constraint application_passage_id_fkey FOREIGN KEY (passage_id) REFERENCES documents.passage(id),
  constraint application_pkey PRIMARY KEY (id),
  constraint application_position_check CHECK ((("position" >= 1) AND ("position" <= 10))),
  constraint application_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES accounts.person(id)
);

-- Two amendments that want different words in the same place of a passage; computed, and recomputed by doctor. words: those both change.
create table amendments.conflict (
  contribution_id uuid not null,
  "position" smallint not null,
  other_id uuid not null,
  other_position smallint not null,
  passage_id uuid not null,
  words text not null,
  found_at timestamp with time zone default now() not null,
  constraint conflict_check CHECK ((contribution_id < other_id)),
  constraint conflict_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint conflict_other_id_fkey FOREIGN KEY (other_id) REFERENCES contributions.contribution(id),
  constraint conflict_passage_id_fkey FOREIGN KEY (passage_id) REFERENCES documents.passage(id),
  constraint conflict_pkey PRIMARY KEY (contribution_id, "position", other_id, other_position)
);

-- Amendments whose public words changed since they were last compared with the others; emptied by a job.
create table amendments.to_compare (
  contribution_id uuid not null,
  asked_at timestamp with time zone default now() not null,
  constraint to_compare_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint to_compare_pkey PRIMARY KEY (contribution_id)
);

-- Whether an answer answered, said by the author: one per contribution and decision. The words are for the team, the values are counted in public.
create table answers.opinion (
  contribution_id uuid not null,
  decision_id uuid not null,
  value text not null,
  why text,
  given_at timestamp with time zone default now() not null,
  changed_at timestamp with time zone,
  constraint opinion_decision_id_contribution_id_fkey FOREIGN KEY (decision_id, contribution_id) REFERENCES decisions.covering(decision_id, contribution_id),
  constraint opinion_pkey PRIMARY KEY (contribution_id, decision_id),
  constraint opinion_value_check CHECK ((value = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text]))),
  constraint opinion_why_check CHECK (((btrim(why) <> ''::text) AND (length(why) <= 2000)))
);

-- One row for each commitment, written by the statement that stores the vote. voter and statement lead to the vote (no foreign key: a vote moves from a device to its account); r: 0, then 1 for each change; answer: null is a blank, a vote taken out of the counts. Writers of a question wait for each other, so that ids of one question are in the order of commits.
create table ballots.ballot (
  poll_id uuid not null,
  id bigint generated always as identity not null,
  commitment bytea not null,
  nonce bytea not null,
  voter_id uuid not null,
  statement_id uuid not null,
  r integer not null,
  answer text,
  replaces bytea,
  stored_at timestamp with time zone not null,
  constraint ballot_answer_check CHECK ((answer = ANY (ARRAY['agree'::text, 'disagree'::text, 'pass'::text]))),
  constraint ballot_commitment_check CHECK ((octet_length(commitment) = 32)),
  constraint ballot_follows UNIQUE (voter_id, statement_id, r),
  constraint ballot_nonce_check CHECK ((octet_length(nonce) = 32)),
  constraint ballot_pkey PRIMARY KEY (poll_id, id),
  constraint ballot_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES polls.poll(id),
  constraint ballot_r_check CHECK ((r >= 0)),
  constraint ballot_replaces_check CHECK ((octet_length(replaces) = 32))
);

-- The end of a question in the log: flushed, when its last lot is sealed; then, once that lot is in the tree, the closing record and the result file, whose digests are logged. are_opened: the openings of its ballots are public.
create table ballots.closing (
  poll_id uuid not null,
  flushed_at timestamp with time zone default now() not null,
  closed_at timestamp with time zone,
  record text,
  voters integer,
  result text,
  are_opened boolean default false not null,
  constraint closing_check CHECK (((closed_at IS NULL) = (record IS NULL))),
  constraint closing_check1 CHECK (((closed_at IS NULL) = (result IS NULL))),
  constraint closing_check2 CHECK (((NOT are_opened) OR (voters >= 11))),
  constraint closing_pkey PRIMARY KEY (poll_id),
  constraint closing_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES polls.poll(id),
  constraint closing_voters_check CHECK ((voters >= 0))
);

-- Ballots of one question sealed together: those with an id from first_id to last_id. commitments: sorted by bytes, one after the other, as the tree of the lot holds them.
create table ballots.lot (
  id uuid default gen_random_uuid() not null,
  poll_id uuid not null,
  number integer not null,
  first_id bigint not null,
  last_id bigint not null,
  n integer not null,
  root bytea not null,
  commitments bytea not null,
  sealed_at timestamp with time zone default now() not null,
  constraint lot_check CHECK ((octet_length(commitments) = (32 * n))),
  constraint lot_check1 CHECK ((first_id <= last_id)),
  constraint lot_n_check CHECK ((n > 0)),
  constraint lot_number_check CHECK ((number > 0)),
  constraint lot_pkey PRIMARY KEY (id),
  constraint lot_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES polls.poll(id),
  constraint lot_poll_id_number_key UNIQUE (poll_id, number),
  constraint lot_root_check CHECK ((octet_length(root) = 32))
);

-- How tags of voters of a question are made: with a key of its own, in a file outside the database, destroyed 30 days after closing; or, for questions published before there were such keys, with one derived from the key of the site. digest: of the key, so that a folder that is not the shared one is noticed.
create table ballots.poll_key (
  poll_id uuid not null,
  kind text not null,
  digest bytea,
  made_at timestamp with time zone default now() not null,
  destroyed_at timestamp with time zone,
  constraint poll_key_check CHECK (((kind = 'own'::text) = (digest IS NOT NULL))),
  constraint poll_key_check1 CHECK (((destroyed_at IS NULL) OR (kind = 'own'::text))),
  constraint poll_key_digest_check CHECK ((octet_length(digest) = 32)),
  constraint poll_key_kind_check CHECK ((kind = ANY (ARRAY['own'::text, 'site'::text]))),
  constraint poll_key_pkey PRIMARY KEY (poll_id),
  constraint poll_key_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES polls.poll(id) ON DELETE CASCADE
);

-- What was done to a campaign, by whom, under which role. Append-only: undoing is an act too.
create table campaigns.act (
  id uuid default gen_random_uuid() not null,
  campaign_id uuid not null,
  verb text not null,
  before jsonb default '{}'::jsonb not null,
  after jsonb default '{}'::jsonb not null,
  undoes uuid,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  "position" bigint generated always as identity not null,
  constraint act_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns.campaign(id),
  constraint act_check CHECK (((verb = 'undo'::text) = (undoes IS NOT NULL))),
  constraint act_check1 CHECK (((verb = 'propose'::text) = (acting_role = 'clock'::text))),
  constraint act_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint act_pkey PRIMARY KEY (id),
  constraint act_undoes_fkey FOREIGN KEY (undoes) REFERENCES campaigns.act(id),
  constraint act_undoes_key UNIQUE (undoes),
  constraint act_verb_check CHECK ((verb = ANY (ARRAY['propose'::text, 'create'::text, 'confirm'::text, 'refuse'::text, 'accept'::text, 'take_out'::text, 'add'::text, 'rename'::text, 'keep'::text, 'look'::text, 'undo'::text])))
);

-- The members that an act moved, with the flags of the day. Append-only.
create table campaigns.act_member (
  act_id uuid not null,
  contribution_id uuid not null,
  before_state text,
  after_state text,
  flags text[] default '{}'::text[] not null,
  constraint act_member_act_id_fkey FOREIGN KEY (act_id) REFERENCES campaigns.act(id),
  constraint act_member_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint act_member_pkey PRIMARY KEY (act_id, contribution_id)
);

-- Texts that say almost the same words, round the one shown first. Proposed by the machine or by a person, confirmed or refused by a person. made_by, made_at: the last act.
create table campaigns.campaign (
  id uuid default gen_random_uuid() not null,
  number bigint generated by default as identity not null,
  process_id uuid not null,
  name text not null,
  kind text default 'near_duplicates'::text not null,
  state text default 'proposed'::text not null,
  kept_contribution_id uuid not null,
  version integer default 1 not null,
  found_at timestamp with time zone default now() not null,
  confirmed_at timestamp with time zone,
  made_by uuid,
  acting_role text default 'clock'::text not null,
  made_at timestamp with time zone default now() not null,
  constraint campaign_check CHECK (((state = 'confirmed'::text) = (confirmed_at IS NOT NULL))),
  constraint campaign_check1 CHECK (((state = 'proposed'::text) OR (made_by IS NOT NULL) OR (acting_role <> 'clock'::text))),
  constraint campaign_kept_contribution_id_fkey FOREIGN KEY (kept_contribution_id) REFERENCES contributions.contribution(id),
  constraint campaign_kind_check CHECK ((kind = ANY (ARRAY['near_duplicates'::text, 'campaign'::text]))),
  constraint campaign_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint campaign_name_check CHECK (((btrim(name) <> ''::text) AND (length(name) <= 200))),
  constraint campaign_number_key UNIQUE (number),
  constraint campaign_pkey PRIMARY KEY (id),
  constraint campaign_process_id_fkey FOREIGN KEY (process_id) REFERENCES processes.process(id),
  constraint campaign_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'confirmed'::text, 'refused'::text]))),
  constraint kept_is_a_member FOREIGN KEY (id, kept_contribution_id) REFERENCES campaigns.member(campaign_id, contribution_id) DEFERRABLE INITIALLY DEFERRED
);

-- Published contributions whose present public words were compared with the others; new words take the row away.
create table campaigns.examined (
  contribution_id uuid not null,
  examined_at timestamp with time zone default now() not null,
  constraint examined_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint examined_pkey PRIMARY KEY (contribution_id)
);

-- A contribution of a campaign; similarity and flags are those with the text shown first. author: within the campaign, the same number is the same person, and says nothing else. words_changed_at: its public words changed since somebody decided.
create table campaigns.member (
  campaign_id uuid not null,
  contribution_id uuid not null,
  similarity real not null,
  flags text[] default '{}'::text[] not null,
  state text default 'proposed'::text not null,
  author integer,
  words_changed_at timestamp with time zone,
  made_by uuid,
  acting_role text default 'clock'::text not null,
  made_at timestamp with time zone default now() not null,
  constraint member_author_check CHECK ((author > 0)),
  constraint member_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns.campaign(id),
  constraint member_check CHECK (((state = 'proposed'::text) OR (made_by IS NOT NULL) OR (acting_role <> 'clock'::text))),
  constraint member_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint member_flags_check CHECK ((flags <@ ARRAY['negation'::text, 'number'::text, 'wording'::text])),
  constraint member_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint member_pkey PRIMARY KEY (campaign_id, contribution_id),
  constraint member_similarity_check CHECK (((similarity >= (0)::double precision) AND (similarity <= (1)::double precision))),
  constraint member_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'in'::text, 'out'::text])))
);

-- A search for texts alike: who asked, how far it is, what it found.
create table campaigns.search (
  id uuid default gen_random_uuid() not null,
  process_id uuid not null,
  asked_by uuid,
  acting_role text not null,
  asked_at timestamp with time zone default now() not null,
  started_at timestamp with time zone,
  beat_at timestamp with time zone,
  finished_at timestamp with time zone,
  failed_at timestamp with time zone,
  done_count integer default 0 not null,
  total_count integer default 0 not null,
  found_campaigns integer default 0 not null,
  found_members integer default 0 not null,
  constraint search_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES accounts.person(id),
  constraint search_check CHECK (((finished_at IS NULL) OR (failed_at IS NULL))),
  constraint search_pkey PRIMARY KEY (id),
  constraint search_process_id_fkey FOREIGN KEY (process_id) REFERENCES processes.process(id)
);

-- The second and following passages of an amendment, as sent; the first is in contributions.contribution.
create table contributions.amended_passage (
  contribution_id uuid not null,
  "position" smallint not null,
  passage_id uuid not null,
  operation text default 'rewrite'::text not null,
  about_text text not null,
  proposed_text text,
  constraint amended_passage_check CHECK (((operation <> 'remove'::text) = (proposed_text IS NOT NULL))),
  constraint amended_passage_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint amended_passage_operation_check CHECK ((operation = ANY (ARRAY['rewrite'::text, 'remove'::text, 'add'::text]))),
  constraint amended_passage_passage_id_fkey FOREIGN KEY (passage_id) REFERENCES documents.passage(id),
  constraint amended_passage_pkey PRIMARY KEY (contribution_id, "position"),
  constraint amended_passage_position_check CHECK ((("position" >= 2) AND ("position" <= 10))),
  constraint amended_passage_proposed_text_check CHECK (((btrim(proposed_text) <> ''::text) AND (length(proposed_text) <= 10000)))
);

-- Where a guest wants the answer. Kept apart from the words; never in the open data.
create table contributions.contact (
  contribution_id uuid not null,
  email text not null,
  language text not null,
  given_at timestamp with time zone default now() not null,
  constraint contact_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint contact_email_check CHECK (((email = lower(email)) AND (length(email) <= 254))),
  constraint contact_language_check CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
  constraint contact_pkey PRIMARY KEY (contribution_id)
);

-- What somebody says, as typed. about_text holds the words it was about on the day. author_name null: anonymous.
create table contributions.contribution (
  id uuid default gen_random_uuid() not null,
  number bigint generated by default as identity not null,
  process_id uuid not null,
  phase_id uuid,
  kind text not null,
  edition_id uuid not null,
  node_id uuid,
  passage_id uuid,
  about_text text,
  title text,
  body text not null,
  proposed_text text,
  channel text not null,
  channel_detail text,
  territory_code text,
  category_code text,
  organisation text,
  author_name text,
  person_id uuid,
  language text default 'fr'::text not null,
  receipt_hash bytea not null,
  draft_id uuid,
  state text default 'received'::text not null,
  is_synthetic boolean default false not null,
  submitted_at timestamp with time zone default now() not null,
  published_at timestamp with time zone,
  operation text default 'rewrite'::text not null,
  part_count smallint default 1 not null,
  about_contribution_id uuid,
  stance text,
  erased_at timestamp with time zone,
  erasure_basis text,
  detached_at timestamp with time zone,
  constraint a_detached_text_has_no_author CHECK (((detached_at IS NULL) OR (num_nonnulls(organisation, author_name, person_id, draft_id) = 0))),
  constraint an_amendment_proposes CHECK ((((kind = 'amendment'::text) AND (operation <> 'remove'::text)) = (proposed_text IS NOT NULL))),
  constraint an_argument_is_a_comment CHECK (((about_contribution_id IS NULL) OR (kind = 'comment'::text))),
  constraint an_argument_takes_a_stance CHECK (((about_contribution_id IS NOT NULL) = (stance IS NOT NULL))),
  constraint contribution_about_contribution_id_fkey FOREIGN KEY (about_contribution_id) REFERENCES contributions.contribution(id),
  constraint contribution_author_name_check CHECK ((length(author_name) <= 80)),
  constraint contribution_body_check CHECK (((btrim(body) <> ''::text) AND (length(body) <= 10000))),
  constraint contribution_category_code_fkey FOREIGN KEY (category_code) REFERENCES processes.actor_category(code),
  constraint contribution_channel_check CHECK ((channel = ANY (ARRAY['online'::text, 'room'::text, 'paper'::text, 'phone'::text, 'counter'::text, 'letter'::text, 'import'::text]))),
  constraint contribution_check1 CHECK (((kind <> 'amendment'::text) OR ((passage_id IS NOT NULL) AND (about_text IS NOT NULL)))),
  constraint contribution_check2 CHECK (((state <> 'published'::text) OR (published_at IS NOT NULL))),
  constraint contribution_draft_id_key UNIQUE (draft_id),
  constraint contribution_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES documents.edition(id),
  constraint contribution_erasure_basis_check CHECK ((erasure_basis = ANY (data_rights.closed_bases()))),
  constraint contribution_kind_check CHECK ((kind = ANY (ARRAY['comment'::text, 'amendment'::text, 'proposal'::text, 'testimony'::text]))),
  constraint contribution_node_id_fkey FOREIGN KEY (node_id) REFERENCES documents.node(id),
  constraint contribution_number_key UNIQUE (number),
  constraint contribution_operation_check CHECK ((operation = ANY (ARRAY['rewrite'::text, 'remove'::text, 'add'::text]))),
  constraint contribution_organisation_check CHECK ((length(organisation) <= 200)),
  constraint contribution_part_count_check CHECK (((part_count >= 1) AND (part_count <= 10))),
  constraint contribution_passage_id_fkey FOREIGN KEY (passage_id) REFERENCES documents.passage(id),
  constraint contribution_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id) ON DELETE SET NULL,
  constraint contribution_phase_id_fkey FOREIGN KEY (phase_id) REFERENCES processes.phase(id),
  constraint contribution_pkey PRIMARY KEY (id),
  constraint contribution_process_id_fkey FOREIGN KEY (process_id) REFERENCES processes.process(id),
  constraint contribution_proposed_text_check CHECK (((btrim(proposed_text) <> ''::text) AND (length(proposed_text) <= 10000))),
  constraint contribution_receipt_hash_check CHECK ((length(receipt_hash) = 32)),
  constraint contribution_receipt_hash_key UNIQUE (receipt_hash),
  constraint contribution_stance_check CHECK ((stance = ANY (ARRAY['for'::text, 'against'::text, 'nuance'::text]))),
  constraint contribution_state_check CHECK ((state = ANY (ARRAY['received'::text, 'published'::text, 'rephrase_asked'::text, 'hidden'::text, 'withdrawn'::text, 'erased'::text]))),
  constraint contribution_territory_code_fkey FOREIGN KEY (territory_code) REFERENCES processes.territory(code),
  constraint contribution_title_check CHECK ((length(title) <= 200)),
  constraint erased_keeps_no_words CHECK (((state <> 'erased'::text) OR ((body = '…'::text) AND (COALESCE(proposed_text, '…'::text) = '…'::text) AND (num_nonnulls(title, channel_detail, organisation, author_name, person_id, draft_id, territory_code, category_code) = 0)))),
  constraint erased_says_when CHECK ((((state = 'erased'::text) = (erased_at IS NOT NULL)) AND ((state = 'erased'::text) = (erasure_basis IS NOT NULL)))),
  constraint only_amendments_have_parts CHECK (((kind = 'amendment'::text) OR ((operation = 'rewrite'::text) AND (part_count = 1))))
);

-- What a person is writing, kept 30 days; the random id in the address is the key to it, and makes submission happen once.
create table contributions.draft (
  id uuid default gen_random_uuid() not null,
  process_id uuid not null,
  edition_id uuid not null,
  node_id uuid,
  passage_id uuid,
  answers jsonb default '{}'::jsonb not null,
  person_id uuid,
  channel text default 'online'::text not null,
  receipt_code text not null,
  language text not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  submitted_at timestamp with time zone,
  about_contribution_id uuid,
  constraint draft_about_contribution_id_fkey FOREIGN KEY (about_contribution_id) REFERENCES contributions.contribution(id),
  constraint draft_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES documents.edition(id),
  constraint draft_language_check CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
  constraint draft_node_id_fkey FOREIGN KEY (node_id) REFERENCES documents.node(id),
  constraint draft_passage_id_fkey FOREIGN KEY (passage_id) REFERENCES documents.passage(id),
  constraint draft_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id) ON DELETE SET NULL,
  constraint draft_pkey PRIMARY KEY (id),
  constraint draft_process_id_fkey FOREIGN KEY (process_id) REFERENCES processes.process(id),
  constraint draft_receipt_code_check CHECK ((receipt_code ~ '^[A-HJKMNP-Z2-9]{12}$'::text))
);

-- New words by the author for the second and following passages of an amendment.
create table contributions.reworded_passage (
  contribution_id uuid not null,
  version integer not null,
  "position" smallint not null,
  proposed_text text not null,
  constraint reworded_passage_contribution_id_position_fkey FOREIGN KEY (contribution_id, "position") REFERENCES contributions.amended_passage(contribution_id, "position"),
  constraint reworded_passage_contribution_id_version_fkey FOREIGN KEY (contribution_id, version) REFERENCES contributions.rewording(contribution_id, version),
  constraint reworded_passage_pkey PRIMARY KEY (contribution_id, version, "position"),
  constraint reworded_passage_position_check CHECK ((("position" >= 2) AND ("position" <= 10))),
  constraint reworded_passage_proposed_text_check CHECK (((btrim(proposed_text) <> ''::text) AND (length(proposed_text) <= 10000)))
);

-- New words by the author, after being asked to rephrase; version 1 is the contribution itself. Append-only.
create table contributions.rewording (
  contribution_id uuid not null,
  version integer not null,
  body text not null,
  proposed_text text,
  made_at timestamp with time zone default now() not null,
  constraint rewording_body_check CHECK (((btrim(body) <> ''::text) AND (length(body) <= 10000))),
  constraint rewording_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint rewording_pkey PRIMARY KEY (contribution_id, version),
  constraint rewording_proposed_text_check CHECK (((btrim(proposed_text) <> ''::text) AND (length(proposed_text) <= 10000))),
  constraint rewording_version_check CHECK ((version > 1))
);

-- One person, one support per contribution: p:<person id> or g:<hash of a signed device token>.
create table contributions.support (
  contribution_id uuid not null,
  voter_key text not null,
  value text not null,
  given_at timestamp with time zone default now() not null,
  changed_at timestamp with time zone,
  constraint support_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint support_pkey PRIMARY KEY (contribution_id, voter_key),
  constraint support_value_check CHECK ((value = ANY (ARRAY['for'::text, 'against'::text, 'neutral'::text]))),
  constraint support_voter_key_check CHECK ((voter_key ~ '^(p:|g:)'::text))
);

-- What the writer of a synthetic contribution meant; only for demonstration and tests.
create table contributions.synthetic_label (
  contribution_id uuid not null,
  source_id text not null,
  truth_theme text not null,
  duplicate_of text,
  campaign text,
  is_off_topic boolean default false not null,
  has_health_details boolean default false not null,
  constraint synthetic_label_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint synthetic_label_pkey PRIMARY KEY (contribution_id),
  constraint synthetic_label_source_id_key UNIQUE (source_id)
);

-- A published contribution, as lists filter and count it. node_id: its own element, or that of its passage in the edition it was written on.
create table corpus.line (
  contribution_id uuid not null,
  number bigint not null,
  process_id uuid not null,
  kind text not null,
  channel text not null,
  territory_code text,
  category_code text,
  node_id uuid,
  passage_id uuid,
  language text not null,
  submitted_at timestamp with time zone not null,
  published_at timestamp with time zone not null,
  reader_count integer default 0 not null,
  coding_count integer default 0 not null,
  verdict text,
  is_taken boolean default false not null,
  constraint an_answer_takes CHECK (((verdict IS NULL) OR is_taken)),
  constraint line_coding_count_check CHECK ((coding_count >= 0)),
  constraint line_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint line_number_key UNIQUE (number),
  constraint line_pkey PRIMARY KEY (contribution_id),
  constraint line_reader_count_check CHECK ((reader_count >= 0))
);

-- What a published contribution is found by: its public words, masks and new wordings applied.
create table corpus.words (
  contribution_id uuid not null,
  words tsvector not null,
  constraint words_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES corpus.line(contribution_id) ON DELETE CASCADE,
  constraint words_pkey PRIMARY KEY (contribution_id)
);

-- What was done with a request, by whom, under which role. Append-only.
create table data_rights.act (
  id bigint generated always as identity not null,
  request_id uuid not null,
  verb text not null,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  constraint act_acting_role_check CHECK ((acting_role <> ''::text)),
  constraint act_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint act_pkey PRIMARY KEY (id),
  constraint act_request_id_fkey FOREIGN KEY (request_id) REFERENCES data_rights.request(id),
  constraint act_verb_check CHECK ((verb = ANY (ARRAY['receive'::text, 'confirm'::text, 'do'::text, 'refuse'::text])))
);

-- What somebody asked about their data: within a month by law. confirming: the address is not confirmed yet. letter: by somebody with neither account nor receipt. officer: the controller acts without having been asked (court, law). words, email: emptied when it is closed, or with the account.
create table data_rights.request (
  id uuid default gen_random_uuid() not null,
  number bigint generated by default as identity not null,
  kind text not null,
  target text not null,
  origin text not null,
  person_id uuid,
  email text,
  words text,
  language text not null,
  state text default 'received'::text not null,
  basis text,
  reason text,
  token_hash bytea,
  received_at timestamp with time zone default now() not null,
  due_at timestamp with time zone default (now() + '1 mon'::interval) not null,
  closed_at timestamp with time zone,
  version integer default 1 not null,
  constraint request_basis_check CHECK ((basis = ANY (data_rights.closed_bases()))),
  constraint request_check CHECK (((state = ANY (ARRAY['done'::text, 'refused'::text])) = (closed_at IS NOT NULL))),
  constraint request_check1 CHECK (((state <> 'refused'::text) OR (reason IS NOT NULL))),
  constraint request_check2 CHECK (((state <> 'done'::text) OR (kind <> 'erase'::text) OR (basis IS NOT NULL))),
  constraint request_email_check CHECK (((email = lower(email)) AND (length(email) <= 254))),
  constraint request_kind_check CHECK ((kind = ANY (ARRAY['export'::text, 'rectify'::text, 'detach'::text, 'erase'::text]))),
  constraint request_language_check CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
  constraint request_number_key UNIQUE (number),
  constraint request_origin_check CHECK ((origin = ANY (ARRAY['account'::text, 'receipt'::text, 'letter'::text, 'officer'::text]))),
  constraint request_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id) ON DELETE SET NULL,
  constraint request_pkey PRIMARY KEY (id),
  constraint request_reason_check CHECK (((btrim(reason) <> ''::text) AND (length(reason) <= 4000))),
  constraint request_state_check CHECK ((state = ANY (ARRAY['confirming'::text, 'received'::text, 'done'::text, 'refused'::text]))),
  constraint request_target_check CHECK ((target = ANY (ARRAY['contribution'::text, 'contributions'::text, 'account'::text]))),
  constraint request_token_hash_check CHECK ((length(token_hash) = 32)),
  constraint request_token_hash_key UNIQUE (token_hash),
  constraint request_words_check CHECK (((btrim(words) <> ''::text) AND (length(words) <= 4000)))
);

-- The contributions a request is about. Append-only.
create table data_rights.request_object (
  request_id uuid not null,
  contribution_id uuid not null,
  constraint request_object_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint request_object_pkey PRIMARY KEY (request_id, contribution_id),
  constraint request_object_request_id_fkey FOREIGN KEY (request_id) REFERENCES data_rights.request(id)
);

-- On what the group of a decision was chosen: the words of a filter, a theme, a campaign, a claim, an amendment. Public.
create table decisions.basis (
  id uuid default gen_random_uuid() not null,
  decision_id uuid not null,
  kind text not null,
  reference text default ''::text not null,
  words text not null,
  count integer not null,
  batch_id uuid,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  constraint basis_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES decisions.batch(id),
  constraint basis_count_check CHECK ((count >= 0)),
  constraint basis_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions.decision(id),
  constraint basis_kind_check CHECK ((kind = ANY (ARRAY['filter'::text, 'theme'::text, 'campaign'::text, 'claim'::text, 'amendment'::text]))),
  constraint basis_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint basis_pkey PRIMARY KEY (id),
  constraint basis_reference_check CHECK ((length(reference) <= 2000)),
  constraint basis_words_check CHECK ((length(words) <= 2000))
);

-- Contributions that joined a draft by one act: what was asked, how many, who; undone as a whole.
create table decisions.batch (
  id uuid not null,
  decision_id uuid not null,
  words text not null,
  query text default ''::text not null,
  digest text,
  count integer not null,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  undone_at timestamp with time zone,
  undone_by uuid,
  constraint batch_check CHECK (((undone_at IS NULL) = (undone_by IS NULL))),
  constraint batch_count_check CHECK ((count >= 0)),
  constraint batch_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions.decision(id),
  constraint batch_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint batch_pkey PRIMARY KEY (id),
  constraint batch_query_check CHECK ((length(query) <= 2000)),
  constraint batch_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES accounts.person(id),
  constraint batch_words_check CHECK ((length(words) <= 2000))
);

-- The link contribution to decision. At most one in force for a contribution.
create table decisions.covering (
  decision_id uuid not null,
  contribution_id uuid not null,
  is_in_force boolean default true not null,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  batch_id uuid,
  ended_by uuid,
  ended_at timestamp with time zone,
  constraint covering_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES decisions.batch(id),
  constraint covering_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint covering_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions.decision(id),
  constraint covering_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES decisions.decision(id),
  constraint covering_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint covering_pkey PRIMARY KEY (decision_id, contribution_id),
  constraint ended_is_not_in_force CHECK ((((ended_by IS NULL) = (ended_at IS NULL)) AND (NOT (is_in_force AND (ended_by IS NOT NULL)))))
);

-- The verdict on one or many contributions, with its reason, and the public answer to their authors.
create table decisions.decision (
  id uuid default gen_random_uuid() not null,
  number bigint generated by default as identity not null,
  process_id uuid not null,
  verdict text not null,
  reason text not null,
  answer text not null,
  addressed_to text,
  state text default 'draft'::text not null,
  decided_by uuid,
  acting_role text not null,
  decided_at timestamp with time zone default now() not null,
  published_at timestamp with time zone,
  published_by uuid,
  replaces uuid,
  version integer default 1 not null,
  review text default 'none'::text not null,
  written_by uuid,
  revision_reason text,
  template_id uuid,
  discarded_at timestamp with time zone,
  discarded_by uuid,
  constraint decision_addressed_to_check CHECK ((length(addressed_to) <= 200)),
  constraint decision_answer_check CHECK (((btrim(answer) <> ''::text) AND (length(answer) <= 10000))),
  constraint decision_check CHECK (((verdict = 'other_body'::text) = (addressed_to IS NOT NULL))),
  constraint decision_check1 CHECK (((state = 'draft'::text) = (published_at IS NULL))),
  constraint decision_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts.person(id),
  constraint decision_discarded_by_fkey FOREIGN KEY (discarded_by) REFERENCES accounts.person(id),
  constraint decision_number_key UNIQUE (number),
  constraint decision_pkey PRIMARY KEY (id),
  constraint decision_process_id_fkey FOREIGN KEY (process_id) REFERENCES processes.process(id),
  constraint decision_published_by_fkey FOREIGN KEY (published_by) REFERENCES accounts.person(id),
  constraint decision_reason_check CHECK (((btrim(reason) <> ''::text) AND (length(reason) <= 10000))),
  constraint decision_replaces_fkey FOREIGN KEY (replaces) REFERENCES decisions.decision(id),
  constraint decision_review_check CHECK ((review = ANY (ARRAY['none'::text, 'asked'::text, 'approved'::text, 'sent_back'::text]))),
  constraint decision_revision_reason_check CHECK (((btrim(revision_reason) <> ''::text) AND (length(revision_reason) <= 10000))),
  constraint decision_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'replaced'::text]))),
  constraint decision_template_id_fkey FOREIGN KEY (template_id) REFERENCES decisions.template(id),
  constraint decision_verdict_check CHECK ((verdict = ANY (ARRAY['accepted'::text, 'partly_accepted'::text, 'already_covered'::text, 'to_be_studied'::text, 'declined'::text, 'out_of_scope'::text, 'other_body'::text]))),
  constraint decision_written_by_fkey FOREIGN KEY (written_by) REFERENCES accounts.person(id),
  constraint discarded_is_a_draft CHECK (((discarded_at IS NULL) OR (state = 'draft'::text))),
  constraint revision_has_a_reason CHECK (((replaces IS NULL) = (revision_reason IS NULL)))
);

-- The link claim to decision. In force while removed_at is null.
create table decisions.decision_claim (
  decision_id uuid not null,
  claim_id uuid not null,
  origin text not null,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  removed_at timestamp with time zone,
  removed_by uuid,
  constraint decision_claim_check CHECK (((removed_at IS NULL) = (removed_by IS NULL))),
  constraint decision_claim_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES synthesis.claim(id),
  constraint decision_claim_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions.decision(id),
  constraint decision_claim_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint decision_claim_origin_check CHECK ((origin = ANY (ARRAY['basis'::text, 'person'::text]))),
  constraint decision_claim_pkey PRIMARY KEY (decision_id, claim_id),
  constraint decision_claim_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES accounts.person(id)
);

-- Append-only: a draft sent to a second reader, taken back, approved or sent back, each for the version that was read.
create table decisions.review (
  id uuid default gen_random_uuid() not null,
  decision_id uuid not null,
  version integer not null,
  act text not null,
  note text default ''::text not null,
  made_by uuid not null,
  acting_role text not null,
  made_at timestamp with time zone default clock_timestamp() not null,
  constraint review_act_check CHECK ((act = ANY (ARRAY['asked'::text, 'taken_back'::text, 'approved'::text, 'sent_back'::text]))),
  constraint review_check CHECK (((act <> 'sent_back'::text) OR (btrim(note) <> ''::text))),
  constraint review_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions.decision(id),
  constraint review_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint review_note_check CHECK ((length(note) <= 5000)),
  constraint review_pkey PRIMARY KEY (id)
);

-- Words to start a decision from, of one process or of all. {{…}} is filled in or stops the form.
create table decisions.template (
  id uuid default gen_random_uuid() not null,
  process_id uuid,
  title text not null,
  verdict text,
  reason text not null,
  answer text not null,
  version integer default 1 not null,
  made_by uuid not null,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  changed_by uuid,
  changed_at timestamp with time zone,
  retired_at timestamp with time zone,
  constraint template_answer_check CHECK ((length(answer) <= 10000)),
  constraint template_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES accounts.person(id),
  constraint template_check CHECK ((btrim((reason || answer)) <> ''::text)),
  constraint template_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint template_pkey PRIMARY KEY (id),
  constraint template_process_id_fkey FOREIGN KEY (process_id) REFERENCES processes.process(id),
  constraint template_reason_check CHECK ((length(reason) <= 10000)),
  constraint template_title_check CHECK (((btrim(title) <> ''::text) AND (length(title) <= 200))),
  constraint template_verdict_check CHECK ((verdict = ANY (ARRAY['accepted'::text, 'partly_accepted'::text, 'already_covered'::text, 'to_be_studied'::text, 'declined'::text, 'out_of_scope'::text, 'other_body'::text])))
);

-- A structured text with its editions.
create table documents.document (
  id uuid default gen_random_uuid() not null,
  slug text not null,
  kind text not null,
  title text not null,
  language text default 'fr'::text not null,
  created_at timestamp with time zone default now() not null,
  constraint document_kind_check CHECK ((kind = ANY (ARRAY['roadmap'::text, 'doctrine'::text]))),
  constraint document_pkey PRIMARY KEY (id),
  constraint document_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint document_slug_key UNIQUE (slug),
  constraint document_title_check CHECK ((btrim(title) <> ''::text))
);

-- One state of the whole document. Published: immutable, hashed. version counts the saves of a draft.
create table documents.edition (
  id uuid default gen_random_uuid() not null,
  document_id uuid not null,
  number integer not null,
  state text default 'draft'::text not null,
  title text not null,
  subtitle text,
  label text not null,
  note text,
  official_totals jsonb default '{}'::jsonb not null,
  published_on text,
  published_at timestamp with time zone,
  published_by uuid,
  hash text,
  version integer default 1 not null,
  created_by uuid,
  created_at timestamp with time zone default now() not null,
  constraint edition_check CHECK (((state = 'published'::text) = ((published_at IS NOT NULL) AND (hash IS NOT NULL) AND (published_on IS NOT NULL)))),
  constraint edition_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts.person(id),
  constraint edition_document_id_fkey FOREIGN KEY (document_id) REFERENCES documents.document(id),
  constraint edition_document_id_id_key UNIQUE (document_id, id),
  constraint edition_document_id_number_key UNIQUE (document_id, number),
  constraint edition_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint edition_number_check CHECK ((number > 0)),
  constraint edition_pkey PRIMARY KEY (id),
  constraint edition_published_by_fkey FOREIGN KEY (published_by) REFERENCES accounts.person(id),
  constraint edition_published_on_check CHECK ((published_on ~ '^\d{4}(-\d{2}){0,2}$'::text)),
  constraint edition_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text])))
);

-- Targets and measures that an edition states for an element, as sourced; dates keep their precision.
create table documents.edition_figure (
  edition_id uuid not null,
  node_id uuid not null,
  kind text not null,
  "position" integer not null,
  value numeric not null,
  unit text not null,
  due_on text,
  stated_on text,
  measured_on text,
  territory_code text,
  source text,
  constraint edition_figure_edition_id_node_id_fkey FOREIGN KEY (edition_id, node_id) REFERENCES documents.edition_node(edition_id, node_id),
  constraint edition_figure_kind_check CHECK ((kind = ANY (ARRAY['target'::text, 'measure'::text]))),
  constraint edition_figure_pkey PRIMARY KEY (edition_id, node_id, kind, "position")
);

-- An element as it stands in an edition. sort_key orders the whole tree: one zero-padded position a level, joined by points.
create table documents.edition_node (
  edition_id uuid not null,
  document_id uuid not null,
  node_id uuid not null,
  parent_node_id uuid,
  "position" integer not null,
  sort_key text not null,
  type text not null,
  code text not null,
  title text not null,
  carrier text,
  status text,
  source text,
  constraint edition_node_code_check CHECK (((btrim(code) <> ''::text) AND (length(code) <= 40))),
  constraint edition_node_document_id_edition_id_fkey FOREIGN KEY (document_id, edition_id) REFERENCES documents.edition(document_id, id),
  constraint edition_node_document_id_node_id_fkey FOREIGN KEY (document_id, node_id) REFERENCES documents.node(document_id, id),
  constraint edition_node_edition_id_code_key UNIQUE (edition_id, code),
  constraint edition_node_edition_id_parent_node_id_fkey FOREIGN KEY (edition_id, parent_node_id) REFERENCES documents.edition_node(edition_id, node_id) DEFERRABLE INITIALLY DEFERRED,
  constraint edition_node_pkey PRIMARY KEY (edition_id, node_id),
  constraint edition_node_position_check CHECK (("position" > 0)),
  constraint edition_node_title_check CHECK (((btrim(title) <> ''::text) AND (length(title) <= 500))),
  constraint edition_node_type_check CHECK ((type = ANY (ARRAY['axis'::text, 'priority'::text, 'objective'::text, 'action'::text, 'orientation'::text, 'chapter'::text, 'article'::text])))
);

-- The words of a passage in an edition. Its public code is the code of its node, a point and its position.
create table documents.edition_passage (
  edition_id uuid not null,
  document_id uuid not null,
  passage_id uuid not null,
  node_id uuid not null,
  "position" integer not null,
  text text not null,
  constraint edition_passage_document_id_edition_id_fkey FOREIGN KEY (document_id, edition_id) REFERENCES documents.edition(document_id, id),
  constraint edition_passage_document_id_passage_id_fkey FOREIGN KEY (document_id, passage_id) REFERENCES documents.passage(document_id, id),
  constraint edition_passage_edition_id_node_id_fkey FOREIGN KEY (edition_id, node_id) REFERENCES documents.edition_node(edition_id, node_id),
  constraint edition_passage_edition_id_node_id_position_key UNIQUE (edition_id, node_id, "position") DEFERRABLE INITIALLY DEFERRED,
  constraint edition_passage_pkey PRIMARY KEY (edition_id, passage_id),
  constraint edition_passage_position_check CHECK (("position" > 0)),
  constraint edition_passage_text_check CHECK (((btrim(text) <> ''::text) AND (length(text) <= 10000)))
);

-- Element of an older text to element of a newer one: between two documents, or, with edition_id, a split or a merge that an edition made. Withdrawn statements stay, dated.
create table documents.lineage (
  id uuid default gen_random_uuid() not null,
  from_node_id uuid,
  to_node_id uuid,
  kind text not null,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  from_document_id uuid not null,
  to_document_id uuid not null,
  edition_id uuid,
  note text,
  removed_at timestamp with time zone,
  removed_by uuid,
  constraint lineage_check CHECK (((from_node_id IS NOT NULL) OR (to_node_id IS NOT NULL))),
  constraint lineage_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES documents.edition(id),
  constraint lineage_from_document_id_fkey FOREIGN KEY (from_document_id) REFERENCES documents.document(id),
  constraint lineage_from_document_id_from_node_id_fkey FOREIGN KEY (from_document_id, from_node_id) REFERENCES documents.node(document_id, id),
  constraint lineage_from_node_id_fkey FOREIGN KEY (from_node_id) REFERENCES documents.node(id),
  constraint lineage_has_its_ends CHECK (
CASE kind
    WHEN 'dropped'::text THEN ((from_node_id IS NOT NULL) AND (to_node_id IS NULL))
    WHEN 'new'::text THEN ((from_node_id IS NULL) AND (to_node_id IS NOT NULL))
    ELSE ((from_node_id IS NOT NULL) AND (to_node_id IS NOT NULL))
END),
  constraint lineage_inside_a_document CHECK (((from_document_id = to_document_id) = (edition_id IS NOT NULL))),
  constraint lineage_inside_is_split_or_merged CHECK (((edition_id IS NULL) OR (kind = ANY (ARRAY['split'::text, 'merged'::text])))),
  constraint lineage_kind_check CHECK ((kind = ANY (ARRAY['continued'::text, 'split'::text, 'merged'::text, 'dropped'::text, 'new'::text]))),
  constraint lineage_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint lineage_note_check CHECK (((btrim(note) <> ''::text) AND (length(note) <= 2000))),
  constraint lineage_pkey PRIMARY KEY (id),
  constraint lineage_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES accounts.person(id),
  constraint lineage_to_document_id_fkey FOREIGN KEY (to_document_id) REFERENCES documents.document(id),
  constraint lineage_to_document_id_to_node_id_fkey FOREIGN KEY (to_document_id, to_node_id) REFERENCES documents.node(document_id, id),
  constraint lineage_to_node_id_fkey FOREIGN KEY (to_node_id) REFERENCES documents.node(id)
);

-- The identity of an element across editions.
create table documents.node (
  id uuid default gen_random_uuid() not null,
  document_id uuid not null,
  created_at timestamp with time zone default now() not null,
  constraint node_document_id_fkey FOREIGN KEY (document_id) REFERENCES documents.document(id),
  constraint node_document_id_id_key UNIQUE (document_id, id),
  constraint node_pkey PRIMARY KEY (id)
);

-- The identity of a paragraph across editions; its anchor (p12) never changes and is never given again.
create table documents.passage (
  id uuid default gen_random_uuid() not null,
  document_id uuid not null,
  anchor text not null,
  created_at timestamp with time zone default now() not null,
  constraint passage_anchor_check CHECK ((anchor ~ '^p[1-9][0-9]*$'::text)),
  constraint passage_document_id_anchor_key UNIQUE (document_id, anchor),
  constraint passage_document_id_fkey FOREIGN KEY (document_id) REFERENCES documents.document(id),
  constraint passage_document_id_id_key UNIQUE (document_id, id),
  constraint passage_pkey PRIMARY KEY (id)
);

-- What an edition did to passages: split, a new passage took a part of an older one, which keeps its identity; merged, a passage gave its words to another and left.
create table documents.passage_lineage (
  edition_id uuid not null,
  document_id uuid not null,
  from_passage_id uuid not null,
  to_passage_id uuid not null,
  kind text not null,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  constraint passage_lineage_check CHECK ((from_passage_id <> to_passage_id)),
  constraint passage_lineage_document_id_edition_id_fkey FOREIGN KEY (document_id, edition_id) REFERENCES documents.edition(document_id, id) ON DELETE CASCADE,
  constraint passage_lineage_document_id_from_passage_id_fkey FOREIGN KEY (document_id, from_passage_id) REFERENCES documents.passage(document_id, id),
  constraint passage_lineage_document_id_to_passage_id_fkey FOREIGN KEY (document_id, to_passage_id) REFERENCES documents.passage(document_id, id),
  constraint passage_lineage_kind_check CHECK ((kind = ANY (ARRAY['split'::text, 'merged'::text]))),
  constraint passage_lineage_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint passage_lineage_pkey PRIMARY KEY (edition_id, from_passage_id, to_passage_id)
);

-- A draft of themes: what was asked, by whom, and from which inputs and options it was made, so that it can be made again.
create table drafts.draft (
  id uuid default gen_random_uuid() not null,
  number bigint generated by default as identity not null,
  process_id uuid not null,
  theme_count integer,
  seeds jsonb,
  wants_vectors boolean default false not null,
  language text not null,
  seed integer default 0 not null,
  asked_by uuid,
  acting_role text not null,
  asked_at timestamp with time zone default now() not null,
  started_at timestamp with time zone,
  beat_at timestamp with time zone,
  tries integer default 0 not null,
  finished_at timestamp with time zone,
  failed_at timestamp with time zone,
  engine_version text,
  input_hash text,
  options jsonb,
  text_count integer,
  vectors_model text,
  vectors_dimensions integer,
  vectors_fault text,
  constraint draft_acting_role_check CHECK ((acting_role <> ''::text)),
  constraint draft_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES accounts.person(id),
  constraint draft_check CHECK (((finished_at IS NULL) OR ((input_hash IS NOT NULL) AND (options IS NOT NULL) AND (text_count IS NOT NULL)))),
  constraint draft_check1 CHECK (((vectors_model IS NULL) = (vectors_dimensions IS NULL))),
  constraint draft_check2 CHECK (((vectors_model IS NULL) OR (vectors_fault IS NULL))),
  constraint draft_check3 CHECK (((finished_at IS NULL) OR (failed_at IS NULL))),
  constraint draft_input_hash_check CHECK ((input_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint draft_number_key UNIQUE (number),
  constraint draft_pkey PRIMARY KEY (id),
  constraint draft_process_id_fkey FOREIGN KEY (process_id) REFERENCES processes.process(id),
  constraint draft_seed_check CHECK ((seed >= 0)),
  constraint draft_text_count_check CHECK ((text_count >= 0)),
  constraint draft_theme_count_check CHECK (((theme_count >= 2) AND (theme_count <= 60))),
  constraint draft_tries_check CHECK ((tries >= 0)),
  constraint draft_vectors_dimensions_check CHECK ((vectors_dimensions > 0))
);

-- What people did with a draft: who, under which role, when. Append-only.
create table drafts.draft_act (
  id bigint generated always as identity not null,
  draft_id uuid not null,
  draft_theme_id uuid,
  verb text not null,
  after jsonb default '{}'::jsonb not null,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  constraint draft_act_acting_role_check CHECK ((acting_role <> ''::text)),
  constraint draft_act_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES drafts.draft(id),
  constraint draft_act_draft_theme_id_fkey FOREIGN KEY (draft_theme_id) REFERENCES drafts.draft_theme(id),
  constraint draft_act_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint draft_act_pkey PRIMARY KEY (id),
  constraint draft_act_verb_check CHECK ((verb = ANY (ARRAY['ask'::text, 'make'::text, 'merge'::text, 'drop'::text, 'restore'::text, 'offer'::text])))
);

-- Words that are frequent on a shelf and rare elsewhere. evidence: some contributions that hold them; shown while one of these is public and says the same.
create table drafts.draft_phrase (
  draft_theme_id uuid not null,
  kind text not null,
  "position" integer not null,
  words text not null,
  text_count integer not null,
  evidence uuid[] not null,
  constraint draft_phrase_draft_theme_id_fkey FOREIGN KEY (draft_theme_id) REFERENCES drafts.draft_theme(id),
  constraint draft_phrase_kind_check CHECK ((kind = ANY (ARRAY['term'::text, 'phrase'::text]))),
  constraint draft_phrase_pkey PRIMARY KEY (draft_theme_id, kind, "position"),
  constraint draft_phrase_position_check CHECK (("position" > 0)),
  constraint draft_phrase_text_count_check CHECK ((text_count >= 0)),
  constraint draft_phrase_words_check CHECK ((words <> ''::text))
);

-- Where a draft puts a contribution; null: not placed, and nearest_id says where it would be. centrality: 1 to 5 most central, -1 to -5 nearest the border. is_stale: its public words changed since.
create table drafts.draft_place (
  draft_id uuid not null,
  contribution_id uuid not null,
  draft_theme_id uuid,
  nearest_id uuid not null,
  score double precision not null,
  second_id uuid,
  centrality integer,
  words text[] default '{}'::text[] not null,
  sort_place integer,
  is_stale boolean default false not null,
  constraint draft_place_centrality_check CHECK ((((centrality >= '-5'::integer) AND (centrality <= 5)) AND (centrality <> 0))),
  constraint draft_place_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint draft_place_draft_id_draft_theme_id_fkey FOREIGN KEY (draft_id, draft_theme_id) REFERENCES drafts.draft_theme(draft_id, id),
  constraint draft_place_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES drafts.draft(id),
  constraint draft_place_draft_id_nearest_id_fkey FOREIGN KEY (draft_id, nearest_id) REFERENCES drafts.draft_theme(draft_id, id),
  constraint draft_place_draft_id_second_id_fkey FOREIGN KEY (draft_id, second_id) REFERENCES drafts.draft_theme(draft_id, id),
  constraint draft_place_pkey PRIMARY KEY (draft_id, contribution_id)
);

-- A shelf of a draft. theme_id: the theme of the codebook it started from, or that a person made of it.
create table drafts.draft_theme (
  id uuid default gen_random_uuid() not null,
  draft_id uuid not null,
  "position" integer not null,
  name text,
  seeded boolean default false not null,
  state text default 'open'::text not null,
  merged_into uuid,
  theme_id uuid,
  version integer default 1 not null,
  constraint draft_theme_check CHECK (((state = 'merged'::text) = (merged_into IS NOT NULL))),
  constraint draft_theme_check1 CHECK ((merged_into <> id)),
  constraint draft_theme_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES drafts.draft(id),
  constraint draft_theme_draft_id_id_key UNIQUE (draft_id, id),
  constraint draft_theme_draft_id_merged_into_fkey FOREIGN KEY (draft_id, merged_into) REFERENCES drafts.draft_theme(draft_id, id),
  constraint draft_theme_draft_id_position_key UNIQUE (draft_id, "position"),
  constraint draft_theme_pkey PRIMARY KEY (id),
  constraint draft_theme_position_check CHECK (("position" > 0)),
  constraint draft_theme_state_check CHECK ((state = ANY (ARRAY['open'::text, 'merged'::text, 'dropped'::text]))),
  constraint draft_theme_theme_id_fkey FOREIGN KEY (theme_id) REFERENCES themes.theme(id),
  constraint draft_theme_version_check CHECK ((version > 0))
);

-- Vectors that another server gave for published texts, by model and hash of the text: 32-bit floats, little-endian. Forgotten when unused.
create table drafts.embedding (
  model text not null,
  text_hash text not null,
  vector bytea not null,
  used_at timestamp with time zone default now() not null,
  constraint embedding_model_check CHECK ((model <> ''::text)),
  constraint embedding_pkey PRIMARY KEY (model, text_hash),
  constraint embedding_text_hash_check CHECK ((text_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint embedding_vector_check CHECK (((length(vector) > 0) AND ((length(vector) % 4) = 0)))
);

-- Register of processing: texts sent to another server for their vectors. Nothing is sent without an entry in force for the same server, model and purpose.
create table drafts.processing_entry (
  id uuid default gen_random_uuid() not null,
  number bigint generated by default as identity not null,
  host text not null,
  model text not null,
  purpose text not null,
  recipient text not null,
  legal_basis text not null,
  retention text not null,
  entered_by uuid,
  acting_role text not null,
  entered_at timestamp with time zone default now() not null,
  ended_by uuid,
  ended_role text,
  ended_at timestamp with time zone,
  constraint processing_entry_acting_role_check CHECK ((acting_role <> ''::text)),
  constraint processing_entry_check CHECK (((ended_at IS NULL) = (ended_role IS NULL))),
  constraint processing_entry_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES accounts.person(id),
  constraint processing_entry_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES accounts.person(id),
  constraint processing_entry_host_check CHECK ((host <> ''::text)),
  constraint processing_entry_legal_basis_check CHECK (((btrim(legal_basis) <> ''::text) AND (length(legal_basis) <= 1000))),
  constraint processing_entry_model_check CHECK ((model <> ''::text)),
  constraint processing_entry_number_key UNIQUE (number),
  constraint processing_entry_pkey PRIMARY KEY (id),
  constraint processing_entry_purpose_check CHECK ((btrim(purpose) <> ''::text)),
  constraint processing_entry_recipient_check CHECK (((btrim(recipient) <> ''::text) AND (length(recipient) <= 300))),
  constraint processing_entry_retention_check CHECK (((btrim(retention) <> ''::text) AND (length(retention) <= 1000)))
);

-- One difference between an edition and the one before: about a passage (added, removed, rewritten, moved, split from another, merged into another) or about an element (the same, or its facts updated).
create table editions.change (
  id uuid default gen_random_uuid() not null,
  number bigint generated by default as identity not null,
  edition_id uuid not null,
  kind text not null,
  passage_id uuid,
  node_id uuid,
  editorial_reason text,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  constraint change_check CHECK (((passage_id IS NOT NULL) = (kind ~~ 'passage%'::text))),
  constraint change_check1 CHECK (((node_id IS NOT NULL) = (kind ~~ 'node%'::text))),
  constraint change_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES documents.edition(id),
  constraint change_editorial_reason_check CHECK ((btrim(editorial_reason) <> ''::text)),
  constraint change_kind_check CHECK ((kind = ANY (ARRAY['passage_added'::text, 'passage_removed'::text, 'passage_rewritten'::text, 'passage_moved'::text, 'passage_split'::text, 'passage_merged'::text, 'node_added'::text, 'node_removed'::text, 'node_retitled'::text, 'node_moved'::text, 'node_split'::text, 'node_merged'::text, 'node_updated'::text]))),
  constraint change_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint change_node_id_fkey FOREIGN KEY (node_id) REFERENCES documents.node(id),
  constraint change_number_key UNIQUE (number),
  constraint change_passage_id_fkey FOREIGN KEY (passage_id) REFERENCES documents.passage(id),
  constraint change_pkey PRIMARY KEY (id)
);

-- The link decision to change: which words changed because of which decision.
create table editions.change_decision (
  change_id uuid not null,
  decision_id uuid not null,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  constraint change_decision_change_id_fkey FOREIGN KEY (change_id) REFERENCES editions.change(id) ON DELETE CASCADE,
  constraint change_decision_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions.decision(id),
  constraint change_decision_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint change_decision_pkey PRIMARY KEY (change_id, decision_id)
);

-- Since when moves inside an element, moves of elements, splits, merges and updated facts are differences to account for.
create table editions.wider_rules (
  is_only boolean default true not null,
  since timestamp with time zone default now() not null,
  constraint wider_rules_is_only_check CHECK (is_only),
  constraint wider_rules_pkey PRIMARY KEY (is_only)
);

-- A row here: the log is frozen, acts are accepted and wait, nothing is signed.
create table journal."freeze" (
  one integer default 1 not null,
  reason text not null,
  since timestamp with time zone default now() not null,
  constraint freeze_one_check CHECK ((one = 1)),
  constraint freeze_pkey PRIMARY KEY (one),
  constraint freeze_reason_check CHECK ((reason <> ''::text))
);

-- What opens the commitment to the staff member who acted: for the auditor only, never published.
create table journal.actor_opening (
  event_id uuid not null,
  nonce bytea not null,
  content text not null,
  constraint actor_opening_nonce_check CHECK ((octet_length(nonce) = 32)),
  constraint actor_opening_pkey PRIMARY KEY (event_id)
);

-- How often something happened in the log that somebody must look at, and when last.
create table journal.alarm (
  name text not null,
  count bigint not null,
  last_at timestamp with time zone default now() not null,
  constraint alarm_count_check CHECK ((count > 0)),
  constraint alarm_name_check CHECK ((name ~ '^[a-z-]+$'::text)),
  constraint alarm_pkey PRIMARY KEY (name)
);

-- What was signed, with the lines of the log; append-only.
create table journal.checkpoint (
  size bigint not null,
  note text not null,
  at timestamp with time zone default now() not null,
  constraint checkpoint_pkey PRIMARY KEY (size),
  constraint checkpoint_size_check CHECK ((size >= 0))
);

-- Verified lines of witnesses under a checkpoint: the latest of each.
create table journal.cosignature (
  size bigint not null,
  vkey text not null,
  line text not null,
  at timestamp with time zone default now() not null,
  constraint cosignature_pkey PRIMARY KEY (size, vkey),
  constraint cosignature_size_fkey FOREIGN KEY (size) REFERENCES journal.checkpoint(size),
  constraint cosignature_vkey_fkey FOREIGN KEY (vkey) REFERENCES journal.witness(vkey)
);

-- The exact text whose SHA-256 a leaf carries as d, served as it is to whoever may read the process. Editions are not here: they are made again from their rows.
create table journal.document (
  d bytea not null,
  content text not null,
  process_id uuid not null,
  at timestamp with time zone default now() not null,
  constraint document_check CHECK ((sha256(convert_to(content, 'UTF8'::name)) = d)),
  constraint document_d_check CHECK ((octet_length(d) = 32)),
  constraint document_pkey PRIMARY KEY (d)
);

-- Public acts (contribution.submitted, edition.published, ...). Payloads hold no personal data. Append-only.
create table journal.entry (
  id bigint generated always as identity not null,
  kind text not null,
  subject_id uuid not null,
  occurred_at timestamp with time zone default now() not null,
  acting_role text not null,
  payload jsonb default '{}'::jsonb not null,
  digest text not null,
  constraint entry_acting_role_check CHECK ((acting_role <> ''::text)),
  constraint entry_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint entry_kind_check CHECK ((kind ~ '^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$'::text)),
  constraint entry_pkey PRIMARY KEY (id)
);

-- When the whole log was last recomputed without a difference, its size then, and when a night's examination was last begun.
create table journal.examination (
  one integer default 1 not null,
  size bigint not null,
  at timestamp with time zone,
  claimed_at timestamp with time zone not null,
  constraint examination_one_check CHECK ((one = 1)),
  constraint examination_pkey PRIMARY KEY (one),
  constraint examination_size_check CHECK ((size >= 0))
);

-- The head of the tree; its row lock is the mutex and the fence of the sequencer. The origin is fixed once.
create table journal.head (
  one integer default 1 not null,
  origin text,
  size bigint not null,
  root bytea not null,
  constraint head_one_check CHECK ((one = 1)),
  constraint head_origin_check CHECK ((origin ~ '^[^[:space:]+]+/journal$'::text)),
  constraint head_pkey PRIMARY KEY (one),
  constraint head_root_check CHECK ((octet_length(root) = 32)),
  constraint head_size_check CHECK ((size >= 0))
);

-- The leaves, append-only. kind, o and r are read from data, to find it.
create table journal.leaf (
  idx bigint not null,
  event_id uuid not null,
  data bytea not null,
  leaf_hash bytea not null,
  kind text not null,
  o uuid,
  r integer,
  constraint leaf_event_id_key UNIQUE (event_id),
  constraint leaf_idx_check CHECK ((idx >= 0)),
  constraint leaf_leaf_hash_check CHECK ((octet_length(leaf_hash) = 32)),
  constraint leaf_pkey PRIMARY KEY (idx)
);

-- Public notices of incidents: the leaf of kind incident carries their digest.
create table journal.notice (
  digest bytea not null,
  text text not null,
  at timestamp with time zone default now() not null,
  constraint notice_check CHECK ((digest = sha256(convert_to(text, 'UTF8'::name)))),
  constraint notice_pkey PRIMARY KEY (digest),
  constraint notice_text_check CHECK ((text <> ''::text))
);

-- Where each object of the log stands once everything queued is logged: last revision, its commitment or digest, its state.
create table journal.object (
  o uuid not null,
  family text not null,
  r integer not null,
  hash bytea,
  state text not null,
  is_detached boolean default false not null,
  constraint object_family_check CHECK ((family ~ '^[a-z]+$'::text)),
  constraint object_hash_check CHECK ((octet_length(hash) = 32)),
  constraint object_pkey PRIMARY KEY (o),
  constraint object_r_check CHECK (((r >= 1) AND (r <= 1000000))),
  constraint object_state_check CHECK ((state ~ '^[a-z]+$'::text))
);

-- What opens the commitments of a revision; emptied by a detached name, deleted by an erasure, and by nothing else.
create table journal.opening (
  o uuid not null,
  r integer not null,
  nonce bytea,
  content text,
  author_nonce bytea,
  author_label text,
  constraint opening_author_nonce_check CHECK ((octet_length(author_nonce) = 32)),
  constraint opening_check CHECK (((nonce IS NULL) = (content IS NULL))),
  constraint opening_check1 CHECK (((author_nonce IS NULL) = (author_label IS NULL))),
  constraint opening_nonce_check CHECK ((octet_length(nonce) = 32)),
  constraint opening_pkey PRIMARY KEY (o, r),
  constraint opening_r_check CHECK (((r >= 1) AND (r <= 1000000)))
);

-- Outbox: one row for each public act, written in the transaction of the act, deleted once the leaf is in the tree.
create table journal.queue (
  id bigint generated always as identity not null,
  event_id uuid not null,
  data bytea not null,
  at timestamp with time zone default now() not null,
  constraint queue_data_check CHECK (((octet_length(data) >= 2) AND (octet_length(data) <= 1024))),
  constraint queue_event_id_key UNIQUE (event_id),
  constraint queue_pkey PRIMARY KEY (id)
);

-- Rows of the queue whose bytes are no leaf: set aside with an alarm.
create table journal.refused (
  id bigint generated always as identity not null,
  event_id uuid not null,
  data bytea not null,
  reason text not null,
  at timestamp with time zone default now() not null,
  constraint refused_pkey PRIMARY KEY (id)
);

-- Hash tiles, widest version only.
create table journal.tile (
  level integer not null,
  n bigint not null,
  width integer not null,
  hashes bytea not null,
  constraint tile_check CHECK ((octet_length(hashes) = (32 * width))),
  constraint tile_level_check CHECK (((level >= 0) AND (level <= 63))),
  constraint tile_n_check CHECK ((n >= 0)),
  constraint tile_pkey PRIMARY KEY (level, n),
  constraint tile_width_check CHECK (((width >= 1) AND (width <= 256)))
);

-- The largest size each witness is known to have cosigned, and its last failure.
create table journal.witness (
  vkey text not null,
  size bigint default 0 not null,
  seen_at timestamp with time zone,
  failure text,
  failed_at timestamp with time zone,
  constraint witness_pkey PRIMARY KEY (vkey),
  constraint witness_size_check CHECK ((size >= 0))
);

-- What a moderator did, with the ground of the charter and the reason sent to the author. Append-only.
create table moderation.act (
  id uuid default gen_random_uuid() not null,
  contribution_id uuid not null,
  verb text not null,
  ground text,
  reason text,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  constraint act_check CHECK (((verb <> ALL (ARRAY['hide'::text, 'ask_rephrase'::text, 'mask'::text])) OR ((ground IS NOT NULL) AND (btrim(reason) <> ''::text)))),
  constraint act_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint act_ground_check CHECK ((ground = ANY (ARRAY['personal_data'::text, 'health_data'::text, 'insult'::text, 'hatred'::text, 'illegal'::text, 'advertising'::text, 'off_subject'::text, 'repeated'::text]))),
  constraint act_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint act_pkey PRIMARY KEY (id),
  constraint act_verb_check CHECK ((verb = ANY (ARRAY['publish'::text, 'mask'::text, 'ask_rephrase'::text, 'hide'::text, 'restore'::text, 'unmask'::text])))
);

-- An author contests an act; somebody other than its maker decides.
create table moderation.appeal (
  id uuid default gen_random_uuid() not null,
  contribution_id uuid not null,
  act_id uuid not null,
  words text not null,
  made_at timestamp with time zone default now() not null,
  outcome text,
  outcome_reason text,
  decided_by uuid,
  decided_at timestamp with time zone,
  constraint appeal_act_id_fkey FOREIGN KEY (act_id) REFERENCES moderation.act(id),
  constraint appeal_act_id_key UNIQUE (act_id),
  constraint appeal_check CHECK (((outcome IS NULL) = (decided_at IS NULL))),
  constraint appeal_check1 CHECK (((outcome IS NULL) OR (btrim(outcome_reason) <> ''::text))),
  constraint appeal_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint appeal_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts.person(id),
  constraint appeal_outcome_check CHECK ((outcome = ANY (ARRAY['upheld'::text, 'overturned'::text]))),
  constraint appeal_pkey PRIMARY KEY (id),
  constraint appeal_words_check CHECK (((btrim(words) <> ''::text) AND (length(words) <= 4000)))
);

-- Contributions whose words were searched for flags, and up to which rewording.
create table moderation.checked (
  contribution_id uuid not null,
  version integer default 1 not null,
  checked_at timestamp with time zone default now() not null,
  constraint checked_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint checked_pkey PRIMARY KEY (contribution_id)
);

-- Why a contribution deserves a look. Flags never decide; people do.
create table moderation.flag (
  id uuid default gen_random_uuid() not null,
  contribution_id uuid not null,
  kind text not null,
  explanation text not null,
  raised_at timestamp with time zone default now() not null,
  constraint flag_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint flag_contribution_id_kind_explanation_key UNIQUE (contribution_id, kind, explanation),
  constraint flag_kind_check CHECK ((kind = ANY (ARRAY['personal_data'::text, 'health'::text, 'insult'::text, 'near_duplicate'::text, 'links'::text]))),
  constraint flag_pkey PRIMARY KEY (id)
);

-- The public words of a contribution with personal data masked; the original stays apart in contributions.
create table moderation.mask (
  contribution_id uuid not null,
  version integer not null,
  body text not null,
  proposed_text text,
  masked_by uuid,
  acting_role text not null,
  reason text not null,
  masked_at timestamp with time zone default now() not null,
  lifted_at timestamp with time zone,
  constraint mask_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint mask_masked_by_fkey FOREIGN KEY (masked_by) REFERENCES accounts.person(id),
  constraint mask_pkey PRIMARY KEY (contribution_id, version),
  constraint mask_reason_check CHECK ((btrim(reason) <> ''::text)),
  constraint mask_version_check CHECK ((version > 0))
);

-- The public words of the second and following passages of a masked amendment.
create table moderation.masked_passage (
  contribution_id uuid not null,
  version integer not null,
  "position" smallint not null,
  proposed_text text not null,
  constraint masked_passage_contribution_id_position_fkey FOREIGN KEY (contribution_id, "position") REFERENCES contributions.amended_passage(contribution_id, "position"),
  constraint masked_passage_contribution_id_version_fkey FOREIGN KEY (contribution_id, version) REFERENCES moderation.mask(contribution_id, version),
  constraint masked_passage_pkey PRIMARY KEY (contribution_id, version, "position"),
  constraint masked_passage_position_check CHECK ((("position" >= 2) AND ("position" <= 10)))
);

-- Outbox: written in the transaction of the act, sent by the worker, bodies purged 30 days after sending.
create table notices.mail (
  id uuid default gen_random_uuid() not null,
  to_address text not null,
  subject text not null,
  text_body text not null,
  language text not null,
  purpose text not null,
  subject_id uuid,
  dedupe_key text,
  created_at timestamp with time zone default now() not null,
  send_after timestamp with time zone default now() not null,
  tries integer default 0 not null,
  sent_at timestamp with time zone,
  failed_at timestamp with time zone,
  last_error text,
  claimed_at timestamp with time zone,
  captured_at timestamp with time zone,
  constraint mail_check CHECK (((sent_at IS NULL) OR (failed_at IS NULL))),
  constraint mail_check1 CHECK (((sent_at IS NULL) OR (captured_at IS NULL))),
  constraint mail_dedupe_key_key UNIQUE (dedupe_key),
  constraint mail_language_check CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
  constraint mail_pkey PRIMARY KEY (id),
  constraint mail_purpose_check CHECK ((purpose = ANY (ARRAY['sign-in'::text, 'receipt'::text, 'moderation'::text, 'appeal'::text, 'answer'::text, 'account'::text, 'data-rights'::text]))),
  constraint mail_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 200))),
  constraint mail_to_address_check CHECK ((length(to_address) <= 254))
);

-- A file as it is served, by its address; content is the digest of what it was made from: another digest, another file in its place.
create table office.file (
  name text not null,
  content text not null,
  media_type text not null,
  bytes bytea not null,
  made_at timestamp with time zone default now() not null,
  constraint file_bytes_check CHECK ((octet_length(bytes) > 0)),
  constraint file_content_check CHECK ((content ~ '^[0-9a-f]{64}$'::text)),
  constraint file_name_check CHECK (((name ~ '^/[a-z0-9./-]+$'::text) AND (length(name) <= 300))),
  constraint file_pkey PRIMARY KEY (name)
);

-- Where the last run placed each voter: names of groups are carried from run to run with it. votes_digest: whether their votes changed since. Shown to nobody but the person.
create table opinions."position" (
  poll_id uuid not null,
  voter_id uuid not null,
  run_id uuid not null,
  group_name text,
  x real not null,
  y real not null,
  votes_digest text not null,
  constraint position_pkey PRIMARY KEY (poll_id, voter_id),
  constraint position_run_id_fkey FOREIGN KEY (run_id) REFERENCES opinions.run(id) ON DELETE CASCADE,
  constraint position_voter_id_fkey FOREIGN KEY (voter_id) REFERENCES votes.voter(id) ON DELETE CASCADE
);

-- Votes by territory, category and stage of those who gave them, counted with a run. key: '' not said, '~' the lines of fewer than eleven people together. shown: which numbers may be printed, decided when the run was made (1 agrees, 2 disagrees, 4 passes, 8 their sum); none while the question is open.
create table opinions.crossed (
  run_id uuid not null,
  dimension text not null,
  key text not null,
  statement integer not null,
  agrees integer not null,
  disagrees integer not null,
  passes integer not null,
  shown smallint not null,
  constraint crossed_agrees_check CHECK ((agrees >= 0)),
  constraint crossed_dimension_check CHECK ((dimension = ANY (ARRAY['territory'::text, 'category'::text, 'stage'::text]))),
  constraint crossed_disagrees_check CHECK ((disagrees >= 0)),
  constraint crossed_passes_check CHECK ((passes >= 0)),
  constraint crossed_pkey PRIMARY KEY (run_id, statement, dimension, key),
  constraint crossed_run_id_fkey FOREIGN KEY (run_id) REFERENCES opinions.run(id) ON DELETE CASCADE,
  constraint crossed_shown_check CHECK (((shown >= 0) AND (shown <= 15)))
);

-- Letters given to groups of a question: one that disappears is not given again.
create table opinions.group_name (
  poll_id uuid not null,
  name text not null,
  first_run integer not null,
  last_run integer not null,
  constraint group_name_check CHECK ((last_run >= first_run)),
  constraint group_name_name_check CHECK ((name ~ '^[A-Z]{1,3}$'::text)),
  constraint group_name_pkey PRIMARY KEY (poll_id, name),
  constraint group_name_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES polls.poll(id)
);

-- One published computation of the opinion groups of a question. votes_file: gzip of votes.csv under numbers drawn for this run, so that anyone can recompute it; result_file: gzip of result.json; summary: what the pages show. is_whole: every group has eleven people or more, so that the groups of all are published. live runs are replaced; daily and final ones are kept.
create table opinions.run (
  id uuid default gen_random_uuid() not null,
  poll_id uuid not null,
  number integer not null,
  kind text not null,
  computed_at timestamp with time zone default now() not null,
  day date not null,
  input_hash text not null,
  result_hash text not null,
  statements integer not null,
  votes integer not null,
  verified_voters integer not null,
  guest_voters integer not null,
  set_aside_voters integer default 0 not null,
  changed_voters integer not null,
  placed integer not null,
  mode text not null,
  seed bigint not null,
  engine_version text not null,
  structure text,
  k integer not null,
  is_whole boolean not null,
  summary jsonb not null,
  result_file bytea not null,
  votes_file bytea not null,
  constraint run_changed_voters_check CHECK ((changed_voters >= 0)),
  constraint run_check CHECK (((verified_voters + guest_voters) >= 11)),
  constraint run_check1 CHECK ((placed <= (verified_voters + guest_voters))),
  constraint run_guest_voters_check CHECK ((guest_voters >= 0)),
  constraint run_input_hash_check CHECK ((input_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint run_k_check CHECK ((k >= 0)),
  constraint run_kind_check CHECK ((kind = ANY (ARRAY['live'::text, 'daily'::text, 'final'::text]))),
  constraint run_mode_check CHECK ((mode = ANY (ARRAY['improved'::text, 'polis'::text]))),
  constraint run_number_check CHECK ((number > 0)),
  constraint run_pkey PRIMARY KEY (id),
  constraint run_placed_check CHECK ((placed >= 0)),
  constraint run_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES polls.poll(id),
  constraint run_poll_id_number_key UNIQUE (poll_id, number),
  constraint run_result_hash_check CHECK ((result_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint run_set_aside_voters_check CHECK ((set_aside_voters >= 0)),
  constraint run_statements_check CHECK ((statements >= 0)),
  constraint run_structure_check CHECK ((structure = ANY (ARRAY['clear'::text, 'weak'::text, 'provisional'::text]))),
  constraint run_verified_voters_check CHECK ((verified_voters >= 0)),
  constraint run_votes_check CHECK ((votes >= 0))
);

-- Titles that a person gave to a group or an axis, with the reason; the last one holds, a null title takes it back.
create table opinions.title (
  id bigint generated always as identity not null,
  poll_id uuid not null,
  subject text not null,
  title text,
  reason text not null,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  constraint title_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint title_pkey PRIMARY KEY (id),
  constraint title_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES polls.poll(id),
  constraint title_reason_check CHECK ((btrim(reason) <> ''::text)),
  constraint title_subject_check CHECK ((subject ~ '^(group:[A-Z]{1,3}|axis:[12])$'::text)),
  constraint title_title_check CHECK (((btrim(title) <> ''::text) AND (length(title) <= 120)))
);

create table platform.migration (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone default now() not null,
  constraint migration_pkey PRIMARY KEY (name)
);

-- How often something was tried, by keyed hash of account or address prefix; old windows are purged.
create table platform.rate (
  key text not null,
  window_started_at timestamp with time zone not null,
  count integer default 1 not null,
  constraint rate_count_check CHECK ((count > 0)),
  constraint rate_pkey PRIMARY KEY (key, window_started_at)
);

-- Striped counter: its sum changes with every committed write to a public table.
create table platform.revision (
  stripe integer generated always as identity not null,
  value bigint default 0 not null,
  constraint revision_pkey PRIMARY KEY (stripe)
);

-- Secrets and settings made once by the product itself, shared by all processes (never in the open data).
create table platform.setting (
  name text not null,
  value text not null,
  set_at timestamp with time zone default now() not null,
  constraint setting_pkey PRIMARY KEY (name)
);

-- What the team did on a question and its statements, in order.
create table polls.act (
  id bigint generated always as identity not null,
  poll_id uuid not null,
  statement_id uuid,
  verb text not null,
  reason text,
  before jsonb,
  after jsonb,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  constraint act_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint act_pkey PRIMARY KEY (id)
);

-- A question put to the vote: short statements on which people agree, disagree or pass. published_at null: the team prepares it. closed_at: closed before its time, with a reason.
create table polls.poll (
  id uuid default gen_random_uuid() not null,
  number integer generated by default as identity not null,
  process_id uuid not null,
  title text not null,
  introduction text default ''::text not null,
  follow_up text default ''::text not null,
  language text default 'fr'::text not null,
  opens_at timestamp with time zone not null,
  closes_at timestamp with time zone not null,
  published_at timestamp with time zone,
  closed_at timestamp with time zone,
  close_reason text,
  who_votes text default 'everyone'::text not null,
  who_proposes text default 'everyone'::text not null,
  mode text default 'improved'::text not null,
  seed bigint default 0 not null,
  imported_from text,
  version integer default 1 not null,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  constraint poll_check CHECK ((closes_at > opens_at)),
  constraint poll_check1 CHECK (((closed_at IS NULL) OR (published_at IS NOT NULL))),
  constraint poll_check2 CHECK (((close_reason IS NULL) OR (closed_at IS NOT NULL))),
  constraint poll_close_reason_check CHECK ((btrim(close_reason) <> ''::text)),
  constraint poll_follow_up_check CHECK ((length(follow_up) <= 2000)),
  constraint poll_imported_from_check CHECK ((btrim(imported_from) <> ''::text)),
  constraint poll_introduction_check CHECK ((length(introduction) <= 4000)),
  constraint poll_language_check CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
  constraint poll_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint poll_mode_check CHECK ((mode = ANY (ARRAY['improved'::text, 'polis'::text]))),
  constraint poll_number_key UNIQUE (number),
  constraint poll_pkey PRIMARY KEY (id),
  constraint poll_process_id_fkey FOREIGN KEY (process_id) REFERENCES processes.process(id),
  constraint poll_seed_check CHECK (((seed >= 0) AND (seed <= '4294967295'::bigint))),
  constraint poll_title_check CHECK (((btrim(title) <> ''::text) AND (length(title) <= 200))),
  constraint poll_who_proposes_check CHECK ((who_proposes = ANY (ARRAY['everyone'::text, 'accounts'::text, 'nobody'::text]))),
  constraint poll_who_votes_check CHECK ((who_votes = ANY (ARRAY['everyone'::text, 'accounts'::text])))
);

-- The elements of the text that a question is about.
create table polls.poll_node (
  poll_id uuid not null,
  node_id uuid not null,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  constraint poll_node_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint poll_node_node_id_fkey FOREIGN KEY (node_id) REFERENCES documents.node(id),
  constraint poll_node_pkey PRIMARY KEY (poll_id, node_id),
  constraint poll_node_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES polls.poll(id) ON DELETE CASCADE
);

-- A gathering of the tour where the question was put to the vote; people enter by its own address.
create table polls.stage (
  id uuid default gen_random_uuid() not null,
  poll_id uuid not null,
  code text not null,
  name text not null,
  held_on date not null,
  territory_code text,
  constraint stage_code_check CHECK (((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(code) <= 60))),
  constraint stage_name_check CHECK (((btrim(name) <> ''::text) AND (length(name) <= 120))),
  constraint stage_pkey PRIMARY KEY (id),
  constraint stage_poll_id_code_key UNIQUE (poll_id, code),
  constraint stage_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES polls.poll(id) ON DELETE CASCADE,
  constraint stage_territory_code_fkey FOREIGN KEY (territory_code) REFERENCES processes.territory(code)
);

-- A short sentence to vote on. number is its public id in the question and in the open data (0 only when imported). waiting: not shown before a moderator read it. proposer_key: keyed hash of the device of a guest. replaced_by: the statement that says it better.
create table polls.statement (
  id uuid default gen_random_uuid() not null,
  poll_id uuid not null,
  number integer not null,
  text text not null,
  language text not null,
  origin text not null,
  contribution_id uuid,
  is_meta boolean default false not null,
  state text default 'waiting'::text not null,
  hidden_reason text,
  hidden_note text,
  replaced_by uuid,
  proposed_by uuid,
  proposer_key text,
  proposed_at timestamp with time zone default now() not null,
  moderated_by uuid,
  moderated_at timestamp with time zone,
  version integer default 1 not null,
  constraint statement_check CHECK (((btrim(text) <> ''::text) AND (length(text) <=
CASE origin
    WHEN 'import'::text THEN 1000
    ELSE 280
END))),
  constraint statement_check1 CHECK (((origin = 'contribution'::text) = (contribution_id IS NOT NULL))),
  constraint statement_check2 CHECK (((state = 'hidden'::text) = (hidden_reason IS NOT NULL))),
  constraint statement_check3 CHECK (((hidden_note IS NULL) OR (state = 'hidden'::text))),
  constraint statement_check4 CHECK (((replaced_by IS NOT NULL) = (NOT (hidden_reason IS DISTINCT FROM 'corrected'::text)))),
  constraint statement_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint statement_hidden_note_check CHECK (((btrim(hidden_note) <> ''::text) AND (length(hidden_note) <= 500))),
  constraint statement_hidden_reason_check CHECK ((hidden_reason = ANY (ARRAY['personal_data'::text, 'health_data'::text, 'insult'::text, 'hatred'::text, 'illegal'::text, 'advertising'::text, 'off_subject'::text, 'repeated'::text, 'several_ideas'::text, 'unclear'::text, 'corrected'::text, 'imported'::text]))),
  constraint statement_language_check CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
  constraint statement_moderated_by_fkey FOREIGN KEY (moderated_by) REFERENCES accounts.person(id),
  constraint statement_number_check CHECK ((number >= 0)),
  constraint statement_origin_check CHECK ((origin = ANY (ARRAY['team'::text, 'participant'::text, 'contribution'::text, 'import'::text]))),
  constraint statement_pkey PRIMARY KEY (id),
  constraint statement_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES polls.poll(id) ON DELETE CASCADE,
  constraint statement_poll_id_number_key UNIQUE (poll_id, number),
  constraint statement_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES accounts.person(id) ON DELETE SET NULL,
  constraint statement_replaced_by_fkey FOREIGN KEY (replaced_by) REFERENCES polls.statement(id),
  constraint statement_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'shown'::text, 'hidden'::text])))
);

-- The elements of the text that a statement is about.
create table polls.statement_node (
  statement_id uuid not null,
  node_id uuid not null,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  constraint statement_node_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint statement_node_node_id_fkey FOREIGN KEY (node_id) REFERENCES documents.node(id),
  constraint statement_node_pkey PRIMARY KEY (statement_id, node_id),
  constraint statement_node_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES polls.statement(id) ON DELETE CASCADE
);

-- Two-level editable list of who speaks.
create table processes.actor_category (
  code text not null,
  parent_code text,
  "position" integer not null,
  name_fr text not null,
  name_en text not null,
  constraint actor_category_parent_code_fkey FOREIGN KEY (parent_code) REFERENCES processes.actor_category(code),
  constraint actor_category_pkey PRIMARY KEY (code)
);

-- Audiences in widening order; the public circle holds everybody.
create table processes.circle (
  id uuid default gen_random_uuid() not null,
  process_id uuid not null,
  "position" integer not null,
  name text not null,
  name_en text not null,
  is_public boolean default false not null,
  constraint circle_pkey PRIMARY KEY (id),
  constraint circle_position_check CHECK (("position" > 0)),
  constraint circle_process_id_fkey FOREIGN KEY (process_id) REFERENCES processes.process(id),
  constraint circle_process_id_position_key UNIQUE (process_id, "position")
);

-- Who belongs to a circle that is not public.
create table processes.circle_member (
  circle_id uuid not null,
  person_id uuid not null,
  added_at timestamp with time zone default now() not null,
  constraint circle_member_circle_id_fkey FOREIGN KEY (circle_id) REFERENCES processes.circle(id),
  constraint circle_member_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id) ON DELETE CASCADE,
  constraint circle_member_pkey PRIMARY KEY (circle_id, person_id)
);

-- The digest of the public rules of each process as they were last logged (config.changed).
create table processes.logged_rules (
  process_id uuid not null,
  d bytea not null,
  at timestamp with time zone default now() not null,
  constraint logged_rules_d_check CHECK ((octet_length(d) = 32)),
  constraint logged_rules_pkey PRIMARY KEY (process_id),
  constraint logged_rules_process_id_fkey FOREIGN KEY (process_id) REFERENCES processes.process(id)
);

-- A dated step. Planned dates are kept; opened_at and closed_at are what really happened. answered_at: every contribution has its answer.
create table processes.phase (
  id uuid default gen_random_uuid() not null,
  process_id uuid not null,
  "position" integer not null,
  kind text not null,
  title text not null,
  title_en text not null,
  planned_opens_at timestamp with time zone not null,
  planned_closes_at timestamp with time zone not null,
  opened_at timestamp with time zone,
  closed_at timestamp with time zone,
  answered_at timestamp with time zone,
  constraint phase_check CHECK ((planned_closes_at > planned_opens_at)),
  constraint phase_check1 CHECK (((closed_at IS NULL) OR (closed_at >= COALESCE(opened_at, planned_opens_at)))),
  constraint phase_kind_check CHECK ((kind = ANY (ARRAY['drafting'::text, 'consultation'::text, 'synthesis'::text, 'publication'::text, 'delivery'::text]))),
  constraint phase_pkey PRIMARY KEY (id),
  constraint phase_position_check CHECK (("position" > 0)),
  constraint phase_process_id_fkey FOREIGN KEY (process_id) REFERENCES processes.process(id),
  constraint phase_process_id_position_key UNIQUE (process_id, "position")
);

-- What each circle may do in a phase.
create table processes.phase_circle (
  phase_id uuid not null,
  circle_id uuid not null,
  may_read boolean default true not null,
  may_contribute boolean default false not null,
  may_vote boolean default false not null,
  constraint phase_circle_circle_id_fkey FOREIGN KEY (circle_id) REFERENCES processes.circle(id),
  constraint phase_circle_phase_id_fkey FOREIGN KEY (phase_id) REFERENCES processes.phase(id),
  constraint phase_circle_pkey PRIMARY KEY (phase_id, circle_id)
);

-- One co-construction. follow_up says what will be done with the contributions and by when.
create table processes.process (
  id uuid default gen_random_uuid() not null,
  slug text not null,
  title text not null,
  summary text not null,
  authority text not null,
  language text default 'fr'::text not null,
  document_id uuid,
  follow_up text default ''::text not null,
  is_demonstration boolean default false not null,
  created_at timestamp with time zone default now() not null,
  needs_second_reader boolean default false not null,
  constraint process_document_id_fkey FOREIGN KEY (document_id) REFERENCES documents.document(id),
  constraint process_pkey PRIMARY KEY (id),
  constraint process_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint process_slug_key UNIQUE (slug),
  constraint process_title_check CHECK ((btrim(title) <> ''::text))
);

-- Nation FR, regions (INSEE codes prefixed R, such as R76), departments (31, 2A, 971).
create table processes.territory (
  code text not null,
  kind text not null,
  name text not null,
  parent_code text,
  time_zone text default 'Europe/Paris'::text not null,
  agency text,
  constraint territory_kind_check CHECK ((kind = ANY (ARRAY['nation'::text, 'region'::text, 'department'::text]))),
  constraint territory_parent_code_fkey FOREIGN KEY (parent_code) REFERENCES processes.territory(code),
  constraint territory_pkey PRIMARY KEY (code)
);

-- Who is asked to read a contribution first: one person at a time. Others may read it too.
create table reading.assignment (
  contribution_id uuid not null,
  person_id uuid not null,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  constraint assignment_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint assignment_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint assignment_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id),
  constraint assignment_pkey PRIMARY KEY (contribution_id)
);

-- Proof of reading: this person said "read" of this contribution, once. Append-only.
create table reading.mark (
  person_id uuid not null,
  contribution_id uuid not null,
  read_at timestamp with time zone default now() not null,
  constraint mark_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint mark_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id),
  constraint mark_pkey PRIMARY KEY (person_id, contribution_id)
);

-- What a reader notes for herself or for the team: never public, never exported; its writer changes and erases it, and it goes with her account.
create table reading.note (
  id uuid default gen_random_uuid() not null,
  contribution_id uuid not null,
  person_id uuid not null,
  visibility text not null,
  words text not null,
  version integer default 1 not null,
  written_at timestamp with time zone default now() not null,
  changed_at timestamp with time zone,
  constraint note_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint note_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id) ON DELETE CASCADE,
  constraint note_pkey PRIMARY KEY (id),
  constraint note_version_check CHECK ((version > 0)),
  constraint note_visibility_check CHECK ((visibility = ANY (ARRAY['self'::text, 'team'::text]))),
  constraint note_words_check CHECK (((btrim(words) <> ''::text) AND (length(words) <= 4000)))
);

-- One act that attached contributions to a claim; undone as a whole. filter and fingerprint say which set was looked at.
create table synthesis.batch (
  id uuid default gen_random_uuid() not null,
  claim_id uuid not null,
  stance text not null,
  filter text default ''::text not null,
  fingerprint text,
  count integer not null,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  undone_at timestamp with time zone,
  undone_by uuid,
  constraint batch_check CHECK (((undone_at IS NOT NULL) OR (undone_by IS NULL))),
  constraint batch_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES synthesis.claim(id),
  constraint batch_count_check CHECK ((count >= 0)),
  constraint batch_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint batch_pkey PRIMARY KEY (id),
  constraint batch_stance_check CHECK ((stance = ANY (ARRAY['supports'::text, 'opposes'::text, 'nuances'::text]))),
  constraint batch_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES accounts.person(id)
);

-- One sentence of the synthesis, or a rare view, as it is being written. number is its public identity; answer is what the team proposes to answer.
create table synthesis.claim (
  id uuid default gen_random_uuid() not null,
  number bigint generated by default as identity not null,
  process_id uuid not null,
  theme_id uuid,
  "position" integer not null,
  kind text not null,
  text text not null,
  answer text default ''::text not null,
  state text default 'draft'::text not null,
  version integer default 1 not null,
  withdrawn_reason text,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  constraint claim_answer_check CHECK ((length(answer) <= 10000)),
  constraint claim_check CHECK (((state = 'withdrawn'::text) = ((withdrawn_at IS NOT NULL) AND (withdrawn_reason IS NOT NULL)))),
  constraint claim_kind_check CHECK ((kind = ANY (ARRAY['claim'::text, 'rare'::text]))),
  constraint claim_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint claim_number_key UNIQUE (number),
  constraint claim_pkey PRIMARY KEY (id),
  constraint claim_position_check CHECK (("position" > 0)),
  constraint claim_process_id_fkey FOREIGN KEY (process_id) REFERENCES processes.process(id),
  constraint claim_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'withdrawn'::text]))),
  constraint claim_text_check CHECK (((btrim(text) <> ''::text) AND (length(text) <= 2000))),
  constraint claim_theme_id_fkey FOREIGN KEY (theme_id) REFERENCES themes.theme(id),
  constraint claim_version_check CHECK ((version > 0)),
  constraint claim_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES accounts.person(id),
  constraint claim_withdrawn_reason_check CHECK (((btrim(withdrawn_reason) <> ''::text) AND (length(withdrawn_reason) <= 2000)))
);

-- The link contribution to claim, in force while removed_at is null. What it says never changes: another stance or quote is another row.
create table synthesis.claim_contribution (
  id uuid default gen_random_uuid() not null,
  claim_id uuid not null,
  contribution_id uuid not null,
  stance text not null,
  quote text,
  batch_id uuid,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  removed_at timestamp with time zone,
  removed_by uuid,
  removed_role text,
  constraint claim_contribution_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES synthesis.batch(id),
  constraint claim_contribution_check CHECK (((removed_at IS NULL) = (removed_role IS NULL))),
  constraint claim_contribution_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES synthesis.claim(id),
  constraint claim_contribution_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint claim_contribution_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint claim_contribution_pkey PRIMARY KEY (id),
  constraint claim_contribution_quote_check CHECK (((btrim(quote) <> ''::text) AND (length(quote) <= 1000))),
  constraint claim_contribution_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES accounts.person(id),
  constraint claim_contribution_stance_check CHECK ((stance = ANY (ARRAY['supports'::text, 'opposes'::text, 'nuances'::text])))
);

-- Everything that was ever saved of a claim. version null: refused, because somebody else had saved after the version it was based on. Append-only.
create table synthesis.claim_version (
  id bigint generated always as identity not null,
  claim_id uuid not null,
  version integer,
  based_on integer,
  restored_from integer,
  kind text not null,
  theme_id uuid,
  text text not null,
  answer text default ''::text not null,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  constraint claim_version_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES synthesis.claim(id),
  constraint claim_version_claim_id_version_key UNIQUE (claim_id, version),
  constraint claim_version_kind_check CHECK ((kind = ANY (ARRAY['claim'::text, 'rare'::text]))),
  constraint claim_version_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint claim_version_pkey PRIMARY KEY (id),
  constraint claim_version_theme_id_fkey FOREIGN KEY (theme_id) REFERENCES themes.theme(id),
  constraint claim_version_version_check CHECK ((version > 0))
);

-- What frames the claims of a process, as it is being written: title, introduction, method. Its row is the lock of the order of claims.
create table synthesis.note (
  process_id uuid not null,
  title text default ''::text not null,
  introduction text default ''::text not null,
  method text default ''::text not null,
  version integer default 1 not null,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  constraint note_introduction_check CHECK ((length(introduction) <= 10000)),
  constraint note_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint note_method_check CHECK ((length(method) <= 10000)),
  constraint note_pkey PRIMARY KEY (process_id),
  constraint note_process_id_fkey FOREIGN KEY (process_id) REFERENCES processes.process(id),
  constraint note_title_check CHECK ((length(title) <= 200))
);

-- One published state of the synthesis of a process: immutable, numbered, hashed. Counts and agreement (lowest alpha of the themes, when signed) are those of that moment.
create table synthesis.publication (
  id uuid default gen_random_uuid() not null,
  process_id uuid not null,
  number integer not null,
  title text not null,
  introduction text not null,
  method text not null,
  lowest_alpha double precision,
  agreed_theme_count integer,
  sample_size integer,
  covered_count integer not null,
  contribution_count integer not null,
  published_by uuid,
  acting_role text not null,
  published_at timestamp with time zone default now() not null,
  hash text,
  constraint publication_agreed_theme_count_check CHECK ((agreed_theme_count > 0)),
  constraint publication_check CHECK ((contribution_count >= covered_count)),
  constraint publication_covered_count_check CHECK ((covered_count >= 0)),
  constraint publication_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint publication_introduction_check CHECK ((length(introduction) <= 10000)),
  constraint publication_lowest_alpha_check CHECK ((lowest_alpha <= (1)::double precision)),
  constraint publication_method_check CHECK (((btrim(method) <> ''::text) AND (length(method) <= 10000))),
  constraint publication_number_check CHECK ((number > 0)),
  constraint publication_pkey PRIMARY KEY (id),
  constraint publication_process_id_fkey FOREIGN KEY (process_id) REFERENCES processes.process(id),
  constraint publication_process_id_number_key UNIQUE (process_id, number),
  constraint publication_published_by_fkey FOREIGN KEY (published_by) REFERENCES accounts.person(id),
  constraint publication_sample_size_check CHECK ((sample_size > 0)),
  constraint publication_title_check CHECK (((btrim(title) <> ''::text) AND (length(title) <= 200)))
);

-- A claim as it was published. source_count is the number of rows in published_source.
create table synthesis.published_claim (
  publication_id uuid not null,
  claim_id uuid not null,
  claim_version integer not null,
  "position" integer not null,
  kind text not null,
  theme_id uuid,
  theme text,
  text text not null,
  source_count integer not null,
  constraint published_claim_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES synthesis.claim(id),
  constraint published_claim_kind_check CHECK ((kind = ANY (ARRAY['claim'::text, 'rare'::text]))),
  constraint published_claim_pkey PRIMARY KEY (publication_id, claim_id),
  constraint published_claim_position_check CHECK (("position" > 0)),
  constraint published_claim_publication_id_fkey FOREIGN KEY (publication_id) REFERENCES synthesis.publication(id),
  constraint published_claim_publication_id_position_key UNIQUE (publication_id, "position"),
  constraint published_claim_source_count_check CHECK ((source_count >= 0)),
  constraint published_claim_theme_id_fkey FOREIGN KEY (theme_id) REFERENCES themes.theme(id)
);

-- What a published claim rests on. The hash holds the digest of a quote, so that its words can be erased with its contribution.
create table synthesis.published_source (
  publication_id uuid not null,
  claim_id uuid not null,
  contribution_id uuid not null,
  attachment_id uuid not null,
  stance text not null,
  quote text,
  quote_digest text,
  channel text not null,
  territory_code text,
  category_code text,
  constraint published_source_attachment_id_fkey FOREIGN KEY (attachment_id) REFERENCES synthesis.claim_contribution(id),
  constraint published_source_check CHECK (((quote IS NULL) OR (quote_digest IS NOT NULL))),
  constraint published_source_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint published_source_pkey PRIMARY KEY (publication_id, claim_id, contribution_id),
  constraint published_source_publication_id_claim_id_fkey FOREIGN KEY (publication_id, claim_id) REFERENCES synthesis.published_claim(publication_id, claim_id),
  constraint published_source_quote_digest_check CHECK ((quote_digest ~ '^[0-9a-f]{64}$'::text)),
  constraint published_source_stance_check CHECK ((stance = ANY (ARRAY['supports'::text, 'opposes'::text, 'nuances'::text])))
);

-- Each edit of the codebook: who, under which role, when, before, after. Append-only.
create table themes.act (
  id bigint generated always as identity not null,
  process_id uuid not null,
  theme_id uuid not null,
  verb text not null,
  before jsonb,
  after jsonb not null,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  constraint act_acting_role_check CHECK ((acting_role <> ''::text)),
  constraint act_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint act_pkey PRIMARY KEY (id),
  constraint act_process_id_fkey FOREIGN KEY (process_id) REFERENCES processes.process(id),
  constraint act_theme_id_fkey FOREIGN KEY (theme_id) REFERENCES themes.theme(id),
  constraint act_verb_check CHECK ((verb = ANY (ARRAY['add'::text, 'edit'::text, 'merge'::text, 'split'::text, 'retire'::text, 'restore'::text, 'move'::text, 'import'::text])))
);

-- Per theme: alpha of all coders, kappa of each pair, with the interval; null when it is undefined. Append-only.
create table themes.agreement (
  sample_id uuid not null,
  theme_id uuid not null,
  measure text not null,
  coders text not null,
  value double precision,
  low double precision,
  high double precision,
  unit_count integer not null,
  used_count integer not null,
  measured_at timestamp with time zone default now() not null,
  constraint agreement_check CHECK ((((low IS NULL) = (high IS NULL)) AND (low <= high))),
  constraint agreement_coders_check CHECK ((coders ~ '^[A-Z]{2,}$'::text)),
  constraint agreement_measure_check CHECK ((measure = ANY (ARRAY['alpha'::text, 'kappa'::text]))),
  constraint agreement_pkey PRIMARY KEY (sample_id, theme_id, measure, coders),
  constraint agreement_sample_id_fkey FOREIGN KEY (sample_id) REFERENCES themes.sample(id),
  constraint agreement_theme_id_fkey FOREIGN KEY (theme_id) REFERENCES themes.theme(id),
  constraint agreement_unit_count_check CHECK ((unit_count >= 0)),
  constraint agreement_used_count_check CHECK ((used_count >= 0)),
  constraint agreement_value_check CHECK ((value <= (1)::double precision))
);

-- One act on a selection by filter: exactly the set that was looked at, undone as a whole.
create table themes.batch (
  id uuid default gen_random_uuid() not null,
  number bigint generated by default as identity not null,
  process_id uuid not null,
  kind text not null,
  theme_id uuid,
  filter text not null,
  fingerprint text not null,
  contribution_count integer not null,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  undone_at timestamp with time zone,
  undone_by uuid,
  undone_role text,
  constraint batch_acting_role_check CHECK ((acting_role <> ''::text)),
  constraint batch_check CHECK (((kind <> 'code'::text) OR (theme_id IS NOT NULL))),
  constraint batch_check1 CHECK (((undone_at IS NULL) = (undone_role IS NULL))),
  constraint batch_contribution_count_check CHECK ((contribution_count >= 0)),
  constraint batch_kind_check CHECK ((kind = ANY (ARRAY['code'::text, 'accept'::text, 'refuse'::text]))),
  constraint batch_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint batch_number_key UNIQUE (number),
  constraint batch_pkey PRIMARY KEY (id),
  constraint batch_process_id_fkey FOREIGN KEY (process_id) REFERENCES processes.process(id),
  constraint batch_theme_id_fkey FOREIGN KEY (theme_id) REFERENCES themes.theme(id),
  constraint batch_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES accounts.person(id)
);

-- A person attaches a contribution, or words of it, to a theme; in force until removed_at. Positions count characters of the public words of the day.
create table themes.code (
  id uuid default gen_random_uuid() not null,
  contribution_id uuid not null,
  theme_id uuid not null,
  field text,
  quote text,
  starts_at integer,
  ends_at integer,
  origin text not null,
  batch_id uuid,
  sample_id uuid,
  act_id bigint,
  came_from uuid,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  removed_at timestamp with time zone,
  removed_by uuid,
  removed_role text,
  removed_act_id bigint,
  constraint code_act_id_fkey FOREIGN KEY (act_id) REFERENCES themes.act(id),
  constraint code_acting_role_check CHECK ((acting_role <> ''::text)),
  constraint code_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES themes.batch(id),
  constraint code_came_from_fkey FOREIGN KEY (came_from) REFERENCES themes.code(id),
  constraint code_check CHECK ((num_nonnulls(quote, starts_at, ends_at, field) = ANY (ARRAY[0, 4]))),
  constraint code_check1 CHECK (((quote IS NULL) OR ((ends_at - starts_at) = char_length(quote)))),
  constraint code_check2 CHECK (((removed_at IS NULL) = (removed_role IS NULL))),
  constraint code_check3 CHECK ((removed_at >= made_at)),
  constraint code_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint code_field_check CHECK ((field = ANY (ARRAY['title'::text, 'body'::text, 'proposed_text'::text]))),
  constraint code_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint code_origin_check CHECK ((origin = ANY (ARRAY['person'::text, 'accepted_suggestion'::text]))),
  constraint code_pkey PRIMARY KEY (id),
  constraint code_quote_check CHECK (((btrim(quote) <> ''::text) AND (length(quote) <= 10000))),
  constraint code_removed_act_id_fkey FOREIGN KEY (removed_act_id) REFERENCES themes.act(id),
  constraint code_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES accounts.person(id),
  constraint code_sample_id_fkey FOREIGN KEY (sample_id) REFERENCES themes.sample(id),
  constraint code_starts_at_check CHECK ((starts_at >= 0)),
  constraint code_theme_id_fkey FOREIGN KEY (theme_id) REFERENCES themes.theme(id)
);

-- What the coders settled after discussion, for a text on which they had differed. Append-only.
create table themes.reconciliation (
  sample_id uuid not null,
  contribution_id uuid not null,
  theme_ids uuid[] not null,
  note text default ''::text not null,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  constraint reconciliation_acting_role_check CHECK ((acting_role <> ''::text)),
  constraint reconciliation_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint reconciliation_note_check CHECK ((length(note) <= 2000)),
  constraint reconciliation_pkey PRIMARY KEY (sample_id, contribution_id),
  constraint reconciliation_sample_id_contribution_id_fkey FOREIGN KEY (sample_id, contribution_id) REFERENCES themes.sample_unit(sample_id, contribution_id)
);

-- Contributions drawn to be coded twice: those whose SHA-256 of "seed:number" comes first. The draw can be done again.
create table themes.sample (
  id uuid default gen_random_uuid() not null,
  number bigint generated by default as identity not null,
  process_id uuid not null,
  seed text not null,
  population_count integer not null,
  size integer not null,
  codebook_hash text not null,
  state text default 'open'::text not null,
  drawn_by uuid,
  acting_role text not null,
  drawn_at timestamp with time zone default now() not null,
  ended_by uuid,
  ended_role text,
  ended_at timestamp with time zone,
  constraint sample_acting_role_check CHECK ((acting_role <> ''::text)),
  constraint sample_check CHECK (((size > 0) AND (size <= population_count))),
  constraint sample_check1 CHECK (((state = 'open'::text) = (ended_at IS NULL))),
  constraint sample_codebook_hash_check CHECK ((codebook_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint sample_drawn_by_fkey FOREIGN KEY (drawn_by) REFERENCES accounts.person(id),
  constraint sample_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES accounts.person(id),
  constraint sample_number_key UNIQUE (number),
  constraint sample_pkey PRIMARY KEY (id),
  constraint sample_population_count_check CHECK ((population_count > 0)),
  constraint sample_process_id_fkey FOREIGN KEY (process_id) REFERENCES processes.process(id),
  constraint sample_process_id_id_key UNIQUE (process_id, id),
  constraint sample_seed_check CHECK ((seed ~ '^[0-9]{1,15}$'::text)),
  constraint sample_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text, 'abandoned'::text])))
);

-- Who codes a sample; the public reads only the letter. Append-only.
create table themes.sample_coder (
  sample_id uuid not null,
  person_id uuid not null,
  label text not null,
  constraint sample_coder_label_check CHECK ((label ~ '^[A-Z]$'::text)),
  constraint sample_coder_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id),
  constraint sample_coder_pkey PRIMARY KEY (sample_id, person_id),
  constraint sample_coder_sample_id_fkey FOREIGN KEY (sample_id) REFERENCES themes.sample(id),
  constraint sample_coder_sample_id_label_key UNIQUE (sample_id, label)
);

-- What one coder found in one text of a sample, possibly no theme. Seen by nobody else before the sample is closed.
create table themes.sample_reading (
  sample_id uuid not null,
  contribution_id uuid not null,
  person_id uuid not null,
  theme_ids uuid[] not null,
  acting_role text not null,
  coded_at timestamp with time zone default now() not null,
  constraint sample_reading_acting_role_check CHECK ((acting_role <> ''::text)),
  constraint sample_reading_pkey PRIMARY KEY (sample_id, contribution_id, person_id),
  constraint sample_reading_sample_id_contribution_id_fkey FOREIGN KEY (sample_id, contribution_id) REFERENCES themes.sample_unit(sample_id, contribution_id),
  constraint sample_reading_sample_id_person_id_fkey FOREIGN KEY (sample_id, person_id) REFERENCES themes.sample_coder(sample_id, person_id)
);

-- What was drawn, in the order of the draw. Append-only.
create table themes.sample_unit (
  sample_id uuid not null,
  contribution_id uuid not null,
  "position" integer not null,
  constraint sample_unit_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint sample_unit_pkey PRIMARY KEY (sample_id, contribution_id),
  constraint sample_unit_position_check CHECK (("position" > 0)),
  constraint sample_unit_sample_id_fkey FOREIGN KEY (sample_id) REFERENCES themes.sample(id),
  constraint sample_unit_sample_id_position_key UNIQUE (sample_id, "position")
);

-- A named role vouches for a codebook and the agreement measured on it. In force until the codebook is edited.
create table themes.sign_off (
  id uuid default gen_random_uuid() not null,
  process_id uuid not null,
  sample_id uuid not null,
  codebook_hash text not null,
  signed_by uuid,
  acting_role text not null,
  signed_at timestamp with time zone default now() not null,
  ended_at timestamp with time zone,
  end_reason text,
  vectors_model text,
  constraint sign_off_acting_role_check CHECK ((acting_role <> ''::text)),
  constraint sign_off_check CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
  constraint sign_off_codebook_hash_check CHECK ((codebook_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint sign_off_end_reason_check CHECK ((end_reason = ANY (ARRAY['edited'::text, 'signed_again'::text]))),
  constraint sign_off_pkey PRIMARY KEY (id),
  constraint sign_off_process_id_fkey FOREIGN KEY (process_id) REFERENCES processes.process(id),
  constraint sign_off_process_id_sample_id_fkey FOREIGN KEY (process_id, sample_id) REFERENCES themes.sample(process_id, id),
  constraint sign_off_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES accounts.person(id)
);

-- What a machine proposes and why. Never counted, never public; a person accepts or refuses it.
create table themes.suggestion (
  id uuid default gen_random_uuid() not null,
  contribution_id uuid not null,
  theme_id uuid not null,
  score double precision not null,
  why jsonb not null,
  engine text not null,
  version text not null,
  state text default 'offered'::text not null,
  offered_at timestamp with time zone default now() not null,
  decided_by uuid,
  decided_role text,
  decided_at timestamp with time zone,
  constraint suggestion_check CHECK (((state = 'offered'::text) = ((decided_at IS NULL) AND (decided_role IS NULL)))),
  constraint suggestion_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint suggestion_contribution_id_theme_id_engine_key UNIQUE (contribution_id, theme_id, engine),
  constraint suggestion_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts.person(id),
  constraint suggestion_engine_check CHECK ((engine ~ '^[a-z0-9-]{1,40}$'::text)),
  constraint suggestion_pkey PRIMARY KEY (id),
  constraint suggestion_score_check CHECK (((score >= (0)::double precision) AND (score <= (1)::double precision))),
  constraint suggestion_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'accepted'::text, 'refused'::text]))),
  constraint suggestion_theme_id_fkey FOREIGN KEY (theme_id) REFERENCES themes.theme(id),
  constraint suggestion_version_check CHECK ((version <> ''::text))
);

-- Each answer of a person to a suggestion. Append-only.
create table themes.suggestion_act (
  id bigint generated always as identity not null,
  suggestion_id uuid not null,
  verb text not null,
  batch_id uuid,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  constraint suggestion_act_acting_role_check CHECK ((acting_role <> ''::text)),
  constraint suggestion_act_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES themes.batch(id),
  constraint suggestion_act_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint suggestion_act_pkey PRIMARY KEY (id),
  constraint suggestion_act_suggestion_id_fkey FOREIGN KEY (suggestion_id) REFERENCES themes.suggestion(id),
  constraint suggestion_act_verb_check CHECK ((verb = ANY (ARRAY['accept'::text, 'refuse'::text, 'take_back'::text])))
);

-- Whether a person wants to see suggestions; without a row they are off.
create table themes.suggestion_display (
  process_id uuid not null,
  person_id uuid not null,
  is_on boolean not null,
  set_at timestamp with time zone default now() not null,
  constraint suggestion_display_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id) ON DELETE CASCADE,
  constraint suggestion_display_pkey PRIMARY KEY (process_id, person_id),
  constraint suggestion_display_process_id_fkey FOREIGN KEY (process_id) REFERENCES processes.process(id)
);

-- The codebook of a process: what belongs to a theme, what does not. A theme is retired or merged, never deleted.
create table themes.theme (
  id uuid default gen_random_uuid() not null,
  process_id uuid not null,
  code text not null,
  name text not null,
  definition text not null,
  example_in text default ''::text not null,
  example_out text default ''::text not null,
  words text[] default '{}'::text[] not null,
  parent_id uuid,
  state text default 'active'::text not null,
  merged_into uuid,
  split_from uuid,
  "position" integer not null,
  version integer default 1 not null,
  made_at timestamp with time zone default now() not null,
  examples bigint[] default '{}'::bigint[] not null,
  constraint theme_check CHECK ((parent_id <> id)),
  constraint theme_check1 CHECK (((state = 'merged'::text) = (merged_into IS NOT NULL))),
  constraint theme_check2 CHECK ((merged_into <> id)),
  constraint theme_code_check CHECK (((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(code) <= 60))),
  constraint theme_definition_check CHECK (((btrim(definition) <> ''::text) AND (length(definition) <= 2000))),
  constraint theme_example_in_check CHECK ((length(example_in) <= 2000)),
  constraint theme_example_out_check CHECK ((length(example_out) <= 2000)),
  constraint theme_examples_check CHECK ((cardinality(examples) <= 20)),
  constraint theme_name_check CHECK (((btrim(name) <> ''::text) AND (length(name) <= 120))),
  constraint theme_pkey PRIMARY KEY (id),
  constraint theme_position_check CHECK (("position" > 0)),
  constraint theme_process_id_code_key UNIQUE (process_id, code),
  constraint theme_process_id_fkey FOREIGN KEY (process_id) REFERENCES processes.process(id),
  constraint theme_process_id_id_key UNIQUE (process_id, id),
  constraint theme_process_id_merged_into_fkey FOREIGN KEY (process_id, merged_into) REFERENCES themes.theme(process_id, id),
  constraint theme_process_id_parent_id_fkey FOREIGN KEY (process_id, parent_id) REFERENCES themes.theme(process_id, id),
  constraint theme_process_id_split_from_fkey FOREIGN KEY (process_id, split_from) REFERENCES themes.theme(process_id, id),
  constraint theme_state_check CHECK ((state = ANY (ARRAY['active'::text, 'retired'::text, 'merged'::text]))),
  constraint theme_version_check CHECK ((version > 0)),
  constraint theme_words_check CHECK ((cardinality(words) <= 100))
);

-- Somebody read a contribution and found that no theme fits: a shelf of its own.
create table themes.unplaced (
  id uuid default gen_random_uuid() not null,
  contribution_id uuid not null,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  removed_at timestamp with time zone,
  removed_by uuid,
  removed_role text,
  constraint unplaced_acting_role_check CHECK ((acting_role <> ''::text)),
  constraint unplaced_check CHECK (((removed_at IS NULL) = (removed_role IS NULL))),
  constraint unplaced_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contributions.contribution(id),
  constraint unplaced_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint unplaced_pkey PRIMARY KEY (id),
  constraint unplaced_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES accounts.person(id)
);

-- How many guests began to vote from one address prefix (keyed hash) in one hour, for the limit; tied to no voter, purged after two days.
create table votes.arrival (
  address_key text not null,
  hour timestamp with time zone not null,
  guests integer default 0 not null,
  constraint arrival_guests_check CHECK ((guests >= 0)),
  constraint arrival_pkey PRIMARY KEY (address_key, hour)
);

-- When votes alike were last looked for in a question; is_last: once it was closed, so that it is not done again.
create table votes.look (
  poll_id uuid not null,
  looked_at timestamp with time zone not null,
  is_last boolean not null,
  constraint look_pkey PRIMARY KEY (poll_id),
  constraint look_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES polls.poll(id)
);

-- A group of voters whose votes a person of the team took out of the counts, with a public reason; ended: put back, with a reason. about: how the group was found, never who. verified, guests: how many at that moment.
create table votes.setting_aside (
  id uuid default gen_random_uuid() not null,
  poll_id uuid not null,
  number integer not null,
  pattern text not null,
  about jsonb not null,
  verified integer not null,
  guests integer not null,
  reason text not null,
  made_by uuid,
  acting_role text not null,
  made_at timestamp with time zone default now() not null,
  ended_at timestamp with time zone,
  end_reason text,
  ended_by uuid,
  constraint setting_aside_check CHECK (((verified + guests) > 0)),
  constraint setting_aside_check1 CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
  constraint setting_aside_end_reason_check CHECK (((btrim(end_reason) <> ''::text) AND (length(end_reason) <= 2000))),
  constraint setting_aside_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES accounts.person(id),
  constraint setting_aside_guests_check CHECK ((guests >= 0)),
  constraint setting_aside_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.person(id),
  constraint setting_aside_number_check CHECK ((number > 0)),
  constraint setting_aside_pattern_check CHECK ((pattern = ANY (ARRAY['alike'::text, 'day'::text]))),
  constraint setting_aside_pkey PRIMARY KEY (id),
  constraint setting_aside_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES polls.poll(id),
  constraint setting_aside_poll_id_number_key UNIQUE (poll_id, number),
  constraint setting_aside_reason_check CHECK (((btrim(reason) <> ''::text) AND (length(reason) <= 2000))),
  constraint setting_aside_verified_check CHECK ((verified >= 0))
);

-- Voters who began within a short time and voted alike on the same statements, as the last look found them: to be looked at, never a reason by itself. Private: it names voters. key: of these voters and statements, so that a signal that changed has another. arrivals, alike, expected: people who began in the busiest two hours, those of them who voted so, and how many one would expect; chance: of so many, times the ballots tried.
create table votes.signal (
  poll_id uuid not null,
  key text not null,
  voters uuid[] not null,
  statements integer[] not null,
  same_ballot integer not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  arrivals integer not null,
  alike integer not null,
  expected double precision not null,
  chance double precision not null,
  constraint signal_alike_check CHECK ((alike >= 11)),
  constraint signal_chance_check CHECK (((chance >= (0)::double precision) AND (chance <= (1)::double precision))),
  constraint signal_check CHECK ((to_at >= from_at)),
  constraint signal_check1 CHECK ((arrivals >= alike)),
  constraint signal_expected_check CHECK ((expected >= (0)::double precision)),
  constraint signal_key_check CHECK ((key ~ '^[0-9a-f]{32}$'::text)),
  constraint signal_pkey PRIMARY KEY (poll_id, key),
  constraint signal_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES votes.look(poll_id),
  constraint signal_same_ballot_check CHECK ((same_ballot >= 0)),
  constraint signal_statements_check CHECK ((cardinality(statements) >= 3)),
  constraint signal_voters_check CHECK ((cardinality(voters) >= 11))
);

-- Votes of each statement, without voters set aside: kept by triggers for the order of statements, recounted by the doctor, shown to nobody.
create table votes.tally (
  poll_id uuid not null,
  statement_id uuid not null,
  agrees integer default 0 not null,
  disagrees integer default 0 not null,
  passes integer default 0 not null,
  constraint tally_agrees_check CHECK ((agrees >= 0)),
  constraint tally_disagrees_check CHECK ((disagrees >= 0)),
  constraint tally_passes_check CHECK ((passes >= 0)),
  constraint tally_pkey PRIMARY KEY (poll_id, statement_id),
  constraint tally_poll_id_statement_id_fkey FOREIGN KEY (poll_id, statement_id) REFERENCES polls.statement(poll_id, id)
);

-- The last vote of one voter on one statement: agree 1, pass 0, disagree -1. voted_at: of the last change.
create table votes.vote (
  poll_id uuid not null,
  voter_id uuid not null,
  statement_id uuid not null,
  value smallint not null,
  voted_at timestamp with time zone default now() not null,
  changes integer default 0 not null,
  constraint vote_changes_check CHECK ((changes >= 0)),
  constraint vote_pkey PRIMARY KEY (voter_id, statement_id),
  constraint vote_poll_id_statement_id_fkey FOREIGN KEY (poll_id, statement_id) REFERENCES polls.statement(poll_id, id),
  constraint vote_poll_id_voter_id_fkey FOREIGN KEY (poll_id, voter_id) REFERENCES votes.voter(poll_id, id),
  constraint vote_value_check CHECK ((value = ANY (ARRAY['-1'::integer, 0, 1])))
);

-- One person, or one device of a guest, in one question. tag: keyed hash of the account or of the device token, other in each question. set aside: their votes are in no count and in no file, for a public reason. taken over: a device of an account that votes; it counts no more, and no guest votes from it.
create table votes.voter (
  id uuid default gen_random_uuid() not null,
  poll_id uuid not null,
  tag bytea not null,
  is_verified boolean not null,
  territory_code text,
  category_code text,
  stage_id uuid,
  began_on date default CURRENT_DATE not null,
  set_aside_at timestamp with time zone,
  set_aside_id uuid,
  taken_over_by uuid,
  constraint voter_category_code_fkey FOREIGN KEY (category_code) REFERENCES processes.actor_category(code),
  constraint voter_check CHECK (((set_aside_at IS NULL) = (set_aside_id IS NULL))),
  constraint voter_check1 CHECK (((taken_over_by IS NULL) OR ((NOT is_verified) AND (taken_over_by <> id)))),
  constraint voter_pkey PRIMARY KEY (id),
  constraint voter_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES polls.poll(id),
  constraint voter_poll_id_id_key UNIQUE (poll_id, id),
  constraint voter_poll_id_tag_key UNIQUE (poll_id, tag),
  constraint voter_poll_id_taken_over_by_fkey FOREIGN KEY (poll_id, taken_over_by) REFERENCES votes.voter(poll_id, id),
  constraint voter_set_aside_id_fkey FOREIGN KEY (set_aside_id) REFERENCES votes.setting_aside(id),
  constraint voter_stage_id_fkey FOREIGN KEY (stage_id) REFERENCES polls.stage(id),
  constraint voter_tag_check CHECK ((length(tag) = 32)),
  constraint voter_territory_code_fkey FOREIGN KEY (territory_code) REFERENCES processes.territory(code)
);

CREATE INDEX act_campaign ON campaigns.act USING btree (campaign_id, "position");
CREATE INDEX act_contribution ON moderation.act USING btree (contribution_id, made_at);
CREATE INDEX act_poll ON polls.act USING btree (poll_id, id);
CREATE INDEX act_process ON themes.act USING btree (process_id, id);
CREATE INDEX act_request ON data_rights.act USING btree (request_id, id);
CREATE INDEX act_theme ON themes.act USING btree (theme_id, id);
CREATE INDEX amended_passage_passage ON contributions.amended_passage USING btree (passage_id);
CREATE INDEX application_decision ON amendments.application USING btree (decision_id);
CREATE INDEX application_edition ON amendments.application USING btree (edition_id);
CREATE INDEX application_passage ON amendments.application USING btree (passage_id);
CREATE INDEX assignment_person ON reading.assignment USING btree (person_id, made_at);
CREATE INDEX basis_decision ON decisions.basis USING btree (decision_id);
CREATE INDEX batch_claim ON synthesis.batch USING btree (claim_id, made_at DESC);
CREATE INDEX batch_decision ON decisions.batch USING btree (decision_id, made_at);
CREATE INDEX batch_process ON themes.batch USING btree (process_id, number);
CREATE INDEX campaign_kept ON campaigns.campaign USING btree (kept_contribution_id);
CREATE INDEX campaign_process ON campaigns.campaign USING btree (process_id, state, number);
CREATE INDEX change_decision_decision ON editions.change_decision USING btree (decision_id);
CREATE INDEX claim_contribution_batch ON synthesis.claim_contribution USING btree (batch_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX claim_contribution_in_force ON synthesis.claim_contribution USING btree (contribution_id) WHERE (removed_at IS NULL);
CREATE INDEX claim_process ON synthesis.claim USING btree (process_id, "position");
CREATE INDEX claim_theme ON synthesis.claim USING btree (theme_id) WHERE (theme_id IS NOT NULL);
CREATE INDEX code_batch ON themes.code USING btree (batch_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX code_removed_act ON themes.code USING btree (removed_act_id) WHERE (removed_act_id IS NOT NULL);
CREATE INDEX code_theme ON themes.code USING btree (theme_id, contribution_id) WHERE (removed_at IS NULL);
CREATE INDEX conflict_other ON amendments.conflict USING btree (other_id);
CREATE INDEX conflict_passage ON amendments.conflict USING btree (passage_id);
CREATE INDEX contribution_about ON contributions.contribution USING btree (about_contribution_id) WHERE (about_contribution_id IS NOT NULL);
CREATE INDEX contribution_node ON contributions.contribution USING btree (node_id) WHERE (node_id IS NOT NULL);
CREATE INDEX contribution_passage ON contributions.contribution USING btree (passage_id) WHERE (passage_id IS NOT NULL);
CREATE INDEX contribution_person ON contributions.contribution USING btree (person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX contribution_process ON contributions.contribution USING btree (process_id, state, number);
CREATE INDEX contribution_queue ON contributions.contribution USING btree (submitted_at) WHERE (state = 'received'::text);
CREATE INDEX contribution_unseen ON contributions.contribution USING btree (id) WHERE (state <> 'published'::text);
CREATE INDEX covering_batch ON decisions.covering USING btree (batch_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX covering_contribution ON decisions.covering USING btree (contribution_id, made_at);
CREATE INDEX crossed_line ON opinions.crossed USING btree (run_id, dimension, key, statement);
CREATE INDEX decision_claim_claim ON decisions.decision_claim USING btree (claim_id) WHERE (removed_at IS NULL);
CREATE INDEX decision_process ON decisions.decision USING btree (process_id, state, number);
CREATE INDEX decision_replaces ON decisions.decision USING btree (replaces) WHERE (replaces IS NOT NULL);
CREATE INDEX decision_template ON decisions.decision USING btree (template_id) WHERE (template_id IS NOT NULL);
CREATE INDEX draft_act_draft ON drafts.draft_act USING btree (draft_id, id);
CREATE INDEX draft_age ON contributions.draft USING btree (updated_at);
CREATE INDEX draft_place_contribution ON drafts.draft_place USING btree (contribution_id);
CREATE INDEX draft_place_nearest ON drafts.draft_place USING btree (nearest_id) WHERE (draft_theme_id IS NULL);
CREATE INDEX draft_place_theme ON drafts.draft_place USING btree (draft_theme_id, contribution_id);
CREATE INDEX draft_process ON drafts.draft USING btree (process_id, number);
CREATE INDEX draft_theme_merged ON drafts.draft_theme USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX draft_theme_theme ON drafts.draft_theme USING btree (theme_id) WHERE (theme_id IS NOT NULL);
CREATE INDEX edition_node_identity ON documents.edition_node USING btree (node_id);
CREATE INDEX edition_node_order ON documents.edition_node USING btree (edition_id, sort_key);
CREATE INDEX edition_node_parent ON documents.edition_node USING btree (edition_id, parent_node_id);
CREATE INDEX edition_passage_identity ON documents.edition_passage USING btree (passage_id);
CREATE INDEX embedding_used ON drafts.embedding USING btree (used_at);
CREATE INDEX entry_kind ON journal.entry USING btree (kind, id);
CREATE INDEX entry_subject ON journal.entry USING btree (subject_id, id);
CREATE INDEX flag_contribution ON moderation.flag USING btree (contribution_id);
CREATE INDEX leaf_code ON journal.leaf USING btree (SUBSTRING(leaf_hash FROM 1 FOR 10));
CREATE INDEX leaf_kind ON journal.leaf USING btree (kind, idx);
CREATE INDEX leaf_object ON journal.leaf USING btree (o, idx);
CREATE INDEX line_node ON corpus.line USING btree (node_id) WHERE (node_id IS NOT NULL);
CREATE INDEX line_passage ON corpus.line USING btree (passage_id) WHERE (passage_id IS NOT NULL);
CREATE INDEX line_process ON corpus.line USING btree (process_id, number);
CREATE INDEX line_sent ON corpus.line USING btree (process_id, submitted_at, number);
CREATE INDEX line_to_code ON corpus.line USING btree (process_id, number) WHERE (coding_count = 0);
CREATE INDEX lineage_documents ON documents.lineage USING btree (from_document_id, to_document_id);
CREATE INDEX lineage_edition ON documents.lineage USING btree (edition_id) WHERE (edition_id IS NOT NULL);
CREATE INDEX lineage_from ON documents.lineage USING btree (from_node_id);
CREATE INDEX lineage_to ON documents.lineage USING btree (to_node_id);
CREATE INDEX mail_created ON notices.mail USING btree (created_at DESC);
CREATE INDEX mail_sent ON notices.mail USING btree (sent_at) WHERE (sent_at IS NOT NULL);
CREATE INDEX mail_waiting ON notices.mail USING btree (send_after) WHERE ((sent_at IS NULL) AND (failed_at IS NULL) AND (captured_at IS NULL));
CREATE INDEX mark_contribution ON reading.mark USING btree (contribution_id);
CREATE INDEX member_changed ON campaigns.member USING btree (campaign_id) WHERE (words_changed_at IS NOT NULL);
CREATE INDEX member_contribution ON campaigns.member USING btree (contribution_id);
CREATE INDEX member_state ON campaigns.member USING btree (campaign_id, state);
CREATE INDEX note_contribution ON reading.note USING btree (contribution_id, written_at);
CREATE INDEX note_person ON reading.note USING btree (person_id);
CREATE INDEX opinion_decision ON answers.opinion USING btree (decision_id);
CREATE INDEX passage_lineage_from ON documents.passage_lineage USING btree (from_passage_id);
CREATE INDEX passage_lineage_to ON documents.passage_lineage USING btree (to_passage_id);
CREATE INDEX phase_boundaries ON processes.phase USING btree (process_id);
CREATE INDEX poll_node_node ON polls.poll_node USING btree (node_id);
CREATE INDEX poll_process ON polls.poll USING btree (process_id, number);
CREATE INDEX position_run ON opinions."position" USING btree (run_id);
CREATE INDEX published_claim_identity ON synthesis.published_claim USING btree (claim_id);
CREATE INDEX published_source_contribution ON synthesis.published_source USING btree (contribution_id, publication_id);
CREATE INDEX request_object_contribution ON data_rights.request_object USING btree (contribution_id);
CREATE INDEX request_open ON data_rights.request USING btree (due_at) WHERE (closed_at IS NULL);
CREATE INDEX request_person ON data_rights.request USING btree (person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX review_decision ON decisions.review USING btree (decision_id, made_at);
CREATE INDEX sample_unit_contribution ON themes.sample_unit USING btree (contribution_id);
CREATE INDEX search_process ON campaigns.search USING btree (process_id, asked_at DESC);
CREATE INDEX session_expiry ON accounts.session USING btree (expires_at);
CREATE INDEX session_person ON accounts.session USING btree (person_id);
CREATE INDEX sign_in_link_expiry ON accounts.sign_in_link USING btree (expires_at);
CREATE INDEX statement_contribution ON polls.statement USING btree (contribution_id) WHERE (contribution_id IS NOT NULL);
CREATE INDEX statement_node_node ON polls.statement_node USING btree (node_id);
CREATE INDEX statement_queue ON polls.statement USING btree (proposed_at) WHERE (state = 'waiting'::text);
CREATE INDEX suggestion_act_batch ON themes.suggestion_act USING btree (batch_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX suggestion_act_suggestion ON themes.suggestion_act USING btree (suggestion_id, id);
CREATE INDEX suggestion_theme ON themes.suggestion USING btree (theme_id, state);
CREATE INDEX theme_process ON themes.theme USING btree (process_id, "position", code);
CREATE INDEX title_poll ON opinions.title USING btree (poll_id, subject, id);
CREATE INDEX vote_poll ON votes.vote USING btree (poll_id, voted_at);
CREATE INDEX voter_set_aside ON votes.voter USING btree (set_aside_id) WHERE (set_aside_id IS NOT NULL);
CREATE INDEX voter_taken_over ON votes.voter USING btree (taken_over_by) WHERE (taken_over_by IS NOT NULL);
CREATE INDEX words_found ON corpus.words USING gin (words) WITH (gin_pending_list_limit='256');
CREATE UNIQUE INDEX in_one_campaign ON campaigns.member USING btree (contribution_id) WHERE (state = 'in'::text);
CREATE UNIQUE INDEX lineage_dropped ON documents.lineage USING btree (from_node_id, to_document_id) WHERE ((removed_at IS NULL) AND (kind = 'dropped'::text));
CREATE UNIQUE INDEX lineage_new ON documents.lineage USING btree (to_node_id, from_document_id) WHERE ((removed_at IS NULL) AND (kind = 'new'::text));
CREATE UNIQUE INDEX lineage_pair ON documents.lineage USING btree (from_node_id, to_node_id, COALESCE(edition_id, from_document_id)) WHERE ((removed_at IS NULL) AND (from_node_id IS NOT NULL) AND (to_node_id IS NOT NULL));
CREATE UNIQUE INDEX one_application ON amendments.application USING btree (contribution_id, "position", edition_id) WHERE (undone_at IS NULL);
CREATE UNIQUE INDEX one_attachment_in_force ON synthesis.claim_contribution USING btree (claim_id, contribution_id) WHERE (removed_at IS NULL);
CREATE UNIQUE INDEX one_change_a_passage ON editions.change USING btree (edition_id, passage_id) WHERE (passage_id IS NOT NULL);
CREATE UNIQUE INDEX one_change_an_element ON editions.change USING btree (edition_id, node_id) WHERE (node_id IS NOT NULL);
CREATE UNIQUE INDEX one_code_in_force ON themes.code USING btree (contribution_id, theme_id, COALESCE(field, ''::text), COALESCE(starts_at, 0), COALESCE(ends_at, 0)) WHERE (removed_at IS NULL);
CREATE UNIQUE INDEX one_decision_in_force ON decisions.covering USING btree (contribution_id) WHERE is_in_force;
CREATE UNIQUE INDEX one_draft_at_a_time ON documents.edition USING btree (document_id) WHERE (state = 'draft'::text);
CREATE UNIQUE INDEX one_entry_in_force ON drafts.processing_entry USING btree ((true)) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX one_open_draft ON drafts.draft USING btree (process_id) WHERE ((finished_at IS NULL) AND (failed_at IS NULL));
CREATE UNIQUE INDEX one_open_sample ON themes.sample USING btree (process_id) WHERE (state = 'open'::text);
CREATE UNIQUE INDEX one_public_circle ON processes.circle USING btree (process_id) WHERE is_public;
CREATE UNIQUE INDEX one_search_at_a_time ON campaigns.search USING btree (process_id) WHERE ((finished_at IS NULL) AND (failed_at IS NULL));
CREATE UNIQUE INDEX one_sign_off_in_force ON themes.sign_off USING btree (process_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX one_unplaced_in_force ON themes.unplaced USING btree (contribution_id) WHERE (removed_at IS NULL);
CREATE UNIQUE INDEX passage_merged_once ON documents.passage_lineage USING btree (edition_id, from_passage_id) WHERE (kind = 'merged'::text);
CREATE UNIQUE INDEX passage_split_once ON documents.passage_lineage USING btree (edition_id, to_passage_id) WHERE (kind = 'split'::text);
CREATE UNIQUE INDEX run_day ON opinions.run USING btree (poll_id, day) WHERE (kind = 'daily'::text);
CREATE UNIQUE INDEX run_final ON opinions.run USING btree (poll_id) WHERE (kind = 'final'::text);
CREATE UNIQUE INDEX run_live ON opinions.run USING btree (poll_id) WHERE (kind = 'live'::text);
CREATE UNIQUE INDEX statement_of_poll ON polls.statement USING btree (poll_id, id);
CREATE UNIQUE INDEX statement_words ON polls.statement USING btree (poll_id, lower(btrim(text))) WHERE (origin <> 'import'::text);

-- Texts of confirmed campaigns that the public sees today. author is for counting people, never shown.
create view campaigns.public_member as
 SELECT member.campaign_id,
    member.contribution_id,
    contribution.number,
    member.similarity,
    member.author,
    member.acting_role,
    member.made_at
   FROM ((campaigns.member
     JOIN campaigns.campaign ON ((campaign.id = member.campaign_id)))
     JOIN contributions.contribution ON ((contribution.id = member.contribution_id)))
  WHERE ((campaign.state = 'confirmed'::text) AND (member.state = 'in'::text) AND (contribution.state = 'published'::text));

-- The last words of the author for each passage, masked or not: for its author and for moderators, never for the public.
create view contributions.present_passage_words as
 SELECT contribution.id AS contribution_id,
    (1)::smallint AS "position",
    contribution.passage_id,
    contribution.operation,
    contribution.about_text,
    present.proposed_text
   FROM (contributions.contribution
     JOIN contributions.present_words present ON ((present.contribution_id = contribution.id)))
  WHERE (contribution.kind = 'amendment'::text)
UNION ALL
 SELECT part.contribution_id,
    part."position",
    part.passage_id,
    part.operation,
    part.about_text,
    COALESCE(wording.proposed_text, part.proposed_text) AS proposed_text
   FROM (contributions.amended_passage part
     LEFT JOIN LATERAL ( SELECT reworded_passage.proposed_text
           FROM contributions.reworded_passage
          WHERE ((reworded_passage.contribution_id = part.contribution_id) AND (reworded_passage."position" = part."position"))
          ORDER BY reworded_passage.version DESC
         LIMIT 1) wording ON (true));

-- The last words of the author, masked or not: for its author and for moderators, never for the public.
create view contributions.present_words as
 SELECT contribution.id AS contribution_id,
    COALESCE(wording.version, 1) AS version,
    COALESCE(wording.body, contribution.body) AS body,
    COALESCE(wording.proposed_text, contribution.proposed_text) AS proposed_text,
    COALESCE(wording.made_at, contribution.submitted_at) AS written_at
   FROM (contributions.contribution
     LEFT JOIN LATERAL ( SELECT rewording.version,
            rewording.body,
            rewording.proposed_text,
            rewording.made_at
           FROM contributions.rewording
          WHERE (rewording.contribution_id = contribution.id)
          ORDER BY rewording.version DESC
         LIMIT 1) wording ON (true));

-- Every passage of every public amendment, the first included, with its public words; proposed_text is null for a removal.
create view contributions.public_amended_passage as
 SELECT contribution.id AS contribution_id,
    (1)::smallint AS "position",
    contribution.number,
    contribution.process_id,
    contribution.edition_id,
    contribution.passage_id,
    contribution.operation,
    contribution.about_text,
    contribution.proposed_text
   FROM contributions.public_contribution contribution
  WHERE (contribution.kind = 'amendment'::text)
UNION ALL
 SELECT contribution.id AS contribution_id,
    part."position",
    contribution.number,
    contribution.process_id,
    contribution.edition_id,
    part.passage_id,
    part.operation,
    part.about_text,
    COALESCE(mask.proposed_text, wording.proposed_text, part.proposed_text) AS proposed_text
   FROM (((contributions.contribution
     JOIN contributions.amended_passage part ON ((part.contribution_id = contribution.id)))
     LEFT JOIN LATERAL ( SELECT reworded_passage.proposed_text
           FROM contributions.reworded_passage
          WHERE ((reworded_passage.contribution_id = part.contribution_id) AND (reworded_passage."position" = part."position"))
          ORDER BY reworded_passage.version DESC
         LIMIT 1) wording ON (true))
     LEFT JOIN LATERAL ( SELECT masked_passage.proposed_text
           FROM (moderation.mask mask_1
             JOIN moderation.masked_passage USING (contribution_id, version))
          WHERE ((mask_1.contribution_id = part.contribution_id) AND (masked_passage."position" = part."position") AND (mask_1.lifted_at IS NULL) AND (mask_1.version = ( SELECT max(latest.version) AS max
                   FROM moderation.mask latest
                  WHERE ((latest.contribution_id = part.contribution_id) AND (latest.lifted_at IS NULL)))))) mask ON (true))
  WHERE (contribution.state = 'published'::text);

-- The one definition of what the public sees of a contribution: page, list, search, export, feed and mail read only this.
create view contributions.public_contribution as
 SELECT contribution.id,
    contribution.number,
    contribution.process_id,
    contribution.phase_id,
    contribution.kind,
    contribution.edition_id,
    contribution.node_id,
    contribution.passage_id,
    contribution.about_text,
    contribution.title,
    COALESCE(mask.body, wording.body, contribution.body) AS body,
    COALESCE(mask.proposed_text, wording.proposed_text, contribution.proposed_text) AS proposed_text,
    (mask.contribution_id IS NOT NULL) AS is_masked,
    (wording.contribution_id IS NOT NULL) AS is_reworded,
    contribution.channel,
    contribution.channel_detail,
    contribution.territory_code,
    contribution.category_code,
    contribution.organisation,
    contribution.author_name,
    contribution.language,
    contribution.is_synthetic,
    contribution.submitted_at,
    contribution.published_at,
    contribution.operation,
    contribution.part_count,
    contribution.about_contribution_id,
    contribution.stance
   FROM ((contributions.contribution
     LEFT JOIN LATERAL ( SELECT rewording.contribution_id,
            rewording.body,
            rewording.proposed_text
           FROM contributions.rewording
          WHERE (rewording.contribution_id = contribution.id)
          ORDER BY rewording.version DESC
         LIMIT 1) wording ON (true))
     LEFT JOIN LATERAL ( SELECT mask_1.contribution_id,
            mask_1.body,
            mask_1.proposed_text
           FROM moderation.mask mask_1
          WHERE ((mask_1.contribution_id = contribution.id) AND (mask_1.lifted_at IS NULL))
          ORDER BY mask_1.version DESC
         LIMIT 1) mask ON (true))
  WHERE (contribution.state = 'published'::text);

-- What the lines say of decisions, made anew.
create view corpus.answer as
 SELECT covering.contribution_id,
        CASE
            WHEN (decision.state = 'published'::text) THEN decision.verdict
            ELSE NULL::text
        END AS verdict
   FROM (decisions.covering
     JOIN decisions.decision ON ((decision.id = covering.decision_id)))
  WHERE covering.is_in_force;

-- What corpus.words holds, made anew from the public words.
create view corpus.public_words as
 SELECT contribution.id AS contribution_id,
    corpus.vector_of(contribution.title, contribution.body, concat_ws(' '::text, contribution.proposed_text, part.words)) AS words
   FROM (contributions.public_contribution contribution
     LEFT JOIN LATERAL ( SELECT string_agg(amended.proposed_text, ' '::text ORDER BY amended."position") AS words
           FROM contributions.public_amended_passage amended
          WHERE ((contribution.kind = 'amendment'::text) AND (amended.contribution_id = contribution.id) AND (amended."position" > 1))) part ON (true));

-- The draft of each process that queues of reading and coding may be sorted by.
create view drafts.last_draft as
 SELECT DISTINCT ON (process_id) process_id,
    id AS draft_id,
    number
   FROM drafts.draft
  WHERE (finished_at IS NOT NULL)
  ORDER BY process_id, number DESC;

-- Where a draft puts what is public and says the same as then, merged and dropped shelves followed. shelf_id null: not placed.
create view drafts.placed as
 SELECT place.draft_id,
    place.contribution_id,
    line.number,
        CASE
            WHEN (shelf.state = 'open'::text) THEN shelf.id
            ELSE NULL::uuid
        END AS shelf_id,
    near.id AS nearest_id,
    place.draft_theme_id,
    place.second_id,
    place.score,
    place.centrality,
    place.words,
    place.sort_place
   FROM (((((drafts.draft_place place
     JOIN corpus.line ON ((line.contribution_id = place.contribution_id)))
     LEFT JOIN drafts.draft_theme own ON ((own.id = place.draft_theme_id)))
     LEFT JOIN drafts.draft_theme shelf ON ((shelf.id = COALESCE(own.merged_into, own.id))))
     JOIN drafts.draft_theme own_near ON ((own_near.id = place.nearest_id)))
     JOIN drafts.draft_theme near ON ((near.id = COALESCE(own_near.merged_into, own_near.id))))
  WHERE (NOT place.is_stale);

create view open_data.amended_passages as
 SELECT process.slug AS process,
    part.number AS contribution,
    (part."position")::integer AS "position",
    document.slug AS document,
    edition.number AS edition,
    node.code AS node_code,
    passage.anchor,
    part.operation,
    part.about_text,
    part.proposed_text,
    part.passage_id
   FROM ((((((open_data.readable_process process
     JOIN contributions.public_amended_passage part ON ((part.process_id = process.id)))
     JOIN documents.edition ON ((edition.id = part.edition_id)))
     JOIN documents.document ON ((document.id = edition.document_id)))
     JOIN documents.passage ON ((passage.id = part.passage_id)))
     LEFT JOIN documents.edition_passage here ON (((here.edition_id = part.edition_id) AND (here.passage_id = part.passage_id))))
     LEFT JOIN documents.edition_node node ON (((node.edition_id = here.edition_id) AND (node.node_id = here.node_id))));

-- What became of each passage of an amendment in a published edition; adopted_text: the words of that edition, null when it holds none.
create view open_data.amendment_applications as
 SELECT published.process,
    amendment.number AS contribution,
    (application."position")::integer AS "position",
    published.document,
    published.number AS edition,
    passage.anchor,
    application.outcome,
    added.anchor AS added_anchor,
    words.text AS adopted_text,
    decision.number AS decision,
    application.acting_role,
    application.made_at
   FROM ((((((open_data.published_edition published
     JOIN amendments.application ON (((application.edition_id = published.id) AND (application.undone_at IS NULL))))
     JOIN contributions.public_contribution amendment ON ((amendment.id = application.contribution_id)))
     JOIN decisions.decision ON (((decision.id = application.decision_id) AND (decision.state <> 'draft'::text))))
     JOIN documents.passage ON ((passage.id = application.passage_id)))
     LEFT JOIN documents.passage added ON ((added.id = application.added_passage_id)))
     LEFT JOIN documents.edition_passage words ON (((words.edition_id = published.id) AND (words.passage_id = COALESCE(application.added_passage_id, application.passage_id)))));

create view open_data.amendment_conflicts as
 SELECT process.slug AS process,
    one.number AS contribution,
    (conflict."position")::integer AS "position",
    other.number AS other_contribution,
    (conflict.other_position)::integer AS other_position,
    passage.anchor,
    conflict.words,
    conflict.found_at
   FROM ((((open_data.readable_process process
     JOIN contributions.public_contribution one ON ((one.process_id = process.id)))
     JOIN amendments.conflict ON ((conflict.contribution_id = one.id)))
     JOIN contributions.public_contribution other ON ((other.id = conflict.other_id)))
     JOIN documents.passage ON ((passage.id = conflict.passage_id)));

create view open_data.answer_opinions as
 SELECT process.slug AS process,
    decision.number AS decision,
    count(*) AS opinions,
    count(*) FILTER (WHERE (opinion.value = 'yes'::text)) AS yes,
    count(*) FILTER (WHERE (opinion.value = 'partly'::text)) AS partly,
    count(*) FILTER (WHERE (opinion.value = 'no'::text)) AS no
   FROM (((open_data.readable_process process
     JOIN decisions.decision ON ((decision.process_id = process.id)))
     JOIN answers.opinion ON ((opinion.decision_id = decision.id)))
     JOIN contributions.contribution ON (((contribution.id = opinion.contribution_id) AND (contribution.state = 'published'::text))))
  GROUP BY process.slug, decision.number
 HAVING (count(*) >= 11);

create view open_data.campaign_members as
 SELECT process.slug AS process,
    campaign.number AS campaign,
    member.number AS contribution,
    (round((member.similarity * (100)::double precision)))::integer AS similarity_percent,
    member.acting_role,
    member.made_at
   FROM ((open_data.readable_process process
     JOIN campaigns.campaign ON ((campaign.process_id = process.id)))
     JOIN campaigns.public_member member ON ((member.campaign_id = campaign.id)));

create view open_data.campaigns as
 SELECT process.slug AS process,
    campaign.number,
    campaign.kind,
    campaign.name,
    COALESCE(min(member.number) FILTER (WHERE (member.contribution_id = campaign.kept_contribution_id)), min(member.number)) AS kept_contribution,
    count(*) AS contribution_count,
        CASE
            WHEN (count(DISTINCT member.author) >= 11) THEN count(DISTINCT member.author)
            ELSE NULL::bigint
        END AS people_count,
    campaign.acting_role,
    campaign.confirmed_at
   FROM ((open_data.readable_process process
     JOIN campaigns.campaign ON ((campaign.process_id = process.id)))
     JOIN campaigns.public_member member ON ((member.campaign_id = campaign.id)))
  GROUP BY process.slug, campaign.id;

create view open_data.change_decisions as
 SELECT published.process,
    published.document,
    published.number AS edition,
    change.number AS change,
    decision.number AS decision,
    link.acting_role,
    link.made_at
   FROM (((open_data.published_edition published
     JOIN editions.change ON ((change.edition_id = published.id)))
     JOIN editions.change_decision link ON ((link.change_id = change.id)))
     JOIN decisions.decision ON ((decision.id = link.decision_id)));

create view open_data.changes as
 SELECT published.process,
    published.document,
    published.number AS edition,
    change.number,
    change.kind,
    passage.anchor,
    COALESCE(here.code, there.code) AS node_code,
    difference.before_text,
    difference.after_text,
    change.editorial_reason,
    change.acting_role,
    change.made_at
   FROM ((((((open_data.published_edition published
     JOIN editions.change ON ((change.edition_id = published.id)))
     LEFT JOIN LATERAL editions.difference(published.id) difference(kind, passage_id, node_id, before_text, after_text) ON (((difference.kind = change.kind) AND (NOT (difference.passage_id IS DISTINCT FROM change.passage_id)) AND (NOT (difference.node_id IS DISTINCT FROM change.node_id)))))
     LEFT JOIN documents.passage ON ((passage.id = change.passage_id)))
     LEFT JOIN documents.edition_passage words ON (((words.edition_id = published.id) AND (words.passage_id = change.passage_id))))
     LEFT JOIN documents.edition_node here ON (((here.edition_id = published.id) AND (here.node_id = COALESCE(change.node_id, words.node_id)))))
     LEFT JOIN LATERAL ( SELECT node.code
           FROM ((documents.edition
             JOIN documents.edition_node node ON ((node.edition_id = edition.id)))
             LEFT JOIN documents.edition_passage old ON (((old.edition_id = edition.id) AND (old.passage_id = change.passage_id))))
          WHERE ((edition.document_id = ( SELECT edition_1.document_id
                   FROM documents.edition edition_1
                  WHERE (edition_1.id = published.id))) AND (edition.number < published.number) AND (node.node_id = COALESCE(change.node_id, old.node_id)))
          ORDER BY edition.number DESC
         LIMIT 1) there ON (true));

create view open_data.claim_contributions as
 SELECT process.slug AS process,
    publication.number AS publication,
    claim.number AS claim,
    source.number AS contribution,
    source.stance,
    source.quote,
    source.acting_role,
    source.made_at
   FROM (((open_data.readable_process process
     JOIN synthesis.publication ON ((publication.process_id = process.id)))
     JOIN synthesis.public_source source ON ((source.publication_id = publication.id)))
     JOIN synthesis.claim ON ((claim.id = source.claim_id)));

create view open_data.claims as
 SELECT process.slug AS process,
    publication.number AS publication,
    published."position",
    claim.number AS claim,
    published.kind,
    published.theme,
    published.text,
    published.claim_version AS version,
    published.source_count
   FROM (((open_data.readable_process process
     JOIN synthesis.publication ON ((publication.process_id = process.id)))
     JOIN synthesis.published_claim published ON ((published.publication_id = publication.id)))
     JOIN synthesis.claim ON ((claim.id = published.claim_id)));

create view open_data.codes as
 SELECT process.slug AS process,
    code.number AS contribution,
    code.theme_code AS theme,
    code.field,
    code.quote,
    code.quote_is_gone,
    code.origin,
    standing.standing,
    code.acting_role,
    code.made_at
   FROM ((open_data.readable_process process
     JOIN themes.checked_code code ON ((code.process_id = process.id)))
     JOIN themes.standing ON (((standing.theme_id = code.theme_id) AND (standing.standing = ANY (ARRAY['counts'::text, 'indicative'::text])))));

create view open_data.contributions as
 SELECT process.slug AS process,
    contribution.number,
    contribution.kind,
    document.slug AS document,
    edition.number AS edition,
    node.code AS node_code,
    passage.anchor,
    contribution.about_text,
    contribution.title,
    contribution.body,
    contribution.proposed_text,
    contribution.is_masked,
    contribution.is_reworded,
    contribution.is_synthetic,
    contribution.channel,
    contribution.channel_detail,
    contribution.territory_code,
    contribution.category_code,
    contribution.organisation,
    contribution.language,
    ((contribution.submitted_at AT TIME ZONE 'Europe/Paris'::text))::date AS submitted_on,
    ((contribution.published_at AT TIME ZONE 'Europe/Paris'::text))::date AS published_on,
    (
        CASE
            WHEN (contribution.kind = 'amendment'::text) THEN contribution.part_count
            ELSE NULL::smallint
        END)::integer AS passage_count,
    subject.number AS about_contribution,
    contribution.stance,
    contribution.id,
    contribution.edition_id,
    contribution.node_id,
    contribution.passage_id,
    contribution.about_contribution_id,
        CASE
            WHEN (contribution.kind = 'amendment'::text) THEN contribution.operation
            ELSE NULL::text
        END AS operation
   FROM ((((((open_data.readable_process process
     JOIN contributions.public_contribution contribution ON ((contribution.process_id = process.id)))
     JOIN documents.edition ON ((edition.id = contribution.edition_id)))
     JOIN documents.document ON ((document.id = edition.document_id)))
     LEFT JOIN documents.edition_node node ON (((node.edition_id = contribution.edition_id) AND (node.node_id = contribution.node_id))))
     LEFT JOIN documents.passage ON ((passage.id = contribution.passage_id)))
     LEFT JOIN contributions.public_contribution subject ON ((subject.id = contribution.about_contribution_id)));

create view open_data.covering as
 SELECT process.slug AS process,
    decision.number AS decision,
    contribution.number AS contribution,
    covering.is_in_force,
    covering.acting_role,
    covering.made_at,
    later.number AS ended_by,
    covering.ended_at
   FROM ((((open_data.readable_process process
     JOIN decisions.decision ON ((decision.process_id = process.id)))
     JOIN decisions.covering ON ((covering.decision_id = decision.id)))
     JOIN contributions.public_contribution contribution ON ((contribution.id = covering.contribution_id)))
     LEFT JOIN decisions.decision later ON ((later.id = covering.ended_by)))
  WHERE (decision.state <> 'draft'::text);

create view open_data.decisions as
 SELECT process.slug AS process,
    decision.number,
    decision.verdict,
    decision.state,
    replaced.number AS replaces,
    decision.reason,
    decision.answer,
    decision.addressed_to,
    decision.acting_role,
    decision.decided_at,
    decision.published_at,
    ( SELECT count(*) AS count
           FROM (decisions.covering
             JOIN contributions.public_contribution contribution ON ((contribution.id = covering.contribution_id)))
          WHERE ((covering.decision_id = decision.id) AND covering.is_in_force)) AS contribution_count,
    decision.revision_reason,
    (decision.review = 'approved'::text) AS is_reviewed,
    ( SELECT string_agg(((basis.kind || ': '::text) || basis.words), '
'::text ORDER BY basis.made_at, basis.id) AS string_agg
           FROM (decisions.basis
             LEFT JOIN decisions.batch ON ((batch.id = basis.batch_id)))
          WHERE ((basis.decision_id = decision.id) AND (batch.undone_at IS NULL))) AS basis,
    ( SELECT string_agg((claim.number)::text, ' '::text ORDER BY claim.number) AS string_agg
           FROM (decisions.decision_claim
             JOIN synthesis.claim ON ((claim.id = decision_claim.claim_id)))
          WHERE ((decision_claim.decision_id = decision.id) AND (decision_claim.removed_at IS NULL) AND (claim.state = 'published'::text))) AS claims
   FROM ((open_data.readable_process process
     JOIN decisions.decision ON ((decision.process_id = process.id)))
     LEFT JOIN decisions.decision replaced ON ((replaced.id = decision.replaces)))
  WHERE (decision.state <> 'draft'::text);

create view open_data.documents as
 SELECT process.slug AS process,
    document.slug AS document,
    document.kind,
    document.title,
    document.language,
    document.id
   FROM (open_data.readable_process process
     JOIN documents.document ON ((document.id = process.document_id)));

create view open_data.editions as
 SELECT published.process,
    published.document,
    published.number AS edition,
    edition.label,
    edition.title,
    edition.subtitle,
    edition.note,
    edition.published_on,
    edition.published_at,
    edition.hash
   FROM (open_data.published_edition published
     JOIN documents.edition ON ((edition.id = published.id)));

create view open_data.lineage as
 WITH stated AS (
         SELECT lineage.id,
            lineage.from_node_id,
            lineage.to_node_id,
            lineage.kind,
            lineage.made_by,
            lineage.acting_role,
            lineage.made_at,
            lineage.from_document_id,
            lineage.to_document_id,
            lineage.edition_id,
            lineage.note,
            lineage.removed_at,
            lineage.removed_by,
            edition.number AS edition
           FROM (documents.lineage
             LEFT JOIN documents.edition ON ((edition.id = lineage.edition_id)))
          WHERE ((lineage.removed_at IS NULL) AND ((lineage.edition_id IS NULL) OR (edition.state = 'published'::text)))
        )
 SELECT process.slug AS process,
    from_document.slug AS from_document,
    to_document.slug AS to_document,
    stated.edition,
    stated.kind,
    old.code AS from_code,
    old.title AS from_title,
    new.code AS to_code,
    new.title AS to_title,
    stated.note,
    stated.acting_role,
    stated.made_at
   FROM (((((stated
     JOIN documents.document from_document ON ((from_document.id = stated.from_document_id)))
     JOIN documents.document to_document ON ((to_document.id = stated.to_document_id)))
     JOIN open_data.readable_process process ON (((process.document_id = stated.from_document_id) OR (process.document_id = stated.to_document_id))))
     LEFT JOIN LATERAL ( SELECT node.code,
            node.title
           FROM (documents.edition_node node
             JOIN documents.edition ON ((edition.id = node.edition_id)))
          WHERE ((node.node_id = stated.from_node_id) AND (edition.state = 'published'::text) AND ((stated.edition IS NULL) OR (edition.number < stated.edition)))
          ORDER BY edition.number DESC
         LIMIT 1) old ON (true))
     LEFT JOIN LATERAL ( SELECT node.code,
            node.title
           FROM (documents.edition_node node
             JOIN documents.edition ON ((edition.id = node.edition_id)))
          WHERE ((node.node_id = stated.to_node_id) AND (edition.state = 'published'::text) AND ((stated.edition IS NULL) OR (edition.number = stated.edition)))
          ORDER BY edition.number DESC
         LIMIT 1) new ON (true))
  WHERE (((stated.from_node_id IS NULL) OR (old.code IS NOT NULL)) AND ((stated.to_node_id IS NULL) OR (new.code IS NOT NULL)) AND (NOT (EXISTS ( SELECT
           FROM processes.process hidden
          WHERE ((hidden.document_id = ANY (ARRAY[stated.from_document_id, stated.to_document_id])) AND (NOT (hidden.id IN ( SELECT readable_process.id
                   FROM open_data.readable_process))))))));

create view open_data.moderation as
 SELECT process.slug AS process,
    counted.dimension,
    counted.value,
    counted.count
   FROM (open_data.readable_process process
     CROSS JOIN LATERAL ( SELECT 'act'::text AS dimension,
            act.verb AS value,
            count(*) AS count
           FROM (moderation.act
             JOIN contributions.contribution ON ((contribution.id = act.contribution_id)))
          WHERE (contribution.process_id = process.id)
          GROUP BY act.verb
        UNION ALL
         SELECT 'ground'::text,
            act.ground,
            count(*) AS count
           FROM (moderation.act
             JOIN contributions.contribution ON ((contribution.id = act.contribution_id)))
          WHERE ((contribution.process_id = process.id) AND (act.ground IS NOT NULL))
          GROUP BY act.ground
        UNION ALL
         SELECT 'appeal'::text,
            COALESCE(appeal.outcome, 'waiting'::text) AS "coalesce",
            count(*) AS count
           FROM (moderation.appeal
             JOIN contributions.contribution ON ((contribution.id = appeal.contribution_id)))
          WHERE (contribution.process_id = process.id)
          GROUP BY COALESCE(appeal.outcome, 'waiting'::text)) counted);

create view open_data.nodes as
 SELECT published.process,
    published.document,
    published.number AS edition,
    node.sort_key AS tree_order,
    node.code,
    parent.code AS parent_code,
    node.node_id AS node,
    node.type,
    node.title,
    node.carrier,
    node.status,
    node.source
   FROM ((open_data.published_edition published
     JOIN documents.edition_node node ON ((node.edition_id = published.id)))
     LEFT JOIN documents.edition_node parent ON (((parent.edition_id = node.edition_id) AND (parent.node_id = node.parent_node_id))));

create view open_data.passage_lineage as
 SELECT published.process,
    published.document,
    published.number AS edition,
    lineage.kind,
    origin.anchor AS from_anchor,
    target.anchor AS to_anchor,
    lineage.acting_role,
    lineage.made_at
   FROM (((open_data.published_edition published
     JOIN documents.passage_lineage lineage ON ((lineage.edition_id = published.id)))
     JOIN documents.passage origin ON ((origin.id = lineage.from_passage_id)))
     JOIN documents.passage target ON ((target.id = lineage.to_passage_id)));

create view open_data.passages as
 SELECT published.process,
    published.document,
    published.number AS edition,
    node.sort_key AS tree_order,
    words."position",
    passage.anchor,
    node.code AS node_code,
    words.text
   FROM (((open_data.published_edition published
     JOIN documents.edition_passage words ON ((words.edition_id = published.id)))
     JOIN documents.passage ON ((passage.id = words.passage_id)))
     JOIN documents.edition_node node ON (((node.edition_id = words.edition_id) AND (node.node_id = words.node_id))));

create view open_data.polls as
 SELECT process.slug AS process,
    poll.number,
    poll.title,
    poll.introduction,
    poll.follow_up,
    poll.language,
    poll.opens_at,
    poll.closes_at,
    poll.closed_at,
    poll.close_reason,
    poll.who_votes,
    poll.who_proposes,
    poll.mode,
    poll.seed,
    poll.imported_from,
    ( SELECT string_agg((poll_node.node_id)::text, ' '::text ORDER BY poll_node.node_id) AS string_agg
           FROM polls.poll_node
          WHERE (poll_node.poll_id = poll.id)) AS nodes,
    (( SELECT count(*) AS count
           FROM polls.statement
          WHERE ((statement.poll_id = poll.id) AND (statement.state = 'shown'::text))))::integer AS shown_count,
    (( SELECT count(*) AS count
           FROM polls.statement
          WHERE ((statement.poll_id = poll.id) AND (statement.state = 'hidden'::text))))::integer AS hidden_count,
    (( SELECT count(*) AS count
           FROM polls.statement
          WHERE ((statement.poll_id = poll.id) AND (statement.state = 'waiting'::text))))::integer AS waiting_count,
    poll.acting_role,
    poll.published_at
   FROM (open_data.readable_process process
     JOIN polls.poll ON ((poll.process_id = process.id)))
  WHERE (poll.published_at IS NOT NULL);

-- Where the views about texts start from: drafts are never in the open data.
create view open_data.published_edition as
 SELECT process.id AS process_id,
    process.slug AS process,
    document.slug AS document,
    edition.id,
    edition.number
   FROM ((open_data.readable_process process
     JOIN documents.document ON ((document.id = process.document_id)))
     JOIN documents.edition ON ((edition.document_id = document.id)))
  WHERE (edition.state = 'published'::text);

-- Processes that the public circle may read by now; the other views show nothing else.
create view open_data.readable_process as
 SELECT id,
    slug,
    document_id
   FROM processes.process
  WHERE ((NOT (EXISTS ( SELECT
           FROM (processes.phase_circle
             JOIN processes.phase ON ((phase.id = phase_circle.phase_id)))
          WHERE (phase.process_id = process.id)))) OR (EXISTS ( SELECT
           FROM ((processes.phase
             JOIN processes.phase_circle ON ((phase_circle.phase_id = phase.id)))
             JOIN processes.circle ON ((circle.id = phase_circle.circle_id)))
          WHERE ((phase.process_id = process.id) AND phase_circle.may_read AND circle.is_public AND (now() >= COALESCE(phase.opened_at, phase.planned_opens_at))))));

create view open_data.statements as
 SELECT process.slug AS process,
    poll.number AS poll,
    statement.number,
    statement.text,
    statement.language,
    statement.origin,
    contribution.number AS contribution,
    statement.is_meta,
    statement.state,
    statement.hidden_reason,
    statement.hidden_note,
    statement.replaced_by,
    ( SELECT string_agg((statement_node.node_id)::text, ' '::text ORDER BY statement_node.node_id) AS string_agg
           FROM polls.statement_node
          WHERE (statement_node.statement_id = statement.id)) AS nodes,
    ((statement.proposed_at AT TIME ZONE 'Europe/Paris'::text))::date AS proposed_on
   FROM (((open_data.readable_process process
     JOIN polls.poll ON ((poll.process_id = process.id)))
     JOIN polls.public_statement statement ON ((statement.poll_id = poll.id)))
     LEFT JOIN contributions.contribution ON ((contribution.id = statement.contribution_id)));

create view open_data.supports as
 SELECT process.slug AS process,
    contribution.number AS contribution,
    count(*) FILTER (WHERE (support.value = 'for'::text)) AS for_count,
    count(*) FILTER (WHERE (support.value = 'against'::text)) AS against_count,
    count(*) FILTER (WHERE (support.value = 'neutral'::text)) AS neutral_count
   FROM ((open_data.readable_process process
     JOIN contributions.public_contribution contribution ON ((contribution.process_id = process.id)))
     JOIN contributions.support ON ((support.contribution_id = contribution.id)))
  GROUP BY process.slug, contribution.number;

create view open_data.syntheses as
 SELECT process.slug AS process,
    publication.number AS publication,
    publication.title,
    publication.introduction,
    publication.method,
    (round((publication.lowest_alpha)::numeric, 3))::text AS lowest_alpha,
    publication.sample_size,
    publication.covered_count,
    publication.contribution_count,
    publication.acting_role,
    publication.published_at,
    publication.hash
   FROM (open_data.readable_process process
     JOIN synthesis.publication ON ((publication.process_id = process.id)));

create view open_data.theme_agreement as
 SELECT process.slug AS process,
    theme.code AS theme,
    agreement.measure,
    agreement.coders,
    agreement.value,
    agreement.low,
    agreement.high,
    agreement.unit_count,
    agreement.used_count,
    sample.number AS sample,
    sample.seed,
    sample.size,
    sample.population_count,
    sample.drawn_at,
    sign_off.codebook_hash,
    sign_off.acting_role,
    sign_off.signed_at,
    sign_off.ended_at
   FROM ((((open_data.readable_process process
     JOIN themes.sign_off ON ((sign_off.process_id = process.id)))
     JOIN themes.sample ON ((sample.id = sign_off.sample_id)))
     JOIN themes.agreement ON ((agreement.sample_id = sample.id)))
     JOIN themes.theme ON ((theme.id = agreement.theme_id)));

create view open_data.themes as
 SELECT process.slug AS process,
    theme.code,
    theme.name,
    theme.definition,
    theme.example_in,
    theme.example_out,
    parent.code AS parent_code,
    theme.state,
    target.code AS merged_into,
    theme."position",
    COALESCE(standing.standing, 'none'::text) AS standing,
    standing.alpha,
    counted.contribution_count,
    counted.person_count,
    counted.accepted_suggestion_count
   FROM (((((open_data.readable_process process
     JOIN themes.theme ON ((theme.process_id = process.id)))
     LEFT JOIN themes.theme parent ON ((parent.id = theme.parent_id)))
     LEFT JOIN themes.theme target ON ((target.id = theme.merged_into)))
     LEFT JOIN themes.standing ON ((standing.theme_id = theme.id)))
     LEFT JOIN LATERAL ( SELECT count(DISTINCT code.contribution_id) AS contribution_count,
            count(DISTINCT code.contribution_id) FILTER (WHERE (code.origin = 'person'::text)) AS person_count,
            count(DISTINCT code.contribution_id) FILTER (WHERE (code.origin = 'accepted_suggestion'::text)) AS accepted_suggestion_count
           FROM themes.checked_code code
          WHERE (code.theme_id = theme.id)) counted ON ((standing.standing = ANY (ARRAY['counts'::text, 'indicative'::text]))))
  WHERE (EXISTS ( SELECT
           FROM themes.sign_off
          WHERE (sign_off.process_id = process.id)));

create view open_data.thread as
 SELECT process.slug AS process,
    link.from_kind,
    thread.public_name(link.from_kind, link.from_id) AS from_name,
    link.to_kind,
    thread.public_name(link.to_kind, link.to_id) AS to_name,
    link.made_at,
    link.acting_role
   FROM (open_data.readable_process process
     JOIN thread.link ON ((link.process_id = process.id)));

-- The crossed counts that anybody may read: the only source of public pages. Null is "not shown".
create view opinions.shown_count as
 SELECT run_id,
    dimension,
    key,
    statement,
        CASE
            WHEN (((shown)::integer & 1) = 1) THEN agrees
            ELSE NULL::integer
        END AS agrees,
        CASE
            WHEN (((shown)::integer & 2) = 2) THEN disagrees
            ELSE NULL::integer
        END AS disagrees,
        CASE
            WHEN (((shown)::integer & 4) = 4) THEN passes
            ELSE NULL::integer
        END AS passes,
        CASE
            WHEN (((shown)::integer & 8) = 8) THEN ((agrees + disagrees) + passes)
            ELSE NULL::integer
        END AS votes
   FROM opinions.crossed;

-- What everybody may read of the statements of published questions: hidden ones with the reason, without their words when the reason asks so.
create view polls.public_statement as
 SELECT statement.id,
    statement.poll_id,
    statement.number,
        CASE
            WHEN (statement.hidden_reason = ANY (ARRAY['personal_data'::text, 'health_data'::text, 'insult'::text, 'hatred'::text, 'illegal'::text])) THEN NULL::text
            ELSE statement.text
        END AS text,
    statement.language,
    statement.origin,
        CASE
            WHEN (contribution.state = 'published'::text) THEN statement.contribution_id
            ELSE NULL::uuid
        END AS contribution_id,
    statement.is_meta,
    statement.state,
    statement.hidden_reason,
    statement.hidden_note,
    replacing.number AS replaced_by,
    statement.proposed_at
   FROM (((polls.statement
     JOIN polls.poll ON ((poll.id = statement.poll_id)))
     LEFT JOIN contributions.contribution ON ((contribution.id = statement.contribution_id)))
     LEFT JOIN polls.statement replacing ON ((replacing.id = statement.replaced_by)))
  WHERE ((poll.published_at IS NOT NULL) AND (statement.state <> 'waiting'::text));

-- What the public may see of the sources at this moment: only published contributions, only quotes that stand in their public words today.
create view synthesis.public_source as
 SELECT source.publication_id,
    source.claim_id,
    source.contribution_id,
    contribution.number,
    source.stance,
        CASE
            WHEN ((source.quote IS NOT NULL) AND synthesis.occurs(source.quote, VARIADIC ARRAY[contribution.body, contribution.proposed_text, contribution.title])) THEN source.quote
            ELSE NULL::text
        END AS quote,
        CASE
            WHEN (source.quote_digest IS NULL) THEN false
            WHEN (source.quote IS NULL) THEN true
            ELSE (NOT synthesis.occurs(source.quote, VARIADIC ARRAY[contribution.body, contribution.proposed_text, contribution.title]))
        END AS is_quote_withheld,
    attachment.acting_role,
    attachment.made_at
   FROM ((synthesis.published_source source
     JOIN contributions.public_contribution contribution ON ((contribution.id = source.contribution_id)))
     JOIN synthesis.claim_contribution attachment ON ((attachment.id = source.attachment_id)));

-- Codes in force on public contributions. A quote is read only here: words that left the public words are not shown.
create view themes.checked_code as
 SELECT code.id,
    contribution.process_id,
    contribution.id AS contribution_id,
    contribution.number,
    theme.id AS theme_id,
    theme.code AS theme_code,
    theme.name AS theme_name,
        CASE
            WHEN (strpos(public_words.text, code.quote) > 0) THEN code.quote
            ELSE NULL::text
        END AS quote,
    ((code.quote IS NOT NULL) AND (COALESCE(strpos(public_words.text, code.quote), 0) = 0)) AS quote_is_gone,
    code.field,
    code.starts_at,
    code.origin,
    code.sample_id,
    code.made_by,
    code.acting_role,
    code.made_at
   FROM (((themes.code
     JOIN themes.theme ON ((theme.id = code.theme_id)))
     JOIN contributions.public_contribution contribution ON ((contribution.id = code.contribution_id)))
     CROSS JOIN LATERAL ( SELECT themes.words_of(code.field, contribution.title, contribution.body, contribution.proposed_text) AS text) public_words)
  WHERE (code.removed_at IS NULL);

-- What may be said in public of each theme that was signed: counts, indicative counts, or no counts.
create view themes.standing as
 SELECT theme.process_id,
    theme.id AS theme_id,
    sign_off.id AS sign_off_id,
    agreement.value AS alpha,
    agreement.low,
    agreement.high,
    agreement.unit_count,
        CASE
            WHEN (agreement.value >= (0.80)::double precision) THEN 'counts'::text
            WHEN (agreement.value >= (0.667)::double precision) THEN 'indicative'::text
            ELSE 'none'::text
        END AS standing
   FROM ((themes.sign_off
     JOIN themes.theme ON (((theme.process_id = sign_off.process_id) AND (theme.state = 'active'::text))))
     LEFT JOIN themes.agreement ON (((agreement.sample_id = sign_off.sample_id) AND (agreement.theme_id = theme.id) AND (agreement.measure = 'alpha'::text))))
  WHERE (sign_off.ended_at IS NULL);

-- Every public link of the thread, one row each: what leads to what, when that was made and under which role.
create view thread.link as
 SELECT contribution.process_id,
    'contribution'::text AS from_kind,
    code.contribution_id AS from_id,
    'theme'::text AS to_kind,
    code.theme_id AS to_id,
    min(code.made_at) AS made_at,
    (array_agg(code.acting_role ORDER BY code.made_at))[1] AS acting_role
   FROM ((themes.code
     JOIN contributions.contribution ON (((contribution.id = code.contribution_id) AND (contribution.state = 'published'::text))))
     JOIN themes.standing ON (((standing.theme_id = code.theme_id) AND (standing.standing = ANY (ARRAY['counts'::text, 'indicative'::text])))))
  WHERE (code.removed_at IS NULL)
  GROUP BY contribution.process_id, code.contribution_id, code.theme_id
UNION ALL
 SELECT contribution.process_id,
    'contribution'::text AS from_kind,
    source.contribution_id AS from_id,
    'claim'::text AS to_kind,
    source.claim_id AS to_id,
    min(attachment.made_at) AS made_at,
    (array_agg(attachment.acting_role ORDER BY attachment.made_at))[1] AS acting_role
   FROM ((synthesis.published_source source
     JOIN synthesis.claim_contribution attachment ON ((attachment.id = source.attachment_id)))
     JOIN contributions.contribution ON (((contribution.id = source.contribution_id) AND (contribution.state = 'published'::text))))
  GROUP BY contribution.process_id, source.contribution_id, source.claim_id
UNION ALL
 SELECT claim.process_id,
    'theme'::text AS from_kind,
    published.theme_id AS from_id,
    'claim'::text AS to_kind,
    published.claim_id AS to_id,
    min(version.made_at) AS made_at,
    (array_agg(version.acting_role ORDER BY version.made_at))[1] AS acting_role
   FROM (((synthesis.published_claim published
     JOIN synthesis.claim ON ((claim.id = published.claim_id)))
     JOIN synthesis.claim_version version ON (((version.claim_id = published.claim_id) AND (version.version = published.claim_version))))
     JOIN themes.standing ON (((standing.theme_id = published.theme_id) AND (standing.standing = ANY (ARRAY['counts'::text, 'indicative'::text])))))
  GROUP BY claim.process_id, published.theme_id, published.claim_id
UNION ALL
 SELECT decision.process_id,
    'claim'::text AS from_kind,
    link.claim_id AS from_id,
    'decision'::text AS to_kind,
    link.decision_id AS to_id,
    link.made_at,
    link.acting_role
   FROM (decisions.decision_claim link
     JOIN decisions.decision ON (((decision.id = link.decision_id) AND (decision.published_at IS NOT NULL))))
  WHERE ((link.removed_at IS NULL) AND (EXISTS ( SELECT
           FROM synthesis.published_claim
          WHERE (published_claim.claim_id = link.claim_id))))
UNION ALL
 SELECT decision.process_id,
    'contribution'::text AS from_kind,
    covering.contribution_id AS from_id,
    'decision'::text AS to_kind,
    covering.decision_id AS to_id,
    covering.made_at,
    covering.acting_role
   FROM ((decisions.covering
     JOIN decisions.decision ON (((decision.id = covering.decision_id) AND (decision.published_at IS NOT NULL))))
     JOIN contributions.contribution ON (((contribution.id = covering.contribution_id) AND (contribution.state = 'published'::text))))
UNION ALL
 SELECT decision.process_id,
    'decision'::text AS from_kind,
    link.decision_id AS from_id,
    'change'::text AS to_kind,
    link.change_id AS to_id,
    link.made_at,
    link.acting_role
   FROM (((editions.change_decision link
     JOIN decisions.decision ON (((decision.id = link.decision_id) AND (decision.published_at IS NOT NULL))))
     JOIN editions.change ON ((change.id = link.change_id)))
     JOIN documents.edition ON (((edition.id = change.edition_id) AND (edition.state = 'published'::text))))
UNION ALL
 SELECT process.id AS process_id,
    'change'::text AS from_kind,
    change.id AS from_id,
    'edition'::text AS to_kind,
    change.edition_id AS to_id,
    change.made_at,
    change.acting_role
   FROM ((editions.change
     JOIN documents.edition ON (((edition.id = change.edition_id) AND (edition.state = 'published'::text))))
     LEFT JOIN processes.process ON ((process.document_id = edition.document_id)))
UNION ALL
 SELECT process.id AS process_id,
    'change'::text AS from_kind,
    change.id AS from_id,
    'node'::text AS to_kind,
    COALESCE(change.node_id, here.node_id, before.node_id) AS to_id,
    change.made_at,
    change.acting_role
   FROM ((((editions.change
     JOIN documents.edition ON (((edition.id = change.edition_id) AND (edition.state = 'published'::text))))
     LEFT JOIN processes.process ON ((process.document_id = edition.document_id)))
     LEFT JOIN documents.edition_passage here ON (((here.edition_id = change.edition_id) AND (here.passage_id = change.passage_id))))
     LEFT JOIN LATERAL ( SELECT words.node_id
           FROM (documents.edition_passage words
             JOIN documents.edition earlier ON ((earlier.id = words.edition_id)))
          WHERE ((words.passage_id = change.passage_id) AND (earlier.number < edition.number))
          ORDER BY earlier.number DESC
         LIMIT 1) before ON ((here.node_id IS NULL)))
  WHERE (COALESCE(change.node_id, here.node_id, before.node_id) IS NOT NULL)
UNION ALL
 SELECT process.id AS process_id,
    'edition'::text AS from_kind,
    node.edition_id AS from_id,
    'node'::text AS to_kind,
    node.node_id AS to_id,
    edition.published_at AS made_at,
    COALESCE(( SELECT entry.acting_role
           FROM journal.entry
          WHERE ((entry.subject_id = edition.id) AND (entry.kind = 'edition.published'::text))
         LIMIT 1), 'editor'::text) AS acting_role
   FROM ((documents.edition_node node
     JOIN documents.edition ON (((edition.id = node.edition_id) AND (edition.state = 'published'::text))))
     LEFT JOIN processes.process ON ((process.document_id = edition.document_id)))
  WHERE ((node.parent_node_id IS NULL) AND (NOT (EXISTS ( SELECT
           FROM documents.edition later
          WHERE ((later.document_id = edition.document_id) AND (later.state = 'published'::text) AND (later.number > edition.number))))))
UNION ALL
 SELECT process.id AS process_id,
    'node'::text AS from_kind,
    node.parent_node_id AS from_id,
    'node'::text AS to_kind,
    node.node_id AS to_id,
    min(edition.published_at) AS made_at,
    'editor'::text AS acting_role
   FROM ((documents.edition_node node
     JOIN documents.edition ON (((edition.id = node.edition_id) AND (edition.state = 'published'::text))))
     LEFT JOIN processes.process ON ((process.document_id = edition.document_id)))
  WHERE (node.parent_node_id IS NOT NULL)
  GROUP BY process.id, node.parent_node_id, node.node_id
UNION ALL
 SELECT process.id AS process_id,
    'node'::text AS from_kind,
    lineage.from_node_id AS from_id,
    'node'::text AS to_kind,
    lineage.to_node_id AS to_id,
    lineage.made_at,
    lineage.acting_role
   FROM (((documents.lineage
     JOIN documents.node ON ((node.id = lineage.from_node_id)))
     LEFT JOIN processes.process ON ((process.document_id = node.document_id)))
     LEFT JOIN documents.edition ON ((edition.id = lineage.edition_id)))
  WHERE ((lineage.removed_at IS NULL) AND (lineage.to_node_id IS NOT NULL) AND ((lineage.edition_id IS NULL) OR (edition.state = 'published'::text)))
UNION ALL
 SELECT process.id AS process_id,
    'node'::text AS from_kind,
    figure.node_id AS from_id,
    'measure'::text AS to_kind,
    thread.figure_id(figure.edition_id, figure.node_id, figure.kind, figure."position") AS to_id,
    edition.published_at AS made_at,
    'editor'::text AS acting_role
   FROM ((documents.edition_figure figure
     JOIN documents.edition ON (((edition.id = figure.edition_id) AND (edition.state = 'published'::text))))
     LEFT JOIN processes.process ON ((process.document_id = edition.document_id)))
  WHERE (NOT (EXISTS ( SELECT
           FROM documents.edition later
          WHERE ((later.document_id = edition.document_id) AND (later.state = 'published'::text) AND (later.number > edition.number)))));

create text search dictionary corpus.french_stem (template = snowball, language = 'french');
create text search dictionary corpus.without_accents (template = unaccent, rules = 'unaccent');
create text search configuration corpus.french (
  asciihword: corpus.without_accents, corpus.french_stem,
  asciiword: corpus.without_accents, corpus.french_stem,
  email: simple,
  file: simple,
  float: simple,
  host: simple,
  hword: corpus.without_accents, corpus.french_stem,
  hword_asciipart: corpus.without_accents, corpus.french_stem,
  hword_numpart: corpus.without_accents, corpus.french_stem,
  hword_part: corpus.without_accents, corpus.french_stem,
  int: simple,
  numhword: corpus.without_accents, corpus.french_stem,
  numword: corpus.without_accents, corpus.french_stem,
  sfloat: simple,
  uint: simple,
  url: simple,
  url_path: simple,
  version: simple,
  word: corpus.without_accents, corpus.french_stem
);

CREATE OR REPLACE FUNCTION amendments.ask_to_compare()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into amendments.to_compare (contribution_id)
  select contribution.id
  from contributions.contribution
  where contribution.id = (coalesce(to_jsonb(new) ->> 'contribution_id', to_jsonb(new) ->> 'id'))::uuid
    and contribution.kind = 'amendment'
  on conflict (contribution_id) do update set asked_at = now();
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION amendments.forget_conflicts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from amendments.conflict where contribution_id = new.id or other_id = new.id;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION amendments.keep_application()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (
    select
    from documents.edition
    where id = case tg_op when 'INSERT' then new.edition_id else old.edition_id end
      and state = 'published'
  ) then
    raise exception 'what entered a published edition stays' using errcode = '23514', constraint = 'edition_is_immutable';
  end if;
  if tg_op = 'DELETE' and old.outcome <> 'declined' and old.undone_at is null then
    raise exception 'what was applied is undone first' using errcode = '23514', constraint = 'application_is_kept';
  end if;
  if tg_op = 'UPDATE' and (
    old.undone_at is not null
    or to_jsonb(new) - '{undone_at,undone_by}'::text[] is distinct from to_jsonb(old) - '{undone_at,undone_by}'::text[]
  ) then
    raise exception 'an application is undone, never rewritten' using errcode = '23514', constraint = 'application_is_kept';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$function$
;

-- An amendment leaves a decision only once nothing of it stands in the draft by that decision.
CREATE OR REPLACE FUNCTION amendments.keep_covered()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- what was declined waits for a decision again; what was taken into the draft is undone first
  delete from amendments.application
  where contribution_id = old.contribution_id
    and decision_id = old.decision_id
    and outcome = 'declined'
    and undone_at is null;
  if exists (
    select
    from amendments.application
    where contribution_id = old.contribution_id
      and decision_id = old.decision_id
      and undone_at is null
  ) then
    raise exception 'what was applied is undone first' using errcode = '23514', constraint = 'application_is_kept';
  end if;
  return old;
end
$function$
;

-- Words given about an answer go with the words of an erased contribution.
CREATE OR REPLACE FUNCTION answers.forget_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update answers.opinion
  set why = null
  where contribution_id = new.id
    and why is not null;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION answers.opinion_on_a_published_answer()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION ballots.keep_ballot()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then
    raise exception 'a ballot is replaced by another, never deleted' using errcode = '23514', constraint = 'ballot_is_kept';
  end if;
  if (new.poll_id, new.id, new.commitment, new.nonce, new.statement_id, new.r, new.answer, new.replaces, new.stored_at)
    is distinct from
    (old.poll_id, old.id, old.commitment, old.nonce, old.statement_id, old.r, old.answer, old.replaces, old.stored_at)
  then
    raise exception 'a ballot is replaced by another, never changed' using errcode = '23514', constraint = 'ballot_is_kept';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION ballots.keep_closing()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' or new.poll_id <> old.poll_id or new.flushed_at <> old.flushed_at or old.closed_at is not null then
    raise exception 'the closing of a question is written once' using errcode = '23514', constraint = 'closing_is_kept';
  end if;
  return new;
end
$function$
;

-- Texts that differ by a negation, a number or a replaced word are never grouped with the others in one click.
CREATE OR REPLACE FUNCTION campaigns.flagged_one_by_one()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (
    select
    from made
    join campaigns.act on act.id = made.act_id
    where act.verb = 'confirm'
      and made.flags <> '{}'
      and made.after_state = 'in'
  ) then
    raise exception 'a flagged text is decided by itself' using errcode = '23514', constraint = 'flagged_one_by_one';
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION campaigns.forget_names()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  said constant text := contributions.words_ever(old.id);
  made record;
begin
  for made in
    select one.id, one.name
    from campaigns.campaign as one
    join campaigns.member on member.campaign_id = one.id
    where member.contribution_id = old.id
  loop
    -- the machine names a group after the first words of the text shown first
    if strpos(said, btrim(regexp_replace(made.name, '\s+', ' ', 'g'), '… ')) > 0 then
      update campaigns.campaign set name = '…' where id = made.id;
      update campaigns.act
      set before = case when before ->> 'name' = made.name then before || '{"name": "…"}' else before end,
        after = case when after ->> 'name' = made.name then after || '{"name": "…"}' else after end
      where campaign_id = made.id
        and made.name in (before ->> 'name', after ->> 'name');
    end if;
  end loop;
  return new;
end
$function$
;

-- Append-only, but for a name made of words that were erased.
CREATE OR REPLACE FUNCTION campaigns.keep_act()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  forgotten constant text[] := array['before', 'after'];
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - forgotten = to_jsonb(old) - forgotten
    and new.before - 'name' = old.before - 'name' and new.after - 'name' = old.after - 'name'
    and coalesce(new.before ->> 'name', '…') in ('…', old.before ->> 'name')
    and coalesce(new.after ->> 'name', '…') in ('…', old.after ->> 'name') then
    return new;
  end if;
  raise exception 'append-only: % of campaigns.act is refused', tg_op using errcode = '23514';
end
$function$
;

CREATE OR REPLACE FUNCTION campaigns.keep_campaign()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' or (new.id, new.number, new.process_id, new.found_at)
    is distinct from (old.id, old.number, old.process_id, old.found_at) then
    raise exception 'a campaign is refused, never deleted' using errcode = '23514', constraint = 'campaign_is_kept';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION campaigns.same_process()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (
    select
    from made
    join campaigns.campaign on campaign.id = made.campaign_id
    join contributions.contribution on contribution.id = made.contribution_id
    where contribution.process_id <> campaign.process_id
  ) then
    raise exception 'a campaign holds contributions of its own process'
      using errcode = '23514', constraint = 'campaign_of_one_process';
  end if;
  return null;
end
$function$
;

-- A mask, its lifting or new words of the author: the text is to be looked at again.
CREATE OR REPLACE FUNCTION campaigns.words_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update campaigns.member
  set words_changed_at = now()
  where contribution_id = new.contribution_id
    and state <> 'out'
    and words_changed_at is null;
  delete from campaigns.examined
  where contribution_id = new.contribution_id;
  return null;
end
$function$
;

-- A detached author leaves no address, no draft and no label in the openings.
CREATE OR REPLACE FUNCTION contributions.detach_beside()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from contributions.contact where contribution_id = new.id;
  delete from contributions.draft where id = old.draft_id;
  perform journal.detach_author(new.id);
  return null;
end
$function$
;

-- Erasing a contribution erases its wordings, what it proposed for each of its passages, where its author wanted the answer, and what it was written from.
CREATE OR REPLACE FUNCTION contributions.forget_beside()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update contributions.amended_passage
  set proposed_text = '…'
  where contribution_id = new.id
    and proposed_text <> '…';
  update contributions.reworded_passage
  set proposed_text = '…'
  where contribution_id = new.id
    and proposed_text <> '…';
  update contributions.rewording
  set body = '…', proposed_text = case when proposed_text is not null then '…' end
  where contribution_id = new.id
    and (body, coalesce(proposed_text, '…')) is distinct from ('…', '…');
  delete from contributions.contact where contribution_id = new.id;
  delete from contributions.draft where id = old.draft_id;
  delete from contributions.synthetic_label where contribution_id = new.id;
  return null;
end
$function$
;

-- The act is written in the transaction that changes the state: both have its time.
CREATE OR REPLACE FUNCTION contributions.hiding_has_its_act()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not exists (
    select
    from moderation.act
    where act.contribution_id = new.id
      and act.verb = case new.state when 'hidden' then 'hide' else 'ask_rephrase' end
      and act.made_at = now()
  ) then
    raise exception 'a contribution leaves sight with an act, its ground and its reason'
      using errcode = '23514', constraint = 'hiding_has_its_act';
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION contributions.is_erased(object uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (select from contributions.contribution where id = object and state = 'erased')
$function$
;

CREATE OR REPLACE FUNCTION contributions.keep_part_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE'
    or to_jsonb(new) - 'proposed_text' is distinct from to_jsonb(old) - 'proposed_text'
    or new.proposed_text is distinct from '…'
    or not contributions.is_erased(old.contribution_id) then
    raise exception 'the words of a contribution are never edited' using errcode = '23514', constraint = 'words_are_kept';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION contributions.keep_rewording()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  words constant text[] := array['body', 'proposed_text'];
begin
  if tg_op = 'UPDATE' and contributions.is_erased(old.contribution_id) and new.body = '…'
    and coalesce(new.proposed_text, '…') = '…' and (new.proposed_text is null) = (old.proposed_text is null)
    and to_jsonb(new) - words = to_jsonb(old) - words then
    return new;
  end if;
  raise exception 'append-only: % of contributions.rewording is refused', tg_op using errcode = '23514';
end
$function$
;

CREATE OR REPLACE FUNCTION contributions.keep_states()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  origins constant jsonb := '{
    "received": ["rephrase_asked"],
    "published": ["received", "rephrase_asked", "hidden"],
    "rephrase_asked": ["received", "published"],
    "hidden": ["received", "rephrase_asked", "published"],
    "withdrawn": ["received", "published", "rephrase_asked", "hidden"],
    "erased": ["received", "published", "rephrase_asked", "hidden", "withdrawn"]
  }';
begin
  if new.state <> old.state and not (origins -> new.state) ? old.state then
    raise exception 'a contribution does not go from % to %', old.state, new.state
      using errcode = '23514', constraint = 'states_follow';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION contributions.keep_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  -- what may change: the state; the account, which can be deleted
  movable text[] := array['state', 'published_at', 'person_id'];
begin
  if new.state = 'erased' then
    movable := movable || array[
      'body', 'title', 'proposed_text', 'about_text', 'channel_detail', 'organisation', 'author_name', 'draft_id', 'territory_code',
      'category_code', 'erased_at', 'erasure_basis'
    ];
  elsif new.detached_at is not null and old.detached_at is null then
    movable := movable || array['author_name', 'organisation', 'draft_id', 'detached_at'];
  elsif current_setting('jalon.rectifying', true) = old.id::text and old.detached_at is null then
    movable := movable || array['author_name', 'organisation', 'category_code'];
  end if;
  if to_jsonb(new) - movable is distinct from to_jsonb(old) - movable then
    raise exception 'the words of a contribution are never edited' using errcode = '23514', constraint = 'words_are_kept';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION contributions.one_level_of_discussion()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not exists (
    select
    from contributions.contribution as subject
    where subject.id = new.about_contribution_id
      and subject.process_id = new.process_id
      and subject.about_contribution_id is null
  ) then
    raise exception 'one argues about a contribution of the same process that is no argument itself'
      using errcode = '23514', constraint = 'one_level_of_discussion';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION contributions.parts_are_whole()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  contribution_of constant uuid := case tg_table_name when 'contribution' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'contribution_id')::uuid end;
  amendment contributions.contribution%rowtype;
begin
  select * into amendment from contributions.contribution where id = contribution_of;
  if amendment.part_count <> 1 + (select count(*) from contributions.amended_passage as part where part.contribution_id = amendment.id) then
    raise exception 'an amendment has the passages it was sent with' using errcode = '23514', constraint = 'parts_are_whole';
  end if;
  if exists (
    select
    from (
      select amendment.passage_id
      union all
      select part.passage_id
      from contributions.amended_passage as part
      where part.contribution_id = amendment.id
    ) as part
    group by part.passage_id
    having count(*) > 1
  ) then
    raise exception 'an amendment names a passage once' using errcode = '23514', constraint = 'a_passage_once';
  end if;
  if exists (
    select
    from contributions.amended_passage as part
    left join documents.edition_passage as here
      on here.edition_id = amendment.edition_id and here.passage_id = part.passage_id
    where part.contribution_id = amendment.id
      and here.text is distinct from part.about_text
  ) then
    raise exception 'the passages of an amendment are those of its edition' using errcode = '23514', constraint = 'passages_of_one_edition';
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION contributions.refuse_words_on_erased()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- whoever erases it at this moment goes first
  perform from contributions.contribution where id = new.contribution_id for share;
  if contributions.is_erased(new.contribution_id) then
    raise exception 'an erased contribution takes no words' using errcode = '23514', constraint = 'erased_takes_no_words';
  end if;
  return new;
end
$function$
;

-- Erased is erased: the words and the person leave the row with the state. The text it was about stays, it is a public document.
CREATE OR REPLACE FUNCTION contributions.take_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.body := '…';
  new.title := null;
  new.proposed_text := case when new.proposed_text is not null then '…' end;
  new.channel_detail := null;
  new.organisation := null;
  new.author_name := null;
  new.person_id := null;
  new.draft_id := null;
  new.territory_code := null;
  new.category_code := null;
  new.erased_at := coalesce(old.erased_at, new.erased_at, now());
  new.erasure_basis := coalesce(old.erasure_basis, new.erasure_basis, 'rgpd-17');
  return new;
end
$function$
;

-- All that was ever written in a contribution, white space folded.
CREATE OR REPLACE FUNCTION contributions.words_ever(object uuid)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select string_agg(regexp_replace(words, '\s+', ' ', 'g'), E'\n')
  from (
    select concat_ws(E'\n', title, body, proposed_text) as words from contributions.contribution where id = object
    union all
    select concat_ws(E'\n', body, proposed_text) from contributions.rewording where contribution_id = object
    union all
    select concat_ws(E'\n', body, proposed_text) from moderation.mask where contribution_id = object
    union all
    select proposed_text from contributions.amended_passage where contribution_id = object
    union all
    select proposed_text from contributions.reworded_passage where contribution_id = object
    union all
    select proposed_text from moderation.masked_passage where contribution_id = object
  ) as part
$function$
;

CREATE OR REPLACE FUNCTION corpus.follow_category()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update corpus.line set category_code = new.category_code where contribution_id = new.id;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION corpus.follow_covering()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform corpus.write_answers(array(select contribution_id from touched));
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION corpus.follow_decision()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform corpus.write_answers(array(select contribution_id from decisions.covering where decision_id = new.id and is_in_force));
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION corpus.follow_insert()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  published uuid[] := (select array_agg(id) from added where state = 'published');
begin
  if published is not null then
    perform corpus.write_lines(published);
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION corpus.follow_state()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.state = 'published' then
    perform corpus.write_lines(array[new.id]);
  else
    delete from corpus.line where contribution_id = new.id;
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION corpus.follow_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- whoever publishes it at this moment goes first, or waits: no mask is missed by the words
  perform from contributions.contribution where id = new.contribution_id for no key update;
  perform corpus.write_lines(array[new.contribution_id]);
  return null;
end
$function$
;

-- Words between single spaces, however they were typed: compatibility forms composed, invisible characters dropped, accents dropped, apostrophes, hyphens and slashes cut; the two feminine endings whose stem would hang on their accent.
CREATE OR REPLACE FUNCTION corpus.plain(typed text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select regexp_replace(
    regexp_replace(
      regexp_replace(
        lower(
          corpus.unaccented(
            regexp_replace(normalize(coalesce(typed, ''), nfkc), '[\u00ad\u200b-\u200d\u2060\ufeff]+', '', 'g')
          )
        ),
        '[^[:alnum:]]+', ' ', 'g'
      ),
      'ees?\M', 'e', 'g'
    ),
    'iere(s?)\M', 'ier\1', 'g'
  )
$function$
;

-- All of these words or phrases and none of those; null, which finds nothing, when no letter or digit is asked for.
CREATE OR REPLACE FUNCTION corpus.query_of(wanted text[], refused text[])
 RETURNS tsquery
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
declare
  words text;
  part tsquery;
  whole tsquery;
begin
  foreach words in array wanted loop
    continue when btrim(corpus.plain(words)) = '';
    part := phraseto_tsquery('corpus.french'::regconfig, corpus.plain(words));
    whole := coalesce(whole && part, part);
  end loop;
  foreach words in array refused loop
    continue when btrim(corpus.plain(words)) = '';
    part := !! phraseto_tsquery('corpus.french'::regconfig, corpus.plain(words));
    whole := coalesce(whole && part, part);
  end loop;
  return whole;
end
$function$
;

-- é is e, œ is oe, whatever the locale of the database.
CREATE OR REPLACE FUNCTION corpus.unaccented(typed text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$select corpus.unaccent('corpus.without_accents'::regdictionary, typed)$function$
;

-- What the words of a contribution are found by.
CREATE OR REPLACE FUNCTION corpus.vector_of(title text, body text, proposed text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select to_tsvector('corpus.french'::regconfig, corpus.plain(concat_ws(' ', title, body, proposed)))
$function$
;

-- The answers of those of these contributions that are published.
CREATE OR REPLACE FUNCTION corpus.write_answers(touched uuid[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
$function$
;

-- Lines and words of those of these contributions that are published.
CREATE OR REPLACE FUNCTION corpus.write_lines(touched uuid[])
 RETURNS void
 LANGUAGE sql
AS $function$
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
$function$
;

-- The legal bases of an erasure, as the log writes them.
CREATE OR REPLACE FUNCTION data_rights.closed_bases()
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select array['rgpd-17', 'rgpd-21', 'rgpd-9', 'court', 'law', 'retention']
$function$
;

-- Name, address, sessions, drafts, mails and rights of an account; the row keeps its random id, which acts and supports name.
CREATE OR REPLACE FUNCTION data_rights.erase_person(erased uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  address text;
begin
  select email into address from accounts.person where id = erased for update;
  perform notices.forget(array(select id from notices.mail where to_address = address));
  -- a purged mail keeps the key that it is sent once by
  update notices.mail set dedupe_key = null where right(dedupe_key, length(address) + 1) = ':' || address;
  delete from accounts.session where person_id = erased;
  delete from accounts.sign_in_link where email = address;
  delete from accounts.role_grant where person_id = erased;
  delete from processes.circle_member where person_id = erased;
  delete from reading.note where person_id = erased;
  delete from contributions.draft where person_id = erased;
  update polls.statement set proposed_by = null where proposed_by = erased;
  update accounts.person
  set status = 'erased', email = id || '@efface.invalid', display_name = '…', password_hash = null
  where id = erased;
end
$function$
;

CREATE OR REPLACE FUNCTION data_rights.forget_requests()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update data_rights.request
  set person_id = null, email = null, words = null, token_hash = null
  where person_id = new.id
    or email = old.email;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION data_rights.keep_request()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  personal constant text[] := array['person_id', 'email', 'words', 'token_hash'];
  movable constant text[] := personal || array['state', 'basis', 'reason', 'closed_at', 'version'];
begin
  if tg_op = 'DELETE'
    or to_jsonb(new) - movable is distinct from to_jsonb(old) - movable
    or (old.closed_at is not null and to_jsonb(new) - personal is distinct from to_jsonb(old) - personal)
    or (new.words is distinct from old.words and new.words is not null)
    or (new.email is distinct from old.email and new.email is not null) then
    raise exception 'a request is answered, never rewritten' using errcode = '23514', constraint = 'request_is_kept';
  end if;
  return new;
end
$function$
;

-- What an erased or detached contribution must not have kept, and where: no row, ever.
CREATE OR REPLACE FUNCTION data_rights.remains()
 RETURNS TABLE(number bigint, place text)
 LANGUAGE sql
 STABLE
AS $function$
  with erased as (
    select id, contribution.number from contributions.contribution where state = 'erased'
  )
  select erased.number, 'contributions.rewording' from erased
  join contributions.rewording on contribution_id = erased.id
  where (rewording.body, coalesce(rewording.proposed_text, '…')) is distinct from ('…', '…')
  union all
  select erased.number, 'contributions.amended_passage' from erased
  join contributions.amended_passage on contribution_id = erased.id
  where proposed_text <> '…'
  union all
  select erased.number, 'contributions.reworded_passage' from erased
  join contributions.reworded_passage on contribution_id = erased.id
  where proposed_text <> '…'
  union all
  select erased.number, 'contributions.contact' from erased
  join contributions.contact on contribution_id = erased.id
  union all
  select erased.number, 'contributions.synthetic_label' from erased
  join contributions.synthetic_label on contribution_id = erased.id
  union all
  select erased.number, 'moderation.mask' from erased
  join moderation.mask on contribution_id = erased.id
  where (body, coalesce(proposed_text, '…'), reason) is distinct from ('…', '…', '…')
  union all
  select erased.number, 'moderation.masked_passage' from erased
  join moderation.masked_passage on contribution_id = erased.id
  where proposed_text <> '…'
  union all
  select erased.number, 'moderation.act' from erased
  join moderation.act on contribution_id = erased.id
  where reason <> '…'
  union all
  select erased.number, 'moderation.appeal' from erased
  join moderation.appeal on contribution_id = erased.id
  where (words, coalesce(outcome_reason, '…')) is distinct from ('…', '…')
  union all
  select erased.number, 'moderation.flag' from erased
  join moderation.flag on contribution_id = erased.id
  union all
  select erased.number, 'reading.note' from erased
  join reading.note on contribution_id = erased.id
  union all
  select erased.number, 'themes.code' from erased
  join themes.code on contribution_id = erased.id
  where quote <> repeat('…', char_length(quote))
  union all
  select erased.number, 'themes.suggestion' from erased
  join themes.suggestion on contribution_id = erased.id
  where why <> '{"words": []}'
  union all
  select erased.number, 'themes.reconciliation' from erased
  join themes.reconciliation on contribution_id = erased.id
  where note <> ''
  union all
  select erased.number, 'drafts.draft_place' from erased
  join drafts.draft_place on contribution_id = erased.id
  where words <> '{}'
  union all
  select erased.number, 'synthesis.claim_contribution' from erased
  join synthesis.claim_contribution on contribution_id = erased.id
  where quote is not null
  union all
  select erased.number, 'synthesis.published_source' from erased
  join synthesis.published_source on contribution_id = erased.id
  where quote is not null
  union all
  select erased.number, 'answers.opinion' from erased
  join answers.opinion on contribution_id = erased.id
  where why is not null
  union all
  select erased.number, 'notices.mail' from erased
  join notices.mail on subject_id = erased.id
  where to_address || text_body <> ''
  union all
  select erased.number, 'corpus.line' from erased
  join corpus.line on contribution_id = erased.id
  union all
  select erased.number, 'journal.opening' from erased
  join journal.opening on o = erased.id
  union all
  select contribution.number, 'journal.opening' from contributions.contribution
  join journal.opening on o = contribution.id
  where contribution.detached_at is not null
    and opening.author_label is not null
$function$
;

CREATE OR REPLACE FUNCTION decisions.check_reviewed(draft decisions.decision)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if draft.discarded_at is not null then
    raise exception 'a discarded draft is not published' using errcode = '23514', constraint = 'discarded_stays_a_draft';
  end if;
  if exists (select from processes.process where id = draft.process_id and needs_second_reader)
    and not (
      draft.review = 'approved'
      and exists (
        select
        from decisions.review
        where decision_id = draft.id
          and version = draft.version
          and act = 'approved'
          and made_by is distinct from draft.decided_by
          and made_by is distinct from draft.written_by
      )
    ) then
    raise exception 'a second person has not approved this version' using errcode = '23514', constraint = 'reviewed_before_publication';
  end if;
end
$function$
;

-- Contributions join or leave a decision only while it is a draft that nobody is reviewing.
CREATE OR REPLACE FUNCTION decisions.covering_of_a_draft()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (
    select
    from touched
    join decisions.decision on decision.id = touched.decision_id
    where decision.state <> 'draft'
  ) then
    raise exception 'a published decision keeps its contributions' using errcode = '23514', constraint = 'covering_is_kept';
  end if;
  if exists (
    select
    from touched
    join decisions.decision on decision.id = touched.decision_id
    where decision.review in ('asked', 'approved')
  ) then
    raise exception 'a draft under review keeps its contributions' using errcode = '23514', constraint = 'covering_under_review';
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION decisions.force_follows_state()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (
    select
    from decisions.covering
    join decisions.decision on decision.id = covering.decision_id
    where covering.decision_id = new.decision_id
      and covering.contribution_id = new.contribution_id
      and case
        when covering.is_in_force then decision.state = 'replaced' or decision.discarded_at is not null
        when decision.state = 'draft' then false
        else not exists (
          select
          from decisions.covering as next
          join decisions.decision as later on later.id = next.decision_id
          where next.decision_id = covering.ended_by
            and next.contribution_id = covering.contribution_id
            and later.replaces = covering.decision_id
            and later.state <> 'draft'
        )
      end
  ) then
    raise exception 'a published decision is in force until another takes the contribution over'
      using errcode = '23514', constraint = 'force_follows_state';
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION decisions.inserted_as_draft()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.state <> 'draft' then
    perform decisions.check_reviewed(new);
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION decisions.keep_covering()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a covering is never moved, and ends once' using errcode = '23514', constraint = 'covering_is_kept';
end
$function$
;

CREATE OR REPLACE FUNCTION decisions.keep_published()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'draft' then
      raise exception 'a published decision stays' using errcode = '23514', constraint = 'decision_is_kept';
    end if;
    return old;
  end if;
  if old.state <> 'draft' and (
    to_jsonb(new) - 'state' is distinct from to_jsonb(old) - 'state'
    or (new.state <> old.state and (old.state, new.state) <> ('published', 'replaced'))
  ) then
    raise exception 'a published decision is replaced, not edited' using errcode = '23514', constraint = 'decision_is_kept';
  end if;
  if old.state = 'draft' and (new.verdict, new.reason, new.answer, new.addressed_to, new.revision_reason)
    is distinct from (old.verdict, old.reason, old.answer, old.addressed_to, old.revision_reason)
    and new.version = old.version then
    raise exception 'other words are another version' using errcode = '23514', constraint = 'words_have_a_version';
  end if;
  if old.state = 'draft' and new.version <> old.version then
    new.review := 'none';
  end if;
  if old.state = 'draft' and new.state <> 'draft' then
    perform decisions.check_reviewed(old);
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION decisions.phase_is_answered()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.answered_at is not null and old.answered_at is null and decisions.unanswered(new.process_id) > 0 then
    raise exception 'contributions without an answer remain' using errcode = '23514', constraint = 'every_contribution_is_answered';
  end if;
  return new;
end
$function$
;

-- A review is for the present version, in order, and never by who wrote it.
CREATE OR REPLACE FUNCTION decisions.review_by_another()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  draft decisions.decision;
begin
  select * into strict draft from decisions.decision where id = new.decision_id for no key update;
  if draft.state <> 'draft' or draft.discarded_at is not null then
    raise exception 'only a draft is reviewed' using errcode = '23514', constraint = 'review_of_a_draft';
  end if;
  if draft.version <> new.version then
    raise exception 'the draft has another version' using errcode = '23514', constraint = 'review_of_present_version';
  end if;
  if (new.act = 'asked' and draft.review in ('asked', 'approved'))
    or (new.act = 'taken_back' and draft.review not in ('asked', 'approved'))
    or (new.act in ('approved', 'sent_back') and draft.review <> 'asked') then
    raise exception 'not the turn of this act' using errcode = '23514', constraint = 'review_in_order';
  end if;
  if new.act in ('approved', 'sent_back') and new.made_by in (draft.decided_by, draft.written_by) then
    raise exception 'nobody reviews what they wrote' using errcode = '23514', constraint = 'review_by_another';
  end if;
  update decisions.decision
  set review = case new.act when 'taken_back' then 'none' else new.act end
  where id = new.decision_id;
  return new;
end
$function$
;

-- Published contributions of a process without a published answer.
CREATE OR REPLACE FUNCTION decisions.unanswered(process uuid)
 RETURNS bigint
 LANGUAGE sql
 STABLE
AS $function$
  select count(*)
  from contributions.public_contribution as contribution
  where contribution.process_id = process
    and not exists (
      select
      from decisions.covering
      join decisions.decision on decision.id = covering.decision_id
      where covering.contribution_id = contribution.id
        and covering.is_in_force
        and decision.state = 'published'
    )
$function$
;

CREATE OR REPLACE FUNCTION documents.begin_as_draft()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.state <> 'draft' then
    raise exception 'an edition begins as a draft' using errcode = '23514', constraint = 'edition_begins_as_draft';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION documents.complete_lineage()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.from_document_id := coalesce(
    new.from_document_id, (select document_id from documents.node where id = new.from_node_id)
  );
  new.to_document_id := coalesce(
    new.to_document_id, (select document_id from documents.node where id = new.to_node_id)
  );
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION documents.keep_identity()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' and new is not distinct from old then
    return new;
  end if;
  raise exception 'an identity never changes' using errcode = '23514', constraint = 'identity_is_kept';
end
$function$
;

CREATE OR REPLACE FUNCTION documents.keep_lineage()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (
    select
    from documents.edition
    where id in (
        case when tg_op <> 'INSERT' then old.edition_id end,
        case when tg_op <> 'DELETE' then new.edition_id end
      )
      and state = 'published'
  ) then
    raise exception 'a published edition never changes' using errcode = '23514', constraint = 'edition_is_immutable';
  end if;
  if tg_op = 'DELETE' and old.edition_id is null then
    raise exception 'lineage is withdrawn, never deleted' using errcode = '23514', constraint = 'lineage_is_kept';
  end if;
  if tg_op = 'UPDATE' and (
    old.removed_at is not null
    or to_jsonb(new) - 'removed_at' - 'removed_by' <> to_jsonb(old) - 'removed_at' - 'removed_by'
  ) then
    raise exception 'lineage is withdrawn, never changed' using errcode = '23514', constraint = 'lineage_is_kept';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$function$
;

CREATE OR REPLACE FUNCTION documents.lineage_agrees()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.removed_at is not null or new.edition_id is not null then
    return new;
  end if;
  perform from documents.document where id in (new.from_document_id, new.to_document_id) order by id for no key update;
  if exists (
    select
    from documents.lineage as other
    where other.id <> new.id
      and other.removed_at is null
      and other.edition_id is null
      and other.from_document_id = new.from_document_id
      and other.to_document_id = new.to_document_id
      and (
        (other.from_node_id = new.from_node_id and (other.kind = 'dropped') <> (new.kind = 'dropped'))
        or (other.to_node_id = new.to_node_id and (other.kind = 'new') <> (new.kind = 'new'))
      )
  ) then
    raise exception 'an element is either dropped or goes on, new or descended' using errcode = '23514', constraint = 'lineage_agrees';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION documents.refuse_published_edition()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.state = 'published' then
    raise exception 'a published edition never changes' using errcode = '23514', constraint = 'edition_is_immutable';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$function$
;

CREATE OR REPLACE FUNCTION documents.refuse_published_part()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  touched uuid[] := array[]::uuid[];
begin
  if tg_op in ('UPDATE', 'DELETE') then touched := touched || old.edition_id; end if;
  if tg_op in ('UPDATE', 'INSERT') then touched := touched || new.edition_id; end if;
  if exists (select from documents.edition where id = any (touched) and state = 'published') then
    raise exception 'a published edition never changes' using errcode = '23514', constraint = 'edition_is_immutable';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$function$
;

CREATE OR REPLACE FUNCTION drafts.forget_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update drafts.draft_place
  set words = '{}', is_stale = true
  where contribution_id = new.id;
  delete from drafts.draft_phrase where evidence = array[new.id];
  update drafts.draft_phrase
  set evidence = array_remove(evidence, new.id)
  where new.id = any (evidence);
  -- vectors are kept by the hash of a text, folded with its near-duplicates: a cache, made again when it is wanted
  delete from drafts.embedding;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION drafts.keep_draft()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' or old.finished_at is not null or old.failed_at is not null then
    raise exception 'a draft that is done is never rewritten' using errcode = '23514', constraint = 'draft_is_kept';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION drafts.keep_processing_entry()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  movable constant text[] := array['ended_by', 'ended_role', 'ended_at'];
begin
  if tg_op = 'DELETE' or old.ended_at is not null or to_jsonb(new) - movable is distinct from to_jsonb(old) - movable then
    raise exception 'an entry of the register ends with its date, never rewritten'
      using errcode = '23514', constraint = 'processing_entry_is_kept';
  end if;
  return new;
end
$function$
;

-- When the public words change, the place that the words before had is no longer theirs.
CREATE OR REPLACE FUNCTION drafts.places_go_stale()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update drafts.draft_place
  set is_stale = true
  where contribution_id = new.contribution_id
    and not is_stale;
  return null;
end
$function$
;

-- Every passage and element of an edition that differs from the edition before, one row each: an element renumbered, or with another carrier, status or target, is updated. Empty for a first edition.
CREATE OR REPLACE FUNCTION editions.difference(edition uuid)
 RETURNS TABLE(kind text, passage_id uuid, node_id uuid, before_text text, after_text text)
 LANGUAGE sql
 STABLE
AS $function$
  with
  this as (
    select id, document_id, number, created_at >= (select since from editions.wider_rules) as is_wide
    from documents.edition
    where id = difference.edition
  ),
  earlier as (
    select previous.id
    from documents.edition as previous
    join this on this.document_id = previous.document_id
    where previous.number < this.number
    order by previous.number desc
    limit 1
  ),
  old_passage as (select * from documents.edition_passage where edition_id = (select id from earlier)),
  new_passage as (select * from documents.edition_passage where edition_id = edition),
  displaced_passage as (
    select unnest(editions.displaced(array_agg(o.passage_id order by o.position), array_agg(o.passage_id order by n.position))) as id
    from old_passage as o
    join new_passage as n on n.passage_id = o.passage_id and n.node_id = o.node_id
    where (select is_wide from this)
    group by o.node_id
  ),
  passage_fate as (
    select from_passage_id, to_passage_id, kind
    from documents.passage_lineage
    where edition_id = edition
      and (select is_wide from this)
  ),
  -- what the text commits to: a target, not what was measured since nor where it was read
  target as (
    select edition_figure.edition_id, edition_figure.node_id,
      jsonb_agg(
        jsonb_build_array(
          edition_figure.value, edition_figure.unit, edition_figure.due_on, edition_figure.territory_code
        )
        order by edition_figure.position
      ) as targets
    from documents.edition_figure
    where edition_figure.edition_id in (edition, (select id from earlier))
      and edition_figure.kind = 'target'
    group by edition_figure.edition_id, edition_figure.node_id
  ),
  part as (
    select edition_node.*,
      jsonb_build_array(
        edition_node.code, edition_node.type, edition_node.carrier, edition_node.status, target.targets
      ) as facts
    from documents.edition_node
    left join target on target.edition_id = edition_node.edition_id and target.node_id = edition_node.node_id
    where edition_node.edition_id in (edition, (select id from earlier))
  ),
  old_node as (select * from part where edition_id = (select id from earlier)),
  new_node as (select * from part where edition_id = edition),
  displaced_node as (
    select unnest(editions.displaced(array_agg(o.node_id order by o.position), array_agg(o.node_id order by n.position))) as id
    from old_node as o
    join new_node as n on n.node_id = o.node_id and n.parent_node_id is not distinct from o.parent_node_id
    where (select is_wide from this)
    group by o.parent_node_id
  ),
  node_fate as (
    select lineage.from_node_id, lineage.to_node_id, lineage.kind
    from documents.lineage
    where lineage.edition_id = edition
      and lineage.removed_at is null
      and (select is_wide from this)
  ),
  paired as (
    select o.node_id as old_id, n.node_id as new_id, o.title as old_title, n.title as new_title,
      o.parent_node_id is distinct from n.parent_node_id
        or n.node_id in (select id from displaced_node) as is_moved,
      o.facts <> n.facts as is_updated
    from old_node as o
    full join new_node as n on n.node_id = o.node_id
  )
  select
    case
      when o.passage_id is null and n.passage_id in (select to_passage_id from passage_fate where kind = 'split') then 'passage_split'
      when o.passage_id is null then 'passage_added'
      when n.passage_id is null and o.passage_id in (select from_passage_id from passage_fate where kind = 'merged') then 'passage_merged'
      when n.passage_id is null then 'passage_removed'
      when o.text <> n.text then 'passage_rewritten'
      else 'passage_moved'
    end,
    coalesce(n.passage_id, o.passage_id),
    null::uuid,
    o.text,
    n.text
  from old_passage as o
  full join new_passage as n on n.passage_id = o.passage_id
  where exists (select from earlier)
    and (
      o.passage_id is null
      or n.passage_id is null
      or o.text <> n.text
      or o.node_id <> n.node_id
      or n.passage_id in (select id from displaced_passage)
    )
  union all
  select
    case
      when old_id is null and new_id in (select to_node_id from node_fate where kind = 'split') then 'node_split'
      when old_id is null then 'node_added'
      when new_id is null and old_id in (select from_node_id from node_fate where kind = 'merged') then 'node_merged'
      when new_id is null then 'node_removed'
      when old_title <> new_title then 'node_retitled'
      when is_moved then 'node_moved'
      else 'node_updated'
    end,
    null::uuid,
    coalesce(new_id, old_id),
    old_title,
    new_title
  from paired
  where exists (select from earlier)
    and (
      old_id is null
      or new_id is null
      or old_title <> new_title
      or ((is_moved or is_updated) and (select is_wide from this))
    )
$function$
;

CREATE OR REPLACE FUNCTION editions.displaced(before_order uuid[], after_order uuid[])
 RETURNS uuid[]
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
declare
  ranks integer[];
  tails integer[] := array[]::integer[];
  previous integer[] := array[]::integer[];
  low integer;
  high integer;
  middle integer;
  length_kept integer := 0;
  at integer;
  kept boolean[] := array_fill(false, array[coalesce(array_length(after_order, 1), 0)]);
begin
  if before_order = after_order then return array[]::uuid[]; end if;
  select array_agg(earlier.rank::integer order by later.rank) into ranks
  from unnest(after_order) with ordinality as later (id, rank)
  join unnest(before_order) with ordinality as earlier (id, rank) on earlier.id = later.id;
  for i in 1 .. array_length(ranks, 1) loop
    low := 1;
    high := length_kept;
    while low <= high loop
      middle := (low + high) / 2;
      if ranks[tails[middle]] < ranks[i] then low := middle + 1; else high := middle - 1; end if;
    end loop;
    previous[i] := case when low > 1 then tails[low - 1] end;
    tails[low] := i;
    length_kept := greatest(length_kept, low);
  end loop;
  at := tails[length_kept];
  while at is not null loop
    kept[at] := true;
    at := previous[at];
  end loop;
  return array(
    select after_order[i] from generate_subscripts(after_order, 1) as i where not kept[i] order by i
  );
end
$function$
;

CREATE OR REPLACE FUNCTION editions.edition_is_accounted_for()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  found_problem record;
begin
  if new.state = 'published' and old.state = 'draft' then
    select * into found_problem from editions.problems(new.id) limit 1;
    if found then
      raise exception 'the edition has a difference that nothing accounts for: %', found_problem.problem
        using errcode = '23514', constraint = 'every_change_is_accounted_for';
    end if;
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION editions.keep_published_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (
    select
    from documents.edition
    where id in (
        case when tg_op <> 'INSERT' then old.edition_id end,
        case when tg_op <> 'DELETE' then new.edition_id end
      )
      and state = 'published'
  ) then
    raise exception 'the changes of a published edition stay' using errcode = '23514', constraint = 'edition_is_immutable';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$function$
;

CREATE OR REPLACE FUNCTION editions.keep_published_link()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (
    select
    from editions.change
    join documents.edition on edition.id = change.edition_id
    where change.id in (
        case when tg_op <> 'INSERT' then old.change_id end,
        case when tg_op <> 'DELETE' then new.change_id end
      )
      and edition.state = 'published'
  ) then
    raise exception 'the changes of a published edition stay' using errcode = '23514', constraint = 'edition_is_immutable';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$function$
;

-- What still forbids the publication of an edition (invariant: each difference has one change, each change its decisions or a reason).
CREATE OR REPLACE FUNCTION editions.problems(edition uuid)
 RETURNS TABLE(problem text, passage_id uuid, node_id uuid)
 LANGUAGE sql
 STABLE
AS $function$
  with
  difference as materialized (select * from editions.difference(edition)),
  change as materialized (select * from editions.change where edition_id = edition)
  select 'difference_without_change', difference.passage_id, difference.node_id
  from difference
  where (difference.kind, coalesce(difference.passage_id, difference.node_id))
    not in (select change.kind, coalesce(change.passage_id, change.node_id) from change)
  union all
  select 'change_without_difference', change.passage_id, change.node_id
  from change
  where (change.kind, coalesce(change.passage_id, change.node_id))
    not in (select difference.kind, coalesce(difference.passage_id, difference.node_id) from difference)
  union all
  select 'change_without_reason', change.passage_id, change.node_id
  from change
  where change.editorial_reason is null
    and change.id not in (select change_decision.change_id from editions.change_decision)
$function$
;

-- Deletes the label of the author and its nonce in every revision: ha becomes noise, the text stays verifiable.
CREATE OR REPLACE FUNCTION journal.detach_author(object uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  detached integer;
begin
  perform set_config('jalon.erasing', object::text, true);
  update journal.opening set author_nonce = null, author_label = null where o = object and author_nonce is not null;
  get diagnostics detached = row_count;
  perform set_config('jalon.erasing', '', true);
  return detached;
end
$function$
;

-- Deletes content and nonces of every revision of an object: its commitments become noise.
CREATE OR REPLACE FUNCTION journal.erase_openings(object uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  erased integer;
begin
  perform set_config('jalon.erasing', object::text, true);
  delete from journal.opening where o = object;
  get diagnostics erased = row_count;
  perform set_config('jalon.erasing', '', true);
  return erased;
end
$function$
;

CREATE OR REPLACE FUNCTION journal.forget_openings()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform journal.erase_openings(new.id);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION journal.guard_head()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then
    raise exception 'journal.head is never deleted' using errcode = '23514';
  end if;
  if new.size < old.size or (new.size = old.size and new.root <> old.root) then
    raise exception 'journal.head: size % to % would fork the log', old.size, new.size using errcode = '23514';
  end if;
  if old.origin is not null and new.origin is distinct from old.origin then
    raise exception 'journal.head: the origin is fixed' using errcode = '23514';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION journal.guard_opening()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if current_setting('jalon.erasing', true) is distinct from old.o::text then
    raise exception 'journal.opening: rows go only through journal.erase_openings or journal.detach_author' using errcode = '23514';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$function$
;

CREATE OR REPLACE FUNCTION journal.guard_tile()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then
    raise exception 'journal.tile is never deleted' using errcode = '23514';
  end if;
  if new.level <> old.level or new.n <> old.n or new.width < old.width
    or substring(new.hashes from 1 for 32 * old.width) <> old.hashes then
    raise exception 'journal.tile (%, %): the hashes held are no prefix of the new ones', old.level, old.n using errcode = '23514';
  end if;
  return new;
end
$function$
;

-- The time of a leaf: the clock of the database, truncated; official acts carry seconds.
CREATE OR REPLACE FUNCTION journal.leaf_time(official boolean)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select to_char(now() at time zone 'UTC', case when official then 'YYYY-MM-DD"T"HH24:MI:SS"Z"' else 'YYYY-MM-DD"T"HH24:MI"Z"' end)
$function$
;

-- Masks, reasons told to the author, appeals and flags quote the words: they go with them. The acts and their grounds stay.
CREATE OR REPLACE FUNCTION moderation.forget_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update moderation.mask
  set body = '…', proposed_text = case when proposed_text is not null then '…' end, reason = '…'
  where contribution_id = new.id
    and (body, coalesce(proposed_text, '…'), reason) is distinct from ('…', '…', '…');
  update moderation.masked_passage
  set proposed_text = '…'
  where contribution_id = new.id
    and proposed_text <> '…';
  update moderation.act
  set reason = '…'
  where contribution_id = new.id
    and reason <> '…';
  update moderation.appeal
  set words = '…', outcome_reason = case when outcome_reason is not null then '…' end
  where contribution_id = new.id
    and (words, coalesce(outcome_reason, '…')) is distinct from ('…', '…');
  delete from moderation.flag where contribution_id = new.id;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION moderation.keep_appeal()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  words constant text[] := array['words', 'outcome_reason'];
begin
  if tg_op = 'UPDATE' and contributions.is_erased(old.contribution_id) and new.words = '…'
    and coalesce(new.outcome_reason, '…') = '…' and to_jsonb(new) - words = to_jsonb(old) - words then
    return new;
  end if;
  if tg_op = 'DELETE' or old.outcome is not null or (new.outcome is not null and new.decided_by is null)
    or (new.contribution_id, new.act_id, new.words, new.made_at)
      is distinct from (old.contribution_id, old.act_id, old.words, old.made_at) then
    raise exception 'an appeal keeps its words and is decided once' using errcode = '23514', constraint = 'appeal_is_kept';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION moderation.keep_mask()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  words constant text[] := array['body', 'proposed_text', 'reason'];
begin
  if tg_op = 'UPDATE' and contributions.is_erased(old.contribution_id) and new.body = '…' and new.reason = '…'
    and coalesce(new.proposed_text, '…') = '…' and to_jsonb(new) - words = to_jsonb(old) - words then
    return new;
  end if;
  if tg_op = 'DELETE' or old.lifted_at is not null
    or to_jsonb(new) - 'lifted_at' is distinct from to_jsonb(old) - 'lifted_at' then
    raise exception 'a mask is lifted, never rewritten' using errcode = '23514', constraint = 'mask_is_kept';
  end if;
  return new;
end
$function$
;

-- Append-only, but for the words that go with an erased contribution.
CREATE OR REPLACE FUNCTION moderation.keep_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  words constant text := case tg_table_name when 'act' then 'reason' else 'proposed_text' end;
begin
  if tg_op = 'UPDATE' and contributions.is_erased(old.contribution_id) and to_jsonb(new) ->> words = '…'
    and to_jsonb(new) - words = to_jsonb(old) - words then
    return new;
  end if;
  raise exception 'append-only: % of moderation.% is refused', tg_op, tg_table_name using errcode = '23514';
end
$function$
;

CREATE OR REPLACE FUNCTION moderation.other_person_decides()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.decided_by is not null
    and exists (select from moderation.act where act.id = new.act_id and act.made_by = new.decided_by) then
    raise exception 'an appeal is decided by another person' using errcode = '23514', constraint = 'appeal_by_another_person';
  end if;
  return new;
end
$function$
;

-- What waits is not sent; of what was sent, that it was, why and when stays.
CREATE OR REPLACE FUNCTION notices.forget(mails uuid[])
 RETURNS void
 LANGUAGE sql
AS $function$
  delete from notices.mail
  where id = any (mails)
    and sent_at is null
    and failed_at is null
    and captured_at is null;
  update notices.mail
  set to_address = '', subject = '-', text_body = '', dedupe_key = null, last_error = null
  where id = any (mails);
$function$
;

CREATE OR REPLACE FUNCTION notices.forget_contribution()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform notices.forget(array(
    select mail.id
    from notices.mail
    where mail.subject_id = new.id
      or (mail.purpose = 'answer' and mail.text_body ~ ('/(fr|en)/contributions/' || new.number || '(?![0-9])'))
  ));
  return null;
end
$function$
;

-- Files of the synthesis hold quotes.
CREATE OR REPLACE FUNCTION office.forget_files()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- made again from what is public when somebody asks for one
  delete from office.file where name like '/__/demarches/%/synthese/%';
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION opinions.keep_crossed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' or exists (select from opinions.run where id = old.run_id and kind = 'final') then
    raise exception 'counts of a published result never change' using errcode = '23514', constraint = 'crossed_is_kept';
  end if;
  return old;
end
$function$
;

CREATE OR REPLACE FUNCTION opinions.keep_run()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then
    if old.kind <> 'live' then
      raise exception 'a kept result is never deleted' using errcode = '23514', constraint = 'run_is_kept';
    end if;
    return old;
  end if;
  if old.kind <> 'live' or new.kind <> 'daily' or to_jsonb(new) - 'kind' <> to_jsonb(old) - 'kind' then
    raise exception 'a published result never changes' using errcode = '23514', constraint = 'run_is_kept';
  end if;
  return new;
end
$function$
;

-- Statement trigger of every public table: the next request of every process renders anew.
CREATE OR REPLACE FUNCTION platform.bump_revision()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- once a transaction is enough; the setting is local, so a rolled back savepoint forgets it too
  if current_setting('jalon.bumped', true) = pg_current_xact_id()::text then
    return null;
  end if;
  update platform.revision
  set value = value + 1
  where stripe = (
    select stripe
    from platform.revision
    for update skip locked
    limit 1
  );
  if not found then
    insert into platform.revision (value) values (1);
  end if;
  perform set_config('jalon.bumped', pg_current_xact_id()::text, true);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION platform.make_append_only(target regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format(
    'create trigger append_only before update or delete on %s for each row execute function platform.refuse_change()', target
  );
  execute format(
    'create trigger append_only_truncate before truncate on %s for each statement execute function platform.refuse_change()', target
  );
end
$function$
;

-- Changes with every public write, with every phase that opens or closes, and each day (random orders are drawn per day).
CREATE OR REPLACE FUNCTION platform.public_revision()
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select concat_ws(
    '.',
    (select sum(value) from platform.revision),
    -- phases and questions open and close by the clock, without a write
    (select count(*) filter (where planned_opens_at <= now()) + count(*) filter (where planned_closes_at <= now())
     from processes.phase),
    (select count(*) filter (where opens_at <= now()) + count(*) filter (where closes_at <= now()) from polls.poll),
    to_char(now() at time zone 'Europe/Paris', 'YYYYMMDD')
  )
$function$
;

-- Trigger of append-only tables.
CREATE OR REPLACE FUNCTION platform.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'append-only: % of %.% is refused', tg_op, tg_table_schema, tg_table_name using errcode = '23514';
end
$function$
;

CREATE OR REPLACE FUNCTION platform.watch_public(watched regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format(
    'create trigger bump_revision after insert or update or delete on %s for each statement execute function platform.bump_revision()',
    watched
  );
end
$function$
;

-- The only definition of open: by the clock of the database.
CREATE OR REPLACE FUNCTION polls.is_open(poll polls.poll, at timestamp with time zone DEFAULT now())
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select poll.published_at is not null
    and at >= poll.opens_at
    and at < coalesce(poll.closed_at, poll.closes_at)
$function$
;

CREATE OR REPLACE FUNCTION polls.keep_poll()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then
    if old.published_at is not null then
      raise exception 'a published question is never deleted' using errcode = '23514', constraint = 'poll_is_kept';
    end if;
    return old;
  end if;
  if old.published_at is not null and (
    (new.process_id, new.number, new.published_at, new.opens_at, new.who_votes, new.mode, new.seed, new.language, new.title, new.introduction)
      is distinct from
      (old.process_id, old.number, old.published_at, old.opens_at, old.who_votes, old.mode, old.seed, old.language, old.title, old.introduction)
    or (old.closed_at is not null and (new.closed_at, new.close_reason) is distinct from (old.closed_at, old.close_reason))
  ) then
    raise exception 'a published question keeps its words and its rules' using errcode = '23514', constraint = 'poll_is_kept';
  end if;
  if old.published_at is not null and new.closes_at is distinct from old.closes_at
    and (new.closes_at < old.closes_at or now() >= coalesce(old.closed_at, old.closes_at))
  then
    raise exception 'the closing of a question is only put off, and only while it is open' using errcode = '23514', constraint = 'poll_closing_is_kept';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION polls.keep_statement()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then
    if exists (select from polls.poll where id = old.poll_id and published_at is not null) then
      raise exception 'a statement is hidden with a reason, never deleted' using errcode = '23514', constraint = 'statement_is_kept';
    end if;
    return old;
  end if;
  if (new.poll_id, new.number, new.origin, new.proposed_at) is distinct from (old.poll_id, old.number, old.origin, old.proposed_at)
    or (old.state <> 'waiting' and new.state = 'waiting')
    or (new.text is distinct from old.text and (
      old.origin = 'import' or exists (select from polls.poll where id = old.poll_id and published_at is not null)
    ))
  then
    raise exception 'the words of a statement are never changed once the question is public' using errcode = '23514', constraint = 'statement_is_kept';
  end if;
  return new;
end
$function$
;

-- The only definition of who belongs to a circle: everybody to the public one; a member of one to all that are wider. person null: a visitor.
CREATE OR REPLACE FUNCTION processes.holds(circle processes.circle, person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select circle.is_public
    or exists (
      select
      from processes.circle as own
      join processes.circle_member on circle_member.circle_id = own.id
      where own.process_id = circle.process_id
        and own.position <= circle.position
        and circle_member.person_id = person
    )
$function$
;

-- The only definition of open: by the clock of the database.
CREATE OR REPLACE FUNCTION processes.phase_is_open(phase processes.phase, at timestamp with time zone DEFAULT now())
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select at >= coalesce(phase.opened_at, phase.planned_opens_at)
    and at < coalesce(phase.closed_at, phase.planned_closes_at)
$function$
;

-- A moment as public documents write it.
CREATE OR REPLACE FUNCTION processes.utc(moment timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$function$
;

CREATE OR REPLACE FUNCTION reading.count_readers()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- whoever hides or publishes the contribution at this moment goes first, or waits
  perform from contributions.contribution where id in (select contribution_id from added) order by id for share;
  perform from corpus.line where contribution_id in (select contribution_id from added) order by contribution_id for no key update;
  update corpus.line
  set reader_count = (select count(*) from reading.mark where mark.contribution_id = line.contribution_id)
  where contribution_id in (select contribution_id from added);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION reading.forget_notes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from reading.note where contribution_id = new.id;
  delete from reading.assignment where contribution_id = new.id;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION synthesis.attachments_rest_on_public_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (
    select
    from added
    join synthesis.claim on claim.id = added.claim_id
    join contributions.contribution on contribution.id = added.contribution_id
    where contribution.process_id <> claim.process_id
      or contribution.state <> 'published'
  ) then
    raise exception 'a claim rests on published contributions of its process'
      using errcode = '23514', constraint = 'attachment_is_public';
  end if;
  if exists (
    select
    from added
    join contributions.public_contribution as contribution on contribution.id = added.contribution_id
    where added.quote is not null
      and not synthesis.occurs(added.quote, contribution.body, contribution.proposed_text, contribution.title)
  ) then
    raise exception 'a quote stands in the public words' using errcode = '23514', constraint = 'quote_is_public';
  end if;
  return null;
end
$function$
;

-- An erased contribution takes its quotes along.
CREATE OR REPLACE FUNCTION synthesis.forget_quotes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update synthesis.claim_contribution set quote = null where contribution_id = new.id and quote is not null;
  update synthesis.published_source set quote = null where contribution_id = new.id and quote is not null;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION synthesis.keep_attachment()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  removal constant text[] := array['removed_at', 'removed_by', 'removed_role'];
begin
  if tg_op = 'DELETE'
    or to_jsonb(new) - removal - 'quote' is distinct from to_jsonb(old) - removal - 'quote'
    or (new.quote is distinct from old.quote and new.quote is not null)
    or (old.removed_at is not null
      and (new.removed_at, new.removed_role) is distinct from (old.removed_at, old.removed_role)) then
    raise exception 'an attachment is removed, never edited' using errcode = '23514', constraint = 'attachment_is_kept';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION synthesis.keep_claim()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' or (new.id, new.number, new.process_id) is distinct from (old.id, old.number, old.process_id) then
    raise exception 'a claim is withdrawn, never deleted, and keeps its number' using errcode = '23514', constraint = 'claim_is_kept';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION synthesis.keep_publication()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' and old.hash is null and to_jsonb(new) - 'hash' = to_jsonb(old) - 'hash' then
    return new;
  end if;
  raise exception 'a published synthesis never changes' using errcode = '23514', constraint = 'publication_is_immutable';
end
$function$
;

CREATE OR REPLACE FUNCTION synthesis.keep_source()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' and new.quote is null and to_jsonb(new) - 'quote' = to_jsonb(old) - 'quote'
    and exists (select from contributions.contribution where id = old.contribution_id and state = 'erased') then
    return new;
  end if;
  raise exception 'a published synthesis never changes' using errcode = '23514', constraint = 'publication_is_immutable';
end
$function$
;

-- The one test that a quote stands in words: when it is kept, when it is published, and each time it is shown.
CREATE OR REPLACE FUNCTION synthesis.occurs(quote text, VARIADIC words text[])
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select coalesce(bool_or(strpos(synthesis.plain(one), synthesis.plain(quote)) > 0), false)
  from unnest(words) as one
$function$
;

-- Words without what only typography changes: kinds of apostrophes and of white space.
CREATE OR REPLACE FUNCTION synthesis.plain(words text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select btrim(regexp_replace(translate(words, '’‘ʼ', ''''''''), '[[:space:]\u00a0\u202f\u2009]+', ' ', 'g'))
$function$
;

CREATE OR REPLACE FUNCTION synthesis.publication_is_hashed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from synthesis.publication where id = new.id and hash is null) then
    raise exception 'a publication is hashed in the transaction that makes it'
      using errcode = '23514', constraint = 'publication_is_hashed';
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION synthesis.refuse_late_part()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (
    select
    from added
    join synthesis.publication on publication.id = added.publication_id
    where publication.hash is not null
  ) then
    raise exception 'a published synthesis never changes' using errcode = '23514', constraint = 'publication_is_immutable';
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION themes.code_fits()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- held against an edit of the codebook at the same moment
  perform
  from themes.theme
  join contributions.contribution on contribution.process_id = theme.process_id
  where theme.id = new.theme_id
    and theme.state = 'active'
    and contribution.id = new.contribution_id
  for share of theme;
  if not found then
    raise exception 'a code in force points to an active theme of its process'
      using errcode = '23514', constraint = 'code_points_to_active_theme';
  end if;
  if new.quote is not null and new.came_from is null and not exists (
    select
    from contributions.public_contribution as contribution
    where contribution.id = new.contribution_id
      and substr(
        themes.words_of(new.field, contribution.title, contribution.body, contribution.proposed_text),
        new.starts_at + 1,
        new.ends_at - new.starts_at
      ) = new.quote
  ) then
    raise exception 'quoted words are public words' using errcode = '23514', constraint = 'quote_is_in_the_words';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION themes.codings_of(contribution uuid)
 RETURNS integer
 LANGUAGE sql
 STABLE
AS $function$
  select (
    (select count(*) from themes.code where code.contribution_id = contribution and code.removed_at is null)
    + (select count(*) from themes.unplaced where unplaced.contribution_id = contribution and unplaced.removed_at is null)
  )::integer
$function$
;

CREATE OR REPLACE FUNCTION themes.count_codings()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- whoever hides or publishes the contribution at this moment goes first, or waits
  perform from contributions.contribution where id in (select contribution_id from touched) order by id for share;
  perform from corpus.line where contribution_id in (select contribution_id from touched) order by contribution_id for no key update;
  update corpus.line
  set coding_count = themes.codings_of(line.contribution_id)
  where contribution_id in (select contribution_id from touched);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION themes.count_on_line()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.coding_count := themes.codings_of(new.contribution_id);
  return new;
end
$function$
;

-- What was signed is exactly what was coded: any edit of what a coder reads ends the sign-off.
CREATE OR REPLACE FUNCTION themes.edit_reopens()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' and (new.code, new.name, new.definition, new.example_in, new.example_out, new.parent_id, new.state)
    is not distinct from (old.code, old.name, old.definition, old.example_in, old.example_out, old.parent_id, old.state) then
    return null;
  end if;
  update themes.sign_off
  set ended_at = now(), end_reason = 'edited'
  where process_id = new.process_id
    and ended_at is null;
  return null;
end
$function$
;

-- When the public words change, what was proposed from the words before is no longer proposed.
CREATE OR REPLACE FUNCTION themes.forget_reasons()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from themes.suggestion
  where contribution_id = new.contribution_id
    and state = 'offered'
    and not exists (select from themes.suggestion_act as act where act.suggestion_id = suggestion.id);
  update themes.suggestion
  set why = '{"words": []}'
  where contribution_id = new.contribution_id
    and state = 'offered';
  return null;
end
$function$
;

-- That it was coded, where and by whom stays; what was quoted goes.
CREATE OR REPLACE FUNCTION themes.forget_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update themes.code
  set quote = repeat('…', char_length(quote))
  where contribution_id = new.id
    and quote <> repeat('…', char_length(quote));
  update themes.suggestion
  set why = '{"words": []}'
  where contribution_id = new.id
    and why <> '{"words": []}';
  update themes.reconciliation
  set note = ''
  where contribution_id = new.id
    and note <> '';
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION themes.keep_code()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  movable constant text[] := array['removed_at', 'removed_by', 'removed_role', 'removed_act_id'];
  before constant jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  after constant jsonb := case when tg_op = 'UPDATE' then to_jsonb(new) end;
begin
  if tg_op = 'UPDATE' and after - 'quote' = before - 'quote'
    and after ->> 'quote' = repeat('…', char_length(before ->> 'quote')) and contributions.is_erased(old.contribution_id) then
    return new;
  end if;
  if tg_op = 'DELETE' or old.removed_at is not null or after - movable is distinct from before - movable then
    raise exception 'a code is removed with its date, never rewritten' using errcode = '23514', constraint = 'code_is_kept';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION themes.keep_reading()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (select state from themes.sample where id = coalesce(new.sample_id, old.sample_id)) <> 'open' or tg_op = 'DELETE' then
    raise exception 'a closed sample keeps its codes' using errcode = '23514', constraint = 'closed_sample_is_kept';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION themes.keep_reconciliation()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' and new.note = '' and to_jsonb(new) - 'note' = to_jsonb(old) - 'note'
    and contributions.is_erased(old.contribution_id) then
    return new;
  end if;
  raise exception 'append-only: % of themes.reconciliation is refused', tg_op using errcode = '23514';
end
$function$
;

CREATE OR REPLACE FUNCTION themes.keep_sign_off()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  movable constant text[] := array['ended_at', 'end_reason'];
begin
  if tg_op = 'DELETE' or old.ended_at is not null or to_jsonb(new) - movable is distinct from to_jsonb(old) - movable then
    raise exception 'a sign-off ends with its date, never rewritten' using errcode = '23514', constraint = 'sign_off_is_kept';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION themes.theme_leaves_no_code()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (
    select
    from themes.code
    join themes.theme on theme.id = code.theme_id
    where theme.id = new.id
      and theme.state <> 'active'
      and code.removed_at is null
  ) then
    raise exception 'a code in force points to an active theme'
      using errcode = '23514', constraint = 'code_points_to_active_theme';
  end if;
  return null;
end
$function$
;

-- The public words that a code may quote.
CREATE OR REPLACE FUNCTION themes.words_of(field text, title text, body text, proposed_text text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case field when 'title' then title when 'body' then body else proposed_text end
$function$
;

-- A figure of an edition has no id of its own; this one is the same each time.
CREATE OR REPLACE FUNCTION thread.figure_id(edition uuid, node uuid, kind text, place integer)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select md5(edition::text || node::text || kind || place::text)::uuid
$function$
;

-- The number, code or place by which the other files of the open data name it.
CREATE OR REPLACE FUNCTION thread.public_name(kind text, id uuid)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select case kind
    when 'contribution' then (select number::text from contributions.contribution where contribution.id = public_name.id)
    when 'theme' then (select code from themes.theme where theme.id = public_name.id)
    when 'claim' then (select number::text from synthesis.claim where claim.id = public_name.id)
    when 'decision' then (select number::text from decisions.decision where decision.id = public_name.id)
    when 'change' then (select number::text from editions.change where change.id = public_name.id)
    when 'edition' then (
      select document.slug || '/' || edition.number
      from documents.edition
      join documents.document on document.id = edition.document_id
      where edition.id = public_name.id
    )
    when 'node' then (
      select document.slug || '/' || node.code
      from documents.edition_node as node
      join documents.edition on edition.id = node.edition_id and edition.state = 'published'
      join documents.document on document.id = edition.document_id
      where node.node_id = public_name.id
      order by edition.number desc
      limit 1
    )
    when 'measure' then (
      select document.slug || '/' || node.code || '/' || figure.kind || '/' || figure.position
      from documents.edition_figure as figure
      join documents.edition on edition.id = figure.edition_id and edition.state = 'published'
      join documents.document on document.id = edition.document_id
      join documents.edition_node as node on node.edition_id = figure.edition_id and node.node_id = figure.node_id
      where thread.figure_id(figure.edition_id, figure.node_id, figure.kind, figure.position) = public_name.id
    )
  end
$function$
;

-- The only definition of a voter who counts.
CREATE OR REPLACE FUNCTION votes.counts(voter votes.voter)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select voter.set_aside_at is null and voter.taken_over_by is null
$function$
;

-- One writer of a question at a time: tallies, voters set aside and devices taken over never cross. Whoever reads votes for a result takes it too, and so waits for those being stored.
CREATE OR REPLACE FUNCTION votes.lock_poll(poll uuid)
 RETURNS void
 LANGUAGE sql
AS $function$
  select pg_advisory_xact_lock(hashtextextended('votes.poll:' || poll::text, 0))
$function$
;

CREATE OR REPLACE FUNCTION votes.retally_votes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform votes.lock_poll(poll_id) from (select distinct poll_id from after_votes order by poll_id) as touched;
  update votes.tally
  set agrees = tally.agrees + moved.agrees, disagrees = tally.disagrees + moved.disagrees, passes = tally.passes + moved.passes
  from (
    select vote.poll_id, vote.statement_id,
      sum(sign) filter (where value = 1) as agrees,
      sum(sign) filter (where value = -1) as disagrees,
      sum(sign) filter (where value = 0) as passes
    from (
      select poll_id, voter_id, statement_id, value, 1 as sign from after_votes
      union all
      select poll_id, voter_id, statement_id, value, -1 from before_votes
    ) as vote
    join votes.voter on voter.id = vote.voter_id
    where votes.counts(voter)
    group by vote.poll_id, vote.statement_id
  ) as sums
  cross join lateral (
    select coalesce(sums.agrees, 0) as agrees, coalesce(sums.disagrees, 0) as disagrees, coalesce(sums.passes, 0) as passes
  ) as moved
  where tally.poll_id = sums.poll_id
    and tally.statement_id = sums.statement_id;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION votes.tally_voters()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform votes.lock_poll(poll_id) from (select distinct poll_id from after_voters order by poll_id) as touched;
  insert into votes.tally as tally (poll_id, statement_id, agrees, disagrees, passes)
  select distinct vote.poll_id, vote.statement_id, 0, 0, 0
  from after_voters as voter
  join votes.vote on vote.voter_id = voter.id
  join before_voters as former on former.id = voter.id
  where (voter.set_aside_at is null and voter.taken_over_by is null)
    and not (former.set_aside_at is null and former.taken_over_by is null)
  on conflict (poll_id, statement_id) do nothing;
  update votes.tally
  set agrees = tally.agrees + sums.agrees, disagrees = tally.disagrees + sums.disagrees, passes = tally.passes + sums.passes
  from (
    select vote.poll_id, vote.statement_id,
      coalesce(sum(sign) filter (where value = 1), 0) as agrees,
      coalesce(sum(sign) filter (where value = -1), 0) as disagrees,
      coalesce(sum(sign) filter (where value = 0), 0) as passes
    from (
      select voter.id,
        (voter.set_aside_at is null and voter.taken_over_by is null)::integer
          - (former.set_aside_at is null and former.taken_over_by is null)::integer as sign
      from after_voters as voter
      join before_voters as former on former.id = voter.id
    ) as turned
    join votes.vote on vote.voter_id = turned.id
    where turned.sign <> 0
    group by vote.poll_id, vote.statement_id
  ) as sums
  where tally.poll_id = sums.poll_id
    and tally.statement_id = sums.statement_id;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION votes.tally_votes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform votes.lock_poll(poll_id) from (select distinct poll_id from after_votes order by poll_id) as touched;
  insert into votes.tally as tally (poll_id, statement_id, agrees, disagrees, passes)
  select vote.poll_id, vote.statement_id,
    count(*) filter (where value = 1), count(*) filter (where value = -1), count(*) filter (where value = 0)
  from after_votes as vote
  join votes.voter on voter.id = vote.voter_id
  where votes.counts(voter)
  group by vote.poll_id, vote.statement_id
  order by vote.poll_id, vote.statement_id
  on conflict (poll_id, statement_id) do update
  set agrees = tally.agrees + excluded.agrees,
    disagrees = tally.disagrees + excluded.disagrees,
    passes = tally.passes + excluded.passes;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION votes.untally_votes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform votes.lock_poll(poll_id) from (select distinct poll_id from before_votes order by poll_id) as touched;
  update votes.tally
  set agrees = tally.agrees - gone.agrees, disagrees = tally.disagrees - gone.disagrees, passes = tally.passes - gone.passes
  from (
    select vote.poll_id, vote.statement_id,
      count(*) filter (where value = 1) as agrees,
      count(*) filter (where value = -1) as disagrees,
      count(*) filter (where value = 0) as passes
    from before_votes as vote
    join votes.voter on voter.id = vote.voter_id
    where votes.counts(voter)
    group by vote.poll_id, vote.statement_id
  ) as gone
  where tally.poll_id = gone.poll_id
    and tally.statement_id = gone.statement_id;
  return null;
end
$function$
;

CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON accounts.person FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER requests_are_forgotten AFTER UPDATE OF status ON accounts.person FOR EACH ROW WHEN (((new.status = 'erased'::text) AND (old.status <> 'erased'::text))) EXECUTE FUNCTION data_rights.forget_requests();
CREATE TRIGGER application_is_kept BEFORE INSERT OR DELETE OR UPDATE ON amendments.application FOR EACH ROW EXECUTE FUNCTION amendments.keep_application();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON amendments.application FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON amendments.application FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON amendments.conflict FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON answers.opinion FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER erased_takes_no_words BEFORE INSERT ON answers.opinion FOR EACH ROW EXECUTE FUNCTION contributions.refuse_words_on_erased();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON answers.opinion FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER nothing_is_deleted BEFORE DELETE ON answers.opinion FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER opinion_on_a_published_answer BEFORE INSERT OR UPDATE ON answers.opinion FOR EACH ROW EXECUTE FUNCTION answers.opinion_on_a_published_answer();
CREATE TRIGGER ballot_is_kept BEFORE DELETE OR UPDATE ON ballots.ballot FOR EACH ROW EXECUTE FUNCTION ballots.keep_ballot();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON ballots.ballot FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON ballots.closing FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER closing_is_kept BEFORE DELETE OR UPDATE ON ballots.closing FOR EACH ROW EXECUTE FUNCTION ballots.keep_closing();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON ballots.closing FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ballots.lot FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ballots.lot FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON ballots.lot FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON campaigns.act FOR EACH ROW EXECUTE FUNCTION campaigns.keep_act();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON campaigns.act FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON campaigns.act_member FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON campaigns.act_member FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER flagged_one_by_one AFTER INSERT ON campaigns.act_member REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION campaigns.flagged_one_by_one();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON campaigns.campaign FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER campaign_is_kept BEFORE DELETE OR UPDATE ON campaigns.campaign FOR EACH ROW EXECUTE FUNCTION campaigns.keep_campaign();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON campaigns.campaign FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON campaigns.member FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER campaign_of_one_process AFTER INSERT ON campaigns.member REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION campaigns.same_process();
CREATE TRIGGER member_is_kept BEFORE DELETE ON campaigns.member FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON campaigns.member FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON contributions.amended_passage FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER corpus_follows_part AFTER INSERT ON contributions.amended_passage FOR EACH ROW EXECUTE FUNCTION corpus.follow_words();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON contributions.amended_passage FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE CONSTRAINT TRIGGER parts_are_whole AFTER INSERT ON contributions.amended_passage DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION contributions.parts_are_whole();
CREATE TRIGGER words_are_kept BEFORE DELETE OR UPDATE ON contributions.amended_passage FOR EACH ROW EXECUTE FUNCTION contributions.keep_part_words();
CREATE TRIGGER erased_takes_no_words BEFORE INSERT ON contributions.contact FOR EACH ROW EXECUTE FUNCTION contributions.refuse_words_on_erased();
CREATE TRIGGER a_names_are_forgotten BEFORE UPDATE OF state ON contributions.contribution FOR EACH ROW WHEN (((new.state = 'erased'::text) AND (old.state <> 'erased'::text))) EXECUTE FUNCTION campaigns.forget_names();
CREATE TRIGGER ask_to_compare AFTER UPDATE OF state ON contributions.contribution FOR EACH ROW WHEN (((new.kind = 'amendment'::text) AND (new.state <> old.state))) EXECUTE FUNCTION amendments.ask_to_compare();
CREATE TRIGGER ask_to_compare_new AFTER INSERT ON contributions.contribution FOR EACH ROW WHEN (((new.kind = 'amendment'::text) AND (new.state = 'published'::text))) EXECUTE FUNCTION amendments.ask_to_compare();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON contributions.contribution FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER conflicts_are_forgotten AFTER UPDATE OF state ON contributions.contribution FOR EACH ROW WHEN ((new.state = 'erased'::text)) EXECUTE FUNCTION amendments.forget_conflicts();
CREATE TRIGGER corpus_follows_category AFTER UPDATE OF category_code ON contributions.contribution FOR EACH ROW WHEN (((new.category_code IS DISTINCT FROM old.category_code) AND (new.state = 'published'::text))) EXECUTE FUNCTION corpus.follow_category();
CREATE TRIGGER corpus_follows_insert AFTER INSERT ON contributions.contribution REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION corpus.follow_insert();
CREATE TRIGGER corpus_follows_state AFTER UPDATE OF state, published_at ON contributions.contribution FOR EACH ROW WHEN ((((old.state IS DISTINCT FROM new.state) OR (old.published_at IS DISTINCT FROM new.published_at)) AND ((old.state = 'published'::text) OR (new.state = 'published'::text)))) EXECUTE FUNCTION corpus.follow_state();
CREATE TRIGGER detach_beside AFTER UPDATE OF detached_at ON contributions.contribution FOR EACH ROW WHEN ((new.detached_at IS NOT NULL)) EXECUTE FUNCTION contributions.detach_beside();
CREATE TRIGGER erase_beside AFTER UPDATE OF state ON contributions.contribution FOR EACH ROW WHEN ((new.state = 'erased'::text)) EXECUTE FUNCTION contributions.forget_beside();
CREATE TRIGGER erasure_takes_words BEFORE INSERT OR UPDATE OF state ON contributions.contribution FOR EACH ROW WHEN ((new.state = 'erased'::text)) EXECUTE FUNCTION contributions.take_words();
CREATE TRIGGER files_are_forgotten AFTER UPDATE OF state ON contributions.contribution FOR EACH ROW WHEN (((new.state = 'erased'::text) AND (old.state <> 'erased'::text))) EXECUTE FUNCTION office.forget_files();
CREATE CONSTRAINT TRIGGER hiding_has_its_act AFTER UPDATE OF state ON contributions.contribution DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.state <> new.state) AND (new.state = ANY (ARRAY['hidden'::text, 'rephrase_asked'::text])))) EXECUTE FUNCTION contributions.hiding_has_its_act();
CREATE TRIGGER mails_are_forgotten AFTER UPDATE OF state ON contributions.contribution FOR EACH ROW WHEN ((new.state = 'erased'::text)) EXECUTE FUNCTION notices.forget_contribution();
CREATE TRIGGER mails_are_forgotten_too AFTER UPDATE OF detached_at ON contributions.contribution FOR EACH ROW WHEN (((new.detached_at IS NOT NULL) AND (old.detached_at IS NULL))) EXECUTE FUNCTION notices.forget_contribution();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON contributions.contribution FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER notes_are_forgotten AFTER UPDATE OF state ON contributions.contribution FOR EACH ROW WHEN ((new.state = 'erased'::text)) EXECUTE FUNCTION reading.forget_notes();
CREATE TRIGGER nothing_is_deleted BEFORE DELETE ON contributions.contribution FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER one_level_of_discussion BEFORE INSERT ON contributions.contribution FOR EACH ROW WHEN ((new.about_contribution_id IS NOT NULL)) EXECUTE FUNCTION contributions.one_level_of_discussion();
CREATE TRIGGER openings_are_erased AFTER UPDATE OF state ON contributions.contribution FOR EACH ROW WHEN ((new.state = 'erased'::text)) EXECUTE FUNCTION journal.forget_openings();
CREATE CONSTRAINT TRIGGER parts_are_whole AFTER INSERT ON contributions.contribution DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.part_count > 1)) EXECUTE FUNCTION contributions.parts_are_whole();
CREATE TRIGGER quotes_are_erased AFTER UPDATE OF state ON contributions.contribution FOR EACH ROW WHEN ((new.state = 'erased'::text)) EXECUTE FUNCTION synthesis.forget_quotes();
CREATE TRIGGER states_follow BEFORE UPDATE OF state ON contributions.contribution FOR EACH ROW EXECUTE FUNCTION contributions.keep_states();
CREATE TRIGGER words_are_forgotten AFTER UPDATE OF state ON contributions.contribution FOR EACH ROW WHEN ((new.state = 'erased'::text)) EXECUTE FUNCTION answers.forget_words();
CREATE TRIGGER words_are_forgotten_by_drafts AFTER UPDATE OF state ON contributions.contribution FOR EACH ROW WHEN ((new.state = 'erased'::text)) EXECUTE FUNCTION drafts.forget_words();
CREATE TRIGGER words_are_forgotten_by_moderation AFTER UPDATE OF state ON contributions.contribution FOR EACH ROW WHEN ((new.state = 'erased'::text)) EXECUTE FUNCTION moderation.forget_words();
CREATE TRIGGER words_are_forgotten_by_themes AFTER UPDATE OF state ON contributions.contribution FOR EACH ROW WHEN ((new.state = 'erased'::text)) EXECUTE FUNCTION themes.forget_words();
CREATE TRIGGER words_are_kept BEFORE UPDATE ON contributions.contribution FOR EACH ROW EXECUTE FUNCTION contributions.keep_words();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON contributions.reworded_passage FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER corpus_follows_reworded_part AFTER INSERT ON contributions.reworded_passage FOR EACH ROW EXECUTE FUNCTION corpus.follow_words();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON contributions.reworded_passage FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER words_are_kept BEFORE DELETE OR UPDATE ON contributions.reworded_passage FOR EACH ROW EXECUTE FUNCTION contributions.keep_part_words();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON contributions.rewording FOR EACH ROW EXECUTE FUNCTION contributions.keep_rewording();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON contributions.rewording FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON contributions.rewording FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER campaign_words_changed AFTER INSERT ON contributions.rewording FOR EACH ROW EXECUTE FUNCTION campaigns.words_changed();
CREATE TRIGGER corpus_follows_rewording AFTER INSERT ON contributions.rewording FOR EACH ROW EXECUTE FUNCTION corpus.follow_words();
CREATE TRIGGER erased_takes_no_words BEFORE INSERT ON contributions.rewording FOR EACH ROW EXECUTE FUNCTION contributions.refuse_words_on_erased();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON contributions.support FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER codings_are_counted BEFORE INSERT ON corpus.line FOR EACH ROW EXECUTE FUNCTION themes.count_on_line();
CREATE TRIGGER places_go_stale AFTER UPDATE OF words ON corpus.words FOR EACH ROW WHEN ((old.words IS DISTINCT FROM new.words)) EXECUTE FUNCTION drafts.places_go_stale();
CREATE TRIGGER places_go_stale_again AFTER INSERT ON corpus.words FOR EACH ROW EXECUTE FUNCTION drafts.places_go_stale();
CREATE TRIGGER reasons_are_forgotten AFTER UPDATE OF words ON corpus.words FOR EACH ROW WHEN ((old.words IS DISTINCT FROM new.words)) EXECUTE FUNCTION themes.forget_reasons();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON data_rights.act FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON data_rights.act FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON data_rights.request FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER request_is_kept BEFORE DELETE OR UPDATE ON data_rights.request FOR EACH ROW EXECUTE FUNCTION data_rights.keep_request();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON data_rights.request_object FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON data_rights.request_object FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON decisions.basis FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON decisions.basis FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON decisions.batch FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER application_is_kept BEFORE DELETE ON decisions.covering FOR EACH ROW EXECUTE FUNCTION amendments.keep_covered();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON decisions.covering FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER corpus_follows_force AFTER UPDATE ON decisions.covering REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION corpus.follow_covering();
CREATE TRIGGER corpus_follows_joining AFTER INSERT ON decisions.covering REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION corpus.follow_covering();
CREATE TRIGGER corpus_follows_leaving AFTER DELETE ON decisions.covering REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION corpus.follow_covering();
CREATE TRIGGER covering_is_kept BEFORE UPDATE ON decisions.covering FOR EACH ROW WHEN (((((((new.decision_id IS DISTINCT FROM old.decision_id) OR (new.contribution_id IS DISTINCT FROM old.contribution_id)) OR (new.made_at IS DISTINCT FROM old.made_at)) OR (new.made_by IS DISTINCT FROM old.made_by)) OR (new.batch_id IS DISTINCT FROM old.batch_id)) OR ((old.ended_by IS NOT NULL) AND (((new.ended_by IS DISTINCT FROM old.ended_by) OR (new.ended_at IS DISTINCT FROM old.ended_at)) OR (new.is_in_force IS DISTINCT FROM old.is_in_force))))) EXECUTE FUNCTION decisions.keep_covering();
CREATE TRIGGER covering_joins_a_draft AFTER INSERT ON decisions.covering REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION decisions.covering_of_a_draft();
CREATE TRIGGER covering_leaves_a_draft AFTER DELETE ON decisions.covering REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION decisions.covering_of_a_draft();
CREATE CONSTRAINT TRIGGER force_follows_state AFTER UPDATE OF is_in_force ON decisions.covering DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((old.is_in_force <> new.is_in_force)) EXECUTE FUNCTION decisions.force_follows_state();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON decisions.covering FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON decisions.decision FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER corpus_follows_decision AFTER UPDATE OF state, verdict ON decisions.decision FOR EACH ROW WHEN (((old.state IS DISTINCT FROM new.state) OR (old.verdict IS DISTINCT FROM new.verdict))) EXECUTE FUNCTION corpus.follow_decision();
CREATE TRIGGER decision_is_kept BEFORE DELETE OR UPDATE ON decisions.decision FOR EACH ROW EXECUTE FUNCTION decisions.keep_published();
CREATE TRIGGER inserted_as_draft BEFORE INSERT ON decisions.decision FOR EACH ROW WHEN ((new.state <> 'draft'::text)) EXECUTE FUNCTION decisions.inserted_as_draft();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON decisions.decision FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON decisions.decision_claim FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON decisions.decision_claim FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON decisions.review FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON decisions.review FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON decisions.review FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER review_by_another BEFORE INSERT ON decisions.review FOR EACH ROW EXECUTE FUNCTION decisions.review_by_another();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON documents.document FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON documents.edition FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER edition_begins_as_draft BEFORE INSERT ON documents.edition FOR EACH ROW EXECUTE FUNCTION documents.begin_as_draft();
CREATE TRIGGER edition_is_immutable BEFORE DELETE OR UPDATE ON documents.edition FOR EACH ROW EXECUTE FUNCTION documents.refuse_published_edition();
CREATE TRIGGER every_change_is_accounted_for BEFORE UPDATE ON documents.edition FOR EACH ROW EXECUTE FUNCTION editions.edition_is_accounted_for();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON documents.edition FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER edition_is_immutable BEFORE INSERT OR DELETE OR UPDATE ON documents.edition_figure FOR EACH ROW EXECUTE FUNCTION documents.refuse_published_part();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON documents.edition_figure FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER edition_is_immutable BEFORE INSERT OR DELETE OR UPDATE ON documents.edition_node FOR EACH ROW EXECUTE FUNCTION documents.refuse_published_part();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON documents.edition_node FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER edition_is_immutable BEFORE INSERT OR DELETE OR UPDATE ON documents.edition_passage FOR EACH ROW EXECUTE FUNCTION documents.refuse_published_part();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON documents.edition_passage FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON documents.lineage FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER complete_lineage BEFORE INSERT ON documents.lineage FOR EACH ROW EXECUTE FUNCTION documents.complete_lineage();
CREATE TRIGGER lineage_agrees BEFORE INSERT ON documents.lineage FOR EACH ROW EXECUTE FUNCTION documents.lineage_agrees();
CREATE TRIGGER lineage_is_kept BEFORE INSERT OR DELETE OR UPDATE ON documents.lineage FOR EACH ROW EXECUTE FUNCTION documents.keep_lineage();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON documents.lineage FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER identity_is_kept BEFORE DELETE OR UPDATE ON documents.node FOR EACH ROW EXECUTE FUNCTION documents.keep_identity();
CREATE TRIGGER identity_is_kept BEFORE DELETE OR UPDATE ON documents.passage FOR EACH ROW EXECUTE FUNCTION documents.keep_identity();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON documents.passage_lineage FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER edition_is_immutable BEFORE INSERT OR DELETE OR UPDATE ON documents.passage_lineage FOR EACH ROW EXECUTE FUNCTION documents.refuse_published_part();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON documents.passage_lineage FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER draft_is_kept BEFORE DELETE OR UPDATE ON drafts.draft FOR EACH ROW EXECUTE FUNCTION drafts.keep_draft();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON drafts.draft_act FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON drafts.draft_act FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON drafts.processing_entry FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER processing_entry_is_kept BEFORE DELETE OR UPDATE ON drafts.processing_entry FOR EACH ROW EXECUTE FUNCTION drafts.keep_processing_entry();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON editions.change FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER edition_is_immutable BEFORE INSERT OR DELETE OR UPDATE ON editions.change FOR EACH ROW EXECUTE FUNCTION editions.keep_published_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON editions.change FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON editions.change_decision FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER edition_is_immutable BEFORE INSERT OR DELETE OR UPDATE ON editions.change_decision FOR EACH ROW EXECUTE FUNCTION editions.keep_published_link();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON editions.change_decision FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON editions.wider_rules FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON editions.wider_rules FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON journal."freeze" FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON journal.checkpoint FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON journal.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON journal.document FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON journal.document FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON journal.entry FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON journal.entry FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON journal.entry FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER guard BEFORE DELETE OR UPDATE ON journal.head FOR EACH ROW EXECUTE FUNCTION journal.guard_head();
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON journal.head FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON journal.leaf FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON journal.leaf FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON journal.notice FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON journal.notice FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER guard BEFORE DELETE OR UPDATE ON journal.opening FOR EACH ROW EXECUTE FUNCTION journal.guard_opening();
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON journal.opening FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER guard BEFORE DELETE OR UPDATE ON journal.tile FOR EACH ROW EXECUTE FUNCTION journal.guard_tile();
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON journal.tile FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON moderation.act FOR EACH ROW EXECUTE FUNCTION moderation.keep_words();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON moderation.act FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON moderation.act FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER erased_takes_no_words BEFORE INSERT ON moderation.act FOR EACH ROW EXECUTE FUNCTION contributions.refuse_words_on_erased();
CREATE TRIGGER appeal_by_another_person BEFORE INSERT OR UPDATE ON moderation.appeal FOR EACH ROW EXECUTE FUNCTION moderation.other_person_decides();
CREATE TRIGGER appeal_is_kept BEFORE DELETE OR UPDATE ON moderation.appeal FOR EACH ROW EXECUTE FUNCTION moderation.keep_appeal();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON moderation.appeal FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER erased_takes_no_words BEFORE INSERT ON moderation.appeal FOR EACH ROW EXECUTE FUNCTION contributions.refuse_words_on_erased();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON moderation.appeal FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER erased_takes_no_words BEFORE INSERT ON moderation.flag FOR EACH ROW EXECUTE FUNCTION contributions.refuse_words_on_erased();
CREATE TRIGGER ask_to_compare AFTER INSERT OR UPDATE ON moderation.mask FOR EACH ROW EXECUTE FUNCTION amendments.ask_to_compare();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON moderation.mask FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER campaign_words_changed AFTER INSERT OR UPDATE ON moderation.mask FOR EACH ROW EXECUTE FUNCTION campaigns.words_changed();
CREATE TRIGGER corpus_follows_mask AFTER INSERT OR UPDATE ON moderation.mask FOR EACH ROW EXECUTE FUNCTION corpus.follow_words();
CREATE TRIGGER erased_takes_no_words BEFORE INSERT ON moderation.mask FOR EACH ROW EXECUTE FUNCTION contributions.refuse_words_on_erased();
CREATE TRIGGER mask_is_kept BEFORE DELETE OR UPDATE ON moderation.mask FOR EACH ROW EXECUTE FUNCTION moderation.keep_mask();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON moderation.mask FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON moderation.masked_passage FOR EACH ROW EXECUTE FUNCTION moderation.keep_words();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON moderation.masked_passage FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON moderation.masked_passage FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER corpus_follows_masked_part AFTER INSERT ON moderation.masked_passage FOR EACH ROW EXECUTE FUNCTION corpus.follow_words();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON office.file FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER crossed_is_kept BEFORE DELETE OR UPDATE ON opinions.crossed FOR EACH ROW EXECUTE FUNCTION opinions.keep_crossed();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON opinions.run FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER run_is_kept BEFORE DELETE OR UPDATE ON opinions.run FOR EACH ROW EXECUTE FUNCTION opinions.keep_run();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON opinions.title FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON opinions.title FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON opinions.title FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON polls.act FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON polls.act FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON polls.poll FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER poll_is_kept BEFORE DELETE OR UPDATE ON polls.poll FOR EACH ROW EXECUTE FUNCTION polls.keep_poll();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON polls.poll_node FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON polls.stage FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON polls.statement FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER statement_is_kept BEFORE DELETE OR UPDATE ON polls.statement FOR EACH ROW EXECUTE FUNCTION polls.keep_statement();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON polls.statement_node FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON processes.actor_category FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON processes.circle FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON processes.phase FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER every_contribution_is_answered BEFORE UPDATE ON processes.phase FOR EACH ROW EXECUTE FUNCTION decisions.phase_is_answered();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON processes.phase_circle FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON processes.process FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON processes.territory FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON reading.mark FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON reading.mark FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER readers_are_counted AFTER INSERT ON reading.mark REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION reading.count_readers();
CREATE TRIGGER erased_takes_no_words BEFORE INSERT ON reading.note FOR EACH ROW EXECUTE FUNCTION contributions.refuse_words_on_erased();
CREATE TRIGGER claim_is_kept BEFORE DELETE OR UPDATE ON synthesis.claim FOR EACH ROW EXECUTE FUNCTION synthesis.keep_claim();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON synthesis.claim FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER attachment_is_kept BEFORE DELETE OR UPDATE ON synthesis.claim_contribution FOR EACH ROW EXECUTE FUNCTION synthesis.keep_attachment();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON synthesis.claim_contribution FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER rests_on_public_words AFTER INSERT ON synthesis.claim_contribution REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION synthesis.attachments_rest_on_public_words();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON synthesis.claim_version FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON synthesis.claim_version FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON synthesis.publication FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON synthesis.publication FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE CONSTRAINT TRIGGER publication_is_hashed AFTER INSERT ON synthesis.publication DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION synthesis.publication_is_hashed();
CREATE TRIGGER publication_is_immutable BEFORE DELETE OR UPDATE ON synthesis.publication FOR EACH ROW EXECUTE FUNCTION synthesis.keep_publication();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON synthesis.published_claim FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON synthesis.published_claim FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER no_late_claim AFTER INSERT ON synthesis.published_claim REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION synthesis.refuse_late_part();
CREATE TRIGGER no_late_source AFTER INSERT ON synthesis.published_source REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION synthesis.refuse_late_part();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON synthesis.published_source FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER publication_is_immutable BEFORE DELETE OR UPDATE ON synthesis.published_source FOR EACH ROW EXECUTE FUNCTION synthesis.keep_source();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON themes.act FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON themes.act FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON themes.agreement FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON themes.agreement FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON themes.code FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER code_fits BEFORE INSERT ON themes.code FOR EACH ROW EXECUTE FUNCTION themes.code_fits();
CREATE TRIGGER code_is_kept BEFORE DELETE OR UPDATE ON themes.code FOR EACH ROW EXECUTE FUNCTION themes.keep_code();
CREATE TRIGGER codings_are_counted AFTER INSERT ON themes.code REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION themes.count_codings();
CREATE TRIGGER codings_are_counted_again AFTER UPDATE ON themes.code REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION themes.count_codings();
CREATE TRIGGER erased_takes_no_words BEFORE INSERT ON themes.code FOR EACH ROW WHEN ((new.quote IS NOT NULL)) EXECUTE FUNCTION contributions.refuse_words_on_erased();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON themes.reconciliation FOR EACH ROW EXECUTE FUNCTION themes.keep_reconciliation();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON themes.reconciliation FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON themes.sample_coder FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON themes.sample_coder FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER closed_sample_is_kept BEFORE INSERT OR DELETE OR UPDATE ON themes.sample_reading FOR EACH ROW EXECUTE FUNCTION themes.keep_reading();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON themes.sample_unit FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON themes.sample_unit FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON themes.sign_off FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER sign_off_is_kept BEFORE DELETE OR UPDATE ON themes.sign_off FOR EACH ROW EXECUTE FUNCTION themes.keep_sign_off();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON themes.suggestion_act FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON themes.suggestion_act FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON themes.theme FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER edit_reopens AFTER INSERT OR UPDATE ON themes.theme FOR EACH ROW EXECUTE FUNCTION themes.edit_reopens();
CREATE TRIGGER theme_is_kept BEFORE DELETE ON themes.theme FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE CONSTRAINT TRIGGER theme_leaves_no_code AFTER UPDATE OF state ON themes.theme DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.state <> 'active'::text)) EXECUTE FUNCTION themes.theme_leaves_no_code();
CREATE TRIGGER unplaced_is_counted AFTER INSERT ON themes.unplaced REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION themes.count_codings();
CREATE TRIGGER unplaced_is_counted_again AFTER UPDATE ON themes.unplaced REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION themes.count_codings();
CREATE TRIGGER unplaced_is_kept BEFORE DELETE OR UPDATE ON themes.unplaced FOR EACH ROW EXECUTE FUNCTION themes.keep_code();
CREATE TRIGGER bump_revision AFTER INSERT OR DELETE OR UPDATE ON votes.setting_aside FOR EACH STATEMENT EXECUTE FUNCTION platform.bump_revision();
CREATE TRIGGER vote_is_retallied AFTER UPDATE ON votes.vote REFERENCING OLD TABLE AS before_votes NEW TABLE AS after_votes FOR EACH STATEMENT EXECUTE FUNCTION votes.retally_votes();
CREATE TRIGGER vote_is_tallied AFTER INSERT ON votes.vote REFERENCING NEW TABLE AS after_votes FOR EACH STATEMENT EXECUTE FUNCTION votes.tally_votes();
CREATE TRIGGER vote_is_untallied AFTER DELETE ON votes.vote REFERENCING OLD TABLE AS before_votes FOR EACH STATEMENT EXECUTE FUNCTION votes.untally_votes();
CREATE TRIGGER voter_is_tallied AFTER UPDATE ON votes.voter REFERENCING OLD TABLE AS before_voters NEW TABLE AS after_voters FOR EACH STATEMENT EXECUTE FUNCTION votes.tally_voters();
