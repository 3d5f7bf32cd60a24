import { expect, it } from 'vitest'
import { checkLineEnds } from './line-ends.ts'

it.each([
  ['a\r\nb\r\n', true],
  ['', true],
  ['no line end', true],
  ['a\nb', false],
  ['\na', false],
  ['a\rb', false],
  ['a\r\n\n', false],
  ['a\r\r\n', false],
  ['a\r', false],
])('%j', (text, good) => expect(checkLineEnds(Buffer.from(text))).toBe(good))
