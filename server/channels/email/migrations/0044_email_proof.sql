-- How the server that delivered a mail called itself; and the sender where a machine wrote it, to count how much
-- it sends.
alter table raw_mails add column helo text, add column sender text;
create index raw_mails_by_sender on raw_mails (sender, received_at) where sender is not null;
