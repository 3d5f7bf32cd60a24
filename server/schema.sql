-- Generated from the migrations by tools/dump-schema.ts.

create extension pg_trgm;

create sequence case_numbers as bigint start 1001 increment 1;

CREATE OR REPLACE FUNCTION begin_ownerships()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from opened join staff on staff.id = owner_id where switched_off_at is not null
      and merged_into_id is null and state not in ('solved', 'closed-without-solution')) then
    raise exception 'the owner of an unfinished case must be somebody who works here'
      using errcode = 'check_violation', constraint = 'cases_owner_works_here';
  end if;
  insert into ownerships (case_id, owner_id, how, since)
    select id, owner_id, owner_came_by, created_at from opened;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION change_ownership()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION keep_duty_lead_here()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from teams where duty_lead_id = new.id) then
    raise exception 'the duty lead of a team must go on working here'
      using errcode = 'check_violation', constraint = 'teams_duty_lead_works_here';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION keep_owner_here()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from cases where owner_id = new.id and merged_into_id is null
      and state in ('new', 'open', 'waiting-for-customer', 'solution-proposed', 'unconfirmed')) then
    raise exception 'somebody who owns an unfinished case must go on working here'
      using errcode = 'check_violation', constraint = 'cases_owner_works_here';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION refuse_absent_duty_lead()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform from staff where id = new.duty_lead_id and switched_off_at is null for key share;
  if not found then
    raise exception 'the duty lead of a team must be somebody who works here'
      using errcode = 'check_violation', constraint = 'teams_duty_lead_works_here';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION refuse_absent_owner(owner bigint)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  -- The lock keeps the person from being switched off until the case that rests on them can be seen.
  perform from staff where id = owner and switched_off_at is null for key share;
  if not found then
    raise exception 'the owner of an unfinished case must be somebody who works here'
      using errcode = 'check_violation', constraint = 'cases_owner_works_here';
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $function$
;

CREATE OR REPLACE FUNCTION tell_rights_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('regard_rights', '');
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION who_is_on_duty(team bigint, at timestamp with time zone)
 RETURNS bigint
 LANGUAGE sql
 STABLE
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION who_stands_in(person bigint, at timestamp with time zone)
 RETURNS bigint
 LANGUAGE sql
 STABLE
AS $function$
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
$function$
;

create table absences (
  id bigint generated always as identity not null,
  staff_id bigint not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  stand_in_id bigint not null,
  hand_over boolean not null,
  told_by bigint not null,
  created_at timestamp with time zone default now() not null,
  constraint absences_pkey PRIMARY KEY (id),
  constraint absences_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id),
  constraint absences_stand_in_id_fkey FOREIGN KEY (stand_in_id) REFERENCES staff(id),
  constraint absences_told_by_fkey FOREIGN KEY (told_by) REFERENCES staff(id),
  constraint absences_check CHECK ((starts_at < ends_at)),
  constraint absences_check1 CHECK ((stand_in_id <> staff_id))
);
CREATE INDEX absences_by_staff ON absences USING btree (staff_id, ends_at);
CREATE INDEX absences_to_come ON absences USING btree (ends_at);

create table accounts (
  id bigint generated always as identity not null,
  kind text not null,
  email text not null,
  password_hash text,
  totp_secret_sealed text,
  totp_confirmed_at timestamp with time zone,
  totp_last_step bigint,
  recovery_codes_sha256 bytea[] default '{}'::bytea[] not null,
  disabled_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_kind_check CHECK ((kind = ANY (ARRAY['staff'::text, 'customer'::text])))
);
CREATE UNIQUE INDEX accounts_by_email ON accounts USING btree (kind, lower(email));
CREATE TRIGGER rights_changed AFTER DELETE OR UPDATE OF disabled_at ON accounts FOR EACH STATEMENT EXECUTE FUNCTION tell_rights_changed();

create table addresses (
  id bigint generated always as identity not null,
  customer_id bigint not null,
  kind text not null,
  shown text not null,
  value text not null,
  verified_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  constraint addresses_pkey PRIMARY KEY (id),
  constraint addresses_kind_value_key UNIQUE (kind, value),
  constraint addresses_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id) ON DELETE CASCADE,
  constraint addresses_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'phone'::text, 'handle'::text])))
);
CREATE INDEX addresses_by_customer ON addresses USING btree (customer_id);
CREATE INDEX addresses_by_value ON addresses USING gin (value gin_trgm_ops);

create table api_tokens (
  id bigint generated always as identity not null,
  account_id bigint not null,
  name text not null,
  token_sha256 bytea not null,
  hint text not null,
  scopes text[] not null,
  created_at timestamp with time zone default now() not null,
  last_used_at timestamp with time zone,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint api_tokens_pkey PRIMARY KEY (id),
  constraint api_tokens_token_sha256_key UNIQUE (token_sha256),
  constraint api_tokens_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE TRIGGER rights_changed AFTER DELETE OR UPDATE OF revoked_at, expires_at, scopes ON api_tokens FOR EACH STATEMENT EXECUTE FUNCTION tell_rights_changed();

create table attachments (
  id bigint generated always as identity not null,
  case_id bigint not null,
  message_id bigint,
  note_id bigint,
  file_key text not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  content_id text,
  constraint attachments_pkey PRIMARY KEY (id),
  constraint attachments_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint attachments_file_key_fkey FOREIGN KEY (file_key) REFERENCES files(key),
  constraint attachments_message_id_fkey FOREIGN KEY (message_id) REFERENCES messages(id),
  constraint attachments_note_id_fkey FOREIGN KEY (note_id) REFERENCES notes(id),
  constraint attachments_check CHECK ((num_nonnulls(message_id, note_id) = 1))
);
CREATE INDEX attachments_by_case ON attachments USING btree (case_id);
CREATE INDEX attachments_by_message ON attachments USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX attachments_by_note ON attachments USING btree (note_id) WHERE (note_id IS NOT NULL);

create table attentions (
  staff_id bigint not null,
  case_id bigint not null,
  reason text not null,
  since timestamp with time zone default now() not null,
  words text default ''::text not null,
  constraint attentions_pkey PRIMARY KEY (staff_id, case_id, reason),
  constraint attentions_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint attentions_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id),
  constraint attentions_reason_check CHECK ((reason = ANY (ARRAY['mention'::text, 'bounce'::text, 'assigned'::text, 'hand-off'::text, 'hand-off-answered'::text, 'taken-over'::text, 'consult'::text, 'consult-answered'::text, 'promise'::text, 'escalation'::text, 'escalation-answered'::text, 'not-solved'::text, 'cut-off'::text])))
);

create table brief_lines (
  case_id bigint not null,
  line text not null,
  text text not null,
  written_by bigint not null,
  written_at timestamp with time zone default now() not null,
  constraint brief_lines_pkey PRIMARY KEY (case_id, line),
  constraint brief_lines_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint brief_lines_written_by_fkey FOREIGN KEY (written_by) REFERENCES staff(id),
  constraint brief_lines_line_check CHECK ((line = ANY (ARRAY['tried'::text, 'next'::text, 'feeling'::text])))
);

create table calendar_holidays (
  calendar_id bigint not null,
  day date not null,
  name text not null,
  open jsonb default '[]'::jsonb not null,
  constraint calendar_holidays_pkey PRIMARY KEY (calendar_id, day),
  constraint calendar_holidays_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES calendars(id) ON DELETE CASCADE
);

create table calendar_weeks (
  calendar_id bigint not null,
  valid_from date default '-infinity'::date not null,
  time_zone text not null,
  week jsonb not null,
  constraint calendar_weeks_pkey PRIMARY KEY (calendar_id, valid_from),
  constraint calendar_weeks_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES calendars(id) ON DELETE CASCADE,
  constraint calendar_weeks_week_check CHECK ((jsonb_array_length(week) = 7))
);

create table calendars (
  id bigint generated always as identity not null,
  name text not null,
  created_at timestamp with time zone default now() not null,
  version integer default 1 not null,
  constraint calendars_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX calendars_by_name ON calendars USING btree (lower(name));

create table call_events (
  id bigint generated always as identity not null,
  call_id bigint not null,
  event_key text not null,
  type text not null,
  at timestamp with time zone not null,
  recorded_at timestamp with time zone default now() not null,
  details jsonb not null,
  constraint call_events_pkey PRIMARY KEY (id),
  constraint call_events_call_id_event_key_key UNIQUE (call_id, event_key),
  constraint call_events_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id) ON DELETE CASCADE
);

create table calls (
  id bigint generated always as identity not null,
  system text not null,
  call_key text not null,
  case_id bigint,
  contact_id bigint,
  first_reported_at timestamp with time zone default now() not null,
  constraint calls_pkey PRIMARY KEY (id),
  constraint calls_system_call_key_key UNIQUE (system, call_key),
  constraint calls_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint calls_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id)
);

