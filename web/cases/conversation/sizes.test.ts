import { expect, test } from 'vitest'
import { fileSize } from './sizes.ts'

test.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [12_300, '12 kB'],
  [3_420_000, '3.4 MB'],
  [250_000_000, '250 MB'],
])('%d bytes are said as %s', (bytes, words) => {
  expect(fileSize(bytes, 'en')).toBe(words)
})
