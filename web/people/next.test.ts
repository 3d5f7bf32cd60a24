import { expect, test } from 'vitest'
import { safeNext } from './next.ts'

test('after signing in one lands where one wanted to go', () => {
  expect(safeNext('/desk/mine/7?tab=story')).toBe('/desk/mine/7?tab=story')
})

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil',
  'javascript:alert(1)',
  '',
  null,
  ['/x'],
])('a foreign or broken address leads home: %s', (next) => {
  expect(safeNext(next)).toBe('/')
})
