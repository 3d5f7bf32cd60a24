const clock = (time: string, locale: string, timeZone: string | undefined, withPlace: boolean): string =>
  new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    ...(timeZone && { timeZone }),
    ...(withPlace && { timeZoneName: 'short' }),
  }).format(new Date(time))

/** When something is due as the customer was told it, and, when one's own clock shows another time, that as well. */
export function dueWords(
  time: string,
  timeZone: string,
  locale: string,
  ownZone?: string,
): { theirs: string; ours: string | null } {
  const isSame = clock(time, locale, timeZone, false) === clock(time, locale, ownZone, false)
  return isSame
    ? { theirs: clock(time, locale, timeZone, false), ours: null }
    : { theirs: clock(time, locale, timeZone, true), ours: clock(time, locale, ownZone, false) }
}

/** The place of an IANA zone in words: “Lisbon” for Europe/Lisbon. */
export const placeOf = (timeZone: string): string =>
  (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
