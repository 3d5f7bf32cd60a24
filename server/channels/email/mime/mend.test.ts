import { describe, expect, it } from 'vitest'
import { mendMail } from './mend.ts'
import { parseMail } from './parse.ts'

const latin = (...lines: string[]) => Buffer.from(lines.join('\r\n'), 'latin1')
const read = (...lines: string[]) => parseMail(latin(...lines))

const FROM = 'From: ana@customer.example'

describe('a mail without faults', () => {
  it.each([
    ['plain', [FROM, 'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=', '', 'Hello']],
    ['in UTF-8', [FROM, 'Content-Type: text/plain; charset=utf-8', '', 'GrÃ¼Ã\x9fe']],
    ['in base64', [FROM, 'Content-Transfer-Encoding: base64', '', 'SGVsbG8=', '', '-- a list']],
    ['in parts', [FROM, 'Content-Type: multipart/mixed; boundary=b', '', '--b', '', 'Hello', '--b--']],
    ['with nothing in it', ['']],
  ])('%s comes back as it is', (_what, lines) => {
    const bytes = latin(...lines)
    expect(mendMail(bytes)).toBe(bytes)
  })

  it('and one with too many parts is not looked into', () => {
    const bytes = latin('Content-Type: multipart/mixed; boundary=b', '', '--b\r\n\r\nx\r\n'.repeat(3_000))
    expect(mendMail(bytes)).toBe(bytes)
  })
})

describe('a header in a charset of its own', () => {
  const subject = async (bytes: Buffer, charset: string) => {
    const begin = Buffer.from(`${FROM}\r\nSubject: `)
    const end = Buffer.from(`\r\nContent-Type: text/plain; charset=${charset}\r\n\r\nHi`)
    return (await parseMail(Buffer.concat([begin, bytes, end]))).subject
  }

  it.each([
    ['windows-1251', Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]), 'Привет'],
    ['"koi8-r"', Buffer.from([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4]), 'Привет'],
    ['iso-8859-2', Buffer.from([0xb3, 0xf3, 0x64, 0xbc]), 'łódź'],
    ['shift_jis', Buffer.from([0x82, 0xb1, 0x82, 0xf1]), 'こん'],
    // What programs name that know no better: most meant this.
    ['utf-8', Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65]), 'Grüße'],
    ['no-such-charset', Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65]), 'Grüße'],
  ])('is read in the charset of the text (%s)', async (charset, bytes, words) => {
    expect(await subject(bytes, charset)).toBe(words)
  })

  it('is left alone in UTF-8, and may go on over lines with encoded words', async () => {
    expect(await subject(Buffer.from('Grüße'), 'windows-1251')).toBe('Grüße')
    const folded = Buffer.from('\xfcber\r\n =?utf-8?q?den_Flu=C3=9F?=', 'latin1')
    expect(await subject(folded, 'utf-8')).toBe('über den Fluß')
  })

  it('gives a file its name', async () => {
    const mail = await read(
      FROM,
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: application/pdf; name="Erkl\xe4rung.pdf"',
      '',
      'x',
      '--b--',
    )
    expect(mail.parts.map(({ name }) => name)).toEqual(['Erklärung.pdf'])
  })
})

describe('an encoded word', () => {
  it.each([
    ['with bare letters inside', '=?iso-8859-1?Q?Gr\xfc\xdfe?=', 'Grüße'],
    ['in UTF-7', '=?UTF-7?Q?Die_Fr+APY-sche?=', 'Die Frösche'],
    ['in UTF-7 and encoded twice', '=?utf-7?Q?Fr=2BAPY-sche_=28neu=29?=', 'Frösche (neu)'],
    ['in UTF-7 and base64', '=?utf-7?B?RnIrQVBZLXNjaGU=?=', 'Frösche'],
  ])('is read: %s', async (_what, word, words) => {
    expect((await read(FROM, `Subject: ${word}`, '', 'Hi')).subject).toBe(words)
  })
})

