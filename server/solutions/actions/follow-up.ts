import { speechFor } from '../../../pages/words/words.ts'
import { moveCase, type Sending, sendLetter, unsafeLockCase } from '../../cases/index.ts'
import { deskSettings } from '../../people/index.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { solutionAnnouncements } from '../contract.ts'
import { solutionSettings } from '../queries/settings.ts'
import {
  insertReminder,
  markSilent,
  noteReminder,
  type SolutionRow,
  setNextStep,
  solutionById,
} from '../queries/solutions.ts'
import { didNotArrive, unsafeCaseOfSolution } from '../queries/surroundings.ts'
import { nextStep, type Step } from '../rules.ts'
import { announceSolution } from './announce-solution.ts'
import { overtake } from './answer.ts'

const actor = systemActor('solutions')

/**
 * The next step for a proposal without an answer: a reminder, or rest. Silence is nobody's yes: what rests is
 * unconfirmed. A message that never arrived asked nobody, so its silence does not count; its owner was called
 * when it came back.
 */
export const followUp = async (sending: Sending, solutionId: number): Promise<void> => {
  const { tx } = sending
  const before = await solutionById(tx, solutionId)
  if (!before) return
  const row = await unsafeLockCase(tx, before.caseId)
  const solution = await solutionById(tx, solutionId)
  if (!solution || solution.endedAt !== null || solution.nextStepAt === null) return
  if (row.id !== solution.caseId || row.state !== 'solution-proposed') return overtake(tx, actor, solution)
  if (await didNotArrive(tx, solution.messageId)) return setNextStep(tx, solution.id, null)
  const settings = await solutionSettings(tx)
  const step = nextStep(solution.proposedAt, solution.reminders, settings)
  if (step.at > new Date()) return setNextStep(tx, solution.id, step.at)
  if (step.kind === 'remind')
    return remind(sending, solution, (sent) => nextStep(solution.proposedAt, sent, settings))
  await moveCase(tx, actor, row, 'lapse')
  await markSilent(tx, solution.id)
  await announceSolution(tx, solutionAnnouncements.silent, actor, solution, { solutionId: solution.id })
}

const remind = async (
  sending: Sending,
  solution: SolutionRow,
  after: (reminders: number) => Step,
): Promise<void> => {
  const { tx } = sending
  const [about, desk] = [await unsafeCaseOfSolution(tx, solution.id), await deskSettings(tx)]
  const { words } = speechFor(about.locale, about.language, desk?.locale)
  const text = `${words.reminder(about.customerName)}\n\n${solution.words}\n\n${words.reminderEnd}`
  const sent = await sendLetter(sending, { caseId: solution.caseId, text, by: { kind: 'desk', actor } })
  // Reminders that were missed while the desk stood still are not sent in a row.
  const next = after(solution.reminders + 1).at
  await noteReminder(tx, solution.id, new Date(Math.max(next.getTime(), Date.now() + MIN_PAUSE_MS)))
  if (!sent) return
  await insertReminder(tx, solution.id, sent.messageId)
  const attributes = { solutionId: solution.id, messageId: sent.messageId }
  await announceSolution(tx, solutionAnnouncements.reminded, actor, solution, attributes)
}

const MIN_PAUSE_MS = 86_400_000
