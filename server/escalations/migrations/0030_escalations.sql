-- When somebody is to be asked for help, as a team wrote it for itself, or for all teams.
create table guidelines (
  id bigint generated always as identity primary key,
  team_id bigint references teams on delete cascade,
  -- One of a closed list with its number or words (contract.ts, conditionSchema).
  condition jsonb not null,
  kind text not null generated always as (condition ->> 'kind') stored,
  -- What to do, for whoever is asked.
  advice text not null,
  ask text not null check (ask in ('lead', 'owner', 'person', 'team')),
  ask_staff_id bigint references staff,
  -- Null also where that team is no more: then the lead on duty is asked.
  ask_team_id bigint references teams on delete set null,
  is_on boolean not null,
  -- Since when it counts as it reads now.
  since timestamptz not null default now(),
  version integer not null default 1,
  check (kind in ('hand-offs', 'ping-pong', 'contacts', 'waiting', 'promise-broken', 'words', 'manager-asked',
    'dissatisfied')),
  check ((ask = 'person') = (ask_staff_id is not null)),
  check (ask = 'team' or ask_team_id is null)
);
create index guidelines_by_team on guidelines (team_id) where team_id is not null;
create index guidelines_asking_person on guidelines (ask_staff_id) where ask_staff_id is not null;
create index guidelines_asking_team on guidelines (ask_team_id) where ask_team_id is not null;

-- A guideline fired: somebody is asked until they answer. It keeps what the guideline said then.
create table escalations (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases on delete cascade,
  guideline_id bigint references guidelines on delete set null,
  condition jsonb not null,
  kind text not null generated always as (condition ->> 'kind') stored,
  advice text not null,
  -- Where the customer said it, and which of the guideline's words.
  message_id bigint references messages on delete set null,
  said text not null default '',
  -- When the condition came true, and when somebody was asked.
  happened_at timestamptz not null,
  asked_at timestamptz not null default now(),
  asked_id bigint not null references staff,
  answered_by bigint references staff,
  answered_at timestamptz,
  answer text check (answer in ('took-on', 'helped', 'not-needed')),
  answer_words text not null default '',
  -- Once for each case, whatever happens at the same time or is tried again.
  unique (case_id, guideline_id),
  check (num_nonnulls(answered_by, answered_at, answer) in (0, 3))
);
-- A customer who asks for a manager reaches one, once for each time they ask.
create unique index escalations_without_guideline on escalations (message_id)
  where guideline_id is null and message_id is not null and kind = 'manager-asked';
create index escalations_open on escalations (asked_id) where answered_at is null;
create index escalations_by_guideline on escalations (guideline_id) where guideline_id is not null;
create index escalations_by_message on escalations (message_id) where message_id is not null;
create index escalations_by_time on escalations (happened_at);

-- The handbook's three (methods.md 3.14) are on; the others wait for somebody who wants them.
insert into guidelines (condition, advice, ask, is_on) values
  ('{"kind": "hand-offs", "atLeast": 2, "between": "teams"}',
    'Talk with both teams in one call, and agree who sees it through to the end. The customer is not sent on again.',
    'lead', true),
  ('{"kind": "ping-pong", "between": "teams"}',
    'Bring both teams together on this case today. Whoever has it keeps it; the other team helps them.',
    'lead', true),
  ('{"kind": "contacts", "atLeast": 3}',
    'Read the whole story before the next word. Make sure that one person takes the time to solve it now.',
    'lead', true),
  ('{"kind": "promise-broken"}',
    'Call the customer, say that we are sorry, and give a time that holds.', 'owner', false),
  ('{"kind": "waiting", "minutes": 240}',
    'Answer, or find somebody who can. The customer hears from us before the day ends.', 'lead', false),
  ('{"kind": "words", "words": ["complaint", "lawyer", "cancel my contract"]}',
    'Call them. Listen first, write afterwards.', 'lead', false),
  ('{"kind": "manager-asked"}', 'Call the customer yourself today.', 'lead', false),
  ('{"kind": "dissatisfied"}',
    'Ask what is still missing before anything else is proposed.', 'lead', false);
