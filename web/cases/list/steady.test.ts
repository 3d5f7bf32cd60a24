import fc from 'fast-check'
import { expect, test } from 'vitest'
import { steady } from './steady.ts'

const rows = (...ids: number[]) => ids.map((id) => ({ id, words: `v${id}` }))
const ids = (list: { id: number }[]) => list.map(({ id }) => id)

test('new work waits above and is counted, nothing moves', () => {
  const { rows: seen, newcomers } = steady(rows(1, 2, 3), rows(9, 1, 8, 2, 3))
  expect(ids(seen)).toEqual([1, 2, 3])
  expect(newcomers).toBe(2)
})

test('what changed is shown in place', () => {
  const { rows: seen } = steady(
    [
      { id: 1, words: 'old' },
      { id: 2, words: 'b' },
    ],
    [
      { id: 2, words: 'b' },
      { id: 1, words: 'new' },
    ],
  )
  expect(seen).toEqual([
    { id: 1, words: 'new' },
    { id: 2, words: 'b' },
  ])
})

test('what has gone stays until the reader looks away', () => {
  expect(ids(steady(rows(1, 2, 3), rows(1, 3)).rows)).toEqual([1, 2, 3])
})

test('a further page that was scrolled for is added at the end at once', () => {
  const { rows: seen, newcomers } = steady(rows(1, 2), rows(1, 2, 3, 4))
  expect(ids(seen)).toEqual([1, 2, 3, 4])
  expect(newcomers).toBe(0)
})

test('whatever comes: no row moves up or down, none is shown twice', () => {
  const anyRows = fc.uniqueArray(fc.nat(30)).map((list) => rows(...list))
  fc.assert(
    fc.property(anyRows, anyRows, (shown, fresh) => {
      const seen = ids(steady(shown, fresh).rows)
      expect(seen.slice(0, shown.length)).toEqual(ids(shown))
      expect(new Set(seen).size).toBe(seen.length)
    }),
  )
})
