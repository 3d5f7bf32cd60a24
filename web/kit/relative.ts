const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/**
 * How long ago (or until) a moment is, in the reader's words: “just now”, “5 min”, “3 h”, “2 d”, then a date.
 * `time` is an ISO string, `now` milliseconds since 1970, `justNow` the words for less than a minute ago.
 */
export function relative(time: string, now: number, locale: string, justNow: string): string {
  const gap = now - Date.parse(time)
  const size = Math.abs(gap)
  if (Number.isNaN(size)) return ''
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
  const sign = gap > 0 ? -1 : 1
  // What just happened may lie ahead: the page's clock moves every half minute.
  if (size < minute) return gap < -minute / 2 ? words.format(0, 'second') : justNow
  if (size < hour) return words.format(sign * Math.floor(size / minute), 'minute')
  if (size < day) return words.format(sign * Math.floor(size / hour), 'hour')
  if (size < 7 * day) return words.format(sign * Math.floor(size / day), 'day')
  const sameYear = new Date(now).getFullYear() === new Date(time).getFullYear()
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(new Date(time))
}

/** The exact moment, with the day of the week and the reader's time zone, for hover and screen readers. */
export function exact(time: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' }).format(new Date(time))
}

/** Length of time told with its next smaller unit where the first alone would hide much: “1 hr 58 min”. */
export function span(seconds: number, locale: string): string {
  const [whole, part] = seconds < 86_400 ? [3600, 60] : [86_400, 3600]
  const rest = seconds % whole
  const isPlain = seconds < 3600 || seconds >= 10 * whole || rest < part
  return [duration(seconds, locale), ...(isPlain ? [] : [duration(rest, locale)])].join(' ')
}

/** Length of time in the shortest honest words: “45 s”, “12 min”, “3 h”, “2 d”. `seconds` ≥ 0. */
export function duration(seconds: number, locale: string): string {
  const [value, unit] =
    seconds < 60
      ? [seconds, 'second']
      : seconds < 3600
        ? [seconds / 60, 'minute']
        : seconds < 86_400
          ? [seconds / 3600, 'hour']
          : [seconds / 86_400, 'day']
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 0,
    roundingMode: 'floor',
  } as Intl.NumberFormatOptions).format(value)
}
