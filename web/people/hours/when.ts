/** A moment of the next days in short: its day and time, as the reader's own clock shows them. */
export const whenWords = (time: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  }).format(new Date(time))
