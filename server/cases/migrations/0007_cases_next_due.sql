-- Rooms above write what they know; what a list shows and sorts by is the earlier of the two.
alter table cases
  drop column next_due_at,
  drop column next_due_kind,
  add column promise_due_at timestamptz,
  add column clock_due_at timestamptz,
  add column clock_due_kind text check (clock_due_kind in ('first-response', 'next-response', 'resolution')),
  add check ((clock_due_at is null) = (clock_due_kind is null));
alter table cases
  add column next_due_at timestamptz generated always as (least(promise_due_at, clock_due_at)) stored,
  add column next_due_kind text generated always as (
    case when promise_due_at <= coalesce(clock_due_at, promise_due_at) then 'promise' else clock_due_kind end
  ) stored;

alter table attentions drop constraint attentions_reason_check;
alter table attentions add constraint attentions_reason_check check (reason in
  ('mention', 'bounce', 'assigned', 'hand-off', 'consult', 'promise', 'escalation', 'not-solved'));
