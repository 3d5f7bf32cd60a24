import type pg from 'pg'
import { dueAfter, workingTime } from '../../server/people/index.ts'
import { type HoursCase, type Random, randomCase } from './random-hours.ts'

const MINUTE = 60_000
/** So many days are looked at, minute by minute. */
const DAYS = 5

/** What the clock on the wall shows at every minute of a window, as PostgreSQL and its own zone tables know it. */
const wallClock = async (client: pg.Pool | pg.Client, zone: string, begin: number): Promise<number[]> => {
  const { rows } = await client.query<{ wall: number[] }>(
    `select array_agg((extract(epoch from at at time zone $1) / 60)::int order by at) as wall
     from generate_series($2::timestamptz, $2::timestamptz + interval '${DAYS} days' - interval '1 minute',
       interval '1 minute') as at`,
    [zone, new Date(begin).toISOString()],
  )
  return rows[0]?.wall ?? []
}

/** Counts open minutes one by one. @returns how many there are, and when the target is reached within the window */
const countMinutes = ({ hours, start, end, pauses, target }: HoursCase, wall: number[], begin: number) => {
  let minutes = 0
  let due: number | null = null
  for (let at = start; at < end; at += MINUTE) {
    const shown = wall[(at - begin) / MINUTE] ?? Number.NaN
    const day = Math.floor(shown / 1440)
    const open = hours.holidays.get(day) ?? hours.rules[0]?.week[(day + 3) % 7] ?? []
    const minute = shown - day * 1440
    if (!open.some(({ from, to }) => minute >= from && minute < to)) continue
    if (pauses.some((pause) => at >= pause.start && at < pause.end)) continue
    minutes += 1
    if (minutes * MINUTE === target) due = at + MINUTE
  }
  return { minutes, due }
}

// Only years that are over: laws change the future, and two zone tables need not have heard of it yet.
const windowOf = (random: Random): number =>
  Date.UTC(1990 + random(36), [0, 2, 3, 8, 9, 10, 11][random(7)] ?? 0, 1 + random(28)) + random(1440) * MINUTE

/**
 * Reckons random cases of a zone both ways: by open spans, and minute by minute on PostgreSQL's wall clock.
 * @returns a sentence for each case in which they differ
 */
export const differencesIn = async (
  client: pg.Pool | pg.Client,
  zone: string,
  random: Random,
  { cases, begin = windowOf(random) }: { cases: number; begin?: number },
): Promise<string[]> => {
  const wall = await wallClock(client, zone, begin)
  const wrong: string[] = []
  for (let index = 0; index < cases; index += 1) {
    const one = randomCase(random, zone, begin, DAYS)
    const [start, end] = [new Date(one.start), new Date(one.end)]
    const slow = countMinutes(one, wall, begin)
    const minutes = workingTime(one.hours, start, end, one.pauses) / MINUTE
    const due = dueAfter(one.hours, start, one.target, one.pauses)?.getTime() ?? null
    const inWindow = due !== null && due <= one.end ? due : null
    if (minutes !== slow.minutes || inWindow !== slow.due)
      wrong.push(`${zone} ${start.toISOString()}: ${minutes}, ${inWindow} but ${JSON.stringify(slow)}`)
  }
  return wrong
}
