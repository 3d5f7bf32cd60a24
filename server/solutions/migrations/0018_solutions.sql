-- What was done for the customer, and what they say to it. A case has at most one that waits for their word.
create table solutions (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases,
  -- Whose word is asked for. Nobody else's counts, also when the case changes its customer.
  customer_id bigint not null references customers,
  proposed_by bigint not null references staff,
  words text not null,
  proposed_at timestamptz not null default now(),
  -- The message that asks them; null when they were asked in a call or visit.
  message_id bigint references messages,
  asked_in_contact_id bigint references contacts,
  -- Our link in that message is made from this anew at each try to send it; kept is only what it hashes to.
  link_seed uuid not null default gen_random_uuid(),
  link_sha256 bytea unique,
  link_expires_at timestamptz,
  reminders integer not null default 0,
  -- When we remind them again or let it rest; null when that is not ours to do any more.
  next_step_at timestamptz,
  silent_since timestamptz,
  outcome text check (outcome in ('confirmed', 'not-yet', 'overtaken', 'withdrawn')),
  ended_at timestamptz,
  -- How their answer reached us, and who heard it in which contact when it was spoken.
  answered_by text check (answered_by in ('link', 'page', 'spoken')),
  answer_words text not null default '',
  heard_by bigint references staff,
  heard_in_contact_id bigint references contacts,
  check ((outcome is null) = (ended_at is null)),
  check (num_nonnulls(message_id, asked_in_contact_id) = 1),
  -- Rule 4: an answer has somebody who gave it, and a spoken one names the contact in which it was given.
  check ((coalesce(outcome, '') in ('confirmed', 'not-yet')) = (answered_by is not null)),
  check ((coalesce(answered_by, '') = 'spoken') = (heard_in_contact_id is not null)),
  check ((heard_in_contact_id is null) = (heard_by is null))
);
create unique index solutions_waiting on solutions (case_id) where ended_at is null;
create index solutions_by_case on solutions (case_id, id desc);
create index solutions_next on solutions (next_step_at) where next_step_at is not null;
create unique index solutions_by_message on solutions (message_id) where message_id is not null;

-- When we ask again, and when we stop waiting: days after the proposal. One row.
create table solution_settings (
  single boolean primary key default true check (single),
  reminder_days integer[] not null default '{3,7}',
  rest_days integer not null default 10 check (rest_days between 1 and 90),
  version integer not null default 1
);
insert into solution_settings default values;
