import type { PromiseState } from '../../server/promises/contract.ts'
import type { Ledger } from './api.ts'
import { promiseStates } from './words.ts'

/** How far back one looks, in days. */
export const spans = [30, 90, 365] as const

/** What the ledger's address says. */
export type LedgerSearch = { state?: PromiseState; keeper?: number; days?: number }

/** Reads the address, leaving out what makes no sense. */
export function readLedgerSearch({ state, keeper, days }: Record<string, unknown>): LedgerSearch {
  const known = promiseStates.find((one) => one === state)
  return {
    ...(known && { state: known }),
    ...(typeof keeper === 'number' && Number.isInteger(keeper) && keeper > 0 && { keeper }),
    ...(spans.some((span) => span === days) && { days: Number(days) }),
  }
}

const DAY = 86_400_000

/**
 * What to ask the desk for. What is still to come is shown whatever the window; everything else fell due in it.
 * `today` is the beginning of the minute, so that the same question stays the same for a while.
 */
export function askedFor({ state = 'open', keeper, days = 90 }: LedgerSearch, today: number): Ledger {
  const from = new Date(today - days * DAY).toISOString()
  const to = new Date(today).toISOString()
  return { state, keeperId: keeper, ...(state !== 'open' && { from, to }) }
}
