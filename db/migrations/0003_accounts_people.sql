create schema accounts;

create table accounts.person (
  id uuid primary key default gen_random_uuid(),
  email text not null check (email = lower(email) and email like '%_@_%' and length(email) <= 254),
  display_name text not null check (length(btrim(display_name)) between 1 and 80),
  password_hash text,
  language text not null default 'fr' check (language in ('fr', 'en')),
  status text not null default 'active' check (status in ('active', 'suspended')),
  created_at timestamptz not null default now(),
  unique (email)
);
comment on table accounts.person is 'Somebody with an account. E-mail compared without regard to case.';
select platform.watch_public('accounts.person');

create table accounts.role_grant (
  person_id uuid not null references accounts.person on delete cascade,
  role text not null check (role in ('administrator', 'editor', 'moderator', 'analyst', 'facilitator', 'participant')),
  territory_code text,
  granted_by uuid references accounts.person,
  granted_at timestamptz not null default now(),
  check (territory_code is null or role = 'facilitator'),
  unique nulls not distinct (person_id, role, territory_code)
);
comment on table accounts.role_grant is 'A role held by a person; a facilitator holds it for a territory.';

create table accounts.session (
  id_hash bytea primary key check (length(id_hash) = 32),
  person_id uuid not null references accounts.person on delete cascade,
  csrf text not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
comment on table accounts.session is 'Signed-in browsers. The cookie holds a random id, the table its SHA-256.';
create index session_person on accounts.session (person_id);
create index session_expiry on accounts.session (expires_at);

create table accounts.sign_in_link (
  token_hash bytea primary key check (length(token_hash) = 32),
  email text not null check (email = lower(email)),
  code_hash bytea not null,
  browser_hash bytea not null,
  return_to text not null check (return_to like '/%' and return_to not like '//%'),
  language text not null check (language in ('fr', 'en')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '15 minutes',
  consumed_at timestamptz,
  code_tries integer not null default 0 check (code_tries between 0 and 5)
);
comment on table accounts.sign_in_link is 'Magic links: consumed once, by POST, within 15 minutes, in the browser that asked or with the six-digit code.';
create index sign_in_link_expiry on accounts.sign_in_link (expires_at);
