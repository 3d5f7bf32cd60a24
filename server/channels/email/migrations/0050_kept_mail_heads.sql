-- What could be read of a mail that could not be read as a whole, for whoever looks at the kept mails.
alter table raw_mails add column head_name text, add column head_address text, add column head_subject text;

-- A person may remove a kept mail for good: its row stays without its bytes, so that a second delivery adds nothing.
alter table raw_mails drop constraint raw_mails_state_check;
alter table raw_mails add constraint raw_mails_state_check
  check (state in ('received', 'placed', 'ignored', 'quarantined', 'removed'));
alter table raw_mails alter column file_key drop not null;
alter table raw_mails add constraint raw_mails_whole check (file_key is not null or state = 'removed');
create index raw_mails_by_file on raw_mails (file_key);
