import type { OpenTimes } from '../../../server/people/contract.ts'

const time = String.raw`(\d{1,2})(?:[:.h](\d{2}))?`
const spanOf = new RegExp(String.raw`^${time}\s*(?:-|–|—|to)\s*${time}$`)

const clock = (hour: string, minute = '00'): string | null => {
  const written = `${hour.padStart(2, '0')}:${minute}`
  return written <= '24:00' && minute < '60' ? written : null
}

/** Open times as somebody types them: “9-12:30, 13:30–17”; nothing is closed. Null when they cannot be read. */
export function timesIn(written: string): OpenTimes | null {
  const times: OpenTimes = []
  for (const part of written.split(/[,;]/).filter((one) => one.trim())) {
    const found = spanOf.exec(part.trim())
    const from = found?.[1] && clock(found[1], found[2])
    const to = found?.[3] && clock(found[3], found[4])
    if (!from || !to || from >= to) return null
    times.push({ from, to })
  }
  return times.toSorted((a, b) => (a.from < b.from ? -1 : 1))
}

/** Open times as they are shown and typed. */
export const timesWords = (times: OpenTimes): string =>
  times.map(({ from, to }) => `${from}–${to}`).join(', ')
