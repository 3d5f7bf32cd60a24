import type { z } from 'zod'
import type { Database } from '../../../platform/db/pool.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import type { Seal } from '../../../platform/identity/seal.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Sign } from '../../../platform/room.ts'
import type { mailboxAlarmsSchema, mailboxSchema } from '../contract.ts'
import { mailboxStates, teamsOnDuty } from '../queries/alarms.ts'
import { mailboxes } from '../queries/mailboxes.ts'
import { allSignIns, type SignInRow } from '../queries/sign-ins.ts'
import { alarmOf } from '../rules/alarm.ts'
import { openSecrets } from '../rules/sign-in-secrets.ts'
import { showMailbox } from './show-mailbox.ts'

/** When this process began: what was silent before it ran is given time. */
export const runningSince = new Date(Date.now() - process.uptime() * 1000)

const showSignIn = (seal: Seal, row: SignInRow): Shown['signIn'] => {
  const { provider, clientId, authorizationUrl, tokenUrl, scopes, secretsSealed, refusedAt } = row
  const { refreshToken, accessToken } = openSecrets(seal, secretsSealed)
  const isIn = refreshToken !== '' || accessToken !== ''
  const state = refusedAt !== null ? 'ended' : isIn ? 'signed-in' : 'never'
  return { provider, clientId, authorizationUrl, tokenUrl, scopes, state }
}

type Shown = z.input<typeof mailboxSchema>

/** All mailboxes with how they fare at `now`. */
export const listMailboxes = async (
  { db, seal }: Pick<Platform, 'db' | 'seal'>,
  now: Date = new Date(),
): Promise<z.input<typeof mailboxSchema>[]> => {
  const signIns = new Map((await allSignIns(db)).map((each) => [each.mailboxId, showSignIn(seal, each)]))
  const states = new Map((await mailboxStates(db)).map((state) => [state.id, state]))
  return (await mailboxes(db)).map((row) => {
    const state = states.get(row.id)
    const signIn = signIns.get(row.id) ?? null
    const nothing = { waiting: { mails: 0, since: null }, unreadSince: null, alarm: null }
    if (!state) return showMailbox(row, { ...nothing, signIn })
    const alarm = alarmOf(state, now, runningSince)
    return showMailbox(row, {
      signIn,
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
