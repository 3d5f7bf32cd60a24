import { callAttention, setPromiseDue, settleAttention } from '../../cases/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { concernedBy, standingOf } from '../queries/standing.ts'

/**
 * Writes on a case what its promises ask for now: when the next one is due, and whom they call. Whoever calls has locked
 * the case. `former` are people who were concerned until this moment.
 */
export const settleCase = async (tx: Tx, caseId: number, former: readonly number[] = []): Promise<void> => {
  const { dueAt, called } = await standingOf(tx, caseId)
  const concerned = [...(await concernedBy(tx, caseId)), ...former]
  await setPromiseDue(tx, caseId, dueAt)
  await settleAttention(
    tx,
    caseId,
    'promise',
    concerned.filter((id) => !called.includes(id)),
  )
  await callAttention(tx, caseId, called, 'promise')
}