create table case_participants (
  id bigint generated always as identity not null,
  case_id bigint not null,
  staff_id bigint,
  customer_id bigint,
  address text,
  name text default ''::text not null,
  part text not null,
  since timestamp with time zone default now() not null,
  team_id bigint,
  notes_only boolean default false not null,
  constraint case_participants_pkey PRIMARY KEY (id),
  constraint case_participants_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint case_participants_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint case_participants_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id),
  constraint case_participants_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams(id) ON DELETE CASCADE,
  constraint case_participants_check CHECK ((num_nonnulls(staff_id, team_id, customer_id, address) >= 1)),
  constraint case_participants_part_check CHECK ((part = ANY (ARRAY['cc'::text, 'consulted'::text, 'mentioned'::text, 'follower'::text])))
);
CREATE UNIQUE INDEX case_participants_address ON case_participants USING btree (case_id, address) WHERE (address IS NOT NULL);
CREATE INDEX case_participants_by_case ON case_participants USING btree (case_id);
CREATE UNIQUE INDEX case_participants_staff ON case_participants USING btree (staff_id, case_id) WHERE (staff_id IS NOT NULL);
CREATE UNIQUE INDEX case_participants_team ON case_participants USING btree (team_id, case_id) WHERE (team_id IS NOT NULL);

create table cases (
  id bigint generated always as identity not null,
  number bigint default nextval('case_numbers'::regclass) not null,
  need text not null,
  team_id bigint not null,
  owner_id bigint not null,
  held_on_duty boolean default true not null,
  customer_id bigint,
  organisation_id bigint,
  state text default 'new'::text not null,
  close_reason text,
  channel text not null,
  customer_waiting_since timestamp with time zone,
  last_activity_at timestamp with time zone default now() not null,
  last_words text default ''::text not null,
  last_words_by text default 'customer'::text not null,
  message_count integer default 0 not null,
  language text,
  tags text[] default '{}'::text[] not null,
  fields jsonb default '{}'::jsonb not null,
  merged_into_id bigint,
  created_at timestamp with time zone default now() not null,
  version integer default 1 not null,
  promise_due_at timestamp with time zone,
  clock_due_at timestamp with time zone,
  clock_due_kind text,
  next_due_at timestamp with time zone generated always as (LEAST(promise_due_at, clock_due_at)) stored,
  next_due_kind text generated always as (
CASE
    WHEN (promise_due_at <= COALESCE(clock_due_at, promise_due_at)) THEN 'promise'::text
    ELSE clock_due_kind
END) stored,
  owner_came_by text default 'received'::text not null,
  constraint cases_pkey PRIMARY KEY (id),
  constraint cases_number_key UNIQUE (number),
  constraint cases_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint cases_merged_into_id_fkey FOREIGN KEY (merged_into_id) REFERENCES cases(id),
  constraint cases_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint cases_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES staff(id),
  constraint cases_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams(id),
  constraint cases_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'chat'::text, 'form'::text, 'call'::text, 'visit'::text]))),
  constraint cases_check CHECK (((state = 'closed-without-solution'::text) = (close_reason IS NOT NULL))),
  constraint cases_check1 CHECK (((customer_waiting_since IS NULL) OR (state = ANY (ARRAY['new'::text, 'open'::text])))),
  constraint cases_check2 CHECK (((clock_due_at IS NULL) = (clock_due_kind IS NULL))),
  constraint cases_clock_due_kind_check CHECK ((clock_due_kind = ANY (ARRAY['first-response'::text, 'next-response'::text, 'resolution'::text]))),
  constraint cases_last_words_by_check CHECK ((last_words_by = ANY (ARRAY['customer'::text, 'staff'::text]))),
  constraint cases_owner_came_by_check CHECK ((owner_came_by = ANY (ARRAY['received'::text, 'split'::text, 'took'::text, 'answered'::text, 'hand-off'::text, 'take-over'::text, 'owner-left'::text]))),
  constraint cases_state_check CHECK ((state = ANY (ARRAY['new'::text, 'open'::text, 'waiting-for-customer'::text, 'solution-proposed'::text, 'solved'::text, 'unconfirmed'::text, 'closed-without-solution'::text])))
);
CREATE INDEX cases_by_activity ON cases USING btree (last_activity_at DESC, id DESC) WHERE (merged_into_id IS NULL);
CREATE INDEX cases_by_customer ON cases USING btree (customer_id, created_at DESC, id DESC);
CREATE INDEX cases_by_organisation ON cases USING btree (organisation_id, created_at DESC, id DESC) WHERE ((organisation_id IS NOT NULL) AND (merged_into_id IS NULL));
CREATE INDEX cases_by_owner ON cases USING btree (owner_id, last_activity_at DESC, id DESC) WHERE (merged_into_id IS NULL);
CREATE INDEX cases_by_owner_and_state ON cases USING btree (owner_id, state, last_activity_at DESC, id DESC) WHERE (merged_into_id IS NULL);
CREATE INDEX cases_by_state ON cases USING btree (state, last_activity_at DESC, id DESC) WHERE (merged_into_id IS NULL);
CREATE INDEX cases_by_tag ON cases USING gin (tags);
CREATE INDEX cases_by_team ON cases USING btree (team_id, last_activity_at DESC, id DESC) WHERE (merged_into_id IS NULL);
CREATE INDEX cases_by_team_and_state ON cases USING btree (team_id, state, last_activity_at DESC, id DESC) WHERE (merged_into_id IS NULL);
CREATE INDEX cases_merged ON cases USING btree (merged_into_id) WHERE (merged_into_id IS NOT NULL);
CREATE INDEX cases_resting ON cases USING btree (owner_id, last_activity_at DESC, id DESC) WHERE ((customer_waiting_since IS NULL) AND (merged_into_id IS NULL) AND (state = ANY (ARRAY['new'::text, 'open'::text, 'waiting-for-customer'::text, 'solution-proposed'::text])));
CREATE INDEX cases_resting_in_team ON cases USING btree (team_id, last_activity_at DESC, id DESC) WHERE ((customer_waiting_since IS NULL) AND (merged_into_id IS NULL) AND (state = ANY (ARRAY['new'::text, 'open'::text, 'waiting-for-customer'::text, 'solution-proposed'::text])));
CREATE INDEX cases_waiting ON cases USING btree (owner_id, customer_waiting_since, id) WHERE ((customer_waiting_since IS NOT NULL) AND (merged_into_id IS NULL));
CREATE INDEX cases_waiting_in_team ON cases USING btree (team_id, customer_waiting_since, id) WHERE ((customer_waiting_since IS NOT NULL) AND (merged_into_id IS NULL));
CREATE TRIGGER ownership_begins AFTER INSERT ON cases REFERENCING NEW TABLE AS opened FOR EACH STATEMENT EXECUTE FUNCTION begin_ownerships();
CREATE TRIGGER ownership_changes AFTER UPDATE OF owner_id, state, merged_into_id ON cases FOR EACH ROW WHEN (((new.owner_id <> old.owner_id) OR (((old.merged_into_id IS NOT NULL) OR (old.state = ANY (ARRAY['solved'::text, 'closed-without-solution'::text]))) AND (new.merged_into_id IS NULL) AND (new.state <> ALL (ARRAY['solved'::text, 'closed-without-solution'::text]))))) EXECUTE FUNCTION change_ownership();

create table clock_policies (
  id bigint generated always as identity not null,
  team_id bigint,
  organisation_id bigint,
  first_response integer,
  next_response integer,
  first_resolution integer,
  full_resolution integer,
  from_at timestamp with time zone default now() not null,
  until_at timestamp with time zone,
  version integer default 1 not null,
  constraint clock_policies_pkey PRIMARY KEY (id),
  constraint clock_policies_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint clock_policies_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams(id) ON DELETE CASCADE,
  constraint clock_policies_check CHECK ((num_nonnulls(team_id, organisation_id) <= 1)),
  constraint clock_policies_first_resolution_check CHECK ((first_resolution > 0)),
  constraint clock_policies_first_response_check CHECK ((first_response > 0)),
  constraint clock_policies_full_resolution_check CHECK ((full_resolution > 0)),
  constraint clock_policies_next_response_check CHECK ((next_response > 0))
);
CREATE INDEX clock_policies_by_organisation ON clock_policies USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);
CREATE INDEX clock_policies_by_team ON clock_policies USING btree (team_id) WHERE (team_id IS NOT NULL);
CREATE UNIQUE INDEX clock_policies_now ON clock_policies USING btree (COALESCE(team_id, (0)::bigint), COALESCE(organisation_id, (0)::bigint)) WHERE (until_at IS NULL);

create table clock_rests (
  case_id bigint not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone,
  why text not null,
  constraint clock_rests_pkey PRIMARY KEY (case_id, why, from_at),
  constraint clock_rests_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint clock_rests_check CHECK ((to_at > from_at)),
  constraint clock_rests_why_check CHECK ((why = ANY (ARRAY['asked'::text, 'finished'::text])))
);

