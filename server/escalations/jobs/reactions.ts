import { caseAnnouncements } from '../../cases/contract.ts'
import { ownershipAnnouncements } from '../../ownership/contract.ts'
import { peopleAnnouncements } from '../../people/contract.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import type { JobContext } from '../../platform/jobs/job.ts'
import type { JournalEvent } from '../../platform/journal/event.ts'
import { on } from '../../platform/journal/reactions.ts'
import { portalAnnouncements } from '../../portal/contract.ts'
import { promiseAnnouncements } from '../../promises/contract.ts'
import { solutionAnnouncements } from '../../solutions/contract.ts'
import { judge } from '../actions/judge.ts'
import type { ConditionKind } from '../contract.ts'
import { hasGuidelines } from '../queries/guidelines.ts'
import { queueLookAtAll } from './queue.ts'

const actor = systemActor('escalations')

/** Judges every case that an event is about, each in a transaction of its own. */
const judging =
  (...kinds: readonly ConditionKind[]) =>
  async ({ db }: JobContext, { caseId, objects, attributes, time }: JournalEvent<unknown>): Promise<void> => {
    // Most news is of no kind that anybody asked about: then no case is held for it.
    if (!kinds.includes('manager-asked') && !(await hasGuidelines(db, kinds))) return
    const named = objects.flatMap(({ type, id }) => (type === 'case' ? [id] : []))
    const messageId = messageIn(attributes)
    for (const id of new Set(caseId === null ? named : [caseId, ...named]))
      await transact(db, actor, (tx) => judge(tx, id, { kinds, at: time, messageId }, new Date()))
  }

const messageIn = (attributes: unknown): number | null =>
  typeof attributes === 'object' && attributes && 'messageId' in attributes
    ? Number(attributes.messageId) || null
    : null

/** What came from other hands, and may have gone back and forth. */
const travelled = judging('hand-offs', 'ping-pong', 'waiting')

/** Other hours: what was too long may be so sooner, or later. */
const lookAtAll = ({ db }: JobContext, { objects }: JournalEvent<unknown>): Promise<void> => {
  const team = objects.find(({ type }) => type === 'team')
  return transact(db, actor, (tx) => queueLookAtAll(tx, team?.id ?? null))
}

export const reactions = [
  on(
    caseAnnouncements.contactStarted,
    'escalations.contact',
    judging('contacts', 'hand-offs', 'ping-pong', 'waiting'),
  ),
  on(caseAnnouncements.messageIn, 'escalations.message-in', judging('words')),
  on(caseAnnouncements.messageOut, 'escalations.message-out', judging('hand-offs', 'ping-pong')),
  on(
    caseAnnouncements.merged,
    'escalations.merged',
    judging('contacts', 'hand-offs', 'ping-pong', 'waiting'),
  ),
  on(caseAnnouncements.moved, 'escalations.moved', judging('contacts', 'hand-offs', 'ping-pong', 'waiting')),
  on(ownershipAnnouncements.handOffAccepted, 'escalations.handed-over', travelled),
  on(ownershipAnnouncements.takenOver, 'escalations.taken-over', travelled),
  on(promiseAnnouncements.broken, 'escalations.promise-broken', judging('promise-broken')),
  on(solutionAnnouncements.notYet, 'escalations.not-yet', judging('dissatisfied')),
  on(portalAnnouncements.managerAsked, 'escalations.manager-asked', judging('manager-asked')),
  on(peopleAnnouncements.hoursChanged, 'escalations.hours', lookAtAll),
  on(peopleAnnouncements.teamChanged, 'escalations.team', lookAtAll),
]
