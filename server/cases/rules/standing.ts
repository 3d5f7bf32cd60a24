import type { CaseState } from '../contract.ts'
import { stateAfter } from '../rules.ts'

/** What a decision about a case needs to know of it. */
export interface Standing {
  readonly state: CaseState
  readonly heldOnDuty: boolean
  readonly merged: boolean
}

/** Held on duty and answered by nobody: whoever takes or answers it first becomes its owner. */
export const isTakeable = ({ state, heldOnDuty, merged }: Standing): boolean =>
  heldOnDuty && !merged && stateAfter(state, 'take') !== null
