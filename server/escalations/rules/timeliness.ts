import { shareOf } from '../../platform/contract/share.ts'

/** A guideline that fired: when its condition came true, and when somebody answered. */
export interface Trigger {
  readonly happenedAt: Date
  readonly answeredAt: Date | null
}

const IN_TIME_MS = 15 * 60_000

/**
 * Timeliness of asking for help (methods.md 3.14): the share of triggers that were answered within 15 minutes, and of
 * how many. Those whose 15 minutes still run do not count yet; null when there is none (section 0).
 */
export const timeliness = (triggers: readonly Trigger[], now: Date): { share: number | null; n: number } => {
  const inTime = ({ happenedAt, answeredAt }: Trigger): boolean =>
    answeredAt !== null && +answeredAt - +happenedAt <= IN_TIME_MS
  const counted = triggers.filter((each) => +now - +each.happenedAt > IN_TIME_MS || inTime(each))
  const n = counted.length
  return { share: shareOf(counted.filter(inTime).length, n), n }
}
