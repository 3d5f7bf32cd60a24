import type { Hours, OpenTime, Span } from '../../server/people/index.ts'

/** Numbers below `limit` that look random and come again with the same seed (mulberry32). */
export const randomOf = (seed: number) => {
  let state = seed
  return (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
}
export type Random = ReturnType<typeof randomOf>

const MINUTE = 60_000
const DAY_MINUTES = 1440

export interface HoursCase {
  readonly hours: Hours
  readonly start: number
  readonly end: number
  readonly pauses: readonly Span[]
  /** Milliseconds. */
  readonly target: number
}

/** Hours with up to two open times a day, a holiday, and pauses, all within `days` days from `begin` on. */
export const randomCase = (random: Random, zone: string, begin: number, days: number): HoursCase => {
  const start = begin + random(DAY_MINUTES * 2) * MINUTE
  const week = Array.from({ length: 7 }, () => randomDay(random))
  const holiday = Math.floor(begin / MINUTE / DAY_MINUTES) + random(days)
  const pause = () => {
    const from = start + random(DAY_MINUTES * 2) * MINUTE
    return { start: from, end: from + random(900) * MINUTE }
  }
  return {
    hours: {
      rules: [{ validFrom: null, zone, week }],
      holidays: new Map([[holiday, random(2) ? randomDay(random) : []]]),
    },
    ...{ start, end: begin + days * DAY_MINUTES * MINUTE },
    pauses: Array.from({ length: random(3) }, pause),
    target: (1 + random(1500)) * MINUTE,
  }
}

const randomDay = (random: Random): OpenTime[] => {
  const times: OpenTime[] = []
  let from = random(DAY_MINUTES)
  for (let parts = random(3); parts > 0 && from < DAY_MINUTES; parts -= 1) {
    const to = Math.min(DAY_MINUTES, from + 1 + random(700))
    times.push({ from, to })
    from = to + random(200)
  }
  return times
}
