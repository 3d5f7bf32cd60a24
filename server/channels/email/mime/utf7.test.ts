import { expect, it } from 'vitest'
import { decodeUtf7, isUtf7 } from './utf7.ts'

it.each([
  ['Fr+APY-sche', 'Frösche'],
  ['+ACI-Halt+ACI-, rief', '"Halt", rief'],
  ['1 +- 1 = 2', '1 + 1 = 2'],
  ['+ZeVnLIqe-', '日本語'],
  ['+2D3eAA-!', '😀!'],
  ['nothing shifted', 'nothing shifted'],
  // Without its minus, and with a letter that breaks off.
  ['+AOQ', 'ä'],
  ['+AO-', '\u0000'.slice(1)],
])('%s is %s', (text, words) => {
  expect(decodeUtf7(text)).toBe(words)
})

it('knows its names', () => {
  expect(['UTF-7', 'utf7', 'unicode-1-1-utf-7'].every(isUtf7)).toBe(true)
  expect([null, 'utf-8', 'utf-16'].some(isUtf7)).toBe(false)
})
