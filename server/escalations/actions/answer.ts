import { callAttention, caseForActor, settleAttention, unsafeLockCase } from '../../cases/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { type Escalation, escalationAnnouncements, escalationErrors, type NewAnswer } from '../contract.ts'
import { unsafeEscalation, writeAnswer } from '../queries/escalations.ts'
import { mayAnswer, toEscalation } from '../rules/show-escalation.ts'
import { tellEscalation } from './tell-escalation.ts'

/**
 * Says what was done for the customer when a guideline asked for help: for everything on this need that asks the same
 * person, because they did it once. The owner is told, and stays the owner.
 * @throws platform.not-found; escalations.not-asked for anybody but the one asked and leads; escalations.answered
 */
export const answerEscalation = async (
  tx: Tx,
  actor: StaffActor,
  id: number,
  given: NewAnswer,
): Promise<Escalation> => {
  const known = await unsafeEscalation(tx, id)
  if (!known) throw platformErrors.notFound()
  const row = await unsafeLockCase(tx, known.caseId)
  await caseForActor(tx, actor, row.id)
  if (!mayAnswer(known, actor)) throw escalationErrors.notAsked()
  const open = await writeAnswer(tx, row.id, known.asked.id, { ...given, staffId: actor.staffId })
  const answered = await unsafeEscalation(tx, id)
  if (!answered || !open.includes(id)) throw escalationErrors.answered()
  await settleAttention(tx, row.id, 'escalation', [answered.asked.id])
  if (row.owner_id !== actor.staffId) await callAttention(tx, row.id, [row.owner_id], 'escalation-answered')
  await tellEscalation(tx, escalationAnnouncements.answered, row.id, answered, { actor, ...given })
  return toEscalation(answered, actor)
}
