import { expect, test } from 'vitest'
import { asTyped } from './as-typed.ts'

test('lines of a form are as their writer typed them', () => {
  expect(asTyped('one\r\ntwo\r\n\r\nthree\nfour')).toBe('one\ntwo\n\nthree\nfour')
})
