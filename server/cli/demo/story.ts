import type { ColleagueKey, CustomerKey, TeamKey } from './company.ts'

/** One person's part of a call; times in minutes. */
export type Leg = {
  who: ColleagueKey
  /** From the beginning of the story. */
  at: number
  queue: number
  talk: number
  hold?: number
  end: 'resolved' | 'transferred' | 'sent-elsewhere' | 'disconnected' | 'abandoned' | 'ended'
}

/** Something said. `at` is in minutes from the beginning of the story. */
export type Said = {
  at: number
  channel: 'email' | 'chat' | 'form' | 'call' | 'visit'
  /** The colleague who spoke or wrote; the customer did when left out. */
  by?: ColleagueKey
  text: string
  legs?: readonly Leg[]
  minutes?: number
}

/** A need and what came of it. */
export type Story = {
  need: string
  customer: CustomerKey
  team: TeamKey
  tags?: readonly string[]
  /** When it began: minutes before now. */
  began: number
  said: readonly [Said, ...Said[]]
  /** Who took it; on duty with the team's lead when left out. */
  takenBy?: ColleagueKey
  notes?: readonly { by: ColleagueKey; text: string; mentions?: readonly ColleagueKey[] }[]
  /** An answer by e-mail, sent just now. */
  reply?: { by: ColleagueKey; text: string }
}

export const HOUR = 60
export const DAY = 24 * HOUR
