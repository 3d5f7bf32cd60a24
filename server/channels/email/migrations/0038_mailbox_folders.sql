-- Up to where each folder of an account was fetched; UIDs and their generation belong to a folder.
create table mailbox_folders (
  mailbox_id bigint not null references mailboxes on delete cascade,
  path text not null,
  uid_validity bigint,
  last_uid bigint not null default 0,
  -- What the server has that is not on record yet, as of the last look.
  waiting integer not null default 0,
  waiting_since timestamptz,
  primary key (mailbox_id, path)
);
insert into mailbox_folders (mailbox_id, path, uid_validity, last_uid)
  select id, 'INBOX', uid_validity, last_uid from mailboxes where imap is not null;

alter table mailboxes
  -- Fetched in this order; the first one is watched by IDLE.
  add folders text[] not null default '{INBOX}' check (cardinality(folders) > 0),
  -- When it was set up, switched on or got another server: silence counts from here.
  add followed_since timestamptz not null default now(),
  add last_error_since timestamptz,
  drop column uid_validity,
  drop column last_uid;
update mailboxes set last_error_since = last_error_at;
