import type { CaseState } from '../../cases/contract.ts'

const over: ReadonlySet<CaseState> = new Set(['solved', 'closed-without-solution'])

/** Whether a case has ended, and with it every question about it. Where the customer is silent one may still ask. */
export const isOver = (state: CaseState): boolean => over.has(state)
