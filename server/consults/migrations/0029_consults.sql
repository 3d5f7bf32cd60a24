-- Helping together: a colleague or a team is asked into a case with a question; its owner stays the owner (rule 2).
create table consults (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases on delete cascade,
  -- Null when Regard asks, by a guideline.
  asked_by bigint references staff,
  -- Who is to answer; of a team whoever was on duty when it was asked.
  staff_id bigint not null references staff,
  -- Set when a team was asked: everybody in it may answer.
  team_id bigint references teams on delete set null,
  question text not null check (question ~ '\S'),
  may_write boolean not null,
  -- True where this question is what lets them write to the customer: they no longer may when it has ended.
  lets_staff_write boolean not null,
  lets_team_write boolean not null,
  state text not null default 'asked' check (state in ('asked', 'answered', 'declined', 'withdrawn')),
  asked_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_by bigint references staff,
  -- An answer is a note of the case.
  note_id bigint references notes on delete set null,
  -- Why they cannot help.
  words text,
  -- What ended a question that nobody answered.
  because text check (because in ('withdrawn', 'closed', 'solved', 'merged', 'left')),
  check (asked_by <> staff_id),
  check ((state = 'asked') = (ended_at is null)),
  check ((state = 'declined') = (words is not null)),
  check ((state = 'withdrawn') = (because is not null))
);
create unique index consults_open_of_staff on consults (case_id, staff_id) where state = 'asked';
create unique index consults_open_of_team on consults (case_id, team_id) where state = 'asked' and team_id is not null;
create index consults_by_case on consults (case_id, id desc);
create index consults_open_by_staff on consults (staff_id) where state = 'asked';
