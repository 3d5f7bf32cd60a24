-- Open hours. What a week looks like changes by date; what is over keeps the hours it had.
create table calendars (
  id bigint generated always as identity primary key,
  name text not null,
  created_at timestamptz not null default now(),
  version integer not null default 1
);
create unique index calendars_by_name on calendars (lower(name));

create table calendar_weeks (
  calendar_id bigint not null references calendars on delete cascade,
  -- First day in this row's zone on which it holds.
  valid_from date not null default '-infinity',
  time_zone text not null,
  -- Seven lists of {from, to} in minutes since local midnight, Monday first.
  week jsonb not null check (jsonb_array_length(week) = 7),
  primary key (calendar_id, valid_from)
);

create table calendar_holidays (
  calendar_id bigint not null references calendars on delete cascade,
  day date not null,
  name text not null,
  -- When it is open on that day all the same; empty is closed.
  open jsonb not null default '[]',
  primary key (calendar_id, day)
);

-- Null is open at every hour.
alter table teams add column calendar_id bigint references calendars;
