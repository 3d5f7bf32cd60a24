import type { z } from 'zod'
import { lockCase, refuseMerged, type Sending, sendLetter } from '../../cases/index.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { type proposeSchema, type Solution, solutionAnnouncements, solutionErrors } from '../contract.ts'
import { solutionSettings } from '../queries/settings.ts'
import { endSolution, insertSolution, openLink, waitingSolution } from '../queries/solutions.ts'
import { nextStep } from '../rules.ts'
import { announceSolution } from './announce-solution.ts'
import { linkHash, linkSecret } from './link.ts'
import { solutionOnCase } from './show-solution.ts'

/**
 * Tells the customer what was done and asks whether it is solved. The message is held for the undo window like
 * any reply; its two links are put below it when it leaves.
 * @throws platform.not-found, cases.thread-moved, cases.wrong-transition, solutions.asks-already,
 *   solutions.nobody-to-ask, solutions.no-way-to-ask
 */
export const propose = async (
  { actor, ...sending }: Sending & { actor: StaffActor },
  caseId: number,
  { words, seenUpTo }: z.output<typeof proposeSchema>,
): Promise<Solution> => {
  const { tx, seal } = sending
  const row = await lockCase(tx, actor, caseId)
  refuseMerged(row)
  if (row.state === 'solution-proposed') throw solutionErrors.asksAlready()
  if (row.customer_id === null) throw solutionErrors.nobodyToAsk()
  const before = await waitingSolution(tx, caseId)
  if (before) await endSolution(tx, before.id, { outcome: 'overtaken' })
  const sent = await sendLetter(sending, {
    ...{ caseId, text: words, by: { kind: 'colleague', actor, seenUpTo } },
  })
  if (!sent) throw solutionErrors.noWayToAsk()
  const { messageId } = sent
  const { at } = nextStep(new Date(), 0, await solutionSettings(tx))
  const about = { caseId, customerId: row.customer_id }
  const made = await insertSolution(tx, {
    ...{ ...about, proposedBy: actor.staffId, words, messageId, askedInContactId: null, nextStepAt: at },
  })
  await openLink(tx, made.id, linkHash(linkSecret(seal, made)))
  const attributes = { solutionId: made.id, messageId, contactId: null }
  await announceSolution(tx, solutionAnnouncements.proposed, actor, { id: made.id, ...about }, attributes)
  return solutionOnCase(tx, made.id)
}
