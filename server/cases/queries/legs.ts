import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { legInputSchema } from '../contract.ts'

export type LegInput = z.output<typeof legInputSchema>

/**
 * Writes down who served in a call, in the order given.
 * @throws platform.invalid when a leg names a person or team we do not have
 */
export const insertLegs = async (tx: Tx, contactId: number, legs: readonly LegInput[]): Promise<void> => {
  if (legs.length === 0) return
  await refuseStrangers(tx, 'staff', 'staffId', legs)
  await refuseStrangers(tx, 'teams', 'teamId', legs)
  await tx
    .insertInto('legs')
    .values(
      legs.map((leg, index) => ({
        contact_id: contactId,
        position: index + 1,
        staff_id: leg.staffId ?? null,
        staff_name: leg.staffName,
        team_id: leg.teamId ?? null,
        team_name: leg.teamName,
        started_at: new Date(leg.startedAt),
        queue_seconds: leg.queueSeconds,
        talk_seconds: leg.talkSeconds,
        hold_seconds: leg.holdSeconds,
        after_call_seconds: leg.afterCallSeconds,
        how_ended: leg.howEnded,
      })),
    )
    .execute()
}

/** Notes that a contact was about further cases. */
export const insertConcerns = async (
  tx: Tx,
  contactId: number,
  caseIds: readonly number[],
): Promise<void> => {
  if (caseIds.length === 0) return
  await tx
    .insertInto('contact_concerns')
    .values(caseIds.map((caseId) => ({ contact_id: contactId, case_id: caseId })))
    .execute()
}

const refuseStrangers = async (
  tx: Tx,
  table: 'staff' | 'teams',
  field: 'staffId' | 'teamId',
  legs: readonly LegInput[],
): Promise<void> => {
  const ids = new Set(legs.map((leg) => leg[field]).filter((id) => id !== undefined))
  if (ids.size === 0) return
  const found = await tx
    .selectFrom(table)
    .select('id')
    .where('id', 'in', [...ids])
    .execute()
  const known = new Set(found.map(({ id }) => id))
  const fields = legs.flatMap((leg, index) => {
    const id = leg[field]
    return id === undefined || known.has(id)
      ? []
      : [{ path: `legs.${index}.${field}`, message: 'is not known here' }]
  })
  if (fields.length > 0) throw platformErrors.invalid({ fields })
}
