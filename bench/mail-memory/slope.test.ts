import { expect, it } from 'vitest'
import { growth } from './slope.ts'

const held = (of: (mails: number) => number) =>
  Array.from({ length: 20 }, (_, step) => ({ mails: (step + 1) * 1_000, mb: of((step + 1) * 1_000) }))

it('what is held for ever shows as growth, what a process fills once does not', () => {
  expect(growth(held((mails) => 100 + mails / 1_000))).toBeCloseTo(10)
  expect(growth(held((mails) => Math.min(150, 100 + mails / 100)))).toBeCloseTo(0)
  expect(growth(held((mails) => 100 + ((mails / 1_000) % 2)))).toBeLessThan(2)
  expect(growth([])).toBe(0)
})
