import type { CaseState } from '../contract.ts'
import { stateAfter } from '../rules.ts'

/** How a case stands: what it is in, and since when its customer waits for us. */
export interface Stand {
  readonly state: CaseState
  readonly closeReason: string | null
  readonly customerWaitingSince: Date | null
}

const earlier = (one: Date | null, other: Date | null): Date | null => {
  if (one === null || other === null) return one ?? other
  return one < other ? one : other
}

/** Whether somebody works on the case, so that its customer can wait for us. */
const isUnderWay = (state: CaseState): boolean => state === 'new' || state === 'open'

/**
 * How a case stands after it received contacts whose customer waited since `waiting`: it hears them as a
 * customer's word, and whoever waited longest keeps their time.
 */
export const afterReceiving = (to: Stand, waiting: Date | null): Stand => {
  if (waiting === null) return to
  return {
    state: stateAfter(to.state, 'customer-speaks') ?? to.state,
    closeReason: null,
    customerWaitingSince: earlier(to.customerWaitingSince, waiting),
  }
}

/**
 * How a case stands after contacts left it. It never begins to wait by that; it goes on waiting, from when the
 * first unanswered word that is left was said, or stops when none is left.
 */
export const afterGiving = (from: Stand, unansweredSince: Date | null): Stand =>
  from.customerWaitingSince === null ? from : { ...from, customerWaitingSince: unansweredSince }

/**
 * How a case stands when what it received goes back. A case that rested before, and was woken by nothing else
 * since, rests again.
 */
export const afterReturning = (now: Stand, before: Stand, unansweredSince: Date | null): Stand => {
  const rest = afterGiving(now, unansweredSince)
  const wokenByIt = !isUnderWay(before.state) && now.customerWaitingSince !== null && unansweredSince === null
  return wokenByIt ? before : rest
}

/** How a new case stands that was split off: never further than open, because staff solve nothing (rule 4). */
export const afterSplitting = (from: Stand, heldOnDuty: boolean, unansweredSince: Date | null): Stand => ({
  state: heldOnDuty ? 'new' : 'open',
  closeReason: null,
  customerWaitingSince: from.customerWaitingSince === null ? null : unansweredSince,
})
