import { promiseErrors } from '../contract.ts'

const LONGEST_MS = 2 * 366 * 86_400_000

/**
 * Makes sure that a time can be promised.
 * @throws promises.in-the-past, promises.too-far
 */
export const refuseTime = (dueAt: Date, now: Date): void => {
  if (dueAt <= now) throw promiseErrors.inThePast()
  if (dueAt.getTime() - now.getTime() > LONGEST_MS) throw promiseErrors.tooFar()
}
