-- What a customer told us, kept so that they need not tell it again; also what was tried and how they feel.
create table facts (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases,
  slot text not null check (slot in ('name', 'device', 'reference', 'wish', 'tried', 'feeling', 'other')),
  text text not null,
  -- Where it was said, and in which words; both null when somebody simply knew it.
  message_id bigint references messages,
  contact_id bigint references contacts,
  quote text not null default '',
  added_by bigint not null references staff,
  added_at timestamptz not null default now(),
  retracted_by bigint references staff,
  retracted_at timestamptz,
  version integer not null default 1,
  check (num_nonnulls(message_id, contact_id) <= 1),
  check ((retracted_by is null) = (retracted_at is null))
);
create index facts_by_case on facts (case_id, id);
create index facts_by_message on facts (message_id) where message_id is not null;
create index facts_by_contact on facts (contact_id) where contact_id is not null;

-- How a fact read before it was corrected.
create table fact_corrections (
  id bigint generated always as identity primary key,
  fact_id bigint not null references facts,
  slot text not null,
  text text not null,
  corrected_by bigint not null references staff,
  corrected_at timestamptz not null default now()
);
create index fact_corrections_by_fact on fact_corrections (fact_id, id);

-- Lines of the brief that a person wrote in place of what the record says by itself.
create table brief_lines (
  case_id bigint not null references cases on delete cascade,
  line text not null check (line in ('tried', 'next', 'feeling')),
  text text not null,
  written_by bigint not null references staff,
  written_at timestamptz not null default now(),
  primary key (case_id, line)
);

-- The customer had to say it again, or somebody looked and says that they had not: a person's word, never a guess.
-- It hangs on what was said, so it follows a merge, split or move by itself.
create table repeats (
  id bigint generated always as identity primary key,
  message_id bigint unique references messages on delete cascade,
  leg_id bigint unique references legs on delete cascade,
  contact_id bigint unique references contacts on delete cascade,
  -- What was said again, when the desk had noticed it.
  fact_id bigint references facts,
  is_repeat boolean not null,
  noted_by bigint not null references staff,
  noted_at timestamptz not null default now(),
  check (num_nonnulls(message_id, leg_id, contact_id) = 1)
);

-- Who opened the story, once per person and spell: a spell begins when the customer comes with something new.
create table record_reads (
  case_id bigint not null references cases on delete cascade,
  staff_id bigint not null references staff,
  -- The newest contact that the customer had made.
  up_to_contact_id bigint not null,
  read_at timestamptz not null default now(),
  primary key (case_id, staff_id, up_to_contact_id)
);
