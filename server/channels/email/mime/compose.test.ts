import PostalMime, { type Email } from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { composeMail, type OutgoingMail } from './compose.ts'

const plain: OutgoingMail = {
  messageId: 'c1001.abc@desk.example',
  from: { name: 'Ada at School', address: 'help@desk.example' },
  to: ['ana@customer.example'],
  cc: [],
  subject: 'Re: My phone',
  references: [],
  date: new Date('2026-11-20T10:00:00Z'),
  text: 'It rings again.\n\nYours',
  html: null,
  signature: '',
  attachments: [],
}
const compose = async (more: Partial<OutgoingMail> = {}): Promise<Email & { raw: string }> => {
  const bytes = await composeMail({ ...plain, ...more })
  return { ...(await PostalMime.parse(bytes)), raw: bytes.toString('latin1') }
}
const header = (mail: Email, name: string) =>
  mail.headers.filter(({ key }) => key === name).map(({ value }) => value)

describe('a mail of ours', () => {
  it('says the same in plain words and in HTML', async () => {
    const mail = await compose()
    expect(mail.text?.trim()).toBe('It rings again.\n\nYours')
    expect(mail.html).toContain('<p>It rings again.</p><p>Yours</p>')
    expect(mail).toMatchObject({
      messageId: '<c1001.abc@desk.example>',
      from: { name: 'Ada at School', address: 'help@desk.example' },
      subject: 'Re: My phone',
      date: '2026-11-20T10:00:00.000Z',
    })
    expect(header(mail, 'auto-submitted')).toEqual([])
  })

  it('names what it answers, and all that came before', async () => {
    const mail = await compose({
      inReplyTo: 'b@customer.example',
      references: ['a@customer.example', 'b@customer.example'],
      replyTo: 'help+c1001-x@desk.example',
    })
    expect(mail.inReplyTo).toBe('<b@customer.example>')
    expect(mail.references).toBe('<a@customer.example> <b@customer.example>')
    expect(mail.replyTo).toMatchObject([{ address: 'help+c1001-x@desk.example' }])
  })

  it('ends with the signature behind its mark, and quotes what it answers below', async () => {
    const quote = {
      authorName: 'Ana Lima',
      sentAt: new Date('2026-11-19T08:30:00Z'),
      text: 'It is silent.\nHelp!',
    }
    const mail = await compose({ signature: 'Ada\nSchool', quote })
    const text = (mail.text ?? '').trim().replace(/\r\n/g, '\n')
    expect(text).toBe(
      'It rings again.\n\nYours\n\n-- \nAda\nSchool\n\nOn Thu, 19 Nov 2026 08:30 UTC, Ana Lima wrote:\n> It is silent.\n> Help!',
    )
    expect(mail.html).toContain('<blockquote type="cite"><p>It is silent.<br>Help!</p></blockquote>')
    expect(mail.html).toContain('Ada<br>School')
  })

  it('that no person wrote says so, so that no machine answers it', async () => {
    const mail = await compose({ automatic: true })
    expect(header(mail, 'auto-submitted')).toEqual(['auto-generated'])
    expect(header(mail, 'x-auto-response-suppress')).toEqual(['All'])
  })

  it('carries its files whole, under their names', async () => {
    const bytes = Buffer.from([0, 1, 2, 255, 13, 10, 46, 13, 10])
    const mail = await compose({
      attachments: [{ name: 'bill 七.pdf', mediaType: 'application/pdf', bytes }],
    })
    expect(mail.attachments).toMatchObject([{ filename: 'bill 七.pdf', mimeType: 'application/pdf' }])
    const [file] = mail.attachments
    expect(Buffer.from(file?.content as ArrayBuffer).equals(bytes)).toBe(true)
  })
})

describe('what people wrote stays words (T20, T23)', () => {
  it('in HTML: marks are escaped, also in the signature and in what is quoted', async () => {
    const evil = '<script>alert(1)</script> & "x"'
    const quote = { authorName: evil, sentAt: new Date(0), text: evil }
    const { html } = await compose({ text: evil, signature: evil, quote })
    expect(html).not.toContain('<script')
    expect(html?.match(/&lt;script&gt;/g)).toHaveLength(4)
  })

  it('HTML of the composer loses what could run', async () => {
    const { html } = await compose({
      html: '<p onclick="x()">Hi<img src=x onerror=x()></p><script>x()</script>',
    })
    expect(html).toContain('Hi')
    expect(html).not.toMatch(/onclick|onerror|script/)
  })

  it.each([
    'Ada\r\nBcc: victim@else.example',
    'Ada\nBcc: v@else.example',
    'Ada\u2028Bcc: v@else.example',
    'Ada\0',
  ])('no name, subject or file name adds a header: %j', async (evil) => {
    const mail = await compose({
      from: { name: evil, address: 'help@desk.example' },
      subject: evil,
      attachments: [{ name: evil, mediaType: 'text/plain', bytes: Buffer.from('x') }],
      quote: { authorName: evil, sentAt: new Date(0), text: 'x' },
    })
    expect(header(mail, 'bcc')).toEqual([])
    expect(mail.raw).not.toMatch(/^bcc:/im)
    expect(mail.from).toMatchObject({ address: 'help@desk.example' })
    expect(mail.subject).toMatch(/^Ada/)
  })

  it('an attachment that names a path or an address is only its bytes', async () => {
    const path = { name: '/etc/passwd', mediaType: 'text/plain', bytes: Buffer.from('only this') }
    const mail = await compose({ attachments: [path] })
    expect(mail.raw).not.toContain('root:')
    expect(Buffer.from(mail.attachments[0]?.content as ArrayBuffer).toString()).toBe('only this')
  })
})
