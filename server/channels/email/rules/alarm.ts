/** What must be known of a mailbox to tell whether it gets its mail. */
export interface Watched {
  /** False: its mail comes through our listener, so only what waits to be read counts. */
  readonly isFetched: boolean
  readonly lastSuccessAt: Date | null
  readonly followedSince: Date
  readonly lastError: string | null
  readonly lastErrorSince: Date | null
  /** When the oldest mail was stored that nobody has read into a case yet. */
  readonly unreadSince: Date | null
}

export interface Alarm {
  readonly since: Date
  readonly words: string
}

// With a look each minute people hear of it within five.
const PATIENCE_MS = 3 * 60_000

/**
 * Whether a mailbox does not get its mail, since when and why; null when all is well.
 * @param watchingSince when this desk began to run: what was silent while it was down is not in trouble yet
 */
export const alarmOf = (mailbox: Watched, now: Date, watchingSince: Date): Alarm | null => {
  const { isFetched, lastSuccessAt, followedSince, lastError, lastErrorSince, unreadSince } = mailbox
  const isOver = (since: Date): boolean =>
    now.getTime() - Math.max(since.getTime(), watchingSince.getTime()) > PATIENCE_MS
  const heard = lastSuccessAt !== null && lastSuccessAt > followedSince ? lastSuccessAt : followedSince
  if (isFetched && isOver(heard)) {
    const words =
      lastError ?? 'No process of the desk fetches it. Check that the worker runs, and restart it if it does.'
    return { since: lastErrorSince ?? heard, words }
  }
  if (unreadSince !== null && isOver(unreadSince))
    return {
      since: unreadSince,
      words: 'Mail is stored but is not put into cases. Nothing is lost. Check that the worker runs.',
    }
  return null
}
