import { expect, test } from 'vitest'
import { targetIn, targetText } from './target.ts'

test.each([
  ['', null],
  ['90', 90],
  ['30 min', 30],
  ['4 h', 240],
  ['4H', 240],
  ['1 h 30', 90],
  ['1h 30min', 90],
  ['1,5 h', 90],
  ['0', undefined],
  ['soon', undefined],
  ['4 d', undefined],
  ['-3', undefined],
])('“%s” is %s working minutes', (written, minutes) => {
  expect(targetIn(written)).toBe(minutes)
})

test.each([null, 1, 59, 60, 90, 1440])('%s minutes are typed as they are shown', (minutes) => {
  expect(targetIn(targetText(minutes))).toBe(minutes)
})
