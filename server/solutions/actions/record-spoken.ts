import type { z } from 'zod'
import {
  callAttention,
  type LockedCase,
  lockCase,
  moveCase,
  refuseMerged,
  type Sending,
  sendLetter,
  settleAttention,
} from '../../cases/index.ts'
import { type StaffActor, systemActor } from '../../platform/identity/actor.ts'
import { type Solution, solutionAnnouncements, solutionErrors, type spokenSchema } from '../contract.ts'
import { endSolution, insertSolution, waitingSolution } from '../queries/solutions.ts'
import { heardOtherwise, spokenContact } from '../queries/surroundings.ts'
import { announceSolution } from './announce-solution.ts'
import { overtake } from './answer.ts'
import { solutionOnCase } from './show-solution.ts'
import { spokenNotice } from './spoken-notice.ts'

type Spoken = z.output<typeof spokenSchema>

/**
 * Writes down what the customer answered when they were asked in a call or visit. It is their word, not ours
 * (rule 4): the contact is named, it is on this case and of its customer, bears one answer only, nothing they
 * wrote since says otherwise, and they are told in writing, if we can, what we wrote down.
 * @throws platform.not-found, solutions.not-spoken, solutions.heard-already, cases.wrong-transition
 */
export const recordSpoken = async (
  { actor, ...sending }: Sending & { actor: StaffActor },
  caseId: number,
  spoken: Spoken,
): Promise<Solution> => {
  const { tx } = sending
  const row = await lockCase(tx, actor, caseId)
  refuseMerged(row)
  const customerId = await speaker(sending, row, spoken)
  const waiting = await waitingSolution(tx, caseId)
  if (waiting) await overtake(tx, actor, waiting)
  const { words, contactId, said } = spoken
  const about = { caseId, customerId }
  const { id } = await insertSolution(tx, {
    ...{ ...about, proposedBy: actor.staffId, words, messageId: null, askedInContactId: contactId },
    nextStepAt: null,
  })
  const asked = { id, ...about }
  await announceSolution(tx, solutionAnnouncements.proposed, actor, asked, {
    ...{ solutionId: id, messageId: null, contactId },
  })
  await endSolution(tx, id, {
    outcome: said === 'yes' ? 'confirmed' : 'not-yet',
    answeredBy: 'spoken',
    words: spoken.customerWords,
    heardBy: actor.staffId,
    heardInContactId: contactId,
  })
  await settle(sending, actor, row, spoken)
  const announcement = said === 'yes' ? solutionAnnouncements.confirmed : solutionAnnouncements.notYet
  const by = { solutionId: id, by: 'spoken' as const, heardBy: actor.staffId }
  await announceSolution(tx, announcement, actor, asked, by)
  return solutionOnCase(tx, id)
}

/** Whose word the contact can bear. */
const speaker = async (
  { tx }: Sending,
  { id: caseId, customer_id: customerId }: LockedCase,
  { contactId }: Spoken,
): Promise<number> => {
  if (customerId === null) throw solutionErrors.nobodyToAsk()
  const contact = await spokenContact(tx, caseId, contactId)
  if (!contact || contact.customerId !== customerId) throw solutionErrors.notSpoken()
  if (await heardOtherwise(tx, caseId, contact)) throw solutionErrors.heardAlready()
  return customerId
}

const settle = async (
  sending: Sending,
  actor: StaffActor,
  row: LockedCase,
  { said, words }: Spoken,
): Promise<void> => {
  const { tx } = sending
  if (said === 'not-yet') {
    const act = row.state === 'solved' ? 'reopen' : 'work-on'
    if (row.state !== 'open' && row.state !== 'new') await moveCase(tx, actor, row, act)
    await callAttention(tx, row.id, [row.owner_id], 'not-solved')
    return
  }
  // Asked and answered in one moment: the case goes both steps, so that its story tells both.
  const asks = row.state === 'solution-proposed' ? row.state : await moveCase(tx, actor, row, 'propose')
  await moveCase(tx, actor, { ...row, state: asks }, 'confirm')
  await settleAttention(tx, row.id, 'not-solved')
  const text = await spokenNotice(tx, row, actor, words)
  await sendLetter(sending, { caseId: row.id, text, by: { kind: 'desk', actor: systemActor('solutions') } })
}
