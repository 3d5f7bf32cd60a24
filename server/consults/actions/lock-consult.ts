import { type LockedCase, lockCase } from '../../cases/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { consultErrors } from '../contract.ts'
import { type ConsultRow, unsafeConsult } from '../queries/consults.ts'
import { outcomeWords } from '../rules/words.ts'

/**
 * A question that still waits for an answer, with its case locked: of two who end it at once, the second is told what
 * the first did.
 * @throws platform.not-found, consults.over
 */
export const lockConsult = async (
  tx: Tx,
  actor: StaffActor,
  consultId: number,
): Promise<{ row: LockedCase; consult: ConsultRow }> => {
  const known = await unsafeConsult(tx, consultId)
  if (!known) throw platformErrors.notFound()
  const row = await lockCase(tx, actor, known.case_id, 'for notes')
  const consult = await unsafeConsult(tx, consultId)
  if (!consult) throw platformErrors.notFound()
  if (consult.state !== 'asked') throw over(consult)
  // Nobody has said so yet, but it is too late all the same.
  if (row.merged_into_id !== null) throw over({ ...consult, state: 'withdrawn', because: 'merged' })
  return { row, consult }
}

const over = (consult: ConsultRow) =>
  consultErrors.over({
    state: consult.state,
    detail: `${outcomeWords(consult)} Nothing was changed, and what you wrote is still here.`,
  })
