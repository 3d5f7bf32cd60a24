import type { Shelf } from './world.ts'

/** Where each kind of text is found again, word for word. */
export const shelves: Readonly<Record<Shelf, string>> = {
  note: 'select text from notes',
  message: 'select text from messages',
  brief: `select unnest(array[need, done, promised, next_step, feeling]) as text from hand_offs`,
  refusal: 'select answer_words as text from hand_offs where answer_words is not null',
  reason: `select attributes->>'reason' as text from journal where type = 'ownership.taken-over'`,
  promise: 'select what as text from promises',
  proposal: 'select words as text from solutions',
  question: 'select question as text from consults',
  answer: 'select words as text from consults where words is not null',
}

/** What must hold at every recorded instant: each finds what breaks it. */
export const invariants: Readonly<Record<string, string>> = {
  'each case has one owner now': `select case_id from ownerships group by case_id
    having count(*) filter (where until is null) <> 1`,
  'one owner begins where the one before ends, without a gap or an overlap': `select id from
    (select id, case_id, since, until,
      lead(since) over (partition by case_id order by id) as next,
      lag(until) over (partition by case_id order by id) as last from ownerships) as line
    where until is distinct from next or last is not null and last <> since`,
  'the owner of the record is the owner of the case, from its first moment': `select cases.id from cases
    left join ownerships on case_id = cases.id and until is null
    where ownerships.owner_id is distinct from cases.owner_id
      or not exists (select from ownerships o where o.case_id = cases.id and o.since <= cases.created_at)`,
  'nobody who does not work here owns what is unfinished': `select cases.id from cases
    join staff on staff.id = owner_id where switched_off_at is not null and merged_into_id is null
      and state not in ('solved', 'closed-without-solution')`,
  'nobody owns in a way that the rules do not know': `select id from ownerships
    where how not in ('received', 'took', 'answered', 'hand-off', 'take-over', 'owner-left')`,
  'only what was held on duty is taken or answered': `select id from (select id, how,
      lag(how) over (partition by case_id order by id) as before from ownerships) as line
    where how in ('took', 'answered') and before not in ('received', 'owner-left')`,
  'a hand-off has its brief and the acceptance of its receiver': `select o.id from ownerships o
    where how = 'hand-off' and not exists (select from hand_offs h
      where h.case_id = o.case_id and h.to_id = o.owner_id and h.state = 'accepted'
        and h.answered_by = o.owner_id and abs(extract(epoch from h.answered_at - o.since)) < 60
        and h.need ~ '\\S' and h.done ~ '\\S' and h.promised ~ '\\S' and h.next_step ~ '\\S' and h.feeling ~ '\\S')`,
  'each acceptance made an owner, once, and was told once': `select 'count' from (select
      (select count(*) from hand_offs where state = 'accepted') as accepted,
      (select count(*) from ownerships where how = 'hand-off') as handed,
      (select count(*) from journal where type = 'ownership.hand-off-accepted') as told) as counts
    where accepted <> handed or handed <> told`,
  'each take-over is recorded with its reason': `select 'count' from (select
      (select count(*) from ownerships where how = 'take-over') as taken,
      (select count(*) from journal where type = 'ownership.taken-over' and attributes->>'reason' ~ '\\S') as told)
      as counts where taken <> told`,
  'only the customer solves': `select seq from journal where type = 'cases.state-changed'
    and attributes->>'to' = 'solved' and actor_kind <> 'customer'`,
  'what is solved was confirmed': `select id from cases where state = 'solved' and not exists
    (select from solutions where case_id = cases.id and outcome = 'confirmed')`,
  'nobody waits for an answer to an offer of a case that has gone on': `select h.id from hand_offs h
    join cases on cases.id = h.case_id where h.state = 'offered'
      and (cases.owner_id <> h.from_id or cases.state in ('solved', 'closed-without-solution'))`,
  'a promise is kept by somebody who works here': `select promises.id from promises
    join staff on staff.id = keeper_id where settled_how is null and switched_off_at is not null`,
  'only the owner is asked to keep what another keeps': `select promises.id from promises
    join cases on cases.id = promises.case_id where settled_how is null
      and asked_keeper_id is not null and (asked_keeper_id <> cases.owner_id or asked_keeper_id = keeper_id)`,
  'a case is due when its next promise is': `select cases.id from cases where promise_due_at is distinct from
    (select min(due_at) from promises where case_id = cases.id and settled_how is null)`,
}
