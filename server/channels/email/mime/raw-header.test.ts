import { describe, expect, it } from 'vitest'
import { rawHeader } from './raw-header.ts'

/** A mail whose header holds these bytes as they are, not encoded as it should be. */
const mail = (name: string, value: Buffer, charset: string) =>
  Buffer.concat([
    Buffer.from('From: a@b.example\r\n'),
    Buffer.from(`${name}: `),
    value,
    Buffer.from(`\r\nContent-Type: text/plain; charset=${charset}\r\n\r\nHi`),
  ])

describe('a header in a charset of its own', () => {
  it.each([
    ['windows-1251', Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]), 'Привет'],
    ['"koi8-r"', Buffer.from([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4]), 'Привет'],
    ['iso-8859-2', Buffer.from([0xb3, 0xf3, 0x64, 0xbc]), 'łódź'],
    ['shift_jis', Buffer.from([0x82, 0xb1, 0x82, 0xf1]), 'こん'],
    // What programs name that know no better: most meant this.
    ['utf-8', Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65]), 'Grüße'],
    ['no-such-charset', Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65]), 'Grüße'],
  ])('is read in the charset of the text (%s)', (charset, bytes, words) => {
    expect(rawHeader(mail('Subject', bytes, charset), 'subject', '\ufffd')).toBe(words)
  })

  it('is left alone when it was read well, also when it looks odd', () => {
    const bytes = mail('Subject', Buffer.from('Hello'), 'windows-1251')
    expect(rawHeader(bytes, 'subject', 'Read before')).toBe('Read before')
  })

  it('may go on over several lines, and hold encoded words too', () => {
    const value = Buffer.concat([Buffer.from([0xfc]), Buffer.from('ber\r\n =?utf-8?q?den_Flu=C3=9F?=')])
    expect(rawHeader(mail('Subject', value, 'utf-8'), 'subject', '\ufffdber')).toBe('über den Fluß')
  })

  it('that is not there stays what was read', () => {
    expect(rawHeader(mail('To', Buffer.from('x'), 'utf-8'), 'subject', '\ufffd')).toBe('\ufffd')
    expect(rawHeader(Buffer.alloc(0), 'subject', '\ufffd')).toBe('\ufffd')
  })
})
