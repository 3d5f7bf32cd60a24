import { describe, expect, test } from 'vitest'
import type { Serving } from '../../cases/index.ts'
import {
  type AcceptedHandOff,
  contactMoment,
  handOffMoment,
  pingPongMoment,
  type Travelled,
} from './moments.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 9, minute))
const minuteOf = (moment: Date | null) => moment && (+moment - +at(0)) / 60_000

/** A need that was served by these, a minute apart: `S:Ann` is Ann of S, `Ann` somebody whose team nobody knows. */
const served = (path: string, handOffs: AcceptedHandOff[] = [], comings: number[] = []): Travelled => ({
  servings: path
    .split(' ')
    .filter(Boolean)
    .map((turn, index): Serving => {
      const [first = '', agent] = turn.split(':')
      return agent === undefined
        ? { agent: first, staffId: null, group: null, at: at(index) }
        : { agent, staffId: null, group: first, at: at(index) }
    }),
  handOffs,
  comings: comings.map(at),
})
const handOff = (minute: number, from: string, to: string): AcceptedHandOff => {
  const [fromTeam = '', fromId] = from.split(':')
  const [toTeam = '', toId] = to.split(':')
  return { at: at(minute), fromTeam, fromStaffId: Number(fromId), toTeam, toStaffId: Number(toId) }
}
const handOffs = (travelled: Travelled, between: 'teams' | 'people' = 'teams') =>
  [1, 2, 3, 4].map((nth) => minuteOf(handOffMoment(travelled, between, nth)))

describe('methods.md 3.5', () => {
  test('S,T,S,T has three hand-offs, and went back and forth at the third part', () => {
    const travelled = served('S:a T:b S:c T:d')
    expect(handOffs(travelled)).toEqual([1, 2, 3, null])
    expect(minuteOf(pingPongMoment(travelled, 'teams'))).toBe(2)
    expect(pingPongMoment(travelled, 'people')).toBeNull()
  })

  test('A,B,C,A came back, but never straight back', () => {
    const travelled = served('A:a B:b C:c A:a')
    expect(handOffs(travelled)).toEqual([1, 2, 3, null])
    expect(pingPongMoment(travelled, 'teams')).toBeNull()
  })

  test('equal neighbours are one part, for teams and for people alike', () => {
    const travelled = served('S:a S:a S:b T:b')
    expect([handOffs(travelled), handOffs(travelled, 'people')]).toEqual([
      [3, null, null, null],
      [2, null, null, null],
    ])
  })

  test('a turn of which nobody knows the team is no change of team, but may be one of people', () => {
    const travelled = served('S:a b S:a T:c')
    expect(handOffs(travelled)).toEqual([3, null, null, null])
    expect(minuteOf(pingPongMoment(travelled, 'people'))).toBe(2)
  })

  test('where nothing happened there is no moment', () => {
    expect(handOffs(served(''))).toEqual([null, null, null, null])
    expect([pingPongMoment(served(''), 'teams'), contactMoment(served(''), 1)]).toEqual([null, null])
  })
})

describe('accepted hand-offs', () => {
  test('count where only letters were written, from the team that gave it first', () => {
    const travelled = served('#1 #1', [handOff(5, 'S:1', 'T:2'), handOff(9, 'T:2', 'S:1')])
    expect(handOffs(travelled)).toEqual([5, 9, null, null])
    expect(minuteOf(pingPongMoment(travelled, 'teams'))).toBe(9)
    expect(minuteOf(pingPongMoment(travelled, 'people'))).toBe(9)
  })

  test('are not counted again when the receiver serves', () => {
    const travelled = served('S:#1 S:#1 T:#2', [handOff(1, 'S:1', 'T:2')])
    expect(handOffs(travelled)).toEqual([1, null, null, null])
    expect(handOffs(travelled, 'people')).toEqual([1, null, null, null])
  })

  test('do not count whoever owned it while others served on the phone', () => {
    const travelled = served('S:a T:b', [handOff(7, 'S:1', 'T:2')])
    expect(handOffs(travelled)).toEqual([1, null, null, null])
  })
})

test('contacts are counted in the order of time, however late they were written down', () => {
  const travelled = served('', [], [52, 0, 30])
  expect([1, 2, 3, 4].map((nth) => minuteOf(contactMoment(travelled, nth)))).toEqual([0, 30, 52, null])
})

/** methods.md section 12: queue begins and queue of each leg, in minutes. */
const phoneStory = `
  S 1 0 4, T 1 12 3, S 2 30 5, T 2 41 2, T 3 52 6, S 4 90 3, T 5 240 5, S 6 300 10, T 6 330 18`

test('the telephone story: second hand-off after 35 minutes, back and forth after 35, third contact after 52', () => {
  const legs = phoneStory
    .trim()
    .split(', ')
    .map((line) => line.split(' '))
  const story: Travelled = {
    servings: legs.map(([group = '', , starts, queue], index) => ({
      ...{
        group,
        agent: `Representative ${index + 1}`,
        staffId: null,
        at: at(Number(starts) + Number(queue)),
      },
    })),
    comings: [1, 2, 3, 4, 5, 6].map((call) => at(Number(legs.find((leg) => Number(leg[1]) === call)?.[2]))),
    handOffs: [],
  }
  expect(minuteOf(handOffMoment(story, 'teams', 2))).toBe(35)
  expect(minuteOf(pingPongMoment(story, 'teams'))).toBe(35)
  expect(minuteOf(contactMoment(story, 3))).toBe(52)
})
