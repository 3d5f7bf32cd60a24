/** A moment as a person reads it in their language and zone: the day and the minute. */
export const momentIn = (language: string, timeZone: string) => {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  return (at: string): string => format.format(new Date(at))
}

/** A promised time names its zone, because the reader plans by it. */
export const promiseIn = (language: string, timeZone: string) => {
  const format = new Intl.DateTimeFormat(language, {
    ...{ weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' },
    ...{ timeZoneName: 'short', timeZone },
  } as const)
  return (at: string): string => format.format(new Date(at))
}

/** A size in whole kB or in MB with one figure behind the point. */
export const sizeIn = (language: string, bytes: number): string => {
  const isLarge = bytes >= 1_000_000
  const unit = isLarge ? 'megabyte' : 'kilobyte'
  const value = isLarge ? bytes / 1_000_000 : Math.max(1, Math.round(bytes / 1000))
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value)
}
