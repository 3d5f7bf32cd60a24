import { caseForActor } from '../../cases/index.ts'
import { hoursOf } from '../../people/index.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { CaseClocks, Clock } from '../contract.ts'
import { calendarNames, clocksOf, restsOfCase, type StoredClock } from '../queries/clocks.ts'
import { restsOf, worked } from '../rules/due.ts'
import type { Rest } from '../rules/spells.ts'
import { withHours } from './with-hours.ts'

/**
 * The clocks of a case up to now: working time, calendar time and the longest silence, always together.
 * @throws platform.not-found
 */
export const showClocks = async (
  db: Database,
  actor: StaffActor,
  caseId: number,
  now: Date,
): Promise<CaseClocks> => {
  await caseForActor(db, actor, caseId)
  const stored = await clocksOf(db, caseId)
  const rests = await restsOfCase(db, caseId)
  const ids = stored.flatMap(({ terms }) => terms.flatMap(({ calendarId }) => calendarId ?? []))
  const calendars = await hoursOf(db, ids)
  const current = stored.at(-1)?.terms.at(-1)?.calendarId ?? null
  const [name] = current === null ? [] : await calendarNames(db, [current])
  return {
    clocks: stored.map((clock) => shown(clock, rests, calendars, now)),
    restsNow: rests.some(({ why, to }) => why === 'asked' && to === null),
    longestSilence: silenceOf(stored, now),
    calendar: name ?? null,
  }
}

const seconds = (milliseconds: number): number => Math.round(milliseconds / 1000)

const shown = (
  clock: StoredClock,
  rests: readonly Rest[],
  calendars: Parameters<typeof withHours>[1],
  now: Date,
): Clock => {
  const { id, kind, ended, startedAt, stoppedAt, dueAt } = clock
  const end = stoppedAt ?? now
  const terms = withHours(clock.terms, calendars)
  const asked = restsOf(
    clock,
    rests.filter(({ why }) => why === 'asked'),
  )
  const finished = restsOf(
    clock,
    rests.filter(({ why }) => why === 'finished'),
  )
  const working = worked(clock, terms, [...asked, ...finished], end)
  return {
    ...{ id, kind, ended },
    startedAt: startedAt.toISOString(),
    stoppedAt: stoppedAt?.toISOString() ?? null,
    targetMinutes: clock.terms.at(-1)?.target ?? null,
    dueAt: dueAt?.toISOString() ?? null,
    breached: dueAt !== null && dueAt < end,
    workingSeconds: seconds(working),
    calendarSeconds: seconds(end.getTime() - startedAt.getTime()),
    pausedSeconds: seconds(worked(clock, terms, finished, end) - working),
  }
}

/** The longest time from a word of the customer to our next one, still lasting or over. */
const silenceOf = (clocks: readonly StoredClock[], now: Date): CaseClocks['longestSilence'] => {
  const silences = clocks
    .filter(({ kind }) => kind === 'first-response' || kind === 'next-response')
    .map(({ startedAt, stoppedAt }) => ({
      seconds: seconds((stoppedAt ?? now).getTime() - startedAt.getTime()),
      since: startedAt.toISOString(),
      until: stoppedAt?.toISOString() ?? null,
    }))
  return silences.sort((a, b) => b.seconds - a.seconds)[0] ?? null
}
