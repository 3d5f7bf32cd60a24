import { adminsHere, dutyLeadOf } from '../../../people/index.ts'
import { type Tx, transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import { announce } from '../../../platform/journal/announce.ts'
import type { Platform } from '../../../platform/platform.ts'
import { emailAnnouncements } from '../contract.ts'
import { endAlarm, insertAlarm, type MailboxState, mailboxStates, openAlarms } from '../queries/alarms.ts'
import { type Alarm, alarmsOf, type Direction } from '../rules/alarm.ts'

const actor = systemActor('email')

/**
 * Raises an alarm for each mailbox that does not get its mail or cannot send, once for each time that this happens,
 * and ends those of mailboxes that are well again or are used no more.
 * @param runningSince when this process began: what was silent before is given time
 */
export const watchMailboxes = async ({ db }: Platform, now: Date, runningSince: Date): Promise<void> => {
  const states = await mailboxStates(db)
  const open = await openAlarms(db)
  const isOpen = (id: number, direction: Direction): boolean =>
    open.some((each) => each.mailboxId === id && each.direction === direction)
  for (const state of states)
    for (const alarm of alarmsOf(state, now, runningSince))
      if (!isOpen(state.id, alarm.direction)) await transact(db, actor, (tx) => raise(tx, state, alarm, now))
  for (const { id, mailboxId, direction } of open) {
    const state = states.find((each) => each.id === mailboxId)
    // A process that has just begun knows of no trouble yet; that is no reason to say that all is well.
    const still = state ? alarmsOf(state, now, state.followedSince) : []
    if (!still.some((alarm) => alarm.direction === direction))
      await transact(db, actor, (tx) => end(tx, { id, mailboxId }, now))
  }
}

const raise = async (tx: Tx, { id, teamId }: MailboxState, alarm: Alarm, now: Date): Promise<void> => {
  const admins = await adminsHere(tx)
  const dutyLead = await dutyLeadOf(tx, teamId, now)
  const told = [...new Set(dutyLead === undefined ? admins : [...admins, dutyLead])]
  const raised = await insertAlarm(tx, { mailboxId: id, ...alarm, told, raisedAt: now })
  if (!raised) return
  const attributes = { alarmId: raised.id }
  const objects = [{ type: 'mailbox', id }]
  await announce(tx, emailAnnouncements.mailboxSilent, { actor, objects, attributes })
}

const end = async (
  tx: Tx,
  { id, mailboxId }: { id: number; mailboxId: number },
  now: Date,
): Promise<void> => {
  if (!(await endAlarm(tx, id, now))) return
  const objects = [{ type: 'mailbox', id: mailboxId }]
  await announce(tx, emailAnnouncements.mailboxHeard, { actor, objects, attributes: { alarmId: id } })
}
