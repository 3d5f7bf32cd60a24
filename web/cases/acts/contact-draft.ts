import type { Channel, Leg } from '../../../server/cases/contract.ts'
import type { LegInput, NewContact } from '../api.ts'

export type LegDraft = {
  id: string
  staffName: string
  teamName: string
  queue: string
  talk: string
  hold: string
  howEnded: Leg['howEnded']
}
export type ContactDraft = {
  channel: Channel
  direction: 'in' | 'out'
  /** As the field for date and time shows it, in the reader's own time zone. */
  startedAt: string
  summary: string
  legs: LegDraft[]
}

export function newLeg(staffName: string): LegDraft {
  return {
    id: crypto.randomUUID(),
    staffName,
    teamName: '',
    queue: '',
    talk: '',
    hold: '',
    howEnded: 'ended',
  }
}

export function newContact(staffName: string, now: Date): ContactDraft {
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000)
  return {
    channel: 'call',
    direction: 'in',
    startedAt: local.toISOString().slice(0, 16),
    summary: '',
    legs: [newLeg(staffName)],
  }
}

/** Whole seconds from minutes as people write them: “4”, “4.5”, “4,5” or “4:30”; anything else is 0. */
export function seconds(text: string): number {
  const [, minutes, rest] = text.trim().match(/^(\d{1,4}):([0-5]\d)$/) ?? []
  if (minutes !== undefined) return Number(minutes) * 60 + Number(rest)
  const value = Number(text.trim().replace(',', '.'))
  return Number.isFinite(value) && value > 0 ? Math.round(value * 60) : 0
}

/** The contact as the server wants it. Each leg begins when the one before it was over. */
export function asContact(draft: ContactDraft): NewContact {
  let at = new Date(draft.startedAt).getTime()
  const legs: LegInput[] = []
  for (const leg of draft.channel === 'call' ? draft.legs : []) {
    const times = {
      queueSeconds: seconds(leg.queue),
      talkSeconds: seconds(leg.talk),
      holdSeconds: seconds(leg.hold),
    }
    const { staffName, teamName, howEnded } = leg
    legs.push({
      staffName: staffName.trim(),
      teamName,
      howEnded,
      ...times,
      startedAt: new Date(at).toISOString(),
    })
    at += (times.queueSeconds + times.talkSeconds + times.holdSeconds) * 1000
  }
  return {
    channel: draft.channel,
    direction: draft.direction,
    summary: draft.summary,
    startedAt: new Date(draft.startedAt).toISOString(),
    endedAt: legs.length > 0 ? new Date(at).toISOString() : null,
    legs,
  }
}
