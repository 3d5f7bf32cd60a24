import type { Channel, FactSlot } from '../../cases/contract.ts'
import type { ColleagueKey, CustomerKey, TeamKey } from './company.ts'

/** How long ago something happened: `3d 2h`, `45m`. */
export type Ago = string

export interface LegTold {
  readonly who: string
  readonly colleague?: ColleagueKey
  readonly team: TeamKey
  /** When its queue began, in minutes after the call's story began. */
  readonly from: number
  readonly queue: number
  readonly talk: number
  readonly hold?: number
  readonly end: 'resolved' | 'transferred' | 'sent-elsewhere' | 'disconnected' | 'abandoned' | 'ended'
}

export type Step = { readonly at: Ago } & (
  | { readonly says: string; readonly file?: 'invoice' | 'photo'; readonly cc?: readonly string[] }
  | { readonly by: ColleagueKey; readonly answers: string; readonly goesOn?: boolean }
  | { readonly by: ColleagueKey; readonly notes: string; readonly mentions?: readonly ColleagueKey[] }
  | { readonly by: ColleagueKey; readonly takes: true }
  | { readonly by: ColleagueKey; readonly keeps: readonly (readonly [FactSlot, string])[] }
  /** Notes that the customer had to say it again to everybody on the phone but the first. */
  | { readonly by: ColleagueKey; readonly repeatsInEachLeg: true }
  | {
      readonly by: ColleagueKey
      readonly closes: 'spam' | 'duplicate' | 'withdrawn' | 'not-for-us' | 'no-answer-needed'
    }
  | {
      readonly by: ColleagueKey
      readonly logs: 'call' | 'visit'
      readonly subject: string
      readonly summary: string
      readonly direction?: 'in' | 'out'
      readonly legs?: readonly LegTold[]
    }
  | { readonly rests: 'solved' | 'unconfirmed' | 'solution-proposed' }
)

/** One case of the demonstration, told step by step, oldest first. */
export interface Story {
  readonly customer: CustomerKey
  readonly team: TeamKey
  readonly channel: Channel
  readonly need: string
  readonly tags?: readonly string[]
  readonly steps: readonly Step[]
}
