/** What must be known of a mailbox to tell whether it gets its mail, and whether it can send. */
export interface Watched {
  /** False: its mail comes through our listener, so only what waits to be read counts. */
  readonly isFetched: boolean
  readonly lastSuccessAt: Date | null
  readonly followedSince: Date
  readonly lastError: string | null
  readonly lastErrorSince: Date | null
  /** When the oldest mail was stored that nobody has read into a case yet. */
  readonly unreadSince: Date | null
  /** What keeps it from sending since then; null while nothing does. */
  readonly sendError: string | null
  readonly sendErrorSince: Date | null
}

/** Mail that does not come in, or mail that cannot leave. */
export const directions = ['in', 'out'] as const
export type Direction = (typeof directions)[number]

export interface Alarm {
  readonly direction: Direction
  readonly since: Date
  readonly words: string
}

// With a look each minute people hear of it within five.
const PATIENCE_MS = 3 * 60_000

/**
 * What is wrong with a mailbox for longer than a moment, since when and why; empty when all is well.
 * @param watchingSince when this desk began to run: what was silent while it was down is not in trouble yet
 */
export const alarmsOf = (mailbox: Watched, now: Date, watchingSince: Date): Alarm[] => {
  const isOver = (since: Date): boolean =>
    now.getTime() - Math.max(since.getTime(), watchingSince.getTime()) > PATIENCE_MS
  return [comingIn(mailbox, isOver), goingOut(mailbox, isOver)].filter((alarm) => alarm !== null)
}

const comingIn = (mailbox: Watched, isOver: (since: Date) => boolean): Alarm | null => {
  const { isFetched, lastSuccessAt, followedSince, lastError, lastErrorSince, unreadSince } = mailbox
  const heard = lastSuccessAt !== null && lastSuccessAt > followedSince ? lastSuccessAt : followedSince
  if (isFetched && isOver(heard)) {
    const words =
      lastError ?? 'No process of the desk fetches it. Check that the worker runs, and restart it if it does.'
    return { direction: 'in', since: lastErrorSince ?? heard, words }
  }
  if (unreadSince !== null && isOver(unreadSince))
    return {
      direction: 'in',
      since: unreadSince,
      words: 'Mail is stored but is not put into cases. Nothing is lost. Check that the worker runs.',
    }
  return null
}

const goingOut = ({ sendError, sendErrorSince }: Watched, isOver: (since: Date) => boolean): Alarm | null =>
  sendError !== null && sendErrorSince !== null && isOver(sendErrorSince)
    ? { direction: 'out', since: sendErrorSince, words: sendError }
    : null
