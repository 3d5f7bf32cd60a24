create table mailboxes (
  id bigint generated always as identity primary key,
  name text not null,
  address text not null check (address = lower(address)),
  team_id bigint not null references teams,
  imap jsonb,
  smtp jsonb,
  -- User and password of both, sealed; never sent to a browser.
  credentials_sealed text,
  signature text not null default '',
  uid_validity bigint,
  last_uid bigint not null default 0,
  -- One process fetches at a time: it renews its lease while it lives.
  fetch_leased_by text,
  fetch_leased_until timestamptz,
  last_success_at timestamptz,
  last_error text,
  last_error_at timestamptz,
  switched_off_at timestamptz,
  created_at timestamptz not null default now(),
  version integer not null default 1
);
create unique index mailboxes_by_address on mailboxes (address) where switched_off_at is null;

-- Rule 1: the raw mail, stored before it is acknowledged. What cannot be read stays here and is shown.
create table raw_mails (
  id bigint generated always as identity primary key,
  mailbox_id bigint references mailboxes,
  file_key text not null references files,
  sha256 bytea not null,
  size bigint not null,
  arrived_by text not null check (arrived_by in ('smtp', 'imap', 'import')),
  mail_from text,
  recipients text[] not null default '{}',
  peer inet,
  imap_uid bigint,
  uid_validity bigint,
  -- One row per mailbox and content, so that a second delivery of the same bytes is the same mail.
  delivery_key bytea not null unique,
  received_at timestamptz not null default now(),
  state text not null default 'received' check (state in ('received', 'placed', 'ignored', 'quarantined')),
  reason text,
  attempts integer not null default 0,
  case_id bigint references cases,
  message_id bigint references messages,
  processed_at timestamptz
);
create index raw_mails_unplaced on raw_mails (received_at, id) where state in ('received', 'quarantined');
create index raw_mails_by_message on raw_mails (message_id) where message_id is not null;

-- The mail side of a message: what threading and replying need.
create table mail_headers (
  message_id bigint primary key references messages on delete cascade,
  mailbox_id bigint references mailboxes,
  header_message_id text,
  subject text not null default '',
  in_reply_to text,
  reference_ids text[] not null default '{}',
  from_address text not null,
  from_name text not null default '',
  reply_to text[] not null default '{}',
  to_addresses text[] not null default '{}',
  cc_addresses text[] not null default '{}',
  verdict jsonb not null default '{}'
);
create index mail_headers_by_id on mail_headers (header_message_id) where header_message_id is not null;

create table outbox (
  id bigint generated always as identity primary key,
  message_id bigint not null references messages,
  mailbox_id bigint references mailboxes,
  header_message_id text not null unique,
  envelope_from text not null,
  recipients text[] not null,
  state text not null default 'held' check (state in
    ('held', 'queued', 'sending', 'sent', 'deferred', 'failed', 'uncertain', 'taken-back')),
  attempts integer not null default 0,
  -- Whose attempt it is, and whether that attempt may have handed over the text: only then is a lost
  -- connection an uncertain delivery.
  claim uuid,
  data_begun_at timestamptz,
  -- When it is due; while it is being sent, the end of the sender's lease, renewed as long as it lives.
  next_try_at timestamptz not null,
  last_reply text,
  sent_at timestamptz,
  created_at timestamptz not null default now()
);
create index outbox_due on outbox (next_try_at) where state in ('held', 'queued', 'deferred', 'sending');
create index outbox_by_message on outbox (message_id);
