import { expect, test } from 'vitest'
import { tokenOf } from './token.ts'

test('the secret of a mailed link is found behind # or ?', () => {
  expect(tokenOf({ hash: '#token=abc', search: '' })).toBe('abc')
  expect(tokenOf({ hash: '', search: '?token=def' })).toBe('def')
  expect(tokenOf({ hash: '#token=abc', search: '?token=def' })).toBe('abc')
})

test('a link without a secret gives an empty one, which the server refuses', () => {
  expect(tokenOf({ hash: '', search: '' })).toBe('')
})
