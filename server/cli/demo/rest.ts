import type { CaseState } from '../../cases/contract.ts'
import type { Tx } from '../../platform/db/transaction.ts'

/** How it ended with the customer; in the demonstration the past is given, nobody decides it now. */
export const restCase = async (tx: Tx, caseId: number, state: CaseState): Promise<void> => {
  await tx
    .updateTable('cases')
    .set({ state, customer_waiting_since: null })
    .where('id', '=', caseId)
    .execute()
}

/** A call of the past is no news of today. */
export const happenedAt = async (tx: Tx, caseId: number, at: Date): Promise<void> => {
  await tx
    .updateTable('cases')
    .set({ created_at: at, last_activity_at: at })
    .where('id', '=', caseId)
    .execute()
}

/** An answer of the past has long arrived. */
export const showAsSent = async (tx: Tx, messageId: number): Promise<void> => {
  await tx
    .updateTable('messages')
    .set({ delivery: 'sent', before_sending: null, deliver_after: null })
    .where('id', '=', messageId)
    .execute()
}
