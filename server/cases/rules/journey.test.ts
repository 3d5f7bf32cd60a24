import { describe, expect, test } from 'vitest'
import { countJourney, type Journey } from './journey.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 9, minute))
const empty: Journey = {
  ...{ contacts: [], legs: [], messages: [], ownerIds: [], team: null, repeats: 0, reads: [] },
  ...{ helperIds: [], waitingAt: null, endedAt: at(0) },
}
const contact = (id: number, minute: number, change: Partial<Journey['contacts'][number]> = {}) => ({
  ...{ id, direction: 'in' as const, startedAt: at(minute), endedAt: null, isMachine: false, loggedBy: null },
  ...change,
})
const leg = (staffName: string, minute: number, change: Partial<Journey['legs'][number]> = {}) => ({
  ...{ contactId: 1, staffId: null, staffName, teamName: 'S', startedAt: at(minute), queueSeconds: 60 },
  ...{ talkSeconds: 120, holdSeconds: 0, afterCallSeconds: 0, howEnded: 'ended' },
  ...change,
})
const said = (by: 'customer' | 'us', minute: number, staffId: number | null = null) => ({
  by,
  staffId,
  at: at(minute),
})
const count = (change: Partial<Journey>) => countJourney({ ...empty, ...change })

describe('who the customer met', () => {
  test('a name and a person of the desk of the same name are one', () => {
    const legs = [leg('Mei', 0), leg('Mei', 10, { staffId: 4 }), leg('Jonas', 20)]
    expect(count({ legs })).toMatchObject({ people: 2, agentHandOffs: 1 })
  })

  test('writers, owners and who logged a call of their own count with them', () => {
    const contacts = [contact(1, 0), contact(2, 5, { loggedBy: { id: 3, name: 'Sam' }, direction: 'out' })]
    const messages = [said('customer', 0), said('us', 1, 1), said('us', 2, 2)]
    expect(count({ contacts, messages, ownerIds: [2, 9], team: 'S' })).toMatchObject({ people: 4, teams: 1 })
  })

  test('a turn of which nobody knows the team is no change of team', () => {
    const legs = [leg('A', 0), leg('B', 10, { teamName: '' }), leg('C', 20), leg('D', 30, { teamName: 'T' })]
    expect(count({ legs })).toMatchObject({ path: ['S', 'T'], groupHandOffs: 1, agentHandOffs: 3 })
  })

  test('who was asked in helps: they are counted as met, but nothing has changed hands', () => {
    const messages = [said('us', 1, 1), said('us', 2, 2), said('us', 3, 1)]
    expect(count({ messages, helperIds: [2] })).toMatchObject({ people: 2, agentHandOffs: 0 })
    expect(count({ messages }).agentHandOffs).toBe(2)
  })

  test('machines and our own letters are no visit of the customer', () => {
    const contacts = [contact(1, 0), contact(2, 1, { isMachine: true }), contact(3, 2, { direction: 'out' })]
    expect(count({ contacts }).contacts).toBe(1)
  })
})

describe('time', () => {
  test('from the first try until the end', () => {
    const contacts = [contact(2, 30), contact(1, 12)]
    expect(count({ contacts, endedAt: at(72) })).toMatchObject({
      elapsedSeconds: 3600,
      firstAt: at(12).toISOString(),
    })
  })

  test('a talk ends a silence that began in writing', () => {
    const legs = [leg('Mei', 29)]
    expect(count({ messages: [said('customer', 0)], legs, waitingAt: at(300) }).longestSilenceSeconds).toBe(
      1800,
    )
  })

  test('nothing on record', () => {
    expect(count({})).toMatchObject({
      contacts: 0,
      people: 0,
      elapsedSeconds: 0,
      firstAt: null,
      longestGapSeconds: 0,
    })
  })
})

describe('reading first', () => {
  const messages = [said('us', 10, 1), said('us', 20, 2), said('us', 30, 2), said('us', 40, 1)]

  test('is asked of whoever takes over, not of the first and not of who goes on', () => {
    const reads = [
      { staffId: 2, at: at(19) },
      { staffId: 1, at: at(41) },
    ]
    expect(count({ messages, reads }).readFirst).toEqual({ of: 2, read: 1 })
  })

  test('nobody took over', () =>
    expect(count({ messages: [said('us', 1, 1)] }).readFirst).toEqual({ of: 0, read: 0 }))
})
