import { describe, expect, test } from 'vitest'
import { randomOf } from '../../../tests/factories/random-hours.ts'
import type { StateSince, Word } from '../../cases/index.ts'
import { type Reckoning, reckon } from './spells.ts'

const at = (time: string) => new Date(`2025-06-10T${time}:00Z`)
const customer = (time: string, heard = time): Word => ({
  at: at(time),
  heard: at(heard),
  by: 'customer',
  asks: false,
})
const staff = (time: string, asks = false): Word => ({ at: at(time), heard: at(time), by: 'staff', asks })
const state = (time: string, to: StateSince['state']): StateSince => ({ at: at(time), state: to })
const clock = (date: Date | null) => date?.toISOString().slice(11, 16) ?? 'now'
const spells = ({ spells: all }: Reckoning, kind: string) =>
  all
    .filter((spell) => spell.kind === kind)
    .map(({ startedAt, stoppedAt, ended }) => `${clock(startedAt)}–${clock(stoppedAt)} ${ended}`)
const rests = ({ rests: all }: Reckoning) =>
  all.map(({ why, from, to }) => `${why} ${clock(from)}–${clock(to)}`)

describe('responses', () => {
  test('the first runs from the first contact to the first human word', () => {
    expect(spells(reckon([customer('10:00'), staff('10:20')], []), 'first-response')).toEqual([
      '10:00–10:20 answered',
    ])
  })

  test('customer 10:00, 10:05, reply 10:45 is one next response of 45 minutes (handbook, section 5)', () => {
    const before = [customer('08:00'), staff('08:10')]
    const found = reckon([...before, customer('10:00'), customer('10:05'), staff('10:45')], [])
    expect(spells(found, 'next-response')).toEqual(['10:00–10:45 answered'])
  })

  test('each spell has its own clock, and the last one runs', () => {
    const words = [
      customer('08:00'),
      staff('08:10'),
      customer('09:00'),
      staff('09:30'),
      staff('09:40'),
      customer('11:00'),
    ]
    expect(spells(reckon(words, []), 'next-response')).toEqual(['09:00–09:30 answered', '11:00–now null'])
  })

  test('what was heard after our word was not answered by it, and waits since it was written', () => {
    const words = [customer('08:00'), staff('08:10'), customer('08:05', '08:30')]
    expect(spells(reckon(words, []), 'next-response')).toEqual(['08:05–now null'])
  })

  test('a case that is closed answers nobody; the next word begins anew', () => {
    const found = reckon(
      [customer('08:00'), customer('12:00')],
      [state('09:00', 'closed-without-solution'), state('12:00', 'open')],
    )
    expect(spells(found, 'first-response')).toEqual(['08:00–09:00 closed', '12:00–now null'])
  })

  test('where we wrote first, the answer to their first word is a next response', () => {
    const found = reckon([staff('07:00'), customer('08:00'), staff('09:00')], [])
    expect(spells(found, 'first-response')).toEqual([])
    expect(spells(found, 'next-response')).toEqual(['08:00–09:00 answered'])
  })

  test('nothing said, nothing runs', () => {
    expect(reckon([], [])).toEqual({ spells: [], rests: [] })
    expect(reckon([staff('07:00')], [])).toEqual({ spells: [], rests: [] })
  })
})

describe('resolutions', () => {
  const words = [customer('08:00'), staff('09:00')]

  test('the first ends with what was first proposed, the full one with what was confirmed', () => {
    const found = reckon(words, [state('09:00', 'solution-proposed'), state('10:00', 'solved')])
    expect(spells(found, 'first-resolution')).toEqual(['08:00–09:00 proposed'])
    expect(spells(found, 'full-resolution')).toEqual(['08:00–10:00 confirmed'])
  })

  test('the full one runs on through a reopening, and what was between rests', () => {
    const found = reckon(words, [
      state('09:00', 'solution-proposed'),
      state('10:00', 'solved'),
      state('12:00', 'open'),
      state('13:00', 'solved'),
    ])
    expect(spells(found, 'first-resolution')).toEqual(['08:00–09:00 proposed'])
    expect(spells(found, 'full-resolution')).toEqual(['08:00–13:00 confirmed'])
    expect(rests(found)).toEqual(['finished 10:00–12:00'])
  })

  test('closed and unconfirmed are ends of their own, never confirmed', () => {
    const closed = reckon(words, [state('10:00', 'closed-without-solution')])
    expect(spells(closed, 'first-resolution')).toEqual(['08:00–10:00 closed'])
    const silent = reckon(words, [state('10:00', 'solution-proposed'), state('20:00', 'unconfirmed')])
    expect(spells(silent, 'full-resolution')).toEqual(['08:00–20:00 unconfirmed'])
  })
})

