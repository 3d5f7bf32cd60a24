import { shareOf } from '../platform/contract/share.ts'
import type { Outcome } from './contract.ts'

const DAY_MS = 86_400_000

/** How long a link can answer. A late yes still counts, so it outlives every reminder. */
export const LINK_DAYS = 60

export interface Steps {
  readonly reminderDays: readonly number[]
  readonly restDays: number
}

export type Step = { readonly at: Date; readonly kind: 'remind' | 'rest' }

/**
 * What comes next for a proposal that nobody has answered, after so many reminders: the next reminder, or to let
 * it rest. Reminders after the day of rest are never sent.
 */
export const nextStep = (proposedAt: Date, reminders: number, { reminderDays, restDays }: Steps): Step => {
  const day = [...reminderDays].sort((a, b) => a - b).filter((each) => each < restDays)[reminders]
  const at = new Date(proposedAt.getTime() + (day ?? restDays) * DAY_MS)
  return { at, kind: day === undefined ? 'rest' : 'remind' }
}

/** How proposals ended, counted. What was taken back or overtaken by other words asked nobody to the end. */
export interface Answers {
  readonly proposed: number
  readonly confirmed: number
  readonly rejected: number
  readonly silent: number
}

/** Shares from 0 to 1; null where there is no value because nothing was proposed or answered. */
export interface ConfirmedShare {
  readonly share: number | null
  readonly lower: number | null
  readonly upper: number | null
  /** Never shown alone: those who do not answer are left out of it. */
  readonly amongAnswers: number | null
}

/** Customer-confirmed resolution (methods.md 3.11): silence is no yes, and bounds what a yes could be. */
export const confirmedShare = ({ proposed, confirmed, rejected, silent }: Answers): ConfirmedShare => ({
  share: shareOf(confirmed, proposed),
  lower: shareOf(confirmed, proposed),
  upper: shareOf(confirmed + silent, proposed),
  amongAnswers: shareOf(confirmed, confirmed + rejected),
})

/** Whether a case in this state still waits for its customer's word on a proposal. */
export const asksStill = (state: string): boolean => state === 'solution-proposed' || state === 'unconfirmed'

/** How a proposal stands, from what is stored of it and whether its case still asks. */
export const outcomeOf = (stored: {
  readonly outcome: string | null
  readonly silentSince: Date | null
}): Outcome => {
  const ended = (['confirmed', 'not-yet', 'overtaken', 'withdrawn'] as const).find(
    (each) => each === stored.outcome,
  )
  return ended ?? (stored.silentSince === null ? 'waiting' : 'silent')
}
