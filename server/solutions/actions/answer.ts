import {
  callAttention,
  moveCase,
  receiveContact,
  settleAttention,
  unsafeLockCase,
} from '../../cases/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { CustomerActor } from '../../platform/identity/actor.ts'
import { type Outcome, type Said, solutionAnnouncements } from '../contract.ts'
import { endSolution, type SolutionRow, solutionById } from '../queries/solutions.ts'
import { unsafeCaseOfSolution } from '../queries/surroundings.ts'
import { asksStill, outcomeOf } from '../rules.ts'
import { announceSolution } from './announce-solution.ts'

export interface Answer {
  readonly said: Said
  /** What they wrote with a "not yet"; never empty. */
  readonly words: string
  readonly by: 'link' | 'page'
}

export interface Heard {
  /** How the proposal stands now, whoever decided it. */
  readonly outcome: Outcome
  /** False when it no longer counted: then what they wrote with it is kept nowhere yet. */
  readonly isHeard: boolean
}

/**
 * Takes the customer's answer to a proposal. It counts once, and only while nothing else was said: of two at
 * once, or of an answer and a mail, the case's lock decides which came first.
 */
export const answer = async (
  tx: Tx,
  actor: CustomerActor,
  asked: SolutionRow,
  given: Answer,
): Promise<Heard> => {
  const { said, words, by } = given
  const row = await unsafeLockCase(tx, asked.caseId)
  const solution = await solutionById(tx, asked.id)
  if (!solution) return { outcome: 'overtaken', isHeard: false }
  const outcome = said === 'yes' ? 'confirmed' : 'not-yet'
  if (solution.endedAt !== null) {
    // Pressed twice it is one answer.
    const isSame = solution.outcome === outcome && (said === 'yes' || solution.answerWords === words)
    return { outcome: outcomeOf(solution), isHeard: isSame }
  }
  // Merged into another case, of another customer now, or spoken about: what was asked is not the question.
  if (!asksStill(row.state) || row.id !== asked.caseId || row.customer_id !== asked.customerId) {
    await overtake(tx, actor, solution)
    return { outcome: 'overtaken', isHeard: false }
  }
  await endSolution(tx, solution.id, { outcome, answeredBy: by, words: said === 'yes' ? '' : words })
  if (said === 'yes') {
    await moveCase(tx, actor, row, 'confirm')
    await settleAttention(tx, row.id, 'not-solved')
  } else {
    await hearNotYet(tx, actor, solution, words)
    await callAttention(tx, row.id, [row.owner_id], 'not-solved')
  }
  const announcement = said === 'yes' ? solutionAnnouncements.confirmed : solutionAnnouncements.notYet
  await announceSolution(tx, announcement, actor, solution, { solutionId: solution.id, by, heardBy: null })
  return { outcome, isHeard: true }
}

/** Ends a proposal because something else was said first. */
export const overtake = async (
  tx: Tx,
  actor: Parameters<typeof announceSolution>[2],
  solution: SolutionRow,
): Promise<void> => {
  if (!(await endSolution(tx, solution.id, { outcome: 'overtaken' }))) return
  const attributes = { solutionId: solution.id }
  await announceSolution(tx, solutionAnnouncements.overtaken, actor, solution, attributes)
}

/** Their "not yet" is a message like any other: it opens the case for the same owner. */
const hearNotYet = async (
  tx: Tx,
  actor: CustomerActor,
  solution: SolutionRow,
  words: string,
): Promise<void> => {
  const found = await unsafeCaseOfSolution(tx, solution.id)
  await receiveContact(tx, actor, {
    caseId: solution.caseId,
    teamId: 0,
    customerId: solution.customerId,
    organisationId: found.organisationId,
    channel: 'form',
    source: 'solutions',
    externalId: `not-yet:${solution.id}`,
    need: found.need,
    subject: '',
    sentAt: new Date(),
    message: {
      ...{ text: words, quoted: '', signature: '', html: null },
      ...{ kind: 'message', authorName: found.customerName },
    },
    attachments: [],
    cc: [],
  })
}
