import { shareOf } from '../../platform/contract/share.ts'

/** A part of a need that somebody else had served before. */
export interface LaterTurn {
  /** When they said their first word to the customer. */
  readonly at: Date
  /** When they opened the story; null when they did not. */
  readonly readAt: Date | null
}

/** A part of a need that came to its end. */
export interface EndedTurn {
  readonly endedAt: Date
  /** When they wrote their note; null when they wrote none. */
  readonly notedAt: Date | null
}

const NOTE_SECONDS = 5 * 60

/** Of the later turns, in how many the record was opened before the first word (methods.md 3.15). */
export const readFirst = (turns: readonly LaterTurn[]) => {
  const read = turns.filter(({ at, readAt }) => readAt !== null && readAt <= at).length
  return { of: turns.length, read, rate: shareOf(read, turns.length) }
}

/** Of the ended turns, in how many a note was written at most five minutes after the end (methods.md 3.15). */
export const noteInTime = (turns: readonly EndedTurn[]) => {
  const isTimely = ({ endedAt, notedAt }: EndedTurn) =>
    notedAt !== null && notedAt.getTime() - endedAt.getTime() <= NOTE_SECONDS * 1000
  const timely = turns.filter(isTimely).length
  return { of: turns.length, timely, rate: shareOf(timely, turns.length) }
}
