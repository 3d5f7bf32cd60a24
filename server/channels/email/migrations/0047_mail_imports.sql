-- Old mail that is brought in: an mbox or a Maildir, a piece at a time. What became of each mail is told by raw_mails.
create table mail_imports (
  id bigint generated always as identity primary key,
  mailbox_id bigint not null references mailboxes,
  name text not null,
  -- Where it lies: an uploaded file, or a path on the server that only the command can name.
  file_key text references files,
  path text,
  -- Whether all of it was written by us, whatever address it names.
  is_sent boolean not null default false,
  -- Mail since then is treated as if it came today; null when all of it is history.
  open_since timestamptz,
  -- Where to go on: a byte of an mbox, a file of a Maildir. With what is behind it, of how much, and how many mails.
  cursor text not null default '',
  position bigint not null default 0,
  total bigint not null default 0,
  seen bigint not null default 0,
  started_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ended_at timestamptz,
  fault text,
  check ((file_key is null) <> (path is null))
);

alter table raw_mails add column import_id bigint references mail_imports;
create index raw_mails_by_import on raw_mails (import_id, state) where import_id is not null;
create index mail_headers_by_answered on mail_headers (in_reply_to) where in_reply_to is not null;
