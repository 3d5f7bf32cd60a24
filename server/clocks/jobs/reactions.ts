import { caseAnnouncements } from '../../cases/contract.ts'
import { customerAnnouncements } from '../../customers/contract.ts'
import { ownershipAnnouncements } from '../../ownership/contract.ts'
import { peopleAnnouncements } from '../../people/contract.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { enqueue, type JobContext } from '../../platform/jobs/job.ts'
import type { JournalEvent } from '../../platform/journal/event.ts'
import { on } from '../../platform/journal/reactions.ts'
import { reckonClocks } from '../actions/reckon-clocks.ts'
import { clockAnnouncements } from '../contract.ts'
import type { Affected } from '../queries/clocks.ts'
import { resetTicket } from './queue.ts'

const actor = systemActor('clocks')

type Event = JournalEvent<unknown>

/** The clocks of every case that an event is about, each in a transaction of its own. */
const reckonThose = async ({ db }: JobContext, { caseId, objects }: Event): Promise<void> => {
  const cases = objects.filter(({ type }) => type === 'case').map(({ id }) => id)
  for (const id of new Set(caseId === null ? cases : [caseId, ...cases]))
    await transact(db, actor, (tx) => reckonClocks(tx, id, new Date()))
}

const reset = ({ db }: JobContext, affected: Affected) =>
  transact(db, actor, (tx) => enqueue(tx, resetTicket, { ...affected, afterId: 0 }))

/** The id of the first object of a kind that an event is about. */
const idIn = ({ objects }: Event, kind: string) => objects.find(({ type }) => type === kind)?.id

const heard = caseAnnouncements
export const reactions = [
  on(heard.contactStarted, 'clocks.contact', reckonThose),
  on(heard.messageIn, 'clocks.message-in', reckonThose),
  on(heard.messageOut, 'clocks.message-out', reckonThose),
  on(heard.messageTakenBack, 'clocks.taken-back', reckonThose),
  on(heard.deliveryChanged, 'clocks.delivery', reckonThose),
  on(heard.stateChanged, 'clocks.state', reckonThose),
  on(heard.closed, 'clocks.closed', reckonThose),
  on(heard.reopened, 'clocks.reopened', reckonThose),
  on(heard.changed, 'clocks.changed', reckonThose),
  on(heard.merged, 'clocks.merged', reckonThose),
  on(heard.split, 'clocks.split', reckonThose),
  on(heard.moved, 'clocks.moved', reckonThose),
  on(heard.regroupingUndone, 'clocks.undone', reckonThose),
  // Another team may have other hours and targets.
  on(ownershipAnnouncements.handOffAccepted, 'clocks.handed-over', reckonThose),
  on(ownershipAnnouncements.takenOver, 'clocks.taken-over', reckonThose),
  on(peopleAnnouncements.hoursChanged, 'clocks.hours', (context, event) =>
    reset(context, { calendarId: idIn(event, 'calendar') }),
  ),
  on(peopleAnnouncements.teamChanged, 'clocks.team', (context, event) =>
    reset(context, { teamId: idIn(event, 'team') }),
  ),
  on(customerAnnouncements.organisationChanged, 'clocks.organisation', (context, event) =>
    reset(context, { organisationId: idIn(event, 'organisation') }),
  ),
  on(clockAnnouncements.policyChanged, 'clocks.policy', (context, event) =>
    reset(context, { teamId: idIn(event, 'team'), organisationId: idIn(event, 'organisation') }),
  ),
]
