import type { JourneyCounts } from '../contract.ts'
import { collapse, countHandOffs, type Part } from './hand-offs.ts'
import { readFirst } from './read-first.ts'
import { type Call, callTimes, type LegTimes, longestSilence, type Utterance, waitsOf } from './waits.ts'

export interface ContactOnRecord {
  readonly id: number
  readonly direction: 'in' | 'out'
  readonly startedAt: Date
  readonly endedAt: Date | null
  /** Only machines spoke in it: a bounce, an automatic answer. */
  readonly isMachine: boolean
  /** Who wrote it down as their own talk; null for what has legs or messages, or came from another system. */
  readonly loggedBy: { readonly id: number; readonly name: string } | null
}

export interface LegOnRecord extends LegTimes {
  readonly contactId: number
  readonly staffId: number | null
  readonly staffName: string
  readonly teamName: string
  readonly startedAt: Date
  readonly howEnded: string
}

export interface MessageOnRecord {
  readonly by: 'customer' | 'us'
  readonly staffId: number | null
  readonly at: Date
}

/** Everything on record of one need that its counts are made of. */
export interface Journey {
  readonly contacts: readonly ContactOnRecord[]
  readonly legs: readonly LegOnRecord[]
  readonly messages: readonly MessageOnRecord[]
  /** Who became its owner by taking or accepting it. */
  readonly ownerIds: readonly number[]
  /** Who was asked in and never owned it: helping is no change of hands (methods.md 3.5). */
  readonly helperIds: readonly number[]
  /** The team it is with now; null while only the duty lead holds it. */
  readonly team: string | null
  readonly repeats: number
  readonly reads: readonly { readonly staffId: number; readonly at: Date }[]
  /** The present moment, or null when nobody owes the customer anything any more. */
  readonly waitingAt: Date | null
  readonly endedAt: Date
}

/** One person's turn in serving the customer. */
export interface Serving {
  readonly agent: string
  readonly staffId: number | null
  readonly group: string | null
  readonly at: Date
}

const byTime = <T extends { readonly at: Date }>(items: readonly T[]): T[] =>
  [...items].sort((a, b) => a.at.getTime() - b.at.getTime())
const later = (time: Date, seconds: number): Date => new Date(time.getTime() + seconds * 1000)
const legEnd = (leg: LegOnRecord): Date =>
  later(leg.startedAt, leg.queueSeconds + leg.talkSeconds + leg.holdSeconds)

/** Who served, turn by turn; of a turn that was not on the phone nobody knows the group. A name without a person of the desk is the person of that name, if one served too. */
export const servingsOf = ({ contacts, legs, messages }: Journey): Serving[] => {
  const idOfName = new Map(
    legs.flatMap((leg) => (leg.staffId === null ? [] : [[leg.staffName, leg.staffId]])),
  )
  const onPhone = legs.map((leg) => {
    const staffId = leg.staffId ?? idOfName.get(leg.staffName) ?? null
    const agent = staffId === null ? leg.staffName : `#${staffId}`
    return { agent, staffId, group: leg.teamName || null, at: later(leg.startedAt, leg.queueSeconds) }
  })
  const byHand = contacts.flatMap(({ loggedBy, startedAt }) =>
    loggedBy ? [{ agent: `#${loggedBy.id}`, staffId: loggedBy.id, group: null, at: startedAt }] : [],
  )
  const written = messages.flatMap(({ by, staffId, at }) =>
    by === 'us' && staffId !== null ? [{ agent: `#${staffId}`, staffId, group: null, at }] : [],
  )
  return byTime([...onPhone, ...byHand, ...written])
}

/** A turn of which nobody knows the team is no change of team. */
const partsOf = (servings: readonly Serving[]): Part[] => {
  let last = servings.find(({ group }) => group !== null)?.group ?? ''
  return servings.map(({ agent, group }) => {
    last = group ?? last
    return { agent, group: last }
  })
}

const callsOf = ({ legs }: Journey): Call[] => {
  const contactIds = [...new Set(legs.map(({ contactId }) => contactId))]
  const calls = contactIds
    .map((id) => legs.filter(({ contactId }) => contactId === id))
    .map((own) => ({
      from: new Date(Math.min(...own.map(({ startedAt }) => startedAt.getTime()))),
      to: new Date(Math.max(...own.map((leg) => legEnd(leg).getTime()))),
      wasCutOff: own.some(({ howEnded }) => howEnded === 'disconnected'),
    }))
  return calls.sort((a, b) => a.from.getTime() - b.from.getTime())
}

/** Talks answer what was written before them, so they end a silence too. */
const wordsOf = ({ messages }: Journey, servings: readonly Serving[]): Utterance[] =>
  byTime([...messages, ...servings.map(({ at }) => ({ by: 'us' as const, at }))])

/** Turns in which somebody else took over, with when they opened the story last before. */
const takeOversOf = ({ reads }: Journey, servings: readonly Serving[]) =>
  servings.flatMap(({ agent, staffId, at }, index) => {
    if (index === 0 || servings[index - 1]?.agent === agent) return []
    const read = reads.filter((each) => each.staffId === staffId && each.at <= at).at(-1)
    return [{ at, readAt: read?.at ?? null }]
  })

const firstOf = ({ contacts }: Journey): Date | null =>
  contacts.reduce<Date | null>(
    (first, { startedAt }) => (first === null || startedAt < first ? startedAt : first),
    null,
  )

/** When the customer came to us, in order; what only machines said is no coming. */
export const comingsOf = ({ contacts }: Journey): Date[] =>
  contacts.flatMap((each) => (each.direction === 'in' && !each.isMachine ? [each.startedAt] : []))

/** What a customer went through for one need, counted from the record alone. */
export const countJourney = (journey: Journey): JourneyCounts => {
  const { legs, team, ownerIds, helperIds } = journey
  const servings = servingsOf(journey)
  const turns = servings.filter(({ staffId }) => staffId === null || !helperIds.includes(staffId))
  const { agentHandOffs, groupHandOffs, pingPongs, returns } = countHandOffs(partsOf(turns))
  const path = collapse(servings.flatMap(({ group }) => group ?? []))
  const people = new Set([...servings.map(({ agent }) => agent), ...ownerIds.map((id) => `#${id}`)])
  const { gapSeconds, ...onPhone } = callTimes(callsOf(journey))
  const { of, read } = readFirst(takeOversOf(journey, turns))
  const first = firstOf(journey)
  return {
    contacts: comingsOf(journey).length,
    legs: legs.length,
    people: people.size,
    teams: new Set([...path, ...(team === null ? [] : [team])]).size,
    path,
    ...{ agentHandOffs, groupHandOffs, pingPong: pingPongs, returns },
    contactsWithTransfer: new Set(
      legs.filter(({ howEnded }) => howEnded === 'transferred').map(({ contactId }) => contactId),
    ).size,
    disconnections: legs.filter(({ howEnded }) => howEnded === 'disconnected').length,
    ...onPhone,
    repeats: journey.repeats,
    ...waitsOf(legs),
    longestSilenceSeconds: Math.round(longestSilence(wordsOf(journey, servings), journey.waitingAt)),
    longestGapSeconds: Math.max(0, ...gapSeconds),
    elapsedSeconds:
      first === null ? 0 : Math.max(0, Math.round((journey.endedAt.getTime() - first.getTime()) / 1000)),
    firstAt: first?.toISOString() ?? null,
    readFirst: { of, read },
  }
}
