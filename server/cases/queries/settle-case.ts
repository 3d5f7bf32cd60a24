import type { Tx } from '../../platform/db/transaction.ts'
import { lastWordsOf } from '../rules/last-words.ts'
import type { Stand } from '../rules/regrouping.ts'
import { type CaseChange, type LockedCase, updateCase } from './case-row.ts'
import { type Recount, recount } from './recount.ts'

/** Writes how a case stands now that its conversation is another one; `decide` is given what was counted anew. */
export const settleCase = async (
  tx: Tx,
  row: LockedCase,
  decide: (counted: Recount) => Stand,
  change: CaseChange = {},
): Promise<void> => {
  const counted = await recount(tx, row.id)
  const stand = decide(counted)
  await updateCase(tx, row, {
    state: stand.state,
    close_reason: stand.closeReason,
    customer_waiting_since: stand.customerWaitingSince,
    message_count: counted.message_count,
    last_words: lastWordsOf(counted.last_words),
    last_words_by: counted.last_words_by,
    last_activity_at: new Date(),
    ...change,
  })
}
