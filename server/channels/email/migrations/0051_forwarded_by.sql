-- The colleague who passed a customer's mail on to the desk.
alter table mail_headers add column forwarded_by text;
