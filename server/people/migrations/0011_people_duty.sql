-- Turns of duty are planned in the zone in which the team lives; null means the zone of the desk.
alter table teams add column time_zone text;

-- Who answers for what a team receives, week by week. Outside all turns it is the team's duty lead.
create table duty_turns (
  id bigint generated always as identity primary key,
  team_id bigint not null references teams on delete cascade,
  staff_id bigint not null references staff,
  -- ISO: Monday is 1.
  weekday smallint not null check (weekday between 1 and 7),
  -- Minutes of the local day, as its clocks show them.
  from_minute smallint not null check (from_minute between 0 and 1439),
  to_minute smallint not null check (to_minute between 1 and 1440),
  check (from_minute < to_minute)
);
create index duty_turns_by_team on duty_turns (team_id, weekday, from_minute);
create index duty_turns_by_staff on duty_turns (staff_id);

-- Somebody is away, and who stands in for them meanwhile.
create table absences (
  id bigint generated always as identity primary key,
  staff_id bigint not null references staff,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  stand_in_id bigint not null references staff,
  -- Whether what they own is offered to the stand-in when it begins.
  hand_over boolean not null,
  told_by bigint not null references staff,
  created_at timestamptz not null default now(),
  check (starts_at < ends_at),
  check (stand_in_id <> staff_id)
);
create index absences_by_staff on absences (staff_id, ends_at);
create index absences_to_come on absences (ends_at);

-- Rule 2: a team that can receive always has a duty lead who works here.
create function refuse_absent_duty_lead() returns trigger language plpgsql as $$
begin
  perform from staff where id = new.duty_lead_id and switched_off_at is null for key share;
  if not found then
    raise exception 'the duty lead of a team must be somebody who works here'
      using errcode = 'check_violation', constraint = 'teams_duty_lead_works_here';
  end if;
  return null;
end $$;
create trigger duty_lead_is_here after insert or update of duty_lead_id on teams
  for each row execute function refuse_absent_duty_lead();

create function keep_duty_lead_here() returns trigger language plpgsql as $$
begin
  if exists (select from teams where duty_lead_id = new.id) then
    raise exception 'the duty lead of a team must go on working here'
      using errcode = 'check_violation', constraint = 'teams_duty_lead_works_here';
  end if;
  return null;
end $$;
create trigger duty_lead_stays after update of switched_off_at on staff for each row
  when (old.switched_off_at is null and new.switched_off_at is not null)
  execute function keep_duty_lead_here();

-- From somebody along those who stand in for them, to the first one who is here; null when nobody of them is.
create function who_stands_in(person bigint, at timestamptz) returns bigint language sql stable as $$
  with recursive line (staff_id, passed) as (
    select person, array[person]
    union all
    select stand_in_id, passed || stand_in_id from line cross join lateral (
      select stand_in_id from absences
      where absences.staff_id = line.staff_id and starts_at <= at and ends_at > at order by id limit 1) as absence
    where stand_in_id <> all(passed))
  select line.staff_id from line
    join staff on staff.id = line.staff_id and staff.switched_off_at is null
    join accounts on accounts.id = staff.account_id and accounts.password_hash is not null
  where not exists (select from absences
    where absences.staff_id = line.staff_id and starts_at <= at and ends_at > at)
  order by cardinality(passed) limit 1
$$;

-- Who answers for what a team receives at an instant: by the rota, else its duty lead, else who stands in; and
-- when nobody of all these is here, its duty lead all the same. Null only for a team that does not exist.
create function who_is_on_duty(team bigint, at timestamptz) returns bigint language sql stable as $$
  select coalesce(
    (select who_stands_in(turn.staff_id, at) from duty_turns turn
      where turn.team_id = teams.id and weekday = extract(isodow from clock.local)
        and extract(epoch from clock.local::time) >= from_minute * 60
        and extract(epoch from clock.local::time) < to_minute * 60
      order by turn.id limit 1),
    who_stands_in(teams.duty_lead_id, at), teams.duty_lead_id)
  from teams cross join lateral (
    select at at time zone coalesce(teams.time_zone, (select time_zone from settings), 'UTC') as local) as clock
  where teams.id = team
$$;
