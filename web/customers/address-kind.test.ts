import { expect, test } from 'vitest'
import { addressKind } from './address-kind.ts'

test.each([
  ['ingrid@example.org', 'email'],
  [' +46 (46) 123-45 67 ', 'phone'],
  ['046/1234567', 'phone'],
  ['+44 20 7946 0958 ext. 12', 'phone'],
  ['+442079460958;ext=12', 'phone'],
  ['@ingrid', 'handle'],
  ['ingrid', 'handle'],
])('%s is seen as %s', (text, kind) => {
  expect(addressKind(text)).toBe(kind)
})
