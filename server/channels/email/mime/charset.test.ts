import { describe, expect, it } from 'vitest'
import { isWide, looksLikeUtf8, namedCharset, realCharset } from './charset.ts'

const latin = (text: string) => Buffer.from(text, 'latin1')
const utf8 = (text: string) => Buffer.from(text)

describe('the charset a text is really in', () => {
  it.each([
    ['UTF-8 called Latin 1', utf8('Grüße'), 'iso-8859-1', 'utf-8'],
    ['UTF-8 called ASCII', utf8('Grüße'), 'us-ascii', 'utf-8'],
    ['UTF-8 called nothing', utf8('Grüße'), null, 'utf-8'],
    ['UTF-8 called by a name nobody knows', utf8('Grüße'), 'x-nobody', 'utf-8'],
    ['Latin 1 called UTF-8', latin('Grüße aus Köln'), 'utf-8', 'windows-1252'],
    ['Latin 1 called nothing', latin('Grüße'), null, 'windows-1252'],
    ['Latin 1 called unknown', latin('Grüße'), 'unknown-8bit', 'windows-1252'],
  ])('is found: %s', (_what, bytes, declared, real) => {
    expect(realCharset(bytes, declared, 'windows-1252')).toBe(real)
  })

  it.each([
    ['plain ASCII', utf8('Hello'), null],
    ['ASCII in any name', utf8('Hello'), 'x-nobody'],
    ['UTF-8', utf8('Grüße'), 'UTF-8'],
    ['Latin 1', latin('Grüße'), 'iso-8859-1'],
    ['a charset that must have been chosen', latin('Ïðèâåò'), 'windows-1251'],
    ['one of many bytes', Buffer.from([0x82, 0xb1, 0x82, 0xf1]), 'shift_jis'],
    ['UTF-8 that breaks off in a letter', utf8('Grüße aus Köln über').subarray(0, 19), 'utf-8'],
  ])('is what the mail says: %s', (_what, bytes, declared) => {
    expect(realCharset(bytes, declared, 'windows-1252')).toBeNull()
  })

  it('is the one named elsewhere in the mail, where this text says nothing usable', () => {
    expect(realCharset(Buffer.from([0xcf, 0xf0, 0xe8]), null, 'windows-1251')).toBe('windows-1251')
  })
})

describe('the charset a mail names', () => {
  it.each([
    ['Content-Type: text/plain; charset="koi8-r"', 'koi8-r'],
    ['charset=utf-8 and then charset=gb2312', 'gb2312'],
    ["charset='iso-8859-2'", 'iso-8859-2'],
    ['charset=us-ascii', 'windows-1252'],
    ['charset=no-such-charset', 'windows-1252'],
    ['no charset at all', 'windows-1252'],
  ])('of %s', (head, named) => {
    expect(namedCharset(head)).toBe(named)
  })
})

it('letters beyond ASCII are seen, and UTF-8 is told from what only has some', () => {
  expect(isWide(utf8('Hello'))).toBe(false)
  expect(isWide(utf8('é'))).toBe(true)
  expect(looksLikeUtf8(utf8('日本語'))).toBe(true)
  expect(looksLikeUtf8(latin('é, è'))).toBe(false)
})