create table clock_terms (
  clock_id bigint not null,
  from_at timestamp with time zone not null,
  calendar_id bigint,
  target_minutes integer,
  constraint clock_terms_pkey PRIMARY KEY (clock_id, from_at),
  constraint clock_terms_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES calendars(id),
  constraint clock_terms_clock_id_fkey FOREIGN KEY (clock_id) REFERENCES clocks(id) ON DELETE CASCADE
);
CREATE INDEX clock_terms_by_calendar ON clock_terms USING btree (calendar_id) WHERE (calendar_id IS NOT NULL);

create table clocks (
  id bigint generated always as identity not null,
  case_id bigint not null,
  kind text not null,
  started_at timestamp with time zone not null,
  stopped_at timestamp with time zone,
  ended text,
  warn_at timestamp with time zone,
  due_at timestamp with time zone,
  warned_at timestamp with time zone,
  breached_at timestamp with time zone,
  constraint clocks_pkey PRIMARY KEY (id),
  constraint clocks_case_id_kind_started_at_key UNIQUE (case_id, kind, started_at),
  constraint clocks_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint clocks_check CHECK (((stopped_at IS NULL) = (ended IS NULL))),
  constraint clocks_check1 CHECK ((stopped_at >= started_at)),
  constraint clocks_ended_check CHECK ((ended = ANY (ARRAY['answered'::text, 'proposed'::text, 'confirmed'::text, 'unconfirmed'::text, 'closed'::text]))),
  constraint clocks_kind_check CHECK ((kind = ANY (ARRAY['first-response'::text, 'next-response'::text, 'first-resolution'::text, 'full-resolution'::text])))
);
CREATE INDEX clocks_running ON clocks USING btree (case_id) WHERE (stopped_at IS NULL);

create table consults (
  id bigint generated always as identity not null,
  case_id bigint not null,
  asked_by bigint,
  staff_id bigint not null,
  team_id bigint,
  question text not null,
  may_write boolean not null,
  lets_staff_write boolean not null,
  lets_team_write boolean not null,
  state text default 'asked'::text not null,
  asked_at timestamp with time zone default now() not null,
  ended_at timestamp with time zone,
  ended_by bigint,
  note_id bigint,
  words text,
  because text,
  constraint consults_pkey PRIMARY KEY (id),
  constraint consults_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES staff(id),
  constraint consults_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint consults_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES staff(id),
  constraint consults_note_id_fkey FOREIGN KEY (note_id) REFERENCES notes(id) ON DELETE SET NULL,
  constraint consults_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id),
  constraint consults_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams(id) ON DELETE SET NULL,
  constraint consults_because_check CHECK ((because = ANY (ARRAY['withdrawn'::text, 'closed'::text, 'solved'::text, 'merged'::text, 'left'::text]))),
  constraint consults_check CHECK ((asked_by <> staff_id)),
  constraint consults_check1 CHECK (((state = 'asked'::text) = (ended_at IS NULL))),
  constraint consults_check2 CHECK (((state = 'declined'::text) = (words IS NOT NULL))),
  constraint consults_check3 CHECK (((state = 'withdrawn'::text) = (because IS NOT NULL))),
  constraint consults_question_check CHECK ((question ~ '\S'::text)),
  constraint consults_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'answered'::text, 'declined'::text, 'withdrawn'::text])))
);
CREATE INDEX consults_by_case ON consults USING btree (case_id, id DESC);
CREATE INDEX consults_open_by_staff ON consults USING btree (staff_id) WHERE (state = 'asked'::text);
CREATE UNIQUE INDEX consults_open_of_staff ON consults USING btree (case_id, staff_id) WHERE (state = 'asked'::text);
CREATE UNIQUE INDEX consults_open_of_team ON consults USING btree (case_id, team_id) WHERE ((state = 'asked'::text) AND (team_id IS NOT NULL));

create table contact_concerns (
  contact_id bigint not null,
  case_id bigint not null,
  constraint contact_concerns_pkey PRIMARY KEY (contact_id, case_id),
  constraint contact_concerns_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint contact_concerns_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id) ON DELETE CASCADE
);
CREATE INDEX contact_concerns_by_case ON contact_concerns USING btree (case_id);

create table contacts (
  id bigint generated always as identity not null,
  case_id bigint not null,
  customer_id bigint,
  channel text not null,
  direction text not null,
  subject text default ''::text not null,
  summary text default ''::text not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  recorded_at timestamp with time zone default now() not null,
  source text not null,
  external_id text,
  entered_by bigint,
  constraint contacts_pkey PRIMARY KEY (id),
  constraint contacts_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint contacts_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint contacts_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES staff(id),
  constraint contacts_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'chat'::text, 'form'::text, 'call'::text, 'visit'::text]))),
  constraint contacts_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text])))
);
CREATE INDEX contacts_by_case ON contacts USING btree (case_id, started_at, id);
CREATE INDEX contacts_by_customer ON contacts USING btree (customer_id, started_at DESC, id DESC);
CREATE UNIQUE INDEX contacts_by_external_id ON contacts USING btree (source, external_id) WHERE (external_id IS NOT NULL);

create table customer_notes (
  id bigint generated always as identity not null,
  customer_id bigint not null,
  author_id bigint not null,
  text text not null,
  created_at timestamp with time zone default now() not null,
  version integer default 1 not null,
  constraint customer_notes_pkey PRIMARY KEY (id),
  constraint customer_notes_author_id_fkey FOREIGN KEY (author_id) REFERENCES staff(id),
  constraint customer_notes_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id) ON DELETE CASCADE
);
CREATE INDEX customer_notes_by_customer ON customer_notes USING btree (customer_id, id);

create table customers (
  id bigint generated always as identity not null,
  name text not null,
  organisation_id bigint,
  locale text,
  time_zone text,
  fields jsonb default '{}'::jsonb not null,
  created_at timestamp with time zone default now() not null,
  version integer default 1 not null,
  constraint customers_pkey PRIMARY KEY (id),
  constraint customers_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
);
CREATE INDEX customers_by_name ON customers USING gin (name gin_trgm_ops);
CREATE INDEX customers_by_organisation ON customers USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);
CREATE INDEX customers_in_order ON customers USING btree (lower(name), id);

create table dkim_keys (
  id bigint generated always as identity not null,
  domain text not null,
  selector text not null,
  private_key_sealed text not null,
  public_key text not null,
  found_at timestamp with time zone,
  checked_at timestamp with time zone,
  trouble text,
  created_at timestamp with time zone default now() not null,
  constraint dkim_keys_pkey PRIMARY KEY (id),
  constraint dkim_keys_domain_key UNIQUE (domain),
  constraint dkim_keys_domain_check CHECK ((domain = lower(domain)))
);

create table drafts (
  case_id bigint not null,
  staff_id bigint not null,
  mode text not null,
  content jsonb not null,
  seen_up_to bigint default 0 not null,
  updated_at timestamp with time zone default now() not null,
  constraint drafts_pkey PRIMARY KEY (case_id, staff_id, mode),
  constraint drafts_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint drafts_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE,
  constraint drafts_mode_check CHECK ((mode = ANY (ARRAY['reply'::text, 'note'::text])))
);

create table duty_turns (
  id bigint generated always as identity not null,
  team_id bigint not null,
  staff_id bigint not null,
  weekday smallint not null,
  from_minute smallint not null,
  to_minute smallint not null,
  constraint duty_turns_pkey PRIMARY KEY (id),
  constraint duty_turns_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id),
  constraint duty_turns_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams(id) ON DELETE CASCADE,
  constraint duty_turns_check CHECK ((from_minute < to_minute)),
  constraint duty_turns_from_minute_check CHECK (((from_minute >= 0) AND (from_minute <= 1439))),
  constraint duty_turns_to_minute_check CHECK (((to_minute >= 1) AND (to_minute <= 1440))),
  constraint duty_turns_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
);
CREATE INDEX duty_turns_by_staff ON duty_turns USING btree (staff_id);
CREATE INDEX duty_turns_by_team ON duty_turns USING btree (team_id, weekday, from_minute);

