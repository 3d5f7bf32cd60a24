import { sql } from 'kysely'
import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import { leadsAndUp, type Permission } from '../../platform/contract/permission.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import {
  type Case,
  type CaseState,
  type Channel,
  casePermissions,
  type participantSchema,
} from '../contract.ts'
import { mayDo } from '../rules/may-do.ts'
import { visibleCases } from './visibility.ts'

interface CasePage {
  readonly id: number
  readonly number: number
  readonly need: string
  readonly team_id: number
  readonly team_name: string
  readonly owner_id: number
  readonly owner_name: string
  readonly held_on_duty: boolean
  readonly state: CaseState
  readonly close_reason: string | null
  readonly channel: Channel
  readonly customer: Case['customer']
  readonly organisation: Case['organisation']
  readonly reply_to: string | null
  readonly customer_waiting_since: Date | null
  readonly next_due_at: Date | null
  readonly next_due_kind: Case['nextDueKind']
  readonly last_activity_at: Date
  readonly last_words: string
  readonly last_words_by: 'customer' | 'staff'
  readonly message_count: number
  readonly newest_message_id: number | null
  readonly language: string | null
  readonly tags: string[]
  readonly fields: Case['fields']
  readonly participants: z.output<typeof participantSchema>[]
  readonly merged_into_id: number | null
  readonly created_at: Date
  readonly version: number
}

const columns = sql`cases.*, teams.name as team_name, staff.name as owner_name,
  (select max(id) from messages
    where case_id = cases.id and delivery is distinct from 'taken-back') as newest_message_id,
  (select json_build_object('id', c.id, 'name', c.name,
      'organisationName', (select name from organisations where id = c.organisation_id),
      'address', (select shown from addresses where customer_id = c.id order by kind <> 'email', id limit 1))
    from customers c where c.id = cases.customer_id) as customer,
  (select json_build_object('id', id, 'name', name)
    from organisations where id = cases.organisation_id) as organisation,
  (select shown from addresses where addresses.customer_id = cases.customer_id and kind = 'email'
    order by id limit 1) as reply_to,
  array(select json_build_object('id', p.id, 'part', p.part, 'address', p.address,
      'name', coalesce(s.name, c.name, nullif(p.name, ''), p.address))
    from case_participants p
      left join staff s on s.id = p.staff_id
      left join customers c on c.id = p.customer_id
    where p.case_id = cases.id order by p.id) as participants`

/**
 * A case with everything its screen shows beside the conversation, in one query.
 * @throws platform.not-found when it does not exist or is not theirs to see
 */
export const openCasePage = async (db: Database, actor: StaffActor, caseId: number): Promise<Case> => {
  const { rows } = await sql<CasePage>`
    select ${columns} from cases
      join teams on teams.id = cases.team_id
      join staff on staff.id = cases.owner_id
    where cases.id = ${caseId} and ${visibleCases(actor)}`.execute(db)
  const [row] = rows
  if (!row) throw platformErrors.notFound()
  return toCase(row, actor)
}

const toCase = (row: CasePage, actor: StaffActor): Case => ({
  id: row.id,
  number: row.number,
  need: row.need,
  customer: row.customer,
  organisation: row.organisation,
  team: { id: row.team_id, name: row.team_name },
  owner: { id: row.owner_id, name: row.owner_name },
  heldOnDuty: row.held_on_duty,
  state: row.state,
  closeReason: row.close_reason,
  channel: row.channel,
  customerWaitingSince: row.customer_waiting_since?.toISOString() ?? null,
  nextDueAt: row.next_due_at?.toISOString() ?? null,
  nextDueKind: row.next_due_kind,
  lastActivityAt: row.last_activity_at.toISOString(),
  lastWords: row.last_words,
  lastWordsBy: row.last_words_by,
  messageCount: row.message_count,
  newestMessageId: row.newest_message_id ?? 0,
  language: row.language,
  tags: row.tags,
  fields: row.fields,
  participants: row.participants,
  replyTo: replyTo(row),
  createdAt: row.created_at.toISOString(),
  mergedIntoId: row.merged_into_id,
  version: row.version,
  may: mayDo(
    { state: row.state, heldOnDuty: row.held_on_duty, merged: row.merged_into_id !== null },
    {
      writes: holds(actor, casePermissions.write),
      closes: holds(actor, casePermissions.close),
      leads: leads.has(actor.role),
      owns: row.owner_id === actor.staffId,
    },
  ),
})

const replyTo = ({ reply_to, participants }: CasePage): Case['replyTo'] => {
  if (reply_to === null) return null
  const copied = participants.filter(
    ({ part, address }) => part === 'cc' && address !== reply_to.toLowerCase(),
  )
  return { to: [reply_to], cc: copied.flatMap(({ address }) => address ?? []) }
}

/** Who may act in place of an owner. */
const leads: ReadonlySet<string> = new Set(leadsAndUp)

const holds = ({ role, scopes }: StaffActor, { name, holders }: Permission): boolean =>
  holders.includes(role) && (scopes === null || scopes.includes(name))
