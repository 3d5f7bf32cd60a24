-- A whole team can be asked into a case, and somebody only to read it and write notes.
alter table case_participants add column team_id bigint references teams on delete cascade;
alter table case_participants add column notes_only boolean not null default false;
alter table case_participants drop constraint case_participants_check;
alter table case_participants add constraint case_participants_check
  check (num_nonnulls(staff_id, team_id, customer_id, address) >= 1);
create unique index case_participants_team on case_participants (team_id, case_id) where team_id is not null;