describe('rests', () => {
  test('run from a question of ours to the next word of the customer', () => {
    const found = reckon(
      [customer('08:00'), staff('09:00', true), staff('09:30', true), customer('12:00')],
      [],
    )
    expect(rests(found)).toEqual(['asked 09:00–12:00'])
  })

  test('last while nobody speaks, and end when we speak without asking, or the case moves on', () => {
    const asked = [customer('08:00'), staff('09:00', true)]
    expect(rests(reckon(asked, [state('09:00', 'waiting-for-customer')]))).toEqual(['asked 09:00–now'])
    expect(rests(reckon([...asked, staff('10:00')], []))).toEqual(['asked 09:00–10:00'])
    expect(rests(reckon(asked, [state('11:00', 'solution-proposed')]))).toEqual(['asked 09:00–11:00'])
  })

  test('never hold while a word of the customer is unanswered, however late it was heard', () => {
    const found = reckon([customer('08:00'), staff('09:00', true), customer('08:50', '09:30')], [])
    expect(rests(found)).toEqual([])
    expect(spells(found, 'next-response')).toEqual(['08:50–now null'])
  })
})

describe('over random conversations', () => {
  const minute = (value: number) => new Date(Date.UTC(2025, 0, 1) + value * 60_000)
  const states = ['open', 'waiting-for-customer', 'solution-proposed', 'solved', 'unconfirmed'] as const

  const conversation = (seed: number) => {
    const random = randomOf(seed)
    const words: Word[] = []
    const moves: StateSince[] = []
    for (let at = 0, left = 1 + random(25); left > 0; left -= 1) {
      at += random(40)
      const act = random(6)
      if (act < 3)
        words.push({
          at: minute(Math.max(0, at - random(30))),
          heard: minute(at),
          by: 'customer',
          asks: false,
        })
      else if (act < 5) words.push({ at: minute(at), heard: minute(at), by: 'staff', asks: random(2) === 1 })
      else moves.push({ at: minute(at), state: states[random(states.length)] ?? 'open' })
    }
    return { words, moves }
  }
  /** Minutes in which something holds, told one by one. */
  const minutesIn = (spans: readonly { from: Date; to: Date | null }[]) => {
    const held = new Set<number>()
    for (const { from, to } of spans)
      for (let at = +from; at < (to ? +to : +minute(3000)); at += 60_000) held.add(at)
    return held
  }

  test('no minute of a rest for a question overlaps an unanswered word of the customer', () => {
    let rested = 0
    for (let seed = 0; seed < 3000; seed += 1) {
      const { words, moves } = conversation(seed)
      const found = reckon(words, moves)
      const waited = minutesIn(
        found.spells
          .filter(({ kind }) => kind.endsWith('response'))
          .map(({ startedAt, stoppedAt }) => ({ from: startedAt, to: stoppedAt })),
      )
      const asked = minutesIn(found.rests.filter(({ why }) => why === 'asked'))
      rested += asked.size
      expect(
        [...asked].filter((at) => waited.has(at)),
        `seed ${seed}`,
      ).toEqual([])
    }
    expect(rested).toBeGreaterThan(10_000)
  })

  test('there is one clock of a response at a time, and at most one of each resolution', () => {
    for (let seed = 0; seed < 1000; seed += 1) {
      const { words, moves } = conversation(seed)
      const { spells: found } = reckon(words, moves)
      const responses = found.filter(({ kind }) => kind.endsWith('response'))
      expect(responses.filter(({ stoppedAt }) => stoppedAt === null).length, `seed ${seed}`).toBeLessThan(2)
      for (const { startedAt, stoppedAt } of found)
        expect(+(stoppedAt ?? startedAt)).toBeGreaterThanOrEqual(+startedAt)
      for (const kind of ['first-resolution', 'full-resolution'])
        expect(found.filter((spell) => spell.kind === kind).length).toBeLessThan(2)
    }
  })

  test('the rows give the same clocks in whatever order they are read', () => {
    const { words, moves } = conversation(7)
    expect(reckon([...words].reverse(), moves)).toEqual(reckon(words, moves))
  })
})
