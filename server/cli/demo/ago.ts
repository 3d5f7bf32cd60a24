const MINUTES = { d: 1_440, h: 60, m: 1 } as const
const PART = /(\d+)([dhm])/g

/** Minutes in a span as stories write it: `2d 3h 10m`. */
export const minutesOf = (span: string): number => {
  let minutes = 0
  for (const [, count, unit] of span.matchAll(PART))
    minutes += Number(count) * MINUTES[unit as keyof typeof MINUTES]
  return minutes
}

/** The moment that lies so long before `now`. */
export const momentOf = (span: string, now: Date): Date => new Date(now.getTime() - minutesOf(span) * 60_000)
