import { sql } from 'kysely'
import { platformErrors } from '../../platform/contract/errors.ts'
import { isLead, type Permission } from '../../platform/contract/permission.ts'
import { keptRows } from '../../platform/db/kept.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { type Case, casePermissions } from '../contract.ts'
import { mayDo } from '../rules/may-do.ts'
import { servedCases, visibleCases } from './visibility.ts'

type Times = 'customerWaitingSince' | 'nextDueAt' | 'lastActivityAt' | 'createdAt'

/** A case as the query gives it: times as the database writes them in JSON. */
type Found = Omit<Case, 'replyTo' | 'may'> & {
  readonly replyAddress: string | null
  /** False for who was asked in to read and write notes. */
  readonly serves: boolean
}

// One column of JSON: to take fifty apart costs the server more than all else it does with a case.
const found = sql`cases.id, cases.number, cases.need, cases.state, cases.channel, cases.language, cases.tags,
  cases.fields, cases.version, cases.held_on_duty as "heldOnDuty", cases.close_reason as "closeReason",
  cases.customer_waiting_since as "customerWaitingSince", cases.next_due_at as "nextDueAt",
  cases.next_due_kind as "nextDueKind", cases.last_activity_at as "lastActivityAt",
  cases.last_words as "lastWords", cases.last_words_by as "lastWordsBy", cases.message_count as "messageCount",
  cases.created_at as "createdAt", cases.merged_into_id as "mergedIntoId",
  json_build_object('id', teams.id, 'name', teams.name) as team,
  json_build_object('id', staff.id, 'name', staff.name) as owner,
  coalesce((select max(id) from messages
    where case_id = cases.id and delivery is distinct from 'taken-back'), 0) as "newestMessageId",
  (select json_build_object('id', c.id, 'name', c.name,
      'organisationName', (select name from organisations where id = c.organisation_id),
      'address', (select shown from addresses where customer_id = c.id order by kind <> 'email', id limit 1))
    from customers c where c.id = cases.customer_id) as customer,
  (select json_build_object('id', id, 'name', name)
    from organisations where id = cases.organisation_id) as organisation,
  (select shown from addresses where addresses.customer_id = cases.customer_id and kind = 'email'
    order by id limit 1) as "replyAddress",
  array(select json_build_object('id', p.id, 'part', p.part, 'address', p.address,
      'name', coalesce(s.name, t.name, c.name, nullif(p.name, ''), p.address))
    from case_participants p
      left join staff s on s.id = p.staff_id
      left join teams t on t.id = p.team_id
      left join customers c on c.id = p.customer_id
    where p.case_id = cases.id order by p.id) as participants`

/**
 * A case with everything its screen shows beside the conversation, in one query.
 * @throws platform.not-found when it does not exist or is not theirs to see
 */
export const openCasePage = async (db: Database, actor: StaffActor, caseId: number): Promise<Case> => {
  const [row] = await keptRows(
    db,
    sql<{ found: Found }>`
    select to_json(found) as found from (
      select ${found}, ${servedCases(actor)} as serves from cases
        join teams on teams.id = cases.team_id
        join staff on staff.id = cases.owner_id
      where cases.id = ${caseId} and ${visibleCases(actor)}) as found`,
  )
  if (!row) throw platformErrors.notFound()
  return toCase(row.found, actor)
}

const toCase = ({ replyAddress, serves, ...found }: Found, actor: StaffActor): Case => ({
  ...found,
  ...timesOf(found),
  replyTo: replyTo(replyAddress, found.participants),
  may: mayDo(
    { state: found.state, heldOnDuty: found.heldOnDuty, merged: found.mergedIntoId !== null },
    {
      writes: holds(actor, casePermissions.write),
      serves,
      closes: holds(actor, casePermissions.close),
      leads: isLead(actor),
      owns: found.owner.id === actor.staffId,
    },
  ),
})

const iso = (time: string): string => new Date(time).toISOString()

const timesOf = (found: Pick<Case, Times>): Pick<Case, Times> => ({
  customerWaitingSince: found.customerWaitingSince && iso(found.customerWaitingSince),
  nextDueAt: found.nextDueAt && iso(found.nextDueAt),
  lastActivityAt: iso(found.lastActivityAt),
  createdAt: iso(found.createdAt),
})

const replyTo = (address: string | null, participants: Case['participants']): Case['replyTo'] => {
  if (address === null) return null
  const isOther = (copied: string | null) => copied !== address.toLowerCase()
  const copied = participants.filter((each) => each.part === 'cc' && isOther(each.address))
  return { to: [address], cc: copied.flatMap((each) => each.address ?? []) }
}

const holds = ({ role, scopes }: StaffActor, { name, holders }: Permission): boolean =>
  holders.includes(role) && (scopes === null || scopes.includes(name))
