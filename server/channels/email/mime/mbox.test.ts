import { describe, expect, it } from 'vitest'
import { type MboxMail, readMbox, whyNoMbox } from './mbox.ts'

const MOST = 1_000_000
async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const mails = async (
  text: string | Buffer,
  { size = 65_536, start = 0, most = MOST } = {},
): Promise<MboxMail[]> => {
  const found: MboxMail[] = []
  const source = inPieces(Buffer.from(text).subarray(start), size)
  for await (const mail of readMbox(source, { start, most })) found.push(mail)
  return found
}
const texts = (all: readonly MboxMail[]) => all.map(({ bytes }) => bytes.toString())
const FROM = 'From ana@customer.example Mon Nov  2 09:14:00 2026'

describe('an mbox', () => {
  it('is its mails as they were sent, with the time of each, whatever pieces it comes in', async () => {
    const mbox = `${FROM}\nSubject: one\n\nHello\n\n${FROM}\nSubject: two\n\nAgain\nand again\n`
    for (const size of [1, 7, 65_536]) {
      const found = await mails(mbox, { size })
      expect(texts(found)).toEqual([
        'Subject: one\r\n\r\nHello\r\n',
        'Subject: two\r\n\r\nAgain\r\nand again\r\n',
      ])
      expect(found[0]?.at?.getFullYear()).toBe(2026)
    }
  })

  it('gives quoted From lines back, of mboxrd and of mboxo', async () => {
    const [mail] = await mails(`${FROM}\nSubject: x\n\n>From here on\n>>From there on\n> From nowhere\n`)
    expect(mail?.bytes.toString()).toBe(
      'Subject: x\r\n\r\nFrom here on\r\n>From there on\r\n> From nowhere\r\n',
    )
  })

  it.each([
    ['in a text, after an empty line', 'From the very beginning it was slow.'],
    ['in a text, with a time', 'From 09:00 to 10:15 nobody came.\nReally.'],
    ['with a name and a time but no header after it', `${FROM}\nwrote this:`],
  ])('does not end at a line that says From %s', async (_where, line) => {
    const found = await mails(`${FROM}\nSubject: x\n\nHello\n\n${line}\n`)
    expect(found).toHaveLength(1)
    expect(found[0]?.bytes.toString()).toContain(line.split('\n')[0])
  })

  it.each(['From - Mon Nov 02 09:14:00 2026', 'From ', 'From 17@xxx Mon Nov 02 09:14:00 +0000 2026'])(
    'begins a mail at %j, as other programs write it',
    async (line) => {
      expect(await mails(`${line}\nSubject: a\n\nA\n\n${line}\nSubject: b\n\nB\n`)).toHaveLength(2)
    },
  )

  it('does not believe a Content-Length, and has no mail of nothing', async () => {
    const mbox = `${FROM}\nContent-Length: 100000\nSubject: a\n\nA\n\n${FROM}\nSubject: b\n\nB\n\n\n`
    expect(await mails(mbox)).toHaveLength(2)
    expect(await mails('')).toEqual([])
  })

  it('goes on at any of its ends', async () => {
    const mbox = ['one', 'two', 'three'].map((name) => `${FROM}\nSubject: ${name}\n\n${name}\n\n`).join('')
    const all = await mails(mbox)
    for (const [index, { end }] of all.entries()) {
      const rest = await mails(mbox, { start: end })
      expect(texts(rest)).toEqual(texts(all.slice(index + 1)))
      expect(rest.at(-1)?.end ?? end).toBe(mbox.length)
    }
  })

  it('that breaks off gives what is there of its last mail', async () => {
    const broken = `${FROM}\nSubject: a\n\nA\n\n${FROM}\nSubject: b\n\nHalf a sen`
    expect(texts(await mails(broken))).toEqual(['Subject: a\r\n\r\nA\r\n', 'Subject: b\r\n\r\nHalf a sen'])
  })

  it('never holds more of a mail than may be', async () => {
    const [huge, next] = await mails(
      `${FROM}\nSubject: a\n\n${'x'.repeat(70)}\n`.repeat(1) +
        `${'y'.repeat(99)}\n`.repeat(5_000) +
        `\n${FROM}\nSubject: b\n\nB\n`,
      { most: 10_000 },
    )
    expect(huge?.bytes.length).toBeGreaterThan(10_000)
    expect(huge?.bytes.length).toBeLessThan(11_000)
    expect(next?.bytes.toString()).toContain('Subject: b')
  })

  it('keeps the bytes of a mail that is not text', async () => {
    const bytes = Buffer.from([0, 255, 0x0d, 0x0a, 254, 0x0a])
    const [mail] = await mails(Buffer.concat([Buffer.from(`${FROM}\nX: y\n\n`), bytes]))
    expect(mail?.bytes.subarray(-8).toString('hex')).toBe('0d0a00ff0d0afe0d0a'.slice(2))
  })
})

describe('a file that is no mbox', () => {
  it.each([
    ['nothing', '', /empty/],
    ['a zip', 'PK\x03\x04something', /packed/],
    ['a gzip', '\x1f\x8b\x08', /packed/],
    ['a picture', '\x89PNG\r\n\x1a\n', /does not begin like an mbox/],
    ['a letter', 'Dear Sir,\nwhere is my phone?\n', /does not begin like an mbox/],
  ])('is told apart: %s', (_what, text, words) => {
    expect(whyNoMbox(Buffer.from(text, 'latin1'))).toMatch(words)
  })

  it('is not one mail, nor an mbox of any kind', () => {
    expect(whyNoMbox(Buffer.from('Received: from x\r\nSubject: y\r\n'))).toBeNull()
    expect(whyNoMbox(Buffer.from(`${FROM}\nSubject: a\n`))).toBeNull()
  })
})
