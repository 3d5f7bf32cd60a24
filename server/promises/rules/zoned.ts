/** A moment as the clock on a wall in some place shows it: a Date whose UTC fields are that clock's. */
export type Wall = Date

const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(timeZone, format)
  return format
}

/** What the clock shows in an IANA zone. */
export const wallOf = (instant: Date, timeZone: string): Wall => {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0
  const day = Date.UTC(part('year'), part('month') - 1, part('day'))
  return new Date(day + ((part('hour') * 60 + part('minute')) * 60 + part('second')) * 1000)
}

/**
 * When the clock in an IANA zone shows this. What it shows twice is the first of the two; what it never shows, on the
 * night the clocks go forward, is as much later as they go.
 */
export const instantOf = (wall: Wall, timeZone: string): Date => {
  const offsetAt = (time: number): number => {
    const instant = Math.floor(time / 1000) * 1000
    return wallOf(new Date(instant), timeZone).getTime() - instant
  }
  const day = 86_400_000
  const before = offsetAt(wall.getTime() - day)
  const after = offsetAt(wall.getTime() + day)
  const candidates = [wall.getTime() - before, wall.getTime() - after]
  const shown = candidates.filter((time) => time + offsetAt(time) === wall.getTime())
  return new Date(shown.length > 0 ? Math.min(...shown) : wall.getTime() - before)
}
