import { sql } from 'kysely'
import { z } from 'zod'
import { keptStatement } from '../../platform/db/kept.ts'
import type { Database } from '../../platform/db/pool.ts'
import { caseStates, finishedStates } from '../contract.ts'
import type { Journey } from '../rules/journey.ts'

const time = z.coerce.date()
const foundSchema = z.object({
  state: z.enum(caseStates),
  team: z.string(),
  heldOnDuty: z.boolean(),
  ownerId: z.number(),
  waitingSince: time.nullable(),
  lastActivityAt: time,
  contacts: z.array(
    z.object({
      id: z.number(),
      direction: z.enum(['in', 'out']),
      startedAt: time,
      endedAt: time.nullable(),
      isMachine: z.boolean(),
      loggedBy: z.object({ id: z.number(), name: z.string() }).nullable(),
    }),
  ),
  legs: z.array(
    z.object({
      contactId: z.number(),
      staffId: z.number().nullable(),
      staffName: z.string(),
      teamName: z.string(),
      startedAt: time,
      queueSeconds: z.number(),
      talkSeconds: z.number(),
      holdSeconds: z.number(),
      afterCallSeconds: z.number(),
      howEnded: z.string(),
    }),
  ),
  messages: z.array(z.object({ by: z.enum(['customer', 'us']), staffId: z.number().nullable(), at: time })),
  takenBy: z.array(z.number()),
  helperIds: z.array(z.number()),
  repeats: z.number(),
  reads: z.array(z.object({ staffId: z.number(), at: time })),
})

/** The same need's contacts: those on the case and those that were about it beside another need. */
const contactIds = (caseId: number) => sql`array(select id from contacts where case_id = ${caseId}
  union select contact_id from contact_concerns where case_id = ${caseId})`

const contacts = sql`select coalesce(json_agg(json_build_object('id', c.id, 'direction', c.direction,
    'startedAt', c.started_at, 'endedAt', c.ended_at,
    'isMachine', exists (select from messages where contact_id = c.id)
      and not exists (select from messages where contact_id = c.id and kind = 'message'),
    'loggedBy', case when c.source = 'desk' and c.channel in ('call', 'visit')
      and not exists (select from legs where contact_id = c.id)
      then (select json_build_object('id', id, 'name', name) from staff where id = c.entered_by) end)
    order by c.started_at, c.id), '[]')
  from contacts c where c.id = any(own.contact_ids)
    and not exists (select from messages where contact_id = c.id and delivery = 'taken-back')`

const legs = sql`select coalesce(json_agg(json_build_object('contactId', contact_id, 'staffId', staff_id,
    'staffName', staff_name, 'teamName', coalesce((select name from teams where id = team_id), team_name),
    'startedAt', started_at, 'queueSeconds', queue_seconds, 'talkSeconds', talk_seconds,
    'holdSeconds', hold_seconds, 'afterCallSeconds', after_call_seconds, 'howEnded', how_ended)
    order by started_at, contact_id, position), '[]')
  from legs where contact_id = any(own.contact_ids)`

const messages = sql`select coalesce(json_agg(json_build_object(
    'by', case author_kind when 'customer' then 'customer' else 'us' end, 'staffId', author_staff_id, 'at', sent_at)
    order by sent_at, id), '[]')
  from messages where case_id = own.id and kind = 'message' and delivery is distinct from 'taken-back'`

const record = keptStatement(
  (caseId: number) => sql<{ found: unknown }>`
    with own as (select cases.*, ${contactIds(caseId)} as contact_ids from cases where id = ${caseId})
    select json_build_object('state', state,
      'team', (select name from teams where id = team_id), 'heldOnDuty', held_on_duty, 'ownerId', owner_id,
      'waitingSince', customer_waiting_since, 'lastActivityAt', last_activity_at,
      'contacts', (${contacts}), 'legs', (${legs}), 'messages', (${messages}),
      'takenBy', array(select distinct o.owner_id from ownerships o
        where o.case_id = own.id and o.how in ('took', 'answered', 'hand-off', 'take-over')),
      'helperIds', array(select staff_id from case_participants p where case_id = own.id and staff_id > 0
        and part = 'consulted' and not exists (select from ownerships o where o.case_id = own.id and o.owner_id = p.staff_id)),
      'repeats', (select count(*) from repeats where is_repeat and (
        message_id = any(array(select id from messages where case_id = own.id))
        or contact_id = any(own.contact_ids)
        or leg_id = any(array(select id from legs where contact_id = any(own.contact_ids))))),
      'reads', (select coalesce(json_agg(json_build_object('staffId', staff_id, 'at', read_at) order by read_at), '[]')
        from record_reads where case_id = own.id)) as found
    from own`,
)

/**
 * What one need took until now. In a statement of its own, because the record of a need is read as a whole or not at
 * all. The caller has found the case through the actor.
 */
export const journeyOf = async (db: Database, caseId: number, now = new Date()) => {
  const [row] = await record(db, caseId)
  return toJourney(foundSchema.parse(row?.found), now)
}

const toJourney = (found: z.output<typeof foundSchema>, now: Date): Journey => {
  const { contacts: had, legs: served, messages: said, repeats, reads, heldOnDuty, ownerId } = found
  return {
    ...{ contacts: had, legs: served, messages: said, repeats, reads, helperIds: found.helperIds },
    ownerIds: heldOnDuty ? found.takenBy : [...found.takenBy, ownerId],
    team: heldOnDuty ? null : found.team,
    waitingAt: found.waitingSince === null ? null : now,
    endedAt: endOf(found, now),
  }
}

/** When the customer was helped: the end of the call that helped, or of what was done last; otherwise now. */
const endOf = (
  { state, legs: served, waitingSince, lastActivityAt }: z.output<typeof foundSchema>,
  now: Date,
): Date => {
  const last = served.at(-1)
  if (last?.howEnded === 'resolved' && waitingSince === null) {
    const seconds = last.queueSeconds + last.talkSeconds + last.holdSeconds
    return new Date(last.startedAt.getTime() + seconds * 1000)
  }
  return finishedStates.has(state) ? lastActivityAt : now
}
