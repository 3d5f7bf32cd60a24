import type { CaseState } from '../../server/cases/contract.ts'

/** Something that was said between the customer and us, or a call or visit that was. */
export interface Said {
  readonly id: number
  readonly kind: 'message' | 'call' | 'visit'
  readonly at: string
  readonly by: 'customer' | 'staff' | 'other'
  readonly name: string
  readonly text: string
  readonly files: readonly { readonly id: number; readonly name: string; readonly size: number }[]
}

/** What the page of a case is drawn from. */
export interface CasePage {
  readonly company: string
  readonly languages: readonly (string | null)[]
  readonly timeZone: string
  readonly me: string
  readonly found: {
    readonly id: number
    readonly number: number
    readonly need: string
    readonly state: CaseState
    readonly owner: string
    readonly heldOnDuty: boolean
    /** False for a case of a colleague, which can only be read. */
    readonly isOwn: boolean
  }
  /** What is still to be kept, the soonest first. */
  readonly promises: readonly {
    readonly id: number
    readonly what: string
    readonly dueAt: string
    readonly keeperName: string
    readonly isBroken: boolean
  }[]
  readonly proposal: { readonly id: number; readonly words: string; readonly proposer: string } | null
  readonly said: readonly Said[]
  /** Where the part before this one begins. */
  readonly earlier: string | null
  readonly isNewest: boolean
  /** Makes what is sent twice one message. */
  readonly once: string
  readonly told: 'written' | 'manager' | 'answered' | 'overtaken' | null
}
