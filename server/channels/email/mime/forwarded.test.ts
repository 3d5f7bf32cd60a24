import { describe, expect, it } from 'vitest'
import { readForwarded } from './forwarded.ts'
import { parseMail } from './parse.ts'

const read = async (subject: string, text: string, type = 'text/plain') => {
  const raw = `From: Ben <ben@desk.test>\r\nSubject: ${subject}\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${text}`
  return (await parseMail(Buffer.from(raw))).forwarded
}
const ana = { name: 'Ana Berg', address: 'ana@shop.example' }

describe('a mail that is passed on', () => {
  it.each([
    [
      'by Gmail, with words above',
      'Fwd: My line',
      'Can you take this?\n\n---------- Forwarded message ---------\nFrom: Ana Berg <ana@shop.example>\nDate: Mon, 2 Nov 2026 at 10:00\nSubject: My line\nTo: Ben <ben@desk.test>\n\n\nIt crackles.\nAna',
    ],
    [
      'by Outlook, without words',
      'FW: My line',
      'From: Ana Berg <ana@shop.example>\nSent: Monday, November 2, 2026 10:00 AM\nTo: Ben <ben@desk.test>\nSubject: My line\n\nIt crackles.\nAna',
    ],
    [
      'by Outlook in German, with a ruler',
      'WG: My line',
      'Bitte übernehmen!\n\n________________________________\nVon: Ana Berg <Ana@Shop.example>\nGesendet: Montag, 2. November 2026 10:00\nAn: Ben\nBetreff: My line\n\nIt crackles.\nAna',
    ],
    [
      'by Apple Mail, whose mark nobody left in the subject',
      'My line',
      'Begin forwarded message:\n\nFrom: Ana Berg <ana@shop.example>\nSubject: My line\nDate: 2 November 2026 at 10:00:00 CET\nTo: ben@desk.test\n\nIt crackles.\nAna',
    ],
    [
      'by a program that writes addresses twice',
      'Fwd: My line',
      '-----Original Message-----\nFrom: "Ana Berg" <mailto:ana@shop.example> [mailto:ana@shop.example]\nSent: 2.11.2026 10:00\nSubject: My line\n\nIt crackles.\nAna',
    ],
  ])('%s', async (_how, subject, text) => {
    const found = await read(subject, text)
    expect(found).toMatchObject({ from: ana, subject: 'My line' })
    expect(found?.text).toMatch(/^It crackles\./)
    expect(found?.text).not.toContain('From:')
  })

  it('as HTML', async () => {
    const html =
      '<div>Please help her</div><div class="gmail_quote"><div>---------- Forwarded message ---------<br>From: <b>Ana Berg</b> &lt;<a href="mailto:ana@shop.example">ana@shop.example</a>&gt;<br>Date: Mon, 2 Nov 2026<br>Subject: My line<br>To: Ben<br></div><br><br><p>It crackles.</p></div>'
    const found = await read('Fwd: My line', html, 'text/html')
    expect(found).toMatchObject({ from: ana, subject: 'My line', text: 'It crackles.' })
    expect(found?.above).toContain('Please help her')
  })

  it('loses nothing: what stood above is kept, and what it quotes itself is folded', async () => {
    const text =
      'Ben here, urgent\n\n---------- Forwarded message ---------\nFrom: Ana Berg <ana@shop.example>\nDate: Mon\nSubject: Re: My line\n\nStill crackles.\n\nOn Sun, 1 Nov 2026 Ben <ben@desk.test> wrote:\n> Try again\n'
    const found = await read('Fwd: Re: My line', text)
    expect(found).toMatchObject({ text: 'Still crackles.', subject: 'Re: My line' })
    expect(found?.quoted).toContain('> Try again')
    expect(found?.above).toContain('Ben here, urgent')
    expect(found?.above).toContain('From: Ana Berg')
  })
})

describe('no mail that is passed on', () => {
  it.each([
    [
      'an answer, which quotes a head as well',
      'RE: My line',
      'Done.\n\nFrom: Ana Berg <ana@shop.example>\nSent: Monday\nTo: Ben\nSubject: My line\n\nIt crackles.',
    ],
    [
      'an answer with the original below',
      'AW: My line',
      'Done.\n\n-----Original Message-----\nFrom: Ana Berg <ana@shop.example>\nSent: Monday\nSubject: My line\n\nIt crackles.',
    ],
    ['a mark without a head', 'Fwd: My line', 'Ana called, it crackles.'],
    [
      'a head without an address',
      'Fwd: My line',
      'From: Ana Berg\nSent: Monday\nSubject: My line\n\nIt crackles.',
    ],
    ['one line that looks like a head', 'Fwd: Trip', 'From: ana@shop.example I heard that it crackles.'],
  ])('%s', async (_what, subject, text) => {
    expect(await read(subject, text)).toBeNull()
  })

  it('and one far down in a long text is not looked for', () => {
    const text = `${'words\n'.repeat(300)}From: Ana <ana@shop.example>\nSubject: x\n\nHi`
    expect(readForwarded('Fwd: x', { text, quoted: '', signature: '' })).toBeNull()
  })
})
