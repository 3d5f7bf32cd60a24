-- One row for each time that a mailbox did not get its mail, so that people are told once.
create table mailbox_alarms (
  id bigint generated always as identity primary key,
  mailbox_id bigint not null references mailboxes on delete cascade,
  since timestamptz not null,
  words text not null,
  told bigint[] not null,
  raised_at timestamptz not null,
  ended_at timestamptz
);
create unique index mailbox_alarms_open on mailbox_alarms (mailbox_id) where ended_at is null;
create index raw_mails_unread on raw_mails (mailbox_id, received_at) where state = 'received';
