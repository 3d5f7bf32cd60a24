-- Whether people of an organisation see each other's cases on their pages.
alter table organisations add column shares_cases boolean not null default false;
