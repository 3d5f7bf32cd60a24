import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { composeMail, type OutgoingMail } from './compose.ts'

const plain: OutgoingMail = {
  messageId: 'c1001.abc@desk.example',
  from: { name: 'Ada', address: 'help@desk.example' },
  to: ['ana@customer.example'],
  cc: [],
  subject: 'Re: My phone',
  references: [],
  date: new Date('2026-11-20T10:00:00Z'),
  text: 'Words.',
  html: null,
  signature: '',
  attachments: [],
}
const file = (name: string, mediaType = 'text/plain') => ({ name, mediaType, bytes: Buffer.from('x') })
const evils = [
  ['CR LF', '\r\nBcc: victim@elsewhere.example'],
  ['a bare LF', '\nBcc: victim@elsewhere.example'],
  ['a bare CR', '\rBcc: victim@elsewhere.example'],
  ['NUL', '\0\r\nBcc: victim@elsewhere.example'],
  ['a folded line', '\r\n Bcc: victim@elsewhere.example\r\nBcc: victim@elsewhere.example'],
  ['an empty line and a body', '\r\n\r\nBcc: victim@elsewhere.example\r\n\r\nforged'],
  ['an encoded word', '=?utf-8?q?=0D=0ABcc:_victim@elsewhere.example?='],
  ['an encoded word in base64', '=?utf-8?b?DQpCY2M6IHZpY3RpbUBlbHNld2hlcmUuZXhhbXBsZQ==?='],
  ['a line separator', '\u2028Bcc: victim@elsewhere.example'],
  ['a next line', '\u0085Bcc: victim@elsewhere.example'],
  ['the end of a text', '\r\n.\r\nMAIL FROM:<x@x.example>\r\nBcc: victim@elsewhere.example'],
  ['quotes', '"; x="\r\nBcc: victim@elsewhere.example'],
] as const
const places: Record<string, (evil: string) => Partial<OutgoingMail>> = {
  'the name of the sender': (evil) => ({ from: { name: `Ada${evil}`, address: 'help@desk.example' } }),
  'the subject': (evil) => ({ subject: `Re: ${evil}` }),
  'a file name': (evil) => ({ attachments: [file(`a${evil}.txt`)] }),
  'a content type': (evil) => ({ attachments: [file('a.txt', `text/plain${evil}`)] }),
  'an id it answers': (evil) => ({ inReplyTo: `a${evil}@x.example`, references: [`b${evil}@x.example`] }),
  'the name in a quote': (evil) => ({
    quote: { authorName: `Ana${evil}`, sentAt: plain.date, text: `> ${evil}` },
  }),
  'the signature': (evil) => ({ signature: `Ada${evil}` }),
  'the words': (evil) => ({ text: `Words${evil}` }),
}
const cases = Object.entries(places).flatMap(([place, make]) =>
  evils.map(([what, evil]) => [what, place, make(evil)] as const),
)

/** The names of all headers, of the mail and of its parts, in the raw bytes; what a fold continues is none. */
const headerNames = (raw: string): string[] =>
  raw.split('\r\n').flatMap((line) => /^([A-Za-z-]{2,40}):/.exec(line)?.[1]?.toLowerCase() ?? [])

describe('no text can become a header (T23)', () => {
  const allowed = new Set([
    ...['from', 'to', 'subject', 'message-id', 'date', 'mime-version', 'content-type', 'references'],
    ...['content-transfer-encoding', 'content-disposition', 'content-id', 'in-reply-to'],
  ])
  it.each(cases)('%s in %s', async (_what, place, more) => {
    const raw = (await composeMail({ ...plain, ...more })).toString('latin1')
    const [head = ''] = raw.split('\r\n\r\n')
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\0]/)
    expect(raw.replaceAll('\r\n', '')).not.toContain('\n')
    expect(headerNames(head).filter((name) => !allowed.has(name))).toEqual([])
    for (const name of ['from', 'to', 'subject', 'message-id'])
      expect(headerNames(head).filter((each) => each === name)).toHaveLength(1)
    const mail = await PostalMime.parse(raw)
    expect(mail.bcc ?? []).toEqual([])
    expect(mail.to?.map(({ address }) => address)).toEqual(['ana@customer.example'])
    expect(mail.from?.address).toBe('help@desk.example')
    if (place.includes('file') || place.includes('content type')) expect(mail.attachments).toHaveLength(1)
  })
})

describe('names and files arrive as they are', () => {
  it.each([
    'Ærøskøbing ☕.pdf',
    '請求書.pdf',
    'счёт 12.pdf',
    `${'long '.repeat(60)}.pdf`,
    'a"b;c.pdf',
    'فاتورة.pdf',
  ])('a file called %s', async (name) => {
    const bytes = Buffer.from(Array.from({ length: 5_000 }, (_, n) => (n * 7) % 256))
    const raw = await composeMail({ ...plain, attachments: [{ name, mediaType: 'application/pdf', bytes }] })
    const [found] = (await PostalMime.parse(raw)).attachments
    expect(found?.filename?.trim()).toBe(name.trim())
    expect(Buffer.from(found?.content as ArrayBuffer).equals(bytes)).toBe(true)
    const longest = Math.max(
      ...raw
        .toString('latin1')
        .split('\r\n')
        .map((line) => line.length),
    )
    expect(longest).toBeLessThanOrEqual(998)
  })

  it('a sender and a subject in any script, and lines of any length', async () => {
    const words = `${'ж'.repeat(3_000)}\n${'x'.repeat(3_000)}`
    const raw = await composeMail({
      ...plain,
      from: { name: '山田 太郎 at Müller & Söhne', address: 'help@desk.example' },
      subject: `Re: ${'Ünïcödé '.repeat(40)}`,
      text: words,
    })
    const mail = await PostalMime.parse(raw)
    expect(mail.from?.name).toBe('山田 太郎 at Müller & Söhne')
    expect(mail.subject).toBe(`Re: ${'Ünïcödé '.repeat(40)}`.trim())
    expect(mail.text?.replaceAll('\r\n', '\n').trim()).toBe(words)
    const longest = Math.max(
      ...raw
        .toString('latin1')
        .split('\r\n')
        .map((line) => line.length),
    )
    expect(longest).toBeLessThanOrEqual(998)
  })
})
