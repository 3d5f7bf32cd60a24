import { normalAddress } from '../../customers/index.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'

/** Somebody named in a mail's Cc. */
export interface Copied {
  readonly address: string
  readonly name: string
}

/** An address as it is compared; one that is no e-mail address is kept as it was written. */
const compared = (address: string): string => normalAddress('email', address)?.value ?? address.toLowerCase()

/** Remembers who was sent a copy; who takes part already stays as they are. */
export const addCopied = async (tx: Tx, caseId: number, copied: readonly Copied[]): Promise<void> => {
  const byAddress = new Map(copied.map(({ address, name }) => [compared(address), name]))
  if (byAddress.size === 0) return
  await tx
    .insertInto('case_participants')
    .values([...byAddress].map(([address, name]) => ({ case_id: caseId, address, name, part: 'cc' })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Lets colleagues see the case and take part in it. */
export const addStaff = async (
  tx: Tx,
  caseId: number,
  staffIds: readonly number[],
  part: 'consulted' | 'mentioned' | 'follower',
): Promise<void> => {
  if (staffIds.length === 0) return
  await tx
    .insertInto('case_participants')
    .values(staffIds.map((staffId) => ({ case_id: caseId, staff_id: staffId, part })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Whether this e-mail address belongs to the customer of a case or to somebody who takes part in it. */
export const partakes = async (db: Database, caseId: number, address: string): Promise<boolean> => {
  const value = compared(address)
  const row = await db
    .selectFrom('cases')
    .select('cases.id')
    .where('cases.id', '=', caseId)
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('addresses')
            .select('addresses.id')
            .whereRef('addresses.customer_id', '=', 'cases.customer_id')
            .where('kind', '=', 'email')
            .where('value', '=', value),
        ),
        exists(
          selectFrom('case_participants')
            .select('case_participants.id')
            .whereRef('case_participants.case_id', '=', 'cases.id')
            .where('address', '=', value),
        ),
      ]),
    )
    .executeTakeFirst()
  return row !== undefined
}

/** Calls people to a case: it stands in their "Needs me now" until they have looked after it. */
export const callAttention = async (
  tx: Tx,
  caseId: number,
  staffIds: readonly number[],
  reason: 'mention' | 'bounce' | 'assigned',
): Promise<void> => {
  if (staffIds.length === 0) return
  await tx
    .insertInto('attentions')
    .values([...new Set(staffIds)].map((staffId) => ({ staff_id: staffId, case_id: caseId, reason })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** This person has looked after the case. */
export const clearAttention = async (tx: Tx, caseId: number, staffId: number): Promise<void> => {
  await tx.deleteFrom('attentions').where('case_id', '=', caseId).where('staff_id', '=', staffId).execute()
}

/** Whether this person is accountable for a case that is not finished. */
export const ownsUnfinished = async (tx: Tx, staffId: number): Promise<boolean> => {
  const row = await tx
    .selectFrom('cases')
    .select('id')
    .where('owner_id', '=', staffId)
    .where('state', 'in', ['new', 'open', 'waiting-for-customer', 'solution-proposed', 'unconfirmed'])
    .where('merged_into_id', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
