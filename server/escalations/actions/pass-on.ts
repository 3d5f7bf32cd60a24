import { settleAttention, unsafeLockCase } from '../../cases/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { escalationAnnouncements } from '../contract.ts'
import { askInstead, openOf, unsafeEscalation } from '../queries/escalations.ts'
import { call } from './fire.ts'
import { tellEscalation } from './tell-escalation.ts'
import { insteadOf } from './whom-to-ask.ts'

/** Before somebody is switched off: what they were asked for, the lead on duty is asked for. */
export const passOnEscalations = async (tx: Tx, staffId: number): Promise<void> => {
  for (const { id, caseId } of await openOf(tx, staffId)) {
    const row = await unsafeLockCase(tx, caseId)
    const askedId = await insteadOf(tx, row, staffId)
    await askInstead(tx, id, askedId)
    await settleAttention(tx, row.id, 'escalation', [staffId])
    const passed = await unsafeEscalation(tx, id)
    if (!passed) continue
    await call(tx, row.id, { ...passed, askedId })
    await tellEscalation(tx, escalationAnnouncements.passedOn, row.id, passed)
  }
}
