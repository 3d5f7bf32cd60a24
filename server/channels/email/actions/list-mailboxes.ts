import type { z } from 'zod'
import type { Database } from '../../../platform/db/pool.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import type { Sign } from '../../../platform/room.ts'
import type { mailboxAlarmsSchema, mailboxSchema } from '../contract.ts'
import { mailboxStates, teamsOnDuty } from '../queries/alarms.ts'
import { mailboxes } from '../queries/mailboxes.ts'
import { alarmOf } from '../rules/alarm.ts'
import { showMailbox } from './show-mailbox.ts'

/** When this process began: what was silent before it ran is given time. */
export const runningSince = new Date(Date.now() - process.uptime() * 1000)

/** All mailboxes with how they fare at `now`. */
export const listMailboxes = async (
  db: Database,
  now: Date = new Date(),
): Promise<z.input<typeof mailboxSchema>[]> => {
  const states = new Map((await mailboxStates(db)).map((state) => [state.id, state]))
  return (await mailboxes(db)).map((row) => {
    const state = states.get(row.id)
    if (!state) return showMailbox(row)
    const alarm = alarmOf(state, now, runningSince)
    return showMailbox(row, {
      waiting: { mails: state.waiting ?? 0, since: state.waitingSince?.toISOString() ?? null },
      unreadSince: state.unreadSince?.toISOString() ?? null,
      alarm: alarm && { ...alarm, since: alarm.since.toISOString() },
    })
  })
}

/**
 * Mailboxes that do not get their mail at `now`: an administrator hears of all, anybody else of those of teams
 * in which they are on duty.
 */
export const listAlarms = async (
  db: Database,
  actor: StaffActor,
  now: Date = new Date(),
): Promise<z.input<typeof mailboxAlarmsSchema>> => {
  const isAdmin = actor.role === 'admin'
  const teams = isAdmin ? new Set<number>() : await teamsOnDuty(db, actor.staffId)
  if (!isAdmin && teams.size === 0) return { isTold: false, items: [] }
  const theirs = (await mailboxStates(db)).filter(({ teamId }) => isAdmin || teams.has(teamId))
  const items = theirs.flatMap((state) => {
    const alarm = alarmOf(state, now, runningSince)
    return alarm
      ? [{ mailboxId: state.id, name: state.name, since: alarm.since.toISOString(), words: alarm.words }]
      : []
  })
  return { isTold: true, items }
}

/** How many mailboxes do not get their mail, for the operator. */
export const silentMailboxes: Sign = {
  name: 'regard_silent_mailboxes',
  help: 'Mailboxes that do not get their mail.',
  read: async ({ db }) =>
    (await mailboxStates(db)).filter((state) => alarmOf(state, new Date(), runningSince)).length,
}
