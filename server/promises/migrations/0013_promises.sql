-- One row for each time that was promised: a promise that is moved keeps its row, and a new one follows it. In which
-- state it is follows from these columns and the clock, so that no job has to change anything when the time comes.
create table promises (
  id bigint generated always as identity primary key,
  -- The case it stands on now; where it was made stays known, because merges can be taken back.
  case_id bigint not null references cases,
  made_on_case_id bigint not null references cases,
  -- The message that said it, if one did: the promise goes where its message goes.
  message_id bigint references messages,
  what text not null,
  due_at timestamptz not null,
  -- The zone in which the customer was told the time.
  time_zone text not null,
  keeper_id bigint not null references staff,
  -- Who is asked to become its keeper, after the case changed hands.
  asked_keeper_id bigint references staff,
  made_by bigint not null references staff,
  made_at timestamptz not null default now(),
  moved_from_id bigint unique references promises,
  -- `unsaid`: the message that said it was taken back before it left.
  settled_how text check (settled_how in ('kept', 'moved', 'withdrawn', 'unsaid')),
  settled_at timestamptz,
  settled_by bigint references staff,
  settled_words text not null default '',
  -- When the keeper was reminded, and when the house was told that the time had come.
  reminded_at timestamptz,
  fell_due_at timestamptz,
  version integer not null default 1,
  check ((settled_how is null) = (settled_at is null)),
  check (due_at > made_at)
);
create index promises_by_case on promises (case_id, due_at, id);
create index promises_by_made_case on promises (made_on_case_id);
create index promises_by_message on promises (message_id) where message_id is not null;
create index promises_by_due on promises (due_at, id);
create index promises_by_keeper on promises (keeper_id, due_at, id);
create index promises_unsettled on promises (due_at, id) where settled_how is null;
create index promises_unsettled_by_keeper on promises (keeper_id, due_at, id) where settled_how is null;

-- What somebody wrote that sounds like a promise: they say whether it is one.
create table noticed_promises (
  id bigint generated always as identity primary key,
  message_id bigint not null references messages,
  said_by bigint not null references staff,
  what text not null,
  due_at timestamptz not null,
  -- False when only a day was named.
  time_given boolean not null,
  answered_at timestamptz,
  promise_id bigint references promises,
  unique (message_id, what)
);
create index noticed_promises_unanswered on noticed_promises (said_by, due_at) where answered_at is null;
