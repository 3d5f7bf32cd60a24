import { expect, test } from 'vitest'
import { mark, neighbour } from './selection.ts'

const ids = [5, 3, 9, 1]

test('a click marks a row, a second one frees it', () => {
  const once = mark(new Set(), ids, 3, null)
  expect([...once]).toEqual([3])
  expect([...mark(once, ids, 3, null)]).toEqual([])
})

test('Shift marks everything between, in either direction', () => {
  expect([...mark(new Set([5]), ids, 9, 5)]).toEqual([5, 3, 9])
  expect([...mark(new Set([1]), ids, 3, 1)].toSorted()).toEqual([1, 3, 9])
})

test('Shift from a row that has gone marks only the one clicked', () => {
  expect([...mark(new Set(), ids, 9, 77)]).toEqual([9])
})

test('j and k stop at the ends, and begin at the top', () => {
  expect(neighbour(ids, null, 1)).toBe(5)
  expect(neighbour(ids, 5, 1)).toBe(3)
  expect(neighbour(ids, 1, 1)).toBe(1)
  expect(neighbour(ids, 5, -1)).toBe(5)
  expect(neighbour([], null, 1)).toBeUndefined()
})