create table escalations (
  id bigint generated always as identity not null,
  case_id bigint not null,
  guideline_id bigint,
  condition jsonb not null,
  kind text generated always as ((condition ->> 'kind'::text)) stored not null,
  advice text not null,
  message_id bigint,
  said text default ''::text not null,
  happened_at timestamp with time zone not null,
  asked_at timestamp with time zone default now() not null,
  asked_id bigint not null,
  answered_by bigint,
  answered_at timestamp with time zone,
  answer text,
  answer_words text default ''::text not null,
  constraint escalations_pkey PRIMARY KEY (id),
  constraint escalations_case_id_guideline_id_key UNIQUE (case_id, guideline_id),
  constraint escalations_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES staff(id),
  constraint escalations_asked_id_fkey FOREIGN KEY (asked_id) REFERENCES staff(id),
  constraint escalations_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint escalations_guideline_id_fkey FOREIGN KEY (guideline_id) REFERENCES guidelines(id) ON DELETE SET NULL,
  constraint escalations_message_id_fkey FOREIGN KEY (message_id) REFERENCES messages(id) ON DELETE SET NULL,
  constraint escalations_answer_check CHECK ((answer = ANY (ARRAY['took-on'::text, 'helped'::text, 'not-needed'::text]))),
  constraint escalations_check CHECK ((num_nonnulls(answered_by, answered_at, answer) = ANY (ARRAY[0, 3])))
);
CREATE INDEX escalations_by_guideline ON escalations USING btree (guideline_id) WHERE (guideline_id IS NOT NULL);
CREATE INDEX escalations_by_message ON escalations USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX escalations_by_time ON escalations USING btree (happened_at);
CREATE INDEX escalations_open ON escalations USING btree (asked_id) WHERE (answered_at IS NULL);
CREATE UNIQUE INDEX escalations_without_guideline ON escalations USING btree (message_id) WHERE ((guideline_id IS NULL) AND (message_id IS NOT NULL) AND (kind = 'manager-asked'::text));

create table fact_corrections (
  id bigint generated always as identity not null,
  fact_id bigint not null,
  slot text not null,
  text text not null,
  corrected_by bigint not null,
  corrected_at timestamp with time zone default now() not null,
  constraint fact_corrections_pkey PRIMARY KEY (id),
  constraint fact_corrections_corrected_by_fkey FOREIGN KEY (corrected_by) REFERENCES staff(id),
  constraint fact_corrections_fact_id_fkey FOREIGN KEY (fact_id) REFERENCES facts(id)
);
CREATE INDEX fact_corrections_by_fact ON fact_corrections USING btree (fact_id, id);

create table facts (
  id bigint generated always as identity not null,
  case_id bigint not null,
  slot text not null,
  text text not null,
  message_id bigint,
  contact_id bigint,
  quote text default ''::text not null,
  added_by bigint not null,
  added_at timestamp with time zone default now() not null,
  retracted_by bigint,
  retracted_at timestamp with time zone,
  version integer default 1 not null,
  constraint facts_pkey PRIMARY KEY (id),
  constraint facts_added_by_fkey FOREIGN KEY (added_by) REFERENCES staff(id),
  constraint facts_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint facts_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id),
  constraint facts_message_id_fkey FOREIGN KEY (message_id) REFERENCES messages(id),
  constraint facts_retracted_by_fkey FOREIGN KEY (retracted_by) REFERENCES staff(id),
  constraint facts_check CHECK ((num_nonnulls(message_id, contact_id) <= 1)),
  constraint facts_check1 CHECK (((retracted_by IS NULL) = (retracted_at IS NULL))),
  constraint facts_slot_check CHECK ((slot = ANY (ARRAY['name'::text, 'device'::text, 'reference'::text, 'wish'::text, 'tried'::text, 'feeling'::text, 'other'::text])))
);
CREATE INDEX facts_by_case ON facts USING btree (case_id, id);
CREATE INDEX facts_by_contact ON facts USING btree (contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX facts_by_message ON facts USING btree (message_id) WHERE (message_id IS NOT NULL);

create table field_definitions (
  id bigint generated always as identity not null,
  object text not null,
  key text not null,
  label text not null,
  type text not null,
  choices text[] default '{}'::text[] not null,
  "position" integer default 0 not null,
  retired_at timestamp with time zone,
  version integer default 1 not null,
  constraint field_definitions_pkey PRIMARY KEY (id),
  constraint field_definitions_object_key_key UNIQUE (object, key),
  constraint field_definitions_key_check CHECK ((key ~ '^[a-z][a-z0-9_]{0,39}$'::text)),
  constraint field_definitions_object_check CHECK ((object = ANY (ARRAY['customer'::text, 'organisation'::text, 'case'::text]))),
  constraint field_definitions_type_check CHECK ((type = ANY (ARRAY['text'::text, 'number'::text, 'date'::text, 'yes-no'::text, 'choice'::text])))
);

create table files (
  key text not null,
  sha256 bytea not null,
  size bigint not null,
  media_type text not null,
  name text not null,
  uploaded_by text not null,
  created_at timestamp with time zone default now() not null,
  linked_at timestamp with time zone,
  constraint files_pkey PRIMARY KEY (key),
  constraint files_key_check CHECK ((length(key) >= 22))
);
CREATE INDEX files_unlinked ON files USING btree (created_at) WHERE (linked_at IS NULL);

create table guidelines (
  id bigint generated always as identity not null,
  team_id bigint,
  condition jsonb not null,
  kind text generated always as ((condition ->> 'kind'::text)) stored not null,
  advice text not null,
  ask text not null,
  ask_staff_id bigint,
  ask_team_id bigint,
  is_on boolean not null,
  since timestamp with time zone default now() not null,
  version integer default 1 not null,
  constraint guidelines_pkey PRIMARY KEY (id),
  constraint guidelines_ask_staff_id_fkey FOREIGN KEY (ask_staff_id) REFERENCES staff(id),
  constraint guidelines_ask_team_id_fkey FOREIGN KEY (ask_team_id) REFERENCES teams(id) ON DELETE SET NULL,
  constraint guidelines_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams(id) ON DELETE CASCADE,
  constraint guidelines_ask_check CHECK ((ask = ANY (ARRAY['lead'::text, 'owner'::text, 'person'::text, 'team'::text]))),
  constraint guidelines_check CHECK (((ask = 'person'::text) = (ask_staff_id IS NOT NULL))),
  constraint guidelines_check1 CHECK (((ask = 'team'::text) OR (ask_team_id IS NULL))),
  constraint guidelines_kind_check CHECK ((kind = ANY (ARRAY['hand-offs'::text, 'ping-pong'::text, 'contacts'::text, 'waiting'::text, 'promise-broken'::text, 'words'::text, 'manager-asked'::text, 'dissatisfied'::text])))
);
CREATE INDEX guidelines_asking_person ON guidelines USING btree (ask_staff_id) WHERE (ask_staff_id IS NOT NULL);
CREATE INDEX guidelines_asking_team ON guidelines USING btree (ask_team_id) WHERE (ask_team_id IS NOT NULL);
CREATE INDEX guidelines_by_team ON guidelines USING btree (team_id) WHERE (team_id IS NOT NULL);

create table hand_offs (
  id bigint generated always as identity not null,
  case_id bigint not null,
  from_id bigint not null,
  from_team_id bigint not null,
  offered_by bigint,
  to_id bigint not null,
  to_team_id bigint not null,
  need text not null,
  done text not null,
  promised text not null,
  next_step text not null,
  feeling text not null,
  tell_customer boolean not null,
  state text default 'offered'::text not null,
  offered_at timestamp with time zone default now() not null,
  answer_by timestamp with time zone not null,
  answered_at timestamp with time zone,
  answered_by bigint,
  answer_words text,
  let_in boolean not null,
  escalated_from_id bigint,
  constraint hand_offs_pkey PRIMARY KEY (id),
  constraint hand_offs_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES staff(id),
  constraint hand_offs_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint hand_offs_escalated_from_id_fkey FOREIGN KEY (escalated_from_id) REFERENCES hand_offs(id),
  constraint hand_offs_from_id_fkey FOREIGN KEY (from_id) REFERENCES staff(id),
  constraint hand_offs_from_team_id_fkey FOREIGN KEY (from_team_id) REFERENCES teams(id),
  constraint hand_offs_offered_by_fkey FOREIGN KEY (offered_by) REFERENCES staff(id),
  constraint hand_offs_to_id_fkey FOREIGN KEY (to_id) REFERENCES staff(id),
  constraint hand_offs_to_team_id_fkey FOREIGN KEY (to_team_id) REFERENCES teams(id),
  constraint hand_offs_check CHECK ((to_id <> from_id)),
  constraint hand_offs_check1 CHECK (((state = 'offered'::text) = (answered_at IS NULL))),
  constraint hand_offs_check2 CHECK (((state <> ALL (ARRAY['declined'::text, 'returned'::text])) OR (answer_words ~ '\S'::text))),
  constraint hand_offs_done_check CHECK ((done ~ '\S'::text)),
  constraint hand_offs_feeling_check CHECK ((feeling ~ '\S'::text)),
  constraint hand_offs_need_check CHECK ((need ~ '\S'::text)),
  constraint hand_offs_next_step_check CHECK ((next_step ~ '\S'::text)),
  constraint hand_offs_promised_check CHECK ((promised ~ '\S'::text)),
  constraint hand_offs_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'accepted'::text, 'declined'::text, 'returned'::text, 'expired'::text, 'withdrawn'::text])))
);
CREATE INDEX hand_offs_by_case ON hand_offs USING btree (case_id, id DESC);
CREATE INDEX hand_offs_due ON hand_offs USING btree (answer_by) WHERE (state = 'offered'::text);
CREATE INDEX hand_offs_from ON hand_offs USING btree (from_id) WHERE (state = 'offered'::text);
CREATE UNIQUE INDEX hand_offs_open ON hand_offs USING btree (case_id) WHERE (state = 'offered'::text);
CREATE INDEX hand_offs_to ON hand_offs USING btree (to_id) WHERE (state = 'offered'::text);

