import { describe, expect, it } from 'vitest'
import { headerIn, outlineOf, typeIn } from './outline.ts'

const mail = (...lines: string[]) => Buffer.from(lines.join('\r\n'))
const heads = (bytes: Buffer) =>
  outlineOf(bytes)?.parts.map(({ headStart, headEnd }) => bytes.toString('latin1', headStart, headEnd).trim())
const bodies = (bytes: Buffer) =>
  outlineOf(bytes)?.parts.map(({ bodyStart, bodyEnd }) => bytes.toString('latin1', bodyStart, bodyEnd).trim())
const mended = (bytes: Buffer) => outlineOf(bytes)?.delimiters.map(({ line }) => line.trim())

describe('the outline of a mail', () => {
  it('is one part where nothing divides it', () => {
    const bytes = mail('From: a@b.example', 'Subject: x', '', 'Hello', '--', 'Ana')
    expect(heads(bytes)).toEqual(['From: a@b.example\r\nSubject: x'])
    expect(bodies(bytes)).toEqual(['Hello\r\n--\r\nAna'])
  })

  it('has a part for each piece, also inside each other, and leaves out what stands around them', () => {
    const bytes = mail(
      'Content-Type: multipart/mixed; boundary="outer"',
      '',
      'Your program is too old for this mail.',
      '--outer',
      'Content-Type: multipart/alternative;',
      ' boundary=inner',
      '',
      '--inner',
      '',
      'plain',
      '--inner',
      'Content-Type: text/html',
      '',
      '<p>rich</p>',
      '--inner--',
      '--outer',
      'Content-Type: image/png',
      '',
      'bytes',
      '--outer--',
      'nobody reads this',
    )
    expect(bodies(bytes)).toEqual([
      'Your program is too old for this mail.',
      '',
      'plain',
      '<p>rich</p>',
      'bytes',
    ])
    expect(outlineOf(bytes)?.parts.map(({ isDivided }) => isDivided)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
    expect(outlineOf(bytes)?.parts.map(({ isBehindOthers }) => isBehindOthers)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ])
    expect(mended(bytes)).toEqual([])
  })

  it('ends all inner parts where an outer one ends', () => {
    const bytes = mail(
      'Content-Type: multipart/mixed; boundary=1',
      '',
      '--1',
      'Content-Type: multipart/mixed; boundary=2',
      '',
      '--2',
      '',
      'inner',
      '--1',
      '',
      'outer',
    )
    expect(bodies(bytes)).toEqual(['', '', 'inner', 'outer'])
  })

  it.each([
    ['more behind it', '--b and more', '--b'],
    ['more behind its end', '--b-- and more', '--b--'],
  ])('knows a delimiter with %s', (_what, line, right) => {
    const bytes = mail('Content-Type: multipart/mixed; boundary=b', '', '--b', '', 'one', line, '', 'two')
    expect(bodies(bytes)?.slice(0, 2)).toEqual(['', 'one'])
    expect(mended(bytes)).toEqual([right])
  })

  it('takes the delimiter of a multipart that is over for nobody’s words', () => {
    const bytes = mail(
      'Content-Type: multipart/mixed; boundary=out',
      '',
      '--out',
      'Content-Type: multipart/mixed; boundary=in',
      '',
      '--in',
      '',
      'one',
      '--out',
      '',
      'two',
      '--in',
      '',
      'three',
      '--out--',
    )
    expect(bodies(bytes)).toEqual(['', '', 'one', 'two', 'three'])
    expect(mended(bytes)).toEqual(['--out'])
  })

  it('finds the closing delimiter behind the last words', () => {
    const bytes = mail('Content-Type: multipart/mixed; boundary=b', '', '--b', '', 'the end--b--')
    expect(mended(bytes)).toEqual(['the end\r\n--b--'])
  })

  it('leaves a mail within the mail whole, whatever its own boundary is', () => {
    const bytes = mail(
      'Content-Type: multipart/mixed; boundary=part',
      '',
      '--part',
      'Content-Type: message/rfc822',
      '',
      'Content-Type: multipart/mixed; boundary=part-two',
      '',
      '--part-two',
      '',
      'inside',
      '--part-two--',
      '--part--',
    )
    expect(heads(bytes)).toHaveLength(2)
    expect(bodies(bytes)?.[1]).toContain('--part-two--')
    expect(mended(bytes)).toEqual([])
  })

  it('is not made of mails with more parts or longer heads than any mail has', () => {
    const many = `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(3_000)}`
    expect(outlineOf(Buffer.from(many))).toBeNull()
    expect(outlineOf(Buffer.from(`X: ${'y'.repeat(300_000)}\r\n\r\nHello`))).toBeNull()
    expect(outlineOf(Buffer.alloc(0))?.parts).toHaveLength(1)
  })
})

describe('a header', () => {
  it('is found whole, in any letters, and is null when it is not there', () => {
    const head = 'X-A: 1\r\nsubject : one\r\n  two\r\nSubject: three'
    expect(headerIn(head, 'Subject')).toBe('one two')
    expect(headerIn(head, 'Date')).toBeNull()
    expect(headerIn('X-Subject: no', 'subject')).toBeNull()
  })

  it('that states the type counts as the last one says', () => {
    expect(typeIn('Content-Type: multipart/mixed\r\nX: y\r\nContent-Type: text/plain;\r\n charset=x')).toBe(
      'text/plain; charset=x',
    )
    expect(typeIn('Subject: x')).toBe('')
  })
})
