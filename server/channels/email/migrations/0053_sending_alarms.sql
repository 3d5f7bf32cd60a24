-- What an alarm is about: mail that does not come in, or mail that cannot leave.
alter table mailbox_alarms add column direction text not null default 'in' check (direction in ('in', 'out'));
drop index mailbox_alarms_open;
create unique index mailbox_alarms_open on mailbox_alarms (mailbox_id, direction) where ended_at is null;