describe('a text', () => {
  it.each([
    ['Latin 1, called UTF-8', 'text/plain; charset=utf-8', '8bit', 'Gr\xfc\xdfe'],
    ['Latin 1, called nothing', 'text/plain', '8bit', 'Gr\xfc\xdfe'],
    ['UTF-8, called Latin 1', 'text/plain; charset="iso-8859-1"; format=flowed', '8bit', 'GrÃ¼Ã\x9fe'],
    [
      'UTF-8, called ASCII, quoted-printable',
      'text/plain; charset=us-ascii',
      'quoted-printable',
      'Gr=C3=BC=C3=\r\n=9Fe',
    ],
    ['UTF-8, called by no known name, in base64', 'text/plain; charset=x-none', 'base64', 'R3LDvMOfZQ=='],
    ['UTF-7', 'text/plain; charset=UTF-7', '7bit', 'Gr+APwA3w-e'],
    ['UTF-16 as bare bytes', 'text/plain; charset=utf-16le', 'binary', 'G\0r\0\xfc\0\xdf\0e\0'],
    ['said to be base64 and is not', 'text/plain; charset=iso-8859-1', 'base64', 'Gr\xfc\xdfe'],
    ['a multipart without parts', 'multipart/mixed; boundary=nowhere', '8bit', 'Gr\xfc\xdfe'],
  ])('is read as it was meant: %s', async (_what, type, encoding, body) => {
    const mail = await read(FROM, `Content-Type: ${type}`, `Content-Transfer-Encoding: ${encoding}`, '', body)
    expect(mail.text).toBe('Grüße')
  })

  it('in HTML is believed to its own charset', async () => {
    const mail = await read(
      FROM,
      'Content-Type: text/html',
      '',
      '<meta charset="windows-1251"><p>\xcf\xf0\xe8\xe2\xe5\xf2</p>',
    )
    expect(mail.text).toBe('Привет')
  })

  it('with two types counts as what the last one says', async () => {
    const mail = await read(
      'Content-Type: multipart/mixed; boundary=b',
      FROM,
      'Content-Type: text/plain',
      '',
      'Hello',
    )
    expect(mail.text).toBe('Hello')
  })

  it('that flows does not flow out of a quotation, nor into one', async () => {
    const mail = await read(
      FROM,
      'Content-Type: text/plain; charset=us-ascii; format=flowed',
      '',
      'A long line that ',
      'flows on. ',
      '> You asked ',
      '> us something=20',
      'Hello',
    )
    expect([mail.text, mail.quoted].join('\n')).toContain('A long line that flows on.')
    expect(mail.quoted).toBe('> You asked\n> us something')
    expect(mail.text).toMatch(/Hello$/)
  })

  it.each([
    ['blanks', `> ${' '.repeat(1_000_000)}x`],
    ['encoded blanks', `> ${'=20'.repeat(300_000)}\r\nx`],
    ['delimiters', '--b'.repeat(300_000)],
    ['semicolons', `x\r\nContent-Type: ${'; '.repeat(100_000)}`],
    ['encoded words', '=?utf-7?q?'.repeat(100_000)],
  ])('of %s without end is mended in no time', (_what, body) => {
    const type = 'Content-Type: multipart/mixed; boundary=b'
    const inner = 'Content-Type: text/plain; format=flowed'
    const begun = performance.now()
    mendMail(latin(type, FROM, '', '--b', inner, '', body, '--b', body, '', body))
    expect(performance.now() - begun).toBeLessThan(2_000)
  })

  it('with a name behind other text is a file; the first text and another version of it are not', async () => {
    const parts = (kind: string) => [
      FROM,
      `Content-Type: multipart/${kind}; boundary=b`,
      '',
      '--b',
      'Content-Type: text/plain; name=letter.txt',
      '',
      'Please read',
      '--b',
      'Content-Type: text/html; name="list.html"',
      'Content-Disposition: inline; filename="list.html"',
      '',
      '<p>Please read</p>',
      '--b--',
    ]
    const mixed = await read(...parts('mixed'))
    expect(mixed).toMatchObject({ text: 'Please read', parts: [{ name: 'list.html' }] })
    expect(await read(...parts('alternative'))).toMatchObject({ text: 'Please read', parts: [] })
  })
})

describe('what divides a mail', () => {
  it('is not shown where it is badly written', async () => {
    const mail = await read(
      FROM,
      'Content-Type: multipart/mixed; boundary=bound',
      '',
      '--bound and more',
      '',
      'One',
      '--bound2',
      '',
      'Two--bound--',
    )
    expect(mail.text).toBe('One\n\nTwo')
  })

  it('belongs to the bytes to read only: a file keeps what looks like it', async () => {
    const inner = ['Subject: Fr\xf6sche', 'Content-Type: multipart/mixed; boundary=none', '', 'words']
    const mail = await read(
      FROM,
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: message/rfc822',
      '',
      ...inner,
      '--b--',
    )
    expect(
      Buffer.from(mail.parts[0]?.bytes ?? [])
        .toString('latin1')
        .trim(),
    ).toBe(inner.join('\n'))
  })
})

describe('who wrote', () => {
  it.each([
    ['a name without an address', 'From: "Ana" <>', ['ana@reply.example']],
    ['nothing', 'From: ', []],
    ['no line at all', 'X-From: b@c.example', []],
    ['an address', 'From: b@c.example', ['b@c.example']],
    ['words before the @', 'From: "Lottery Spain"@c.example>', ['"lottery spain"@c.example']],
  ])('is taken from Reply-To only where From has %s', async (_what, from, addresses) => {
    const mail = await read(from, 'Reply-To: ana@reply.example', '', 'Hello')
    expect(mail.from.map(({ address }) => address)).toEqual(addresses)
  })
})

it('the first date that can be read is the date', async () => {
  const dates = ['Date: Tue, 7 Apr 2026 10:00:t', 'Date: Tue, 7 Apr 2026 10:00:01 +0000']
  expect((await read(FROM, ...dates, '', 'Hi')).sentAt).toBe('2026-04-07T10:00:01.000Z')
  expect((await read(FROM, 'Date: one day', '', 'Hi')).sentAt).toBeNull()
})

describe('folded lines of a quotation', () => {
  const flowed = (body: string[], encoding = '7bit') =>
    read(
      FROM,
      `Content-Type: text/plain; format=flowed`,
      `Content-Transfer-Encoding: ${encoding}`,
      '',
      ...body,
    )

  it.each(['7bit', 'quoted-printable'])('go on in no line of another depth (%s)', async (encoding) => {
    const blank = encoding === '7bit' ? ' ' : '=20'
    const asked = ['On 2 Nov 2026, Ada wrote:', `> Does it${blank}`, `> ring?${blank}`]
    const mail = await flowed([...asked, `Yes, it${blank}`, 'does.'], encoding)
    expect(mail.text).toBe('Yes, it does.')
    expect(mail.quoted).toMatch(/> Does it\n> ring\?$/)
  })

  it('begin below what is folded above them, and a signature stays one', async () => {
    const mail = await flowed(['Yes, it ', 'does. ', '> Does it ring?', '-- ', 'Ana'])
    expect(mail.text).toContain('Yes, it does.')
    expect(mail.signature).toContain('Ana')
  })
})
