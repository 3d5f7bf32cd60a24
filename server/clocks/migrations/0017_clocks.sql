-- What is aimed at, in working minutes. Rows are never changed: a new one takes over from `from_at` on.
create table clock_policies (
  id bigint generated always as identity primary key,
  -- For one team, for one organisation, or for everybody.
  team_id bigint references teams on delete cascade,
  organisation_id bigint references organisations on delete cascade,
  first_response integer check (first_response > 0),
  next_response integer check (next_response > 0),
  first_resolution integer check (first_resolution > 0),
  full_resolution integer check (full_resolution > 0),
  from_at timestamptz not null default now(),
  until_at timestamptz,
  version integer not null default 1,
  check (num_nonnulls(team_id, organisation_id) <= 1)
);
create unique index clock_policies_now on clock_policies (coalesce(team_id, 0), coalesce(organisation_id, 0))
  where until_at is null;
create index clock_policies_by_organisation on clock_policies (organisation_id) where organisation_id is not null;
create index clock_policies_by_team on clock_policies (team_id) where team_id is not null;

-- Spells of time, read from what happened; what they come to is always reckoned anew.
create table clocks (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases on delete cascade,
  kind text not null check (kind in ('first-response', 'next-response', 'first-resolution', 'full-resolution')),
  started_at timestamptz not null,
  stopped_at timestamptz,
  -- How it stopped.
  ended text check (ended in ('answered', 'proposed', 'confirmed', 'unconfirmed', 'closed')),
  -- When W reaches three quarters and the whole of the target; null without one, or while it rests.
  warn_at timestamptz,
  due_at timestamptz,
  -- For which instants that was announced.
  warned_at timestamptz,
  breached_at timestamptz,
  unique (case_id, kind, started_at),
  check ((stopped_at is null) = (ended is null)),
  check (stopped_at >= started_at)
);
create index clocks_running on clocks (case_id) where stopped_at is null;

-- Which hours and which target count for a clock from an instant on: what ran before keeps its own.
create table clock_terms (
  clock_id bigint not null references clocks on delete cascade,
  from_at timestamptz not null,
  calendar_id bigint references calendars,
  target_minutes integer,
  primary key (clock_id, from_at)
);
create index clock_terms_by_calendar on clock_terms (calendar_id) where calendar_id is not null;

-- When the clocks of a case rest: a question of ours is open, or it was finished until it was opened again.
create table clock_rests (
  case_id bigint not null references cases on delete cascade,
  from_at timestamptz not null,
  to_at timestamptz,
  why text not null check (why in ('asked', 'finished')),
  primary key (case_id, why, from_at),
  check (to_at > from_at)
);
