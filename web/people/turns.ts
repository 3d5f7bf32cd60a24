import type { DutyTurn } from '../../server/people/contract.ts'

/** A turn as it is edited: times as a clock shows them. */
export type EditedTurn = { key: number; staffId: number; weekday: number; from: string; to: string }

const twoDigits = (value: number) => String(value).padStart(2, '0')

/** Minutes of a day as a clock shows them; the end of a day is midnight. */
export const clockOf = (minutes: number): string =>
  `${twoDigits(Math.floor(minutes / 60) % 24)}:${twoDigits(minutes % 60)}`

/** The minutes of a clock; midnight at the end of a turn is the end of its day. */
export const minutesOf = (clock: string, isEnd = false): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  const total = hours * 60 + minutes
  return isEnd && total === 0 ? 24 * 60 : total
}

/** The turns of a rota for editing. */
export const editedOf = (turns: readonly DutyTurn[]): EditedTurn[] =>
  turns.map(({ staffId, weekday, fromMinute, toMinute }, key) => ({
    ...{ key, staffId, weekday, from: clockOf(fromMinute), to: clockOf(toMinute) },
  }))

/** Turns as the desk keeps them. */
export const turnsOf = (edited: readonly EditedTurn[]): DutyTurn[] =>
  edited.map(({ staffId, weekday, from, to }) => ({
    ...{ staffId, weekday, fromMinute: minutesOf(from), toMinute: minutesOf(to, true) },
  }))

/** The next turn one would add: the day after the last, at its times. */
export const nextTurn = (edited: readonly EditedTurn[], staffId: number): EditedTurn => {
  const last = edited.at(-1)
  const key = Math.max(-1, ...edited.map((turn) => turn.key)) + 1
  if (!last) return { key, staffId, weekday: 1, from: '09:00', to: '17:00' }
  return { ...last, key, weekday: (last.weekday % 7) + 1 }
}

/** The days of a week by their ISO numbers, Monday first, in the reader's words. */
export const weekdaysIn = (locale: string): { value: number; label: string }[] => {
  const words = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  // 1 January 2024 was a Monday.
  return [1, 2, 3, 4, 5, 6, 7].map((value) => ({
    value,
    label: words.format(new Date(Date.UTC(2024, 0, value))),
  }))
}
