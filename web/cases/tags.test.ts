import { expect, test } from 'vitest'
import { tagsIn } from './tags.ts'

test('tags are cut at commas, written small, and kept once', () => {
  expect(tagsIn('Refund, #Billing;refund ,, slow delivery')).toEqual(['refund', 'billing', 'slow delivery'])
  expect(tagsIn('  ')).toEqual([])
})
