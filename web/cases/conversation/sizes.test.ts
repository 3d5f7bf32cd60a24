import { expect, test } from 'vitest'
import { fileSize } from './sizes.ts'

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [725, '725 bytes'],
  [999, '999 bytes'],
  [12_300, '12 kB'],
  [3_420_000, '3.4 MB'],
  [250_000_000, '250 MB'],
])('%d bytes are said as %s', (bytes, words) => {
  expect(fileSize(bytes, 'en')).toBe(words)
})