create table idempotency_keys (
  actor text not null,
  key text not null,
  request_sha256 bytea not null,
  reply jsonb,
  created_at timestamp with time zone default now() not null,
  constraint idempotency_keys_pkey PRIMARY KEY (actor, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys USING btree (created_at);

create table journal (
  seq bigint generated always as identity not null,
  xid xid8 default pg_current_xact_id() not null,
  type text not null,
  "time" timestamp with time zone not null,
  recorded_at timestamp with time zone default now() not null,
  actor_kind text not null,
  actor_id bigint,
  source text not null,
  case_id bigint,
  objects jsonb not null,
  attributes jsonb not null,
  constraint journal_pkey PRIMARY KEY (seq),
  constraint journal_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['staff'::text, 'customer'::text, 'system'::text, 'anonymous'::text])))
);
CREATE INDEX journal_by_case ON journal USING btree (case_id, seq) WHERE (case_id IS NOT NULL);
CREATE INDEX journal_by_position ON journal USING btree (xid, seq);
CREATE TRIGGER journal_is_append_only BEFORE DELETE OR UPDATE ON journal FOR EACH ROW EXECUTE FUNCTION refuse_change();

create table leavings (
  staff_id bigint not null,
  receiver_id bigint not null,
  begun_by bigint not null,
  begun_at timestamp with time zone default now() not null,
  constraint leavings_pkey PRIMARY KEY (staff_id),
  constraint leavings_begun_by_fkey FOREIGN KEY (begun_by) REFERENCES staff(id),
  constraint leavings_receiver_id_fkey FOREIGN KEY (receiver_id) REFERENCES staff(id),
  constraint leavings_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id),
  constraint leavings_check CHECK ((receiver_id <> staff_id))
);

create table legs (
  id bigint generated always as identity not null,
  contact_id bigint not null,
  "position" integer not null,
  staff_id bigint,
  staff_name text not null,
  team_id bigint,
  team_name text default ''::text not null,
  started_at timestamp with time zone not null,
  queue_seconds integer default 0 not null,
  talk_seconds integer default 0 not null,
  hold_seconds integer default 0 not null,
  after_call_seconds integer default 0 not null,
  how_ended text not null,
  constraint legs_pkey PRIMARY KEY (id),
  constraint legs_contact_id_position_key UNIQUE (contact_id, "position"),
  constraint legs_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id) ON DELETE CASCADE,
  constraint legs_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id),
  constraint legs_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams(id),
  constraint legs_after_call_seconds_check CHECK ((after_call_seconds >= 0)),
  constraint legs_hold_seconds_check CHECK ((hold_seconds >= 0)),
  constraint legs_how_ended_check CHECK ((how_ended = ANY (ARRAY['resolved'::text, 'transferred'::text, 'sent-elsewhere'::text, 'disconnected'::text, 'abandoned'::text, 'ended'::text]))),
  constraint legs_queue_seconds_check CHECK ((queue_seconds >= 0)),
  constraint legs_talk_seconds_check CHECK ((talk_seconds >= 0))
);
CREATE INDEX legs_by_staff ON legs USING btree (staff_id) WHERE (staff_id IS NOT NULL);

create table macros (
  id bigint generated always as identity not null,
  team_id bigint,
  title text not null,
  shortcut text default ''::text not null,
  body text not null,
  add_tags text[] default '{}'::text[] not null,
  created_by bigint not null,
  retired_at timestamp with time zone,
  version integer default 1 not null,
  constraint macros_pkey PRIMARY KEY (id),
  constraint macros_created_by_fkey FOREIGN KEY (created_by) REFERENCES staff(id),
  constraint macros_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams(id)
);

create table mail_headers (
  message_id bigint not null,
  mailbox_id bigint,
  header_message_id text,
  subject text default ''::text not null,
  in_reply_to text,
  reference_ids text[] default '{}'::text[] not null,
  from_address text not null,
  from_name text default ''::text not null,
  reply_to text[] default '{}'::text[] not null,
  to_addresses text[] default '{}'::text[] not null,
  cc_addresses text[] default '{}'::text[] not null,
  verdict jsonb default '{}'::jsonb not null,
  quotes boolean default true not null,
  forwarded_by text,
  constraint mail_headers_pkey PRIMARY KEY (message_id),
  constraint mail_headers_mailbox_id_fkey FOREIGN KEY (mailbox_id) REFERENCES mailboxes(id),
  constraint mail_headers_message_id_fkey FOREIGN KEY (message_id) REFERENCES messages(id) ON DELETE CASCADE
);
CREATE INDEX mail_headers_by_answered ON mail_headers USING btree (in_reply_to) WHERE (in_reply_to IS NOT NULL);
CREATE INDEX mail_headers_by_id ON mail_headers USING btree (header_message_id) WHERE (header_message_id IS NOT NULL);

create table mail_imports (
  id bigint generated always as identity not null,
  mailbox_id bigint not null,
  name text not null,
  file_key text,
  path text,
  is_sent boolean default false not null,
  open_since timestamp with time zone,
  cursor text default ''::text not null,
  "position" bigint default 0 not null,
  total bigint default 0 not null,
  seen bigint default 0 not null,
  started_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  ended_at timestamp with time zone,
  fault text,
  constraint mail_imports_pkey PRIMARY KEY (id),
  constraint mail_imports_file_key_fkey FOREIGN KEY (file_key) REFERENCES files(key),
  constraint mail_imports_mailbox_id_fkey FOREIGN KEY (mailbox_id) REFERENCES mailboxes(id),
  constraint mail_imports_check CHECK (((file_key IS NULL) <> (path IS NULL)))
);

create table mailbox_alarms (
  id bigint generated always as identity not null,
  mailbox_id bigint not null,
  since timestamp with time zone not null,
  words text not null,
  told bigint[] not null,
  raised_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  direction text default 'in'::text not null,
  constraint mailbox_alarms_pkey PRIMARY KEY (id),
  constraint mailbox_alarms_mailbox_id_fkey FOREIGN KEY (mailbox_id) REFERENCES mailboxes(id) ON DELETE CASCADE,
  constraint mailbox_alarms_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text])))
);
CREATE UNIQUE INDEX mailbox_alarms_open ON mailbox_alarms USING btree (mailbox_id, direction) WHERE (ended_at IS NULL);

create table mailbox_folders (
  mailbox_id bigint not null,
  path text not null,
  uid_validity bigint,
  last_uid bigint default 0 not null,
  waiting integer default 0 not null,
  waiting_since timestamp with time zone,
  constraint mailbox_folders_pkey PRIMARY KEY (mailbox_id, path),
  constraint mailbox_folders_mailbox_id_fkey FOREIGN KEY (mailbox_id) REFERENCES mailboxes(id) ON DELETE CASCADE
);

create table mailbox_sign_ins (
  mailbox_id bigint not null,
  provider text not null,
  client_id text not null,
  authorization_url text not null,
  token_url text not null,
  scopes text not null,
  secrets_sealed text not null,
  access_until timestamp with time zone,
  refused_at timestamp with time zone,
  try_state_sha256 bytea,
  try_verifier_sealed text,
  try_by bigint,
  try_until timestamp with time zone,
  constraint mailbox_sign_ins_pkey PRIMARY KEY (mailbox_id),
  constraint mailbox_sign_ins_mailbox_id_fkey FOREIGN KEY (mailbox_id) REFERENCES mailboxes(id) ON DELETE CASCADE,
  constraint mailbox_sign_ins_try_by_fkey FOREIGN KEY (try_by) REFERENCES staff(id) ON DELETE SET NULL,
  constraint mailbox_sign_ins_provider_check CHECK ((provider = ANY (ARRAY['google'::text, 'microsoft'::text, 'other'::text])))
);
CREATE UNIQUE INDEX mailbox_sign_ins_try ON mailbox_sign_ins USING btree (try_state_sha256) WHERE (try_state_sha256 IS NOT NULL);

