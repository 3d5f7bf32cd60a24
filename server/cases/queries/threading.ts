import type { Database } from '../../platform/db/pool.ts'
import { compared } from './people.ts'

/**
 * The case in which a message lives now; null when there is no such message. Finds it whoever asks: for
 * channels that place what they receive, never for a screen.
 */
export const unsafeFindCaseByMessage = async (
  db: Database,
  messageId: number,
): Promise<{ caseId: number; contactId: number } | null> => {
  const row = await db
    .selectFrom('messages')
    .innerJoin('cases', 'cases.id', 'messages.case_id')
    .select(['messages.contact_id as contactId', 'cases.id', 'cases.merged_into_id'])
    .where('messages.id', '=', messageId)
    .executeTakeFirst()
  return row ? { caseId: row.merged_into_id ?? row.id, contactId: row.contactId } : null
}

/** The case with this number, the one it was merged into if it was; null when there is none. */
export const unsafeFindCaseByNumber = async (db: Database, number: number): Promise<number | null> => {
  const row = await db
    .selectFrom('cases')
    .select(['id', 'merged_into_id'])
    .where('number', '=', number)
    .executeTakeFirst()
  return row ? (row.merged_into_id ?? row.id) : null
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
