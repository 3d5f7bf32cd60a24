import { expect, test } from 'vitest'
import { callSums, stretches } from './legs.ts'

const leg = {
  staffName: 'Ana',
  queueSeconds: 300,
  talkSeconds: 120,
  holdSeconds: 60,
  afterCallSeconds: 90,
  howEnded: 'transferred',
} as const

test('a leg is drawn as the customer lived it: the queue, the talk, the hold, not our work afterwards', () => {
  expect(stretches(leg)).toEqual([
    { kind: 'queue', seconds: 300 },
    { kind: 'talk', seconds: 120 },
    { kind: 'hold', seconds: 60 },
  ])
  expect(stretches({ ...leg, queueSeconds: 0, holdSeconds: 0 })).toEqual([{ kind: 'talk', seconds: 120 }])
})

test('a call sums up waiting and talking, the people in it and whether it was cut off', () => {
  const legs = [leg, { ...leg, staffName: 'Ben', howEnded: 'disconnected' as const }, leg]
  expect(callSums(legs)).toEqual({ total: 1440, waited: 1080, talked: 360, people: 2, wasCutOff: true })
})

test('a call without legs took no time and nobody', () => {
  expect(callSums([])).toEqual({ total: 0, waited: 0, talked: 0, people: 0, wasCutOff: false })
})