create table mailboxes (
  id bigint generated always as identity not null,
  name text not null,
  address text not null,
  team_id bigint not null,
  imap jsonb,
  smtp jsonb,
  credentials_sealed text,
  signature text default ''::text not null,
  fetch_leased_by text,
  fetch_leased_until timestamp with time zone,
  last_success_at timestamp with time zone,
  last_error text,
  last_error_at timestamp with time zone,
  switched_off_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  version integer default 1 not null,
  folders text[] default '{INBOX}'::text[] not null,
  followed_since timestamp with time zone default now() not null,
  last_error_since timestamp with time zone,
  send_error text,
  send_error_at timestamp with time zone,
  name_style text default 'person-at'::text not null,
  quotes boolean default true not null,
  max_per_minute integer,
  max_per_hour integer,
  constraint mailboxes_pkey PRIMARY KEY (id),
  constraint mailboxes_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams(id),
  constraint mailboxes_address_check CHECK ((address = lower(address))),
  constraint mailboxes_folders_check CHECK ((cardinality(folders) > 0)),
  constraint mailboxes_max_per_hour_check CHECK ((max_per_hour > 0)),
  constraint mailboxes_max_per_minute_check CHECK ((max_per_minute > 0)),
  constraint mailboxes_name_style_check CHECK ((name_style = ANY (ARRAY['person-at'::text, 'organisation'::text, 'person'::text])))
);
CREATE UNIQUE INDEX mailboxes_by_address ON mailboxes USING btree (address) WHERE (switched_off_at IS NULL);

create table messages (
  id bigint generated always as identity not null,
  case_id bigint not null,
  contact_id bigint not null,
  author_kind text not null,
  author_customer_id bigint,
  author_staff_id bigint,
  author_name text not null,
  text text not null,
  quoted text default ''::text not null,
  signature text default ''::text not null,
  html text,
  kind text default 'message'::text not null,
  sent_at timestamp with time zone not null,
  recorded_at timestamp with time zone default now() not null,
  delivery text,
  delivery_detail text,
  deliver_after timestamp with time zone,
  before_sending jsonb,
  for_customer_id bigint,
  asks boolean default false not null,
  labels text[] default '{}'::text[] not null,
  delivery_reason text,
  constraint messages_pkey PRIMARY KEY (id),
  constraint messages_author_customer_id_fkey FOREIGN KEY (author_customer_id) REFERENCES customers(id),
  constraint messages_author_staff_id_fkey FOREIGN KEY (author_staff_id) REFERENCES staff(id),
  constraint messages_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint messages_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id),
  constraint messages_for_customer_id_fkey FOREIGN KEY (for_customer_id) REFERENCES customers(id),
  constraint messages_author_kind_check CHECK ((author_kind = ANY (ARRAY['customer'::text, 'staff'::text, 'system'::text]))),
  constraint messages_delivery_check CHECK ((delivery = ANY (ARRAY['held'::text, 'queued'::text, 'sent'::text, 'deferred'::text, 'bounced'::text, 'failed'::text, 'uncertain'::text, 'taken-back'::text]))),
  constraint messages_delivery_reason_check CHECK ((delivery_reason = ANY (ARRAY['no-such-address'::text, 'no-such-domain'::text, 'mailbox-full'::text, 'switched-off'::text, 'sender-refused'::text, 'content-refused'::text, 'filtered'::text, 'too-large'::text, 'too-many'::text, 'out-of-reach'::text, 'unknown'::text]))),
  constraint messages_kind_check CHECK ((kind = ANY (ARRAY['message'::text, 'bounce'::text, 'automatic'::text]))),
  constraint messages_labels_check CHECK ((labels <@ ARRAY['smime-signed'::text, 'smime-encrypted'::text, 'pgp-signed'::text, 'pgp-encrypted'::text, 'invitation'::text, 'invitation-answer'::text, 'invitation-cancelled'::text]))
);
CREATE INDEX messages_by_case ON messages USING btree (case_id, id);
CREATE INDEX messages_by_contact ON messages USING btree (contact_id, id);

create table note_mentions (
  note_id bigint not null,
  staff_id bigint not null,
  constraint note_mentions_pkey PRIMARY KEY (note_id, staff_id),
  constraint note_mentions_note_id_fkey FOREIGN KEY (note_id) REFERENCES notes(id) ON DELETE CASCADE,
  constraint note_mentions_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);

create table notes (
  id bigint generated always as identity not null,
  case_id bigint not null,
  author_id bigint not null,
  text text not null,
  html text,
  created_at timestamp with time zone default now() not null,
  edited_at timestamp with time zone,
  version integer default 1 not null,
  constraint notes_pkey PRIMARY KEY (id),
  constraint notes_author_id_fkey FOREIGN KEY (author_id) REFERENCES staff(id),
  constraint notes_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
);
CREATE INDEX notes_by_case ON notes USING btree (case_id, id);

create table noticed_promises (
  id bigint generated always as identity not null,
  message_id bigint not null,
  said_by bigint not null,
  what text not null,
  due_at timestamp with time zone not null,
  time_given boolean not null,
  answered_at timestamp with time zone,
  promise_id bigint,
  constraint noticed_promises_pkey PRIMARY KEY (id),
  constraint noticed_promises_message_id_what_key UNIQUE (message_id, what),
  constraint noticed_promises_message_id_fkey FOREIGN KEY (message_id) REFERENCES messages(id),
  constraint noticed_promises_promise_id_fkey FOREIGN KEY (promise_id) REFERENCES promises(id),
  constraint noticed_promises_said_by_fkey FOREIGN KEY (said_by) REFERENCES staff(id)
);
CREATE INDEX noticed_promises_unanswered ON noticed_promises USING btree (said_by, due_at) WHERE (answered_at IS NULL);

create table one_time_links (
  id bigint generated always as identity not null,
  purpose text not null,
  account_id bigint,
  token_sha256 bytea not null,
  details jsonb default '{}'::jsonb not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint one_time_links_pkey PRIMARY KEY (id),
  constraint one_time_links_token_sha256_key UNIQUE (token_sha256),
  constraint one_time_links_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);

create table organisations (
  id bigint generated always as identity not null,
  name text not null,
  domains text[] default '{}'::text[] not null,
  fields jsonb default '{}'::jsonb not null,
  created_at timestamp with time zone default now() not null,
  version integer default 1 not null,
  calendar_id bigint,
  shares_cases boolean default false not null,
  constraint organisations_pkey PRIMARY KEY (id),
  constraint organisations_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES calendars(id)
);
CREATE INDEX organisations_by_domain ON organisations USING gin (domains);
CREATE INDEX organisations_by_name ON organisations USING gin (name gin_trgm_ops);
CREATE INDEX organisations_in_order ON organisations USING btree (lower(name), id);

create table outbox (
  id bigint generated always as identity not null,
  message_id bigint not null,
  mailbox_id bigint,
  header_message_id text not null,
  envelope_from text not null,
  state text default 'held'::text not null,
  attempts integer default 0 not null,
  claim uuid,
  data_begun_at timestamp with time zone,
  next_try_at timestamp with time zone not null,
  last_reply text,
  sent_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  waiting text,
  constraint outbox_pkey PRIMARY KEY (id),
  constraint outbox_header_message_id_key UNIQUE (header_message_id),
  constraint outbox_mailbox_id_fkey FOREIGN KEY (mailbox_id) REFERENCES mailboxes(id),
  constraint outbox_message_id_fkey FOREIGN KEY (message_id) REFERENCES messages(id),
  constraint outbox_state_check CHECK ((state = ANY (ARRAY['held'::text, 'queued'::text, 'sending'::text, 'sent'::text, 'deferred'::text, 'failed'::text, 'uncertain'::text, 'taken-back'::text]))),
  constraint outbox_waiting_check CHECK ((waiting = ANY (ARRAY['order'::text, 'limit'::text, 'mailbox'::text])))
);
CREATE INDEX outbox_begun ON outbox USING btree (mailbox_id, data_begun_at) WHERE (data_begun_at IS NOT NULL);
CREATE INDEX outbox_by_message ON outbox USING btree (message_id);
CREATE INDEX outbox_due ON outbox USING btree (next_try_at) WHERE (state = ANY (ARRAY['held'::text, 'queued'::text, 'deferred'::text, 'sending'::text]));
CREATE INDEX outbox_waiting ON outbox USING btree (mailbox_id, id) WHERE (waiting IS NOT NULL);

create table outbox_recipients (
  outbox_id bigint not null,
  address text not null,
  "position" integer not null,
  state text default 'queued'::text not null,
  reason text,
  reply text,
  changed_at timestamp with time zone default now() not null,
  constraint outbox_recipients_pkey PRIMARY KEY (outbox_id, address),
  constraint outbox_recipients_outbox_id_fkey FOREIGN KEY (outbox_id) REFERENCES outbox(id) ON DELETE CASCADE,
  constraint outbox_recipients_address_check CHECK ((address = lower(address))),
  constraint outbox_recipients_reason_check CHECK ((reason = ANY (ARRAY['no-such-address'::text, 'no-such-domain'::text, 'mailbox-full'::text, 'switched-off'::text, 'sender-refused'::text, 'content-refused'::text, 'filtered'::text, 'too-large'::text, 'too-many'::text, 'out-of-reach'::text, 'unknown'::text]))),
  constraint outbox_recipients_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'deferred'::text, 'delayed'::text, 'bounced'::text, 'uncertain'::text, 'failed'::text])))
);

