import { expect, test } from 'vitest'
import { bits } from './excerpt.ts'

test('matches are told apart from the words around them', () => {
  expect(bits('the \uE000refund\uE001 for <b>Mia</b>')).toEqual([
    { text: 'the ', isMatch: false },
    { text: 'refund', isMatch: true },
    { text: ' for <b>Mia</b>', isMatch: false },
  ])
})

test('an excerpt cut in the middle of a match, or without one, is still whole', () => {
  expect(bits('a \uE000ref')).toEqual([
    { text: 'a ', isMatch: false },
    { text: 'ref', isMatch: true },
  ])
  expect(bits('')).toEqual([])
})
