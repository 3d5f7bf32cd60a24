import { expect, test } from 'vitest'
import { asContact, newContact, newLeg, seconds } from './contact-draft.ts'

test.each([
  ['4', 240],
  ['4.5', 270],
  ['4,5', 270],
  ['4:30', 270],
  ['0:07', 7],
  ['', 0],
  ['soon', 0],
  ['-3', 0],
])('%s minutes are %d seconds', (text, expected) => {
  expect(seconds(text)).toBe(expected)
})

test('each leg of a call begins when the one before it was over, and the call ends with the last', () => {
  const start = newContact('Ana', new Date('2026-11-22T09:00:00Z'))
  const legs = [
    { ...newLeg('Ana'), queue: '5', talk: '2', howEnded: 'transferred' as const },
    { ...newLeg(' Ben '), hold: '1', talk: '10' },
  ]
  const contact = asContact({ ...start, legs })
  expect(contact.startedAt).toBe('2026-11-22T09:00:00.000Z')
  expect(contact.legs?.map((leg) => [leg.staffName, leg.startedAt])).toEqual([
    ['Ana', '2026-11-22T09:00:00.000Z'],
    ['Ben', '2026-11-22T09:07:00.000Z'],
  ])
  expect(contact.endedAt).toBe('2026-11-22T09:18:00.000Z')
})

test('a visit has no legs, whatever stood in the fields', () => {
  const start = newContact('Ana', new Date('2026-11-22T09:00:00Z'))
  expect(asContact({ ...start, channel: 'visit' })).toMatchObject({ legs: [], endedAt: null })
})
