-- The hours agreed with an organisation; null is the hours of the team that serves it.
alter table organisations add column calendar_id bigint references calendars;
