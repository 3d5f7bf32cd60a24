-- Rule 3: a case changes hands by an offer with a brief that the receiver accepts.
create table hand_offs (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases on delete cascade,
  -- The owner, accountable until it is accepted.
  from_id bigint not null references staff,
  from_team_id bigint not null references teams,
  -- Who asks: the owner, a lead in their place, or null when Regard does for somebody who is away or leaves.
  offered_by bigint references staff,
  to_id bigint not null references staff,
  to_team_id bigint not null references teams,
  need text not null check (need ~ '\S'),
  done text not null check (done ~ '\S'),
  promised text not null check (promised ~ '\S'),
  next_step text not null check (next_step ~ '\S'),
  feeling text not null check (feeling ~ '\S'),
  tell_customer boolean not null,
  state text not null default 'offered' check (state in
    ('offered', 'accepted', 'declined', 'returned', 'expired', 'withdrawn')),
  offered_at timestamptz not null default now(),
  answer_by timestamptz not null,
  answered_at timestamptz,
  answered_by bigint references staff,
  -- Why it was declined, or what the brief lacks.
  answer_words text,
  -- True when the offer itself lets the receiver see the case: they no longer may when it comes to nothing.
  let_in boolean not null,
  -- The unanswered offer that this one takes further.
  escalated_from_id bigint references hand_offs,
  check (to_id <> from_id),
  check ((state = 'offered') = (answered_at is null)),
  check (state not in ('declined', 'returned') or answer_words ~ '\S')
);
create unique index hand_offs_open on hand_offs (case_id) where state = 'offered';
create index hand_offs_by_case on hand_offs (case_id, id desc);
create index hand_offs_due on hand_offs (answer_by) where state = 'offered';
create index hand_offs_to on hand_offs (to_id) where state = 'offered';
create index hand_offs_from on hand_offs (from_id) where state = 'offered';

-- Somebody leaves: their unfinished cases are offered to a named person, and then they are switched off.
create table leavings (
  staff_id bigint primary key references staff,
  receiver_id bigint not null references staff,
  begun_by bigint not null references staff,
  begun_at timestamptz not null default now(),
  check (receiver_id <> staff_id)
);
