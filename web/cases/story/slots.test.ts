import { expect, test } from 'vitest'
import { factSlots } from '../../../server/cases/contract.ts'
import { factTextOf, slots } from './slots.ts'

test('every slot of the contract has its words, the plain one first', () => {
  expect([...slots].sort()).toEqual([...factSlots].sort())
  expect(slots[0]).toBe('other')
})

test('selected words become one line', () => {
  expect(factTextOf('  My order\n\nis  48-2291 ')).toBe('My order is 48-2291')
})

test('a long selection is cut where a fact ends, and says so', () => {
  const text = factTextOf('word '.repeat(300))
  expect(text.length).toBeLessThanOrEqual(500)
  expect(text).toMatch(/word…$/)
})