create table ownerships (
  id bigint generated always as identity not null,
  case_id bigint not null,
  owner_id bigint not null,
  how text not null,
  since timestamp with time zone not null,
  until timestamp with time zone,
  constraint ownerships_pkey PRIMARY KEY (id),
  constraint ownerships_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint ownerships_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES staff(id),
  constraint ownerships_check CHECK ((until >= since))
);
CREATE INDEX ownerships_by_case ON ownerships USING btree (case_id, id);
CREATE UNIQUE INDEX ownerships_now ON ownerships USING btree (case_id) WHERE (until IS NULL);

create table presences (
  staff_id bigint not null,
  case_id bigint not null,
  doing text not null,
  seen_at timestamp with time zone default now() not null,
  constraint presences_pkey PRIMARY KEY (staff_id, case_id),
  constraint presences_doing_check CHECK ((doing = ANY (ARRAY['looking'::text, 'writing'::text])))
) unlogged;

create table promises (
  id bigint generated always as identity not null,
  case_id bigint not null,
  made_on_case_id bigint not null,
  message_id bigint,
  what text not null,
  due_at timestamp with time zone not null,
  time_zone text not null,
  keeper_id bigint not null,
  asked_keeper_id bigint,
  made_by bigint not null,
  made_at timestamp with time zone default now() not null,
  moved_from_id bigint,
  settled_how text,
  settled_at timestamp with time zone,
  settled_by bigint,
  settled_words text default ''::text not null,
  reminded_at timestamp with time zone,
  fell_due_at timestamp with time zone,
  version integer default 1 not null,
  constraint promises_pkey PRIMARY KEY (id),
  constraint promises_moved_from_id_key UNIQUE (moved_from_id),
  constraint promises_asked_keeper_id_fkey FOREIGN KEY (asked_keeper_id) REFERENCES staff(id),
  constraint promises_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint promises_keeper_id_fkey FOREIGN KEY (keeper_id) REFERENCES staff(id),
  constraint promises_made_by_fkey FOREIGN KEY (made_by) REFERENCES staff(id),
  constraint promises_made_on_case_id_fkey FOREIGN KEY (made_on_case_id) REFERENCES cases(id),
  constraint promises_message_id_fkey FOREIGN KEY (message_id) REFERENCES messages(id),
  constraint promises_moved_from_id_fkey FOREIGN KEY (moved_from_id) REFERENCES promises(id),
  constraint promises_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES staff(id),
  constraint promises_check CHECK (((settled_how IS NULL) = (settled_at IS NULL))),
  constraint promises_check1 CHECK ((due_at > made_at)),
  constraint promises_settled_how_check CHECK ((settled_how = ANY (ARRAY['kept'::text, 'moved'::text, 'withdrawn'::text, 'unsaid'::text])))
);
CREATE INDEX promises_by_case ON promises USING btree (case_id, due_at, id);
CREATE INDEX promises_by_due ON promises USING btree (due_at, id);
CREATE INDEX promises_by_keeper ON promises USING btree (keeper_id, due_at, id);
CREATE INDEX promises_by_made_case ON promises USING btree (made_on_case_id);
CREATE INDEX promises_by_message ON promises USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX promises_unsettled ON promises USING btree (due_at, id) WHERE (settled_how IS NULL);
CREATE INDEX promises_unsettled_by_keeper ON promises USING btree (keeper_id, due_at, id) WHERE (settled_how IS NULL);

create table raw_mails (
  id bigint generated always as identity not null,
  mailbox_id bigint,
  file_key text,
  sha256 bytea not null,
  size bigint not null,
  arrived_by text not null,
  mail_from text,
  recipients text[] default '{}'::text[] not null,
  peer inet,
  imap_uid bigint,
  uid_validity bigint,
  delivery_key bytea not null,
  received_at timestamp with time zone default now() not null,
  state text default 'received'::text not null,
  reason text,
  attempts integer default 0 not null,
  case_id bigint,
  message_id bigint,
  processed_at timestamp with time zone,
  helo text,
  sender text,
  import_id bigint,
  judged_by text,
  head_name text,
  head_address text,
  head_subject text,
  constraint raw_mails_pkey PRIMARY KEY (id),
  constraint raw_mails_delivery_key_key UNIQUE (delivery_key),
  constraint raw_mails_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint raw_mails_file_key_fkey FOREIGN KEY (file_key) REFERENCES files(key),
  constraint raw_mails_import_id_fkey FOREIGN KEY (import_id) REFERENCES mail_imports(id),
  constraint raw_mails_mailbox_id_fkey FOREIGN KEY (mailbox_id) REFERENCES mailboxes(id),
  constraint raw_mails_message_id_fkey FOREIGN KEY (message_id) REFERENCES messages(id),
  constraint raw_mails_arrived_by_check CHECK ((arrived_by = ANY (ARRAY['smtp'::text, 'imap'::text, 'import'::text]))),
  constraint raw_mails_state_check CHECK ((state = ANY (ARRAY['received'::text, 'placed'::text, 'ignored'::text, 'quarantined'::text, 'removed'::text]))),
  constraint raw_mails_whole CHECK (((file_key IS NOT NULL) OR (state = 'removed'::text)))
);
CREATE INDEX raw_mails_by_file ON raw_mails USING btree (file_key);
CREATE INDEX raw_mails_by_import ON raw_mails USING btree (import_id, state) WHERE (import_id IS NOT NULL);
CREATE INDEX raw_mails_by_message ON raw_mails USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX raw_mails_by_sender ON raw_mails USING btree (sender, received_at) WHERE (sender IS NOT NULL);
CREATE INDEX raw_mails_unplaced ON raw_mails USING btree (received_at, id) WHERE (state = ANY (ARRAY['received'::text, 'quarantined'::text]));
CREATE INDEX raw_mails_unread ON raw_mails USING btree (mailbox_id, received_at) WHERE (state = 'received'::text);

create table record_reads (
  case_id bigint not null,
  staff_id bigint not null,
  up_to_contact_id bigint not null,
  read_at timestamp with time zone default now() not null,
  constraint record_reads_pkey PRIMARY KEY (case_id, staff_id, up_to_contact_id),
  constraint record_reads_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint record_reads_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);

create table regroupings (
  id bigint generated always as identity not null,
  kind text not null,
  from_case_id bigint not null,
  to_case_id bigint not null,
  moved jsonb not null,
  done_by bigint not null,
  done_at timestamp with time zone default now() not null,
  undone_by bigint,
  undone_at timestamp with time zone,
  constraint regroupings_pkey PRIMARY KEY (id),
  constraint regroupings_done_by_fkey FOREIGN KEY (done_by) REFERENCES staff(id),
  constraint regroupings_from_case_id_fkey FOREIGN KEY (from_case_id) REFERENCES cases(id),
  constraint regroupings_to_case_id_fkey FOREIGN KEY (to_case_id) REFERENCES cases(id),
  constraint regroupings_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES staff(id),
  constraint regroupings_kind_check CHECK ((kind = ANY (ARRAY['merge'::text, 'split'::text, 'move'::text])))
);
CREATE INDEX regroupings_from ON regroupings USING btree (from_case_id);
CREATE INDEX regroupings_to ON regroupings USING btree (to_case_id);

create table repeats (
  id bigint generated always as identity not null,
  message_id bigint,
  leg_id bigint,
  contact_id bigint,
  fact_id bigint,
  is_repeat boolean not null,
  noted_by bigint not null,
  noted_at timestamp with time zone default now() not null,
  constraint repeats_pkey PRIMARY KEY (id),
  constraint repeats_contact_id_key UNIQUE (contact_id),
  constraint repeats_leg_id_key UNIQUE (leg_id),
  constraint repeats_message_id_key UNIQUE (message_id),
  constraint repeats_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id) ON DELETE CASCADE,
  constraint repeats_fact_id_fkey FOREIGN KEY (fact_id) REFERENCES facts(id),
  constraint repeats_leg_id_fkey FOREIGN KEY (leg_id) REFERENCES legs(id) ON DELETE CASCADE,
  constraint repeats_message_id_fkey FOREIGN KEY (message_id) REFERENCES messages(id) ON DELETE CASCADE,
  constraint repeats_noted_by_fkey FOREIGN KEY (noted_by) REFERENCES staff(id),
  constraint repeats_check CHECK ((num_nonnulls(message_id, leg_id, contact_id) = 1))
);

create table schema_migrations (
  number integer not null,
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone default now() not null,
  constraint schema_migrations_pkey PRIMARY KEY (number)
);

