import type { Database } from '../../../platform/db/pool.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import { type CallEvent, callEventSchema } from '../contract.ts'

/** The call of a telephone system, new or known, locked: what two tell of it at once comes one after the other. */
export const lockCall = async (tx: Tx, system: string, callKey: string) => {
  await tx
    .insertInto('calls')
    .values({ system, call_key: callKey })
    .onConflict((conflict) => conflict.columns(['system', 'call_key']).doNothing())
    .execute()
  return tx
    .selectFrom('calls')
    .select(['id', 'case_id as caseId', 'contact_id as contactId'])
    .where('system', '=', system)
    .where('call_key', '=', callKey)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/** Keeps events of a call as they came. @returns how many of them are news */
export const insertEvents = async (tx: Tx, callId: number, events: readonly CallEvent[]): Promise<number> => {
  const rows = await tx
    .insertInto('call_events')
    .values(
      events.map((event) => ({
        ...{ call_id: callId, event_key: event.eventId, type: event.type, at: new Date(event.at) },
        details: JSON.stringify(event),
      })),
    )
    .onConflict((conflict) => conflict.columns(['call_id', 'event_key']).doNothing())
    .returning('id')
    .execute()
  return rows.length
}

/** Everything that was told of a call. */
export const eventsOf = async (db: Database, callId: number): Promise<CallEvent[]> => {
  const rows = await db.selectFrom('call_events').select('details').where('call_id', '=', callId).execute()
  return rows.map(({ details }) => callEventSchema.parse(details))
}

/** Says on which case a call is. */
export const placeCall = async (
  tx: Tx,
  callId: number,
  { caseId, contactId }: { readonly caseId: number; readonly contactId: number },
): Promise<void> => {
  await tx
    .updateTable('calls')
    .set({ case_id: caseId, contact_id: contactId })
    .where('id', '=', callId)
    .execute()
}
