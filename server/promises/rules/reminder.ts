const MINUTE = 60_000
const LONGEST = 24 * 60 * MINUTE

/**
 * When its keeper is reminded of a promise: half an hour before it is due, or a tenth of its span when that is more;
 * never sooner than half-way, nor more than a day ahead.
 */
export const reminderAt = (madeAt: Date, dueAt: Date): Date => {
  const span = dueAt.getTime() - madeAt.getTime()
  const ahead = Math.min(Math.max(30 * MINUTE, span / 10), span / 2, LONGEST)
  return new Date(dueAt.getTime() - ahead)
}
