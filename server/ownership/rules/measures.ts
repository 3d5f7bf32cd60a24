import { shareOf } from '../../platform/contract/share.ts'
import { type Brief, briefFields } from '../contract.ts'

/** Completeness of a brief: filled fields of five (methods.md 3.14). */
export const completeness = (brief: Partial<Brief>): number =>
  briefFields.filter((field) => brief[field]?.trim()).length / briefFields.length

/** One firing of a guideline, and when somebody was asked for help because of it; times in seconds. */
export interface Trigger {
  readonly firedAt: number
  readonly escalatedAt: number | null
}

const IN_TIME_SECONDS = 15 * 60

/** Timeliness of asking for help: triggers escalated within 15 minutes of all triggers (methods.md 3.14). */
export const timeliness = (triggers: readonly Trigger[]): number | null =>
  shareOf(
    triggers.filter(
      ({ firedAt, escalatedAt }) => escalatedAt !== null && escalatedAt - firedAt <= IN_TIME_SECONDS,
    ).length,
    triggers.length,
  )

const ANSWERED_SECONDS = 5 * 60

/** Requests for help that were answered within 5 minutes; each is the seconds until the answer, null for none. */
export const answeredInTime = (waits: readonly (number | null)[]): number | null =>
  shareOf(waits.filter((wait) => wait !== null && wait <= ANSWERED_SECONDS).length, waits.length)
