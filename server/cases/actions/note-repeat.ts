import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { caseAnnouncements, type newRepeatSchema, type Repeat } from '../contract.ts'
import { lockCase, refuseMerged } from '../queries/case-row.ts'
import { earlierFacts, factsOfCase } from '../queries/facts.ts'
import { isSaidOn, upsertRepeat } from '../queries/repeat-row.ts'
import { repeatOfCase } from '../queries/repeats.ts'

/**
 * Records that the customer had to say something again, or that they had not although it looked so.
 * @throws platform.not-found when it was not said by the customer on this case, cases.already-merged
 */
export const noteRepeat = async (
  tx: Tx,
  actor: StaffActor,
  caseId: number,
  { isRepeat, factId, ...said }: z.output<typeof newRepeatSchema>,
): Promise<Repeat> => {
  const row = await lockCase(tx, actor, caseId)
  refuseMerged(row)
  if (!(await isSaidOn(tx, caseId, said))) throw platformErrors.notFound()
  if (factId !== undefined) await refuseUnseen(tx, actor, row, factId)
  const repeatId = await upsertRepeat(tx, actor.staffId, said, { factId, isRepeat })
  await announce(tx, caseAnnouncements.repeatNoted, {
    actor,
    caseId,
    objects: [
      { type: 'case', id: caseId },
      ...('messageId' in said ? [{ type: 'message', id: said.messageId }] : []),
      ...('legId' in said ? [{ type: 'leg', id: said.legId }] : []),
      ...('contactId' in said ? [{ type: 'contact', id: said.contactId }] : []),
    ],
    attributes: { repeatId, isRepeat },
  })
  return repeatOfCase(tx, caseId, repeatId)
}

/** A fact that the story of this case does not show to this person does not exist for them. */
const refuseUnseen = async (
  tx: Tx,
  actor: StaffActor,
  row: { readonly id: number; readonly customer_id: number | null },
  factId: number,
): Promise<void> => {
  const known = [
    ...(await factsOfCase(tx, row.id)),
    ...(await earlierFacts(tx, actor, row.id, row.customer_id)),
  ]
  if (!known.some(({ id }) => id === factId)) throw platformErrors.notFound()
}
