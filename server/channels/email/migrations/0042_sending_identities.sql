-- As whom a mailbox writes, whether its replies quote what they answer, and how much it may send.
alter table mailboxes
  add column name_style text not null default 'person-at' check (name_style in ('person-at', 'organisation', 'person')),
  add column quotes boolean not null default true,
  add column max_per_minute integer check (max_per_minute > 0),
  add column max_per_hour integer check (max_per_hour > 0);
-- Whether this mail quotes what it answers: as its writer chose, or as the mailbox says.
alter table mail_headers add column quotes boolean not null default true;

-- The key with which mail from a domain is signed (DKIM). It signs once its public half was found in the DNS.
create table dkim_keys (
  id bigint generated always as identity primary key,
  domain text not null unique check (domain = lower(domain)),
  selector text not null,
  private_key_sealed text not null,
  -- Base64 of the public half, as it stands in the DNS.
  public_key text not null,
  found_at timestamptz,
  checked_at timestamptz,
  -- What the last look found, when it was not the key.
  trouble text,
  created_at timestamptz not null default now()
);

-- What a mailbox has sent lately, for its limits.
create index outbox_begun on outbox (mailbox_id, data_begun_at) where data_begun_at is not null;
create index outbox_waiting on outbox (mailbox_id, id) where waiting is not null;
