create table staff (
  id bigint generated always as identity primary key,
  account_id bigint not null unique references accounts,
  name text not null,
  email text not null,
  role text not null check (role in ('agent', 'lead', 'leader', 'admin')),
  reach text not null default 'team' check (reach in ('own', 'team', 'all')),
  time_zone text not null default 'UTC',
  locale text not null default 'en',
  signature text not null default '',
  switched_off_at timestamptz,
  created_at timestamptz not null default now(),
  version integer not null default 1
);

create table teams (
  id bigint generated always as identity primary key,
  name text not null,
  -- Rule 2: before anyone takes a case, this person is accountable for it.
  duty_lead_id bigint not null references staff,
  created_at timestamptz not null default now(),
  version integer not null default 1
);
create unique index teams_by_name on teams (lower(name));

create table team_members (
  team_id bigint not null references teams on delete cascade,
  staff_id bigint not null references staff on delete cascade,
  primary key (team_id, staff_id)
);
create index team_members_by_staff on team_members (staff_id);

-- E-mail addresses at which a team is reached.
create table team_addresses (
  address text primary key check (address = lower(address)),
  team_id bigint not null references teams on delete cascade
);
create index team_addresses_by_team on team_addresses (team_id);

create trigger rights_changed after update of role, reach, switched_off_at on staff
  for each statement execute function tell_rights_changed();
create trigger rights_changed after insert or update or delete on team_members
  for each statement execute function tell_rights_changed();
