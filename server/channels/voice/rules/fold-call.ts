import type { CallEvent } from '../contract.ts'

/** One person's part of a call, as its contact keeps it. Times in whole seconds. */
export interface FoldedLeg {
  readonly agent: string | null
  readonly team: string
  readonly startedAt: Date
  readonly queueSeconds: number
  readonly talkSeconds: number
  readonly holdSeconds: number
  readonly afterCallSeconds: number
  readonly howEnded: 'resolved' | 'transferred' | 'sent-elsewhere' | 'disconnected' | 'abandoned' | 'ended'
}

export interface FoldedCall {
  readonly direction: 'in' | 'out'
  readonly customerNumber: string | null
  readonly startedAt: Date
  /** Null while it is going on. */
  readonly endedAt: Date | null
  readonly legs: readonly FoldedLeg[]
}

/** Of what happens in one instant, what must have come first. */
const ranks = [
  ...['queued', 'ringing', 'answered', 'joined', 'consulted', 'held', 'resumed', 'transferred', 'left'],
  ...['ended', 'wrapped-up'],
]

interface Leg {
  agent: string | null
  team: string
  startedAt: number
  answeredAt: number
  endedAt: number | null
  held: number
  heldSince: number | null
  afterCall: number
  howEnded: FoldedLeg['howEnded']
}

/** A call as far as its events have been read. */
class Line {
  readonly legs: Leg[] = []
  /** Since when the customer waits to be answered, and where. */
  waiting: { since: number; team: string } | null = null
  endedAt: number | null = null

  active(agent?: string): Leg | undefined {
    return this.legs.findLast((leg) => leg.endedAt === null && (agent === undefined || leg.agent === agent))
  }

  wait(at: number, team: string): void {
    this.waiting = this.waiting ? { ...this.waiting, team: team || this.waiting.team } : { since: at, team }
  }

  serve(at: number, agent: string | null, team: string | undefined): void {
    const since = this.waiting?.since ?? at
    const leg = { agent, team: team ?? this.waiting?.team ?? '', startedAt: since, answeredAt: at }
    this.legs.push({ ...leg, endedAt: null, held: 0, heldSince: null, afterCall: 0, howEnded: 'ended' })
    this.waiting = null
  }

  end(leg: Leg | undefined, at: number, howEnded: Leg['howEnded']): void {
    if (!leg) return
    this.resume(leg, at)
    leg.endedAt = at
    leg.howEnded = howEnded
  }

  hold(leg: Leg | undefined, at: number): void {
    if (leg) leg.heldSince ??= at
  }

  resume(leg: Leg | undefined, at: number): void {
    if (!leg || leg.heldSince === null) return
    leg.held += at - leg.heldSince
    leg.heldSince = null
  }

  wrapUp(agent: string, at: number): void {
    const leg = this.legs.findLast((each) => each.agent === agent && each.endedAt !== null)
    if (leg?.endedAt) leg.afterCall = Math.max(0, at - leg.endedAt)
  }

  hangUp(at: number, reason: Leg['howEnded']): void {
    this.endedAt = at
    const serving = this.legs.filter(({ endedAt }) => endedAt === null)
    for (const leg of serving) this.end(leg, at, reason)
    if (serving.length > 0 || !this.waiting) return
    // Nobody answered: the wait itself is on record.
    this.serve(at, null, undefined)
    this.end(this.active(), at, reason === 'disconnected' ? reason : 'abandoned')
  }
}

const take = (line: Line, event: CallEvent): void => {
  const at = Date.parse(event.at)
  switch (event.type) {
    case 'queued':
      line.wait(at, event.team)
      break
    case 'ringing':
      if (!line.active()) line.wait(at, event.team ?? '')
      break
    case 'answered':
      line.serve(at, event.agent, event.team)
      break
    case 'joined':
      line.serve(at, event.agent, event.team ?? line.active()?.team)
      break
    case 'held':
      line.hold(line.active(event.agent), at)
      break
    case 'resumed':
      line.resume(line.active(event.agent), at)
      break
    case 'transferred':
      line.end(line.active(event.agent), at, 'transferred')
      if (!line.active()) line.wait(at, event.toTeam ?? '')
      break
    case 'left':
      line.end(line.active(event.agent), at, 'ended')
      break
    case 'ended':
      line.hangUp(at, event.reason)
      break
    case 'wrapped-up':
      line.wrapUp(event.agent, at)
      break
    // A colleague who is asked is no part of what the customer hears.
    case 'consulted':
      break
  }
}

const seconds = (ms: number): number => Math.round(Math.max(0, ms) / 1_000)

const foldedLeg = (leg: Leg): FoldedLeg => {
  const until = leg.endedAt ?? leg.answeredAt
  return {
    ...{ agent: leg.agent, team: leg.team, startedAt: new Date(leg.startedAt), howEnded: leg.howEnded },
    queueSeconds: seconds(leg.answeredAt - leg.startedAt),
    talkSeconds: seconds(until - leg.answeredAt - leg.held),
    holdSeconds: seconds(leg.held),
    afterCallSeconds: seconds(leg.afterCall),
  }
}

const firstOf = <T>(events: readonly CallEvent[], read: (event: CallEvent) => T | undefined): T | undefined =>
  events.map(read).find((value) => value !== undefined)

/**
 * What the events of one call come to, whatever the order in which they arrived: they are read by their own times.
 * @throws when there are none
 */
export const foldCall = (events: readonly CallEvent[]): FoldedCall => {
  const inOrder = events.toSorted(
    (a, b) =>
      Date.parse(a.at) - Date.parse(b.at) ||
      ranks.indexOf(a.type) - ranks.indexOf(b.type) ||
      (a.eventId < b.eventId ? -1 : 1),
  )
  const [first] = inOrder
  if (!first) throw new Error('a call without an event')
  const line = new Line()
  for (const event of inOrder) take(line, event)
  return {
    direction: firstOf(inOrder, (event) => ('direction' in event ? event.direction : undefined)) ?? 'in',
    customerNumber:
      firstOf(inOrder, (event) => ('customerNumber' in event ? event.customerNumber : undefined)) ?? null,
    startedAt: new Date(first.at),
    endedAt: line.endedAt === null ? null : new Date(line.endedAt),
    legs: line.legs.map(foldedLeg),
  }
}
