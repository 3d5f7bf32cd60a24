-- How the server that delivered a mail called itself, and who wrote the mail as it says: what proving a sender and
-- counting how much one sender sends need.
alter table raw_mails add column helo text, add column sender text;
create index raw_mails_by_sender on raw_mails (sender, received_at) where sender is not null;
