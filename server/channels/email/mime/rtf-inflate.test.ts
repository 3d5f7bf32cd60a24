import { describe, expect, it } from 'vitest'
import { inflateRtf } from './rtf-inflate.ts'

const packed = (form: string, size: number, body: Buffer): Buffer => {
  const head = Buffer.alloc(16)
  head.writeUInt32LE(body.length + 12, 0)
  head.writeUInt32LE(size, 4)
  head.write(form, 8, 'latin1')
  return Buffer.concat([head, body])
}

describe('the RTF that Outlook keeps', () => {
  it('is unpacked: the example of its specification', () => {
    const body = '03000a007263706731323542320af32068656c090020627705b06c647d0a800fa0'
    const rtf = inflateRtf(packed('LZFu', 43, Buffer.from(body, 'hex')))
    expect(rtf?.toString('latin1')).toBe('{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n')
  })

  it('is taken as it is where it says so', () => {
    expect(inflateRtf(packed('MELA', 5, Buffer.from('{\\rtf and what is behind')))?.toString()).toBe('{\\rtf')
  })

  it('may repeat what it is just writing', () => {
    const run = Buffer.from([0b0000_0010, 0x41, (207 >> 4) & 0xff, ((207 & 15) << 4) | 15])
    expect(inflateRtf(packed('LZFu', 18, run))?.toString()).toBe('A'.repeat(18))
  })

  it.each([
    ['too short to be any', Buffer.from('LZFu')],
    ['of another form', packed('ZZZZ', 4, Buffer.from('abcd'))],
    ['shorter than it says', packed('LZFu', 1_000, Buffer.from([0, 0x41, 0x42]))],
    ['said to be larger than any mail', packed('LZFu', 0xffffffff, Buffer.from([0, 0x41]))],
  ])('is none when it is %s', (_what, bytes) => {
    expect(inflateRtf(bytes)).toBeNull()
  })
})
