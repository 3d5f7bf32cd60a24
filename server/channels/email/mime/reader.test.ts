import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { installRoot } from '../../../platform/places.ts'
import { readMail, stopReaders, Unreadable } from './reader.ts'

const data = join(installRoot, '..', 'shared', 'data')
afterAll(stopReaders)

const read = (...lines: string[]) => readMail(Buffer.from(lines.join('\r\n')))

describe.each(['mail-zammad', 'mail-helpdesk', 'mime-torture', 'mime-golden', 'mail-bounces', 'signed-mail'])(
  'every mail of %s',
  (set) => {
    it('is read within a second and without a crash, as valid Unicode', async ({ skip }) => {
      const folder = join(data, set)
      if (!existsSync(folder)) skip(`${set} is not present`)
      await readMail(Buffer.from('From: warm@up.example\r\n\r\nUp')).catch(() => undefined)
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('.eml'),
      )
      expect(files.length).toBeGreaterThan(20)
      const faults: string[] = []
      for (const file of files) {
        const begun = performance.now()
        try {
          const mail = await readMail(readFileSync(join(folder, file)))
          const whole = [mail.subject, mail.text, mail.quoted, mail.html ?? ''].join('')
          if (whole.includes('\0') || Buffer.from(whole).toString() !== whole)
            faults.push(`${file}: bad Unicode`)
        } catch (error) {
          faults.push(`${file}: ${String(error)}`)
        }
        // A shared machine may pause us; the limit is on what a quiet one would do.
        if (performance.now() - begun > 3_000) faults.push(`${file}: slow`)
      }
      expect(faults).toEqual([])
    }, 120_000)
  },
)

describe('a mail that attacks its reader (T26)', () => {
  const begin = ['From: eve@evil.example', 'Subject: bomb', 'MIME-Version: 1.0']
  it.each([
    ['nesting without end', () => nested(10_000)],
    [
      'a header of 10 MB',
      () => Buffer.from(`${begin.join('\r\n')}\r\nX-Long: ${'x'.repeat(10_000_000)}\r\n\r\nHi`),
    ],
    [
      'a hundred thousand recipients',
      () => Buffer.from(`${begin.join('\r\n')}\r\nTo: ${many(100_000)}\r\n\r\nHi`),
    ],
    ['half a million parts', () => parts(500_000)],
    [
      'quotation marks without end',
      () => Buffer.from(`${begin.join('\r\n')}\r\n\r\n${'>'.repeat(2_000_000)}`),
    ],
    [
      'blanks without end',
      () => Buffer.from(`${begin.join('\r\n')}\r\n\r\nOn ${' '.repeat(1_000_000)}x wrote:`),
    ],
    ['tags without end', () => html('<div>'.repeat(300_000))],
    ['blockquotes without end', () => html('<blockquote type="cite">'.repeat(50_000))],
    ['attributes without end', () => html(`<div ${'a="b" '.repeat(200_000)}>x</div>`)],
    ['one tag that never ends', () => html(`<div ${'<'.repeat(500_000)}`)],
  ])(
    '%s is read or given up, and nobody else waits for it',
    async (_what, make) => {
      const bytes = make()
      const begun = performance.now()
      let longest = 0
      let last = performance.now()
      const pulse = setInterval(() => {
        longest = Math.max(longest, performance.now() - last)
        last = performance.now()
      }, 10)
      const neighbour = readMail(Buffer.from('From: ana@customer.example\r\n\r\nHello'))
      const result = await readMail(bytes).catch((error: unknown) => error)
      clearInterval(pulse)
      if (result instanceof Error) expect(result).toBeInstanceOf(Unreadable)
      else expect(result).toMatchObject({ subject: 'bomb' })
      expect((await neighbour).text).toBe('Hello')
      expect(performance.now() - begun).toBeLessThan(35_000)
      // Of this process, which serves everybody else meanwhile.
      expect(longest).toBeLessThan(1_000)
    },
    60_000,
  )

  const html = (body: string) =>
    Buffer.from(`${[...begin, 'Content-Type: text/html'].join('\r\n')}\r\n\r\n${body}`)
  const many = (count: number) => Array.from({ length: count }, (_, n) => `a${n}@x.example`).join(',\r\n ')
  const parts = (count: number) =>
    Buffer.from(
      `${begin.join('\r\n')}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(count)}--b--`,
    )
  const nested = (depth: number) =>
    Buffer.from(
      `${begin.join('\r\n')}\r\n${Array.from({ length: depth }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`).join('')}`,
    )

  it('that takes too long or too much memory is ended with its thread, and the next one is read', async () => {
    const slow = Buffer.from(`From: a@b.example\r\n\r\n${'x '.repeat(3_000_000)}`)
    const limits = { milliseconds: 20_000, processorMilliseconds: 20_000, megabytes: 64 }
    await expect(readMail(slow, { ...limits, milliseconds: 1 })).rejects.toThrow(/longer than/)
    await expect(readMail(parts(500_000), { ...limits, megabytes: 16 })).rejects.toThrow(Unreadable)
    expect((await read('From: a@b.example', '', 'Hello')).text).toBe('Hello')
  }, 40_000)
})

describe('what is read', () => {
  it('knows HTML only, and says the same words', async () => {
    const mail = await read(
      'From: a@b.example',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Hello <b>you</b></p><script>alert(1)</script><img src="cid:x"><div class="gmail_quote">On 1 Nov 2026 you wrote:<blockquote>Old words</blockquote></div>',
    )
    expect(mail.text).toBe('Hello you')
    expect(mail.quoted).toContain('Old words')
    expect(mail.html).not.toContain('script')
    expect(mail.html).toContain('Old words')
  })

  it('keeps attachments whole, names them safely enough to show, and finds pictures by their id', async () => {
    const mail = await read(
      'From: a@b.example',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: image/png',
      'Content-ID: <picture@b>',
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw0KGgo=',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'From: inner@b.example',
      '',
      'Inner',
      '--b--',
    )
    expect(mail.parts.map(({ name, mediaType, contentId }) => [name, mediaType, contentId])).toEqual([
      ['image.png', 'image/png', 'picture@b'],
      ['mail.eml', 'message/rfc822', null],
    ])
    expect(Buffer.from(mail.parts[0]?.bytes ?? []).toString('hex')).toBe('89504e470d0a1a0a')
    expect(Buffer.from(mail.parts[1]?.bytes ?? []).toString()).toContain('Inner')
  })

  it('tells the language of what was written, and nothing of a word or two', async () => {
    const german = await read(
      'From: a@b.example',
      '',
      'Guten Tag, mein Drucker druckt seit gestern nicht mehr.',
    )
    expect(german.language).toBe('de')
    expect((await read('From: a@b.example', '', 'OK')).language).toBeNull()
  })
})
