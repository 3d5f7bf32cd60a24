import type { Doubt } from '../queries/doubts.ts'

export interface Thread {
  /** The case it belongs to; null for a new one. */
  readonly caseId: number | null
  /** A case it answers or names without proof that it belongs there: for a person to decide. */
  readonly doubt: Pick<Doubt, 'otherCaseId' | 'why'> | null
}
