import pg from 'pg'

const TIMESTAMPTZ = 1184
const usual = pg.types.getTypeParser(TIMESTAMPTZ)

const ZERO = 48
const SECONDS_END = 19

const digits = (text: string, from: number, to: number): number => {
  let value = 0
  for (let at = from; at < to; at += 1) value = value * 10 + text.charCodeAt(at) - ZERO
  return value
}

const milliseconds = (text: string, end: number): number => {
  const whole = Math.min(3, Math.max(0, end - SECONDS_END - 1))
  return digits(text, SECONDS_END + 1, SECONDS_END + 1 + whole) * 10 ** (3 - whole)
}

/**
 * A `timestamptz` as PostgreSQL writes it. The form that nearly all have, `2026-11-22 11:17:05.123456+00`, is read
 * digit by digit: pages of rows hold hundreds, and the driver's own parser was the largest cost of a list.
 */
export const parseTimestamp = (text: string): unknown => {
  const end = text.length - 3
  const isUsual =
    end >= SECONDS_END && text.charCodeAt(4) === 45 && text.charCodeAt(10) === 32 && text.endsWith('+00')
  if (!isUsual) return usual(text)
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)]
  const [hour, minute, second] = [digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19)]
  const time = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds(text, end))
  // Date.UTC takes the years 0 to 99 for those of the last century.
  return year < 100 ? usual(text) : new Date(time)
}
