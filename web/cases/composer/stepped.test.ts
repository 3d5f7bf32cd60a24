import { expect, test } from 'vitest'
import { stepped } from './stepped.ts'

test('past the last comes the first, and the other way round', () => {
  expect(stepped(2, 1, 3)).toBe(0)
  expect(stepped(0, -1, 3)).toBe(2)
  expect(stepped(0, 1, 3)).toBe(1)
  expect(stepped(0, 1, 0)).toBe(0)
})
