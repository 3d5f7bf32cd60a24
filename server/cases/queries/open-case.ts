import { dutyLeadOf } from '../../people/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Channel } from '../contract.ts'
import { indexWords } from '../search/index-words.ts'
import type { LockedCase } from './case-row.ts'
import type { OwnerChange } from './owner.ts'

export interface NewCaseRow {
  readonly teamId: number
  readonly customerId: number | null
  readonly organisationId: number | null
  readonly channel: Channel
  /** What it is about, in one line; cut at 300 characters. */
  readonly need: string
  readonly language?: string
  readonly tags?: readonly string[]
  readonly fields?: Readonly<Record<string, unknown>>
  /** The case that it is split off from: its owner stays accountable for both. */
  readonly owner?: LockedCase
  /** When the need reached us; now when left out. */
  readonly receivedAt?: Date
}

const NEED_LENGTH = 300
const NO_NEED = '(no subject)'

/**
 * Opens a case. From its first second the duty lead of its team is accountable for it (rule 2).
 * @throws when there is no such team: nobody would be accountable
 */
export const openCase = async (tx: Tx, input: NewCaseRow): Promise<LockedCase> => {
  const need = input.need.trim().slice(0, NEED_LENGTH) || NO_NEED
  const owner = await firstOwner(tx, input)
  const row = await tx
    .insertInto('cases')
    .values(({ selectFrom }) => ({
      need,
      team_id: input.teamId,
      ...owner,
      customer_id: input.customerId,
      organisation_id:
        input.organisationId ??
        selectFrom('customers').select('organisation_id').where('id', '=', input.customerId),
      channel: input.channel,
      language: input.language ?? null,
      tags: [...(input.tags ?? [])],
      fields: JSON.stringify(input.fields ?? {}),
      ...(input.receivedAt && { created_at: input.receivedAt, last_activity_at: input.receivedAt }),
    }))
    .returningAll()
    .executeTakeFirstOrThrow()
  await indexWords(tx, {
    caseId: row.id,
    kind: 'need',
    objectId: row.id,
    at: row.created_at,
    language: row.language,
    text: need,
  })
  // The row is as good as locked: nobody else can see it before this transaction ends.
  return row as LockedCase
}

const firstOwner = async (tx: Tx, { teamId, owner }: NewCaseRow): Promise<OwnerChange> => {
  if (owner) return { owner_id: owner.owner_id, owner_came_by: 'split', held_on_duty: owner.held_on_duty }
  const owner_id = await dutyLeadOf(tx, teamId)
  if (owner_id === undefined) throw new Error(`there is no team ${teamId} to open a case for`)
  return { owner_id, owner_came_by: 'received', held_on_duty: true }
}
