import { adminsHere, dutyLeadOf } from '../../../people/index.ts'
import { type Tx, transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import { announce } from '../../../platform/journal/announce.ts'
import type { Platform } from '../../../platform/platform.ts'
import { emailAnnouncements } from '../contract.ts'
import { endAlarm, insertAlarm, type MailboxState, mailboxStates, openAlarms } from '../queries/alarms.ts'
import { type Alarm, alarmOf } from '../rules/alarm.ts'

const actor = systemActor('email')

/**
 * Raises an alarm for each mailbox that does not get its mail, once for each time that this happens, and ends
 * those of mailboxes that get it again or are used no more.
 * @param runningSince when this process began: what was silent before is given time
 */
export const watchMailboxes = async ({ db }: Platform, now: Date, runningSince: Date): Promise<void> => {
  const states = await mailboxStates(db)
  const silent = new Map<number, readonly [MailboxState, Alarm]>()
  for (const state of states) {
    const alarm = alarmOf(state, now, runningSince)
    if (alarm) silent.set(state.id, [state, alarm])
  }
  const open = await openAlarms(db)
  for (const [mailbox, alarm] of silent.values())
    if (!open.some(({ mailboxId }) => mailboxId === mailbox.id))
      await transact(db, actor, (tx) => raise(tx, mailbox, alarm, now))
  // A process that has just begun knows of no trouble yet; that is no reason to say that all is well.
  const isHeard = (state: MailboxState | undefined): boolean =>
    !state || alarmOf(state, now, state.followedSince) === null
  for (const { id, mailboxId } of open) {
    const state = states.find((each) => each.id === mailboxId)
    if (isHeard(state)) await transact(db, actor, (tx) => end(tx, { id, mailboxId }, now))
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
