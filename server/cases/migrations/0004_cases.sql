create sequence case_numbers start 1001;

-- What a list sorts or filters by is a column here, so that a list is one indexed query on one table.
create table cases (
  id bigint generated always as identity primary key,
  number bigint not null unique default nextval('case_numbers'),
  need text not null,
  team_id bigint not null references teams,
  -- Rule 2: exactly one accountable person, always.
  owner_id bigint not null references staff,
  -- True until somebody takes the case from the duty lead.
  held_on_duty boolean not null default true,
  customer_id bigint references customers,
  organisation_id bigint references organisations,
  state text not null default 'new' check (state in
    ('new', 'open', 'waiting-for-customer', 'solution-proposed', 'solved', 'unconfirmed', 'closed-without-solution')),
  close_reason text,
  channel text not null check (channel in ('email', 'chat', 'form', 'call', 'visit')),
  -- Since when the customer has been waiting for us; null while nobody owes them a word.
  customer_waiting_since timestamptz,
  next_due_at timestamptz,
  next_due_kind text,
  last_activity_at timestamptz not null default now(),
  last_words text not null default '',
  last_words_by text not null default 'customer' check (last_words_by in ('customer', 'staff')),
  message_count integer not null default 0,
  language text,
  tags text[] not null default '{}',
  fields jsonb not null default '{}',
  merged_into_id bigint references cases,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  check ((state = 'closed-without-solution') = (close_reason is not null)),
  -- Where the next word is the customer's, or nobody's, the customer does not wait for us.
  check (customer_waiting_since is null or state in ('new', 'open'))
);
create index cases_by_activity on cases (last_activity_at desc, id desc) where merged_into_id is null;
create index cases_by_team on cases (team_id, last_activity_at desc, id desc) where merged_into_id is null;
create index cases_by_owner on cases (owner_id, last_activity_at desc, id desc) where merged_into_id is null;
create index cases_by_state on cases (state, last_activity_at desc, id desc) where merged_into_id is null;
create index cases_by_team_and_state on cases (team_id, state, last_activity_at desc, id desc)
  where merged_into_id is null;
create index cases_by_owner_and_state on cases (owner_id, state, last_activity_at desc, id desc)
  where merged_into_id is null;
create index cases_waiting on cases (owner_id, customer_waiting_since, id)
  where customer_waiting_since is not null and merged_into_id is null;
create index cases_waiting_in_team on cases (team_id, customer_waiting_since, id)
  where customer_waiting_since is not null and merged_into_id is null;
-- Unfinished cases in which nobody waits for us: they follow the waiting ones in the lists.
create index cases_resting on cases (owner_id, last_activity_at desc, id desc)
  where customer_waiting_since is null and merged_into_id is null
    and state in ('new', 'open', 'waiting-for-customer', 'solution-proposed');
create index cases_resting_in_team on cases (team_id, last_activity_at desc, id desc)
  where customer_waiting_since is null and merged_into_id is null
    and state in ('new', 'open', 'waiting-for-customer', 'solution-proposed');
create index cases_by_customer on cases (customer_id, created_at desc, id desc);
create index cases_by_tag on cases using gin (tags);

-- People of the case beside its customer: Cc of a mail, a colleague asked in, somebody mentioned.
create table case_participants (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases on delete cascade,
  staff_id bigint references staff,
  customer_id bigint references customers,
  address text,
  -- As a mail named them; people of the desk and known customers are shown by their own name.
  name text not null default '',
  part text not null check (part in ('cc', 'consulted', 'mentioned', 'follower')),
  since timestamptz not null default now(),
  check (num_nonnulls(staff_id, customer_id, address) >= 1)
);
create unique index case_participants_staff on case_participants (staff_id, case_id) where staff_id is not null;
create unique index case_participants_address on case_participants (case_id, address) where address is not null;
create index case_participants_by_case on case_participants (case_id);

-- Why a case needs a person now, beside a waiting customer.
create table attentions (
  staff_id bigint not null references staff,
  case_id bigint not null references cases on delete cascade,
  reason text not null check (reason in ('mention', 'bounce', 'assigned')),
  since timestamptz not null default now(),
  primary key (staff_id, case_id, reason)
);

-- One exchange on one channel.
create table contacts (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases,
  customer_id bigint references customers,
  channel text not null check (channel in ('email', 'chat', 'form', 'call', 'visit')),
  direction text not null check (direction in ('in', 'out')),
  subject text not null default '',
  summary text not null default '',
  started_at timestamptz not null,
  ended_at timestamptz,
  recorded_at timestamptz not null default now(),
  source text not null,
  external_id text,
  entered_by bigint references staff
);
create index contacts_by_case on contacts (case_id, started_at, id);
create index contacts_by_customer on contacts (customer_id, started_at desc, id desc);
create unique index contacts_by_external_id on contacts (source, external_id) where external_id is not null;

-- Further needs that a contact was about: it counts once as a contact and once for each need.
create table contact_concerns (
  contact_id bigint not null references contacts on delete cascade,
  case_id bigint not null references cases on delete cascade,
  primary key (contact_id, case_id)
);
create index contact_concerns_by_case on contact_concerns (case_id);

