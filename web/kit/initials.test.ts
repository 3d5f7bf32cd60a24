import { expect, test } from 'vitest'
import { hueOf, initials } from './initials.ts'

test('a face without a picture shows first and last letter', () => {
  expect(initials('Ingrid Marchetti')).toBe('IM')
  expect(initials('Ana Maria de Souza')).toBe('AS')
  expect(initials('  mia  ')).toBe('M')
})

test('names in other scripts, with signs, or missing still give a face', () => {
  expect(initials('李 小龙')).toBe('李小')
  expect(initials('"Jo" O’Neil')).toBe('JO')
  expect(initials('anna@example.org')).toBe('A')
  expect(initials('')).toBe('?')
  expect(initials('👋')).not.toBe('')
})

test('a person keeps the same colour, and colours stay in range', () => {
  expect(hueOf('Mia', 6)).toBe(hueOf('Mia', 6))
  for (const name of ['', 'a', 'Zoë', '李']) expect(hueOf(name, 6)).toBeLessThan(6)
})