create table search_entries (
  id bigint generated by default as identity not null,
  case_id bigint not null,
  kind text not null,
  object_id bigint not null,
  at timestamp with time zone not null,
  language text,
  words tsvector not null,
  constraint search_entries_pkey PRIMARY KEY (id),
  constraint search_entries_kind_object_id_key UNIQUE (kind, object_id),
  constraint search_entries_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE,
  constraint search_entries_kind_check CHECK ((kind = ANY (ARRAY['need'::text, 'contact'::text, 'message'::text, 'note'::text, 'file'::text])))
);
CREATE INDEX search_entries_by_case ON search_entries USING btree (case_id);
CREATE INDEX search_entries_words ON search_entries USING gin (words);

create table search_languages (
  language text not null,
  constraint search_languages_pkey PRIMARY KEY (language)
);

create table search_words (
  word text collate "C" not null
);
CREATE INDEX search_words_by_likeness ON search_words USING gin (word gin_trgm_ops);
CREATE INDEX search_words_by_word ON search_words USING btree (word);

create table sessions (
  id bigint generated always as identity not null,
  account_id bigint not null,
  token_sha256 bytea not null,
  created_at timestamp with time zone default now() not null,
  last_seen_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  ip inet,
  user_agent text default ''::text not null,
  revoked_at timestamp with time zone,
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_token_sha256_key UNIQUE (token_sha256),
  constraint sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX sessions_by_account ON sessions USING btree (account_id) WHERE (revoked_at IS NULL);
CREATE TRIGGER rights_changed AFTER DELETE OR UPDATE OF revoked_at, expires_at ON sessions FOR EACH STATEMENT EXECUTE FUNCTION tell_rights_changed();

create table settings (
  single boolean default true not null,
  organisation_name text not null,
  time_zone text default 'UTC'::text not null,
  locale text default 'en'::text not null,
  set_up_at timestamp with time zone default now() not null,
  version integer default 1 not null,
  constraint settings_pkey PRIMARY KEY (single),
  constraint settings_single_check CHECK (single)
);

create table sign_in_failures (
  id bigint generated always as identity not null,
  account_key text not null,
  ip inet,
  at timestamp with time zone default now() not null,
  constraint sign_in_failures_pkey PRIMARY KEY (id)
);
CREATE INDEX sign_in_failures_by_account ON sign_in_failures USING btree (account_key, at);
CREATE INDEX sign_in_failures_by_ip ON sign_in_failures USING btree (ip, at);

create table solution_reminders (
  message_id bigint not null,
  solution_id bigint not null,
  constraint solution_reminders_pkey PRIMARY KEY (message_id),
  constraint solution_reminders_message_id_fkey FOREIGN KEY (message_id) REFERENCES messages(id),
  constraint solution_reminders_solution_id_fkey FOREIGN KEY (solution_id) REFERENCES solutions(id)
);
CREATE INDEX solution_reminders_by_solution ON solution_reminders USING btree (solution_id);

create table solution_settings (
  single boolean default true not null,
  reminder_days integer[] default '{3,7}'::integer[] not null,
  rest_days integer default 10 not null,
  version integer default 1 not null,
  constraint solution_settings_pkey PRIMARY KEY (single),
  constraint solution_settings_rest_days_check CHECK (((rest_days >= 1) AND (rest_days <= 90))),
  constraint solution_settings_single_check CHECK (single)
);

create table solutions (
  id bigint generated always as identity not null,
  case_id bigint not null,
  customer_id bigint not null,
  proposed_by bigint not null,
  words text not null,
  proposed_at timestamp with time zone default now() not null,
  message_id bigint,
  asked_in_contact_id bigint,
  link_seed uuid default gen_random_uuid() not null,
  link_sha256 bytea,
  link_expires_at timestamp with time zone,
  reminders integer default 0 not null,
  next_step_at timestamp with time zone,
  silent_since timestamp with time zone,
  outcome text,
  ended_at timestamp with time zone,
  answered_by text,
  answer_words text default ''::text not null,
  heard_by bigint,
  heard_in_contact_id bigint,
  constraint solutions_pkey PRIMARY KEY (id),
  constraint solutions_link_sha256_key UNIQUE (link_sha256),
  constraint solutions_asked_in_contact_id_fkey FOREIGN KEY (asked_in_contact_id) REFERENCES contacts(id),
  constraint solutions_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint solutions_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint solutions_heard_by_fkey FOREIGN KEY (heard_by) REFERENCES staff(id),
  constraint solutions_heard_in_contact_id_fkey FOREIGN KEY (heard_in_contact_id) REFERENCES contacts(id),
  constraint solutions_message_id_fkey FOREIGN KEY (message_id) REFERENCES messages(id),
  constraint solutions_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES staff(id),
  constraint solutions_answered_by_check CHECK ((answered_by = ANY (ARRAY['link'::text, 'page'::text, 'spoken'::text]))),
  constraint solutions_check CHECK (((outcome IS NULL) = (ended_at IS NULL))),
  constraint solutions_check1 CHECK ((num_nonnulls(message_id, asked_in_contact_id) = 1)),
  constraint solutions_check2 CHECK (((COALESCE(outcome, ''::text) = ANY (ARRAY['confirmed'::text, 'not-yet'::text])) = (answered_by IS NOT NULL))),
  constraint solutions_check3 CHECK (((COALESCE(answered_by, ''::text) = 'spoken'::text) = (heard_in_contact_id IS NOT NULL))),
  constraint solutions_check4 CHECK (((heard_in_contact_id IS NULL) = (heard_by IS NULL))),
  constraint solutions_outcome_check CHECK ((outcome = ANY (ARRAY['confirmed'::text, 'not-yet'::text, 'overtaken'::text, 'withdrawn'::text])))
);
CREATE INDEX solutions_by_case ON solutions USING btree (case_id, id DESC);
CREATE UNIQUE INDEX solutions_by_message ON solutions USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX solutions_next ON solutions USING btree (next_step_at) WHERE (next_step_at IS NOT NULL);
CREATE UNIQUE INDEX solutions_waiting ON solutions USING btree (case_id) WHERE (ended_at IS NULL);

create table staff (
  id bigint generated always as identity not null,
  account_id bigint not null,
  name text not null,
  email text not null,
  role text not null,
  reach text default 'team'::text not null,
  time_zone text default 'UTC'::text not null,
  locale text default 'en'::text not null,
  signature text default ''::text not null,
  switched_off_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  version integer default 1 not null,
  constraint staff_pkey PRIMARY KEY (id),
  constraint staff_account_id_key UNIQUE (account_id),
  constraint staff_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint staff_reach_check CHECK ((reach = ANY (ARRAY['own'::text, 'team'::text, 'all'::text]))),
  constraint staff_role_check CHECK ((role = ANY (ARRAY['agent'::text, 'lead'::text, 'leader'::text, 'admin'::text])))
);
CREATE TRIGGER duty_lead_stays AFTER UPDATE OF switched_off_at ON staff FOR EACH ROW WHEN (((old.switched_off_at IS NULL) AND (new.switched_off_at IS NOT NULL))) EXECUTE FUNCTION keep_duty_lead_here();
CREATE TRIGGER owner_stays AFTER UPDATE OF switched_off_at ON staff FOR EACH ROW WHEN (((old.switched_off_at IS NULL) AND (new.switched_off_at IS NOT NULL))) EXECUTE FUNCTION keep_owner_here();
CREATE TRIGGER rights_changed AFTER UPDATE OF role, reach, switched_off_at ON staff FOR EACH STATEMENT EXECUTE FUNCTION tell_rights_changed();

create table team_addresses (
  address text not null,
  team_id bigint not null,
  constraint team_addresses_pkey PRIMARY KEY (address),
  constraint team_addresses_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams(id) ON DELETE CASCADE,
  constraint team_addresses_address_check CHECK ((address = lower(address)))
);
CREATE INDEX team_addresses_by_team ON team_addresses USING btree (team_id);

create table team_members (
  team_id bigint not null,
  staff_id bigint not null,
  constraint team_members_pkey PRIMARY KEY (team_id, staff_id),
  constraint team_members_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE,
  constraint team_members_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams(id) ON DELETE CASCADE
);
CREATE INDEX team_members_by_staff ON team_members USING btree (staff_id);
CREATE TRIGGER rights_changed AFTER INSERT OR DELETE OR UPDATE ON team_members FOR EACH STATEMENT EXECUTE FUNCTION tell_rights_changed();

create table teams (
  id bigint generated always as identity not null,
  name text not null,
  duty_lead_id bigint not null,
  created_at timestamp with time zone default now() not null,
  version integer default 1 not null,
  time_zone text,
  calendar_id bigint,
  constraint teams_pkey PRIMARY KEY (id),
  constraint teams_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES calendars(id),
  constraint teams_duty_lead_id_fkey FOREIGN KEY (duty_lead_id) REFERENCES staff(id)
);
CREATE UNIQUE INDEX teams_by_name ON teams USING btree (lower(name));
CREATE TRIGGER duty_lead_is_here AFTER INSERT OR UPDATE OF duty_lead_id ON teams FOR EACH ROW EXECUTE FUNCTION refuse_absent_duty_lead();
