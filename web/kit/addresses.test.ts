import { expect, test } from 'vitest'
import { addressesIn } from './addresses.ts'

test('addresses are found however they were pasted, once each', () => {
  expect(
    addressesIn('Ingrid <ingrid@example.org>, sam@example.org; "Al" <AL@Example.org> sam@example.org'),
  ).toEqual(['ingrid@example.org', 'sam@example.org', 'al@example.org'])
})

test('text without an address gives none', () => {
  expect(addressesIn('nobody in particular')).toEqual([])
})
