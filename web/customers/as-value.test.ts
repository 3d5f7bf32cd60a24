import { expect, test } from 'vitest'
import { asValue } from './as-value.ts'

test('a number may be written with a point or a comma', () => {
  expect(asValue('number', '4.5')).toBe(4.5)
  expect(asValue('number', ' 4,5 ')).toBe(4.5)
})

test('what is no number is left for the server to refuse, not turned into one', () => {
  expect(asValue('number', 'many')).toBe('many')
})

test('an emptied field holds nothing', () => {
  expect(asValue('text', '  ')).toBeNull()
  expect(asValue('number', '')).toBeNull()
})
