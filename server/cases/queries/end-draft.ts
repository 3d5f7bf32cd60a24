import type { Tx } from '../../platform/db/transaction.ts'
import type { DraftMode } from './drafts.ts'

export const deleteDraft = async (
  tx: Tx,
  caseId: number,
  staffId: number,
  mode: DraftMode,
): Promise<void> => {
  await tx
    .deleteFrom('drafts')
    .where('case_id', '=', caseId)
    .where('staff_id', '=', staffId)
    .where('mode', '=', mode)
    .execute()
}
