import { expect, test } from 'vitest'
import { spotFor, tip } from './tip.ts'

const box = { left: 100, right: 140, top: 50, bottom: 80 }

test('a tip stands in the middle above or below its control', () => {
  expect(spotFor(box, 'bottom', false)).toEqual({ left: 120, top: 86, shift: '-50% 0' })
  expect(spotFor(box, 'top', false)).toEqual({ left: 120, top: 44, shift: '-50% -100%' })
})

test('at the end means right of it, or left of it on a page from right to left', () => {
  expect(spotFor(box, 'end', false)).toEqual({ left: 146, top: 65, shift: '0 -50%' })
  expect(spotFor(box, 'end', true)).toEqual({ left: 94, top: 65, shift: '-100% -50%' })
})

test('a control without a shortcut asks for none', () => {
  expect(tip('Close')).toEqual({
    'data-tip': 'Close',
    'data-tip-keys': undefined,
    'data-tip-side': undefined,
  })
})
