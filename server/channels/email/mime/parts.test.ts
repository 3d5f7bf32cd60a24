import { describe, expect, it } from 'vitest'
import { makeTnef } from '../../../../tests/factories/tnef.ts'
import { parseMail } from './parse.ts'

const read = (...lines: string[]) => parseMail(Buffer.from(lines.join('\r\n')))
const withParts = (...parts: readonly (readonly string[])[]) =>
  read(
    'From: ana@customer.example',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    ...parts.flatMap((part) => ['--b', ...part]),
    '--b--',
  )
const nameOf = async (...part: string[]) => (await withParts(['', 'Hello'], part)).parts[0]?.name

describe('a file is called', () => {
  it.each([
    ['as its sender says', ['Content-Type: text/csv; name=list.csv'], 'list.csv'],
    [
      'in pieces and letters of RFC 2231',
      [
        "Content-Disposition: attachment; filename*0*=utf-8''Gr%C3%BC;",
        ' filename*1*=%C3%9Fe.pdf',
        'Content-Type: application/pdf',
      ],
      'Grüße.pdf',
    ],
    [
      'in encoded words',
      ['Content-Type: application/pdf; name="=?utf-8?Q?Erkl=C3=A4rung=2Epdf?="'],
      'Erklärung.pdf',
    ],
    [
      'as it is described',
      ['Content-Type: application/pdf', 'Content-Description: The plan'],
      'The plan.pdf',
    ],
    [
      'as it is described, with its ending',
      ['Content-Type: image/png', 'Content-Description: plan.png'],
      'plan.png',
    ],
    [
      'without what no file may be called',
      ['Content-Type: application/pdf', 'Content-Description: a/b: <c>'],
      'a b c.pdf',
    ],
    ['by its kind, when nobody says', ['Content-Type: image/jpeg'], 'image.jpg'],
    [
      'by its kind, when the name is empty',
      ['Content-Type: image/gif', 'Content-Disposition: inline; filename="=?utf-8?b??="'],
      'image.gif',
    ],
    ['at least a file', ['Content-Type: application/x-unheard-of'], 'file'],
  ])('%s', async (_what, head, name) => {
    expect(await nameOf(...head, '', 'x')).toBe(name)
  })

  it('as the mail inside is about', async () => {
    const inside = ['Content-Type: message/rfc822', '', 'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=', '', 'Hi']
    expect(await nameOf(...inside)).toBe('Grüße.eml')
    expect(await nameOf('Content-Type: message/rfc822', '', 'From: a@b.example', '', 'Hi')).toBe('mail.eml')
  })
})

describe('what is shown as a file', () => {
  const report = ['Content-Type: message/delivery-status', '', 'Final-Recipient: rfc822; a@b.example']

  it('is not what only programs read, unless somebody gave it a name', async () => {
    const nameless = await withParts(['', 'Not delivered'], report)
    expect(nameless).toMatchObject({ parts: [], report: { failed: [{ address: 'a@b.example' }] } })
    const named = await withParts(['', 'Not delivered'], ['Content-Description: Delivery report', ...report])
    expect(named.parts.map(({ name }) => name)).toEqual(['Delivery report.txt'])
  })

  it('is empty where it came empty: it is there all the same', async () => {
    const { parts } = await withParts(['', 'Hello'], ['Content-Type: message/rfc822', '', ''])
    expect(parts.map(({ name }) => name)).toEqual(['mail.eml'])
  })

  it('has a type that no reader takes for something else', async () => {
    const { parts } = await withParts(
      ['', 'Hello'],
      ['Content-Type: TEXT/CSV', '', 'x'],
      ['Content-Type: odd', '', 'x'],
    )
    expect(parts.map(({ mediaType }) => mediaType)).toEqual(['text/csv', 'application/octet-stream'])
  })
})

describe('a winmail.dat', () => {
  const tnef = makeTnef(
    [0x2800c, Buffer.from('The words\0')],
    [0x69002, Buffer.alloc(14)],
    [0x18010, Buffer.from('plan.pdf\0')],
    [0x6800f, Buffer.from('%PDF')],
  )
  const part = (bytes: Buffer, type = 'application/ms-tnef') => [
    `Content-Type: ${type}; name=winmail.dat`,
    'Content-Transfer-Encoding: base64',
    '',
    bytes.toString('base64'),
  ]

  it.each(['application/ms-tnef', 'application/vnd.ms-tnef', 'application/octet-stream'])(
    'gives its files and its words (%s)',
    async (type) => {
      const { parts, text } = await withParts(part(tnef, type))
      expect(parts.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
        ['plan.pdf', '%PDF'],
        ['message.txt', 'The words'],
      ])
      expect(text).toBe('The words')
    },
  )

  it('says nothing where the mail has words of its own', async () => {
    expect((await withParts(['', 'Hello'], part(tnef))).text).toBe('Hello')
  })

  it('stays a file as well where it breaks off, and stays one where it is none', async () => {
    const broken = await withParts(['', 'Hello'], part(tnef.subarray(0, -3)))
    expect(broken.parts.map(({ name }) => name)).toEqual(['plan.pdf', 'message.txt', 'winmail.dat'])
    const none = await withParts(['', 'Hello'], part(Buffer.from('something else')))
    expect(none.parts.map(({ name }) => name)).toEqual(['winmail.dat'])
  })
})
