create extension if not exists pg_trgm;

-- Everything that happened, once. Append-only: a correction is a new row.
create table journal (
  seq bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  type text not null,
  time timestamptz not null,
  recorded_at timestamptz not null default now(),
  actor_kind text not null check (actor_kind in ('staff', 'customer', 'system', 'anonymous')),
  actor_id bigint,
  source text not null,
  case_id bigint,
  objects jsonb not null,
  attributes jsonb not null
);
create index journal_by_position on journal (xid, seq);
create index journal_by_case on journal (case_id, seq) where case_id is not null;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger journal_is_append_only before update or delete on journal
  for each row execute function refuse_change();

-- One credential model for staff and customers; the room of the subject is named by kind.
create table accounts (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('staff', 'customer')),
  email text not null,
  password_hash text,
  totp_secret_sealed text,
  totp_confirmed_at timestamptz,
  -- The last accepted 30-second step, so that a code works once (RFC 6238 section 5.2).
  totp_last_step bigint,
  recovery_codes_sha256 bytea[] not null default '{}',
  disabled_at timestamptz,
  created_at timestamptz not null default now()
);
create unique index accounts_by_email on accounts (kind, lower(email));

create table sessions (
  id bigint generated always as identity primary key,
  account_id bigint not null references accounts on delete cascade,
  token_sha256 bytea not null unique,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ip inet,
  user_agent text not null default '',
  revoked_at timestamptz
);
create index sessions_by_account on sessions (account_id) where revoked_at is null;

-- A token acts in the name of its account, limited to its scopes.
create table api_tokens (
  id bigint generated always as identity primary key,
  account_id bigint not null references accounts on delete cascade,
  name text not null,
  token_sha256 bytea not null unique,
  hint text not null,
  scopes text[] not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz
);

-- Links that work once: set-up, invitation, password reset, later a customer's sign-in.
create table one_time_links (
  id bigint generated always as identity primary key,
  purpose text not null,
  account_id bigint references accounts on delete cascade,
  token_sha256 bytea not null unique,
  details jsonb not null default '{}',
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);

-- Failed tries by account and by address, for the brute-force limits.
create table sign_in_failures (
  id bigint generated always as identity primary key,
  account_key text not null,
  ip inet,
  at timestamptz not null default now()
);
create index sign_in_failures_by_account on sign_in_failures (account_key, at);
create index sign_in_failures_by_ip on sign_in_failures (ip, at);

create table idempotency_keys (
  actor text not null,
  key text not null,
  request_sha256 bytea not null,
  status integer,
  reply jsonb,
  created_at timestamptz not null default now(),
  primary key (actor, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

create table files (
  key text primary key check (length(key) >= 22),
  sha256 bytea not null,
  size bigint not null,
  media_type text not null,
  name text not null,
  uploaded_by text not null,
  created_at timestamptz not null default now(),
  -- Set when a message, note or mail holds it; what is never held is swept after a day.
  linked_at timestamptz
);
create index files_unlinked on files (created_at) where linked_at is null;

-- Who is looking or writing where; lost with a crash on purpose.
create unlogged table presences (
  staff_id bigint not null,
  case_id bigint not null,
  doing text not null check (doing in ('looking', 'writing')),
  seen_at timestamptz not null default now(),
  primary key (staff_id, case_id)
);

-- The organisation that runs this desk: one row.
create table settings (
  single boolean primary key default true check (single),
  organisation_name text not null,
  time_zone text not null default 'UTC',
  locale text not null default 'en',
  set_up_at timestamptz not null default now(),
  version integer not null default 1
);

-- Tells every process that somebody's rights changed: caches forget, streams are checked again.
create function tell_rights_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('regard_rights', '');
  return null;
end $$;
create trigger rights_changed after delete or update of disabled_at on accounts
  for each statement execute function tell_rights_changed();
create trigger rights_changed after delete or update of revoked_at, expires_at on sessions
  for each statement execute function tell_rights_changed();
create trigger rights_changed after delete or update of revoked_at, expires_at, scopes on api_tokens
  for each statement execute function tell_rights_changed();
