import { offsetAt } from '../../people/index.ts'

/** A moment as the clock on a wall in some place shows it: a Date whose UTC fields are that clock's. */
export type Wall = Date

/** What the clock shows in an IANA zone, to the second. */
export const wallOf = (instant: Date, timeZone: string): Wall => {
  const second = Math.floor(instant.getTime() / 1000) * 1000
  return new Date(second + offsetAt(timeZone, second))
}

/**
 * When the clock in an IANA zone shows this. What it shows twice is the first of the two; what it never shows, on the
 * night the clocks go forward, is as much later as they go.
 */
export const instantOf = (wall: Wall, timeZone: string): Date => {
  const shown = wall.getTime()
  const isShownAt = (time: number): boolean => {
    const second = Math.floor(time / 1000) * 1000
    return time + offsetAt(timeZone, second) === shown
  }
  const day = 86_400_000
  const midnight = Math.floor(shown / day) * day
  const before = shown - offsetAt(timeZone, midnight - day)
  const after = shown - offsetAt(timeZone, midnight + 2 * day)
  const candidates = [before, after].filter(isShownAt)
  return new Date(candidates.length > 0 ? Math.min(...candidates) : before)
}
