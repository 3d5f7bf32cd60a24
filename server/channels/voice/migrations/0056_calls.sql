-- A call as a telephone system tells it. Its events are kept as they came, also what was not understood in its order;
-- the contact is what they come to.
create table calls (
  id bigint generated always as identity primary key,
  system text not null,
  call_key text not null,
  case_id bigint references cases (id),
  contact_id bigint references contacts (id),
  first_reported_at timestamptz not null default now(),
  unique (system, call_key)
);
create table call_events (
  id bigint generated always as identity primary key,
  call_id bigint not null references calls (id) on delete cascade,
  event_key text not null,
  type text not null,
  at timestamptz not null,
  recorded_at timestamptz not null default now(),
  details jsonb not null,
  unique (call_id, event_key)
);