-- One person's part of a call. Durations in whole seconds.
create table legs (
  id bigint generated always as identity primary key,
  contact_id bigint not null references contacts on delete cascade,
  position integer not null,
  staff_id bigint references staff,
  staff_name text not null,
  team_id bigint references teams,
  team_name text not null default '',
  started_at timestamptz not null,
  queue_seconds integer not null default 0 check (queue_seconds >= 0),
  talk_seconds integer not null default 0 check (talk_seconds >= 0),
  hold_seconds integer not null default 0 check (hold_seconds >= 0),
  after_call_seconds integer not null default 0 check (after_call_seconds >= 0),
  how_ended text not null check (how_ended in
    ('resolved', 'transferred', 'sent-elsewhere', 'disconnected', 'abandoned', 'ended')),
  unique (contact_id, position)
);
create index legs_by_staff on legs (staff_id) where staff_id is not null;

-- One utterance in a contact, seen by the customer.
create table messages (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases,
  contact_id bigint not null references contacts,
  author_kind text not null check (author_kind in ('customer', 'staff', 'system')),
  author_customer_id bigint references customers,
  author_staff_id bigint references staff,
  author_name text not null,
  -- The new words; what they quote is kept beside them, never dropped.
  text text not null,
  quoted text not null default '',
  signature text not null default '',
  -- Sanitised HTML when the message came as HTML or was written richly; shown in a sandboxed frame.
  html text,
  kind text not null default 'message' check (kind in ('message', 'bounce', 'automatic')),
  sent_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  -- Delivery of what we send, written by the channel through the door.
  delivery text check (delivery in ('held', 'queued', 'sent', 'deferred', 'bounced', 'failed', 'uncertain', 'taken-back')),
  delivery_detail text,
  deliver_after timestamptz,
  -- While a reply is held: the case and the draft as they were, which taking it back restores.
  before_sending jsonb
);
create index messages_by_case on messages (case_id, id);
create index messages_by_contact on messages (contact_id, id);

-- Internal text.
create table notes (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases,
  author_id bigint not null references staff,
  text text not null,
  html text,
  created_at timestamptz not null default now(),
  edited_at timestamptz,
  version integer not null default 1
);
create index notes_by_case on notes (case_id, id);
create table note_mentions (
  note_id bigint not null references notes on delete cascade,
  staff_id bigint not null references staff,
  primary key (note_id, staff_id)
);

create table attachments (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases,
  message_id bigint references messages,
  note_id bigint references notes,
  file_key text not null references files,
  name text not null,
  media_type text not null,
  size bigint not null,
  -- Set for an image shown inside an HTML mail.
  content_id text,
  check (num_nonnulls(message_id, note_id) = 1)
);
create index attachments_by_message on attachments (message_id) where message_id is not null;
create index attachments_by_note on attachments (note_id) where note_id is not null;
create index attachments_by_case on attachments (case_id);

-- What a person is writing, kept by the server at each pause.
create table drafts (
  case_id bigint not null references cases on delete cascade,
  staff_id bigint not null references staff on delete cascade,
  mode text not null check (mode in ('reply', 'note')),
  content jsonb not null,
  -- The newest message its writer had seen: decides whether a reply is held back.
  seen_up_to bigint not null default 0,
  updated_at timestamptz not null default now(),
  primary key (case_id, staff_id, mode)
);

-- Merges, splits and moves, with what is needed to take them back.
create table regroupings (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('merge', 'split', 'move')),
  from_case_id bigint not null references cases,
  to_case_id bigint not null references cases,
  moved jsonb not null,
  done_by bigint not null references staff,
  done_at timestamptz not null default now(),
  undone_by bigint references staff,
  undone_at timestamptz
);
create index regroupings_from on regroupings (from_case_id);
create index regroupings_to on regroupings (to_case_id);

create table macros (
  id bigint generated always as identity primary key,
  team_id bigint references teams,
  title text not null,
  shortcut text not null default '',
  body text not null,
  add_tags text[] not null default '{}',
  created_by bigint not null references staff,
  retired_at timestamptz,
  version integer not null default 1
);

-- The search index: written in the transaction of what it indexes, so it cannot drift.
create table search_entries (
  id bigint generated by default as identity primary key,
  case_id bigint not null references cases on delete cascade,
  kind text not null check (kind in ('need', 'contact', 'message', 'note', 'file')),
  object_id bigint not null,
  at timestamptz not null,
  -- Name of the stemmer (`german`) whose stems stand among the words; null when the language has none.
  language text,
  -- Folded words with their positions, stems (`german~haus`), and marks of recency (see queries/search.ts).
  words tsvector not null,
  unique (kind, object_id)
);
create index search_entries_words on search_entries using gin (words);
create index search_entries_by_case on search_entries (case_id);

-- Every word ever indexed: the beginning of a word finds the whole ones, a misspelt one its neighbours. A word
-- may stand twice, because a unique index would make two mails with the same new word wait for each other.
create table search_words (
  word text collate "C" not null
);
create index search_words_by_word on search_words (word);
create index search_words_by_likeness on search_words using gin (word gin_trgm_ops);

-- The stemmers in use, so that a query is stemmed only by these.
create table search_languages (
  language text primary key
);
