import type { ParsedResult } from 'chrono-node'
import * as de from 'chrono-node/de'
import * as en from 'chrono-node/en'
import { atHour, END_OF_DAY, workingDaysLater } from './working-days.ts'
import { instantOf, type Wall, wallOf } from './zoned.ts'

/** A time that somebody named in their own words. */
export interface NamedTime {
  readonly dueAt: Date
  /** False when only a day was named: the end of its working hours is meant until somebody says otherwise. */
  readonly timeGiven: boolean
  readonly isPast: boolean
  /** The words that named it. */
  readonly words: string
}

export interface Here {
  readonly now: Date
  readonly timeZone: string
}

interface Language {
  readonly parse: (text: string, wall: Wall) => readonly ParsedResult[]
  /** What the parser does not know, put into words that it does. */
  readonly plain: readonly (readonly [RegExp, string])[]
  readonly workingDays: RegExp
}

const numbers: Readonly<Record<string, number>> = {
  ...{ one: 1, a: 1, two: 2, three: 3, four: 4, five: 5, ten: 10 },
  ...{ einem: 1, zwei: 2, drei: 3, vier: 4, fünf: 5, zehn: 10 },
}

const options = { forwardDate: true }
/** Told the time as if this were UTC, the parser answers in clock time. */
const reference = (wall: Wall) => ({ instant: wall, timezone: 0 })

const languages: readonly Language[] = [
  {
    parse: (text, wall) => en.parse(text, reference(wall), options),
    plain: [
      [/\b(?:(?:by|at|before|until) )?(?:the )?(?:end|close) of (?:the |this )?week\b/gi, 'Friday at 17:00'],
      [
        /\b(?:(?:by|at|before|until) )?(?:the )?(?:end|close) of (?:the |play|business|(?:business |working )?day)+\b/gi,
        'at 17:00',
      ],
      [/\b(?:eod|cob)\b/gi, 'at 17:00'],
      [/\b(?:by|before|until|till) (?=\d)/gi, 'at '],
    ],
    workingDays: /\b(?:with)?in (\d{1,2}|one|a|two|three|four|five|ten) (?:working|business) days?\b/i,
  },
  {
    parse: (text, wall) => de.parse(text, reference(wall), options),
    plain: [
      [/\b(?:bis )?(?:zum )?(?:ende der woche|wochenende)\b/gi, 'Freitag um 17:00'],
      [/\b(?:bis )?(?:zum )?(?:ende des (?:arbeits)?tage?s|feierabend|dienstschluss)\b/gi, 'um 17:00'],
      [/(\p{L}+tag)(vormittag|mittag|nachmittag|abend)\b/giu, '$1 $2'],
      [/\bbis (?:um )?(?=\d)/gi, 'um '],
      [/\binnerhalb von\b/gi, 'in'],
    ],
    workingDays: /\bin (\d{1,2}|einem|zwei|drei|vier|fünf|zehn) (?:werktag|arbeitstag)(?:en)?\b/i,
  },
]

/** Words that name a time of day without a number. */
const PART_OF_DAY =
  /morning|noon|afternoon|evening|tonight|midnight|früh|vormittag|mittag|nachmittag|abend|mitternacht/i
/** Before this hour nobody promises a call: "by 5" is five in the afternoon. */
const EARLIEST_HOUR = 7

/** The time of day that a result means; null when it names only a day. */
const clockOf = (found: ParsedResult): { hour: number; minute: number } | null => {
  const { start, text } = found
  const hour = start.get('hour') ?? 0
  const minute = start.get('minute') ?? 0
  if (!start.isCertain('hour')) return PART_OF_DAY.test(text) ? { hour, minute } : null
  const isShort = !start.isCertain('meridiem') && hour > 0 && hour < EARLIEST_HOUR && !/\b0\d/.test(text)
  return { hour: isShort ? hour + 12 : hour, minute }
}

const meant = (found: ParsedResult, { now, timeZone }: Here, wall: Wall): NamedTime => {
  const { start, text } = found
  const named = (dueAt: Date, timeGiven = true): NamedTime => ({
    dueAt,
    timeGiven,
    isPast: dueAt <= now,
    words: text,
  })
  // "In two hours" is a length of time, whatever the clocks do meanwhile.
  if (start.isCertain('second') && start.isCertain('timezoneOffset'))
    return named(new Date(now.getTime() + start.date().getTime() - wall.getTime()))
  if (start.isCertain('timezoneOffset')) return named(start.date())
  const clock = clockOf(found)
  const day = Date.UTC(start.get('year') ?? 0, (start.get('month') ?? 1) - 1, start.get('day') ?? 1)
  if (!clock) return named(instantOf(atHour(new Date(day), END_OF_DAY), timeZone), false)
  return named(instantOf(new Date(day + (clock.hour * 60 + clock.minute) * 60_000), timeZone))
}

const COMPONENTS = ['year', 'month', 'day', 'weekday', 'hour', 'minute', 'meridiem'] as const

/** How much a result says: the more is named, the surer; of two equal ones the longer. */
const certainty = ({ start, text }: ParsedResult): number =>
  COMPONENTS.filter((component) => start.isCertain(component)).length * 100 + text.length

const inWorkingDays = (text: string, { workingDays }: Language, here: Here, wall: Wall): NamedTime | null => {
  const [words, count = ''] = workingDays.exec(text) ?? []
  if (words === undefined) return null
  const days = numbers[count.toLowerCase()] ?? Number(count)
  const dueAt = instantOf(atHour(workingDaysLater(wall, days), END_OF_DAY), here.timeZone)
  return { dueAt, timeGiven: true, isPast: dueAt <= here.now, words }
}

/**
 * The time that a line of English or German names, as seen from a place; null when it names none. Of several the one
 * that says most.
 */
export const readTime = (line: string, here: Here): NamedTime | null => {
  const wall = wallOf(here.now, here.timeZone)
  const text = line.replace(/\s+/g, ' ')
  for (const language of languages) {
    const found = inWorkingDays(text, language, here, wall)
    if (found) return found
  }
  const found = languages.flatMap(({ parse, plain }) =>
    parse(
      plain.reduce((said, [what, put]) => said.replace(what, put), text),
      wall,
    ),
  )
  const [best] = found.sort((a, b) => certainty(b) - certainty(a))
  return best ? meant(best, here, wall) : null
}
