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
import { type Alarm, alarmsOf, type Direction } from '../rules/alarm.ts'
import { openSecrets } from '../rules/sign-in-secrets.ts'
import { showMailbox, unknownYet } from './show-mailbox.ts'

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

const showAlarm = ({ since, words }: Alarm) => ({ since: since.toISOString(), words })

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
    if (!state) return showMailbox(row, { ...unknownYet, signIn })
    const alarms = alarmsOf(state, now, runningSince)
    const alarm = alarms.find(({ direction }) => direction === 'in')
    return showMailbox(row, {
      signIn,
      waiting: { mails: state.waiting ?? 0, since: state.waitingSince?.toISOString() ?? null },
      unreadSince: state.unreadSince?.toISOString() ?? null,
      alarm: alarm ? showAlarm(alarm) : null,
      sending: {
        lastSentAt: state.lastSentAt?.toISOString() ?? null,
        error: state.sendError,
        errorSince: state.sendErrorSince?.toISOString() ?? null,
        isAlarming: alarms.some(({ direction }) => direction === 'out'),
      },
    })
  })
}

/**
 * Mailboxes that do not get their mail or cannot send at `now`: an administrator hears of all, anybody else of those of teams
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
    const { id: mailboxId, name } = state
    return alarmsOf(state, now, runningSince).map((alarm) => ({
      ...{ mailboxId, name, direction: alarm.direction },
      ...showAlarm(alarm),
    }))
  })
  return { isTold: true, items }
}

const alarming = async ({ db }: Pick<Platform, 'db'>, direction: Direction): Promise<number> =>
  (await mailboxStates(db))
    .flatMap((state) => alarmsOf(state, new Date(), runningSince))
    .filter((alarm) => alarm.direction === direction).length

/** How many mailboxes do not get their mail, for the operator. */
export const silentMailboxes: Sign = {
  name: 'regard_silent_mailboxes',
  help: 'Mailboxes that do not get their mail.',
  read: (platform) => alarming(platform, 'in'),
}

/** How many cannot send. */
export const muteMailboxes: Sign = {
  name: 'regard_mute_mailboxes',
  help: 'Mailboxes that cannot send.',
  read: (platform) => alarming(platform, 'out'),
}
