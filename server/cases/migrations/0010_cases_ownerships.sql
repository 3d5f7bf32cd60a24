-- Rule 2 held by the database: who was accountable for a case at each instant, without a gap or an overlap.

-- How its owner came to a case; written together with every new owner, so that the history can say it.
alter table cases add column owner_came_by text not null default 'received' check (owner_came_by in
  ('received', 'split', 'took', 'answered', 'hand-off', 'take-over', 'owner-left'));

create table ownerships (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases on delete cascade,
  owner_id bigint not null references staff,
  how text not null,
  since timestamptz not null,
  -- The owner after this one begins at this very instant; null for the owner of today.
  until timestamptz,
  check (until >= since)
);
create unique index ownerships_now on ownerships (case_id) where until is null;
create index ownerships_by_case on ownerships (case_id, id);

-- Cases that exist already: who took them is in the journal.
with began as (
  select cases.id as case_id, coalesce(first.from_id, cases.owner_id) as owner_id, 'received' as how,
    cases.created_at as since, 0 as seq
  from cases left join (
    select distinct on (case_id) case_id, (attributes->>'fromStaffId')::bigint as from_id
    from journal where type = 'cases.taken' and case_id is not null order by case_id, seq) as first
    on first.case_id = cases.id
  union all
  select cases.id, (attributes->>'toStaffId')::bigint, 'took', greatest(time, cases.created_at), seq
  from journal join cases on cases.id = journal.case_id where type = 'cases.taken'
)
insert into ownerships (case_id, owner_id, how, since, until)
  select case_id, owner_id, how, since, lead(since) over (partition by case_id order by since, seq) from began
  order by case_id, since, seq;

-- `cases_owner_works_here` is what the refusals are called, as if it were a check of one table.
create function refuse_absent_owner(owner bigint) returns void language plpgsql as $$
begin
  -- The lock keeps the person from being switched off until the case that rests on them can be seen.
  perform from staff where id = owner and switched_off_at is null for key share;
  if not found then
    raise exception 'the owner of an unfinished case must be somebody who works here'
      using errcode = 'check_violation', constraint = 'cases_owner_works_here';
  end if;
end $$;

create function begin_ownerships() returns trigger language plpgsql as $$
begin
  if exists (select from opened join staff on staff.id = owner_id where switched_off_at is not null
      and merged_into_id is null and state not in ('solved', 'closed-without-solution')) then
    raise exception 'the owner of an unfinished case must be somebody who works here'
      using errcode = 'check_violation', constraint = 'cases_owner_works_here';
  end if;
  insert into ownerships (case_id, owner_id, how, since)
    select id, owner_id, owner_came_by, created_at from opened;
  return null;
end $$;
create trigger ownership_begins after insert on cases
  referencing new table as opened for each statement execute function begin_ownerships();

create function change_ownership() returns trigger language plpgsql as $$
declare
  at timestamptz;
begin
  if new.merged_into_id is null and new.state not in ('solved', 'closed-without-solution') then
    perform refuse_absent_owner(new.owner_id);
  end if;
  if new.owner_id = old.owner_id then return null; end if;
  -- The clock, not the beginning of the transaction: of two that wait for one row, the later may have begun first.
  update ownerships set until = greatest(clock_timestamp(), since)
    where case_id = new.id and until is null returning until into strict at;
  insert into ownerships (case_id, owner_id, how, since)
    values (new.id, new.owner_id, new.owner_came_by, at);
  return null;
end $$;
create trigger ownership_changes after update of owner_id, state, merged_into_id on cases for each row
  when (new.owner_id <> old.owner_id
    or (old.merged_into_id is not null or old.state in ('solved', 'closed-without-solution'))
      and new.merged_into_id is null and new.state not in ('solved', 'closed-without-solution'))
  execute function change_ownership();

create function keep_owner_here() returns trigger language plpgsql as $$
begin
  if exists (select from cases where owner_id = new.id and merged_into_id is null
      and state in ('new', 'open', 'waiting-for-customer', 'solution-proposed', 'unconfirmed')) then
    raise exception 'somebody who owns an unfinished case must go on working here'
      using errcode = 'check_violation', constraint = 'cases_owner_works_here';
  end if;
  return null;
end $$;
create trigger owner_stays after update of switched_off_at on staff for each row
  when (old.switched_off_at is null and new.switched_off_at is not null)
  execute function keep_owner_here();

alter table attentions drop constraint attentions_reason_check;
alter table attentions add constraint attentions_reason_check check (reason in ('mention', 'bounce', 'assigned',
  'hand-off', 'hand-off-answered', 'taken-over', 'consult', 'promise', 'escalation', 'not-solved'));
