import { describe, expect, test } from 'vitest'
import fc from '../../../tests/harness/properties.ts'
import { minutesOf, momentOf } from '../demo/ago.ts'
import { languages } from './languages.ts'
import { randomFrom, zipfOver } from './random.ts'
import { RARE_WORD, Texts } from './texts.ts'

const drawn = (seed: number, count = 20) => {
  const random = randomFrom(seed)
  return Array.from({ length: count }, () => random.next())
}

describe('random numbers of a seed', () => {
  test('are the same each time, and others for another seed', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        expect(drawn(seed)).toEqual(drawn(seed))
        expect(drawn(seed)).not.toEqual(drawn(seed + 1))
      }),
    )
  })

  test('are from 0 up to, but not, 1, and evenly so', () => {
    const many = drawn(7, 50_000)
    expect(Math.min(...many)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...many)).toBeLessThan(1)
    const tenths = Array.from({ length: 10 }, (_, n) => many.filter((x) => Math.floor(x * 10) === n).length)
    for (const count of tenths) expect(Math.abs(count - 5_000)).toBeLessThan(400)
  })

  test('pick any item of a list and never another; from nothing they pick nothing', () => {
    const random = randomFrom(3)
    const picked = new Set(Array.from({ length: 200 }, () => random.pick(['a', 'b', 'c'])))
    expect([...picked].sort()).toEqual(['a', 'b', 'c'])
    expect(() => random.pick([])).toThrow('nothing to pick from')
  })
})

test('words that stand first in a list are said more often, and the last one is said too', () => {
  const list = Array.from({ length: 60 }, (_, rank) => rank)
  const pick = zipfOver(list)
  const random = randomFrom(5)
  const said = list.map(() => 0)
  for (let n = 0; n < 30_000; n += 1) {
    const rank = pick(random)
    said[rank] = (said[rank] ?? 0) + 1
  }
  expect(said[0]).toBeGreaterThan(2 * (said[5] ?? 0))
  expect(said[5]).toBeGreaterThan(2 * (said[40] ?? 0))
  expect(Math.min(...said)).toBeGreaterThan(0)
})

describe('what is said at a seeded desk', () => {
  const texts = new Texts(1)
  const random = randomFrom(1)

  test('is in all languages, about as often as their share says', () => {
    expect(languages.reduce((sum, { share }) => sum + share, 0)).toBe(100)
    const spoken = Array.from({ length: 5_000 }, () => texts.speaker(random).language.code)
    for (const { code, share } of languages) {
      const count = spoken.filter((one) => one === code).length
      expect(Math.abs(count - share * 50)).toBeLessThan(150)
    }
  })

  test('is a letter in one language: greeting, words, closing', () => {
    for (let n = 0; n < 200; n += 1) {
      const speaker = texts.speaker(random)
      const { greeting, closing } = speaker.language
      const message = texts.message(random, speaker)
      expect(message.startsWith(`${greeting},\n\n`)).toBe(true)
      expect(message.endsWith(`\n\n${closing}`)).toBe(true)
      expect(message.isWellFormed()).toBe(true)
      expect(texts.need(random, speaker)).not.toMatch(/[.\n]/)
    }
  })

  test('never holds the rare word by chance, or a search for it would find too much', () => {
    for (const words of texts.words().values()) expect(words.has(RARE_WORD)).toBe(false)
  })
})

test.each([
  ['45m', 45],
  ['2h', 120],
  ['1d', 1_440],
  ['2d 3h 10m', 3_070],
  ['0m', 0],
])('a story tells of %s as %d minutes', (span, minutes) => {
  expect(minutesOf(span)).toBe(minutes)
  const now = new Date('2026-03-29T03:30:00Z')
  expect(now.getTime() - momentOf(span, now).getTime()).toBe(minutes * 60_000)
})
