import { shareOf } from '../../platform/contract/share.ts'

/** A request for help; times in seconds. */
export interface Request {
  readonly askedAt: number
  /** Null while nobody has answered; a refusal is no answer. */
  readonly answeredAt: number | null
  /** When it was taken back or the case ended, before anybody answered. */
  readonly withdrawnAt?: number | null
}

const IN_TIME_SECONDS = 5 * 60

/**
 * Requests for help that were answered within five minutes (methods.md 3.14), of those whose five minutes are over or
 * that were answered. Its guard: asking is never held against whoever asks.
 */
export const answeredInTime = (requests: readonly Request[], now: number) => {
  const counted = requests.filter(
    ({ askedAt, answeredAt, withdrawnAt }) =>
      answeredAt !== null || (withdrawnAt ?? now) - askedAt > IN_TIME_SECONDS,
  )
  const timely = counted.filter(
    ({ askedAt, answeredAt }) => answeredAt !== null && answeredAt - askedAt <= IN_TIME_SECONDS,
  ).length
  return { of: counted.length, timely, rate: shareOf(timely, counted.length) }
}
