import type { Holiday } from '../../../server/people/contract.ts'
import { timesIn, timesWords } from './times.ts'

const lineOf = /^(\d{4}-\d{2}-\d{2})[\s,;]*(.*)$/
/** What looks like open times at the end of a line. */
const endOf = /[\s,;]+((?:\d{1,2}(?:[:.h]\d{2})?\s*(?:-|–|—)\s*\d{1,2}(?:[:.h]\d{2})?[\s,;]*)+)$/

const isDay = (day: string): boolean =>
  !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day)

const holidayIn = (line: string): Holiday | null => {
  const [, day = '', rest = ''] = lineOf.exec(line) ?? []
  if (!isDay(day)) return null
  const times = endOf.exec(` ${rest}`)?.[1] ?? ''
  const open = timesIn(times)
  const name = rest.slice(0, rest.length - times.length).replace(/[\s,;]+$/, '')
  return open && { day, name: name || day, open }
}

/** Holidays as they are pasted, one on each line: a date, a name, open times if it is open all the same. */
export function holidaysIn(written: string): { holidays: Holiday[]; wrong: string | null } {
  const found = new Map<string, Holiday>()
  for (const line of written.split('\n').map((one) => one.trim())) {
    if (!line) continue
    const holiday = holidayIn(line)
    if (!holiday) return { holidays: [], wrong: line }
    found.set(holiday.day, holiday)
  }
  const holidays = [...found.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1))
  return { holidays, wrong: null }
}

export const holidaysWords = (holidays: readonly Holiday[]): string =>
  holidays.map(({ day, name, open }) => [day, name, timesWords(open)].filter(Boolean).join(' ')).join('\n')
