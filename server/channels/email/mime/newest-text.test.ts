import { describe, expect, it } from 'vitest'
import { splitText } from './newest-text.ts'
import { splitHtml } from './split-html.ts'

describe('the newest words of a text', () => {
  it.each([
    ['On 1 Nov 2026 at 10:00, Ada <ada@desk.test> wrote:'],
    ['Am 01.11.2026 um 10:00 schrieb Ada <ada@desk.test>:'],
    ['Le 1 nov. 2026 à 10:00, Ada <ada@desk.test> a écrit :'],
    ['El 1 nov 2026, a las 10:00, Ada escribió:'],
  ])('end where the quotation begins: %s', (attribution) => {
    const { text, quoted } = splitText(`Thank you!\n\n${attribution}\n> It is done.\n> Bye`)
    expect(text).toBe('Thank you!')
    expect(quoted).toContain('It is done.')
    expect(quoted).toContain('2026')
  })
  it('end above "Original Message"', () => {
    const { text, quoted } = splitText(
      'Yes please.\n\n-----Original Message-----\nFrom: Ada\nSubject: x\n\nShall we?',
    )
    expect(text).toBe('Yes please.')
    expect(quoted).toContain('Shall we?')
  })
  it('end above the signature, which is kept', () => {
    const { text, signature } = splitText('My phone is silent.\n\n-- \nAna Lima\n+49 30 1234')
    expect(text).toBe('My phone is silent.')
    expect(signature).toContain('Ana Lima')
  })
  it('are all of it when nothing is new: a forwarded text is what we are to read', () => {
    const forwarded = '---------- Forwarded message ---------\nFrom: Shop\n\nYour order is late.'
    expect(splitText(forwarded)).toEqual({ text: forwarded, quoted: '', signature: '' })
  })
  it('stand below a quotation that was put first', () => {
    const { text, quoted } = splitText(
      'On 1 Nov 2026, Ada wrote:\n> Does it ring?\n\nYes, it does.\n-- \nAna',
    )
    expect(text).toBe('Yes, it does.')
    expect(quoted).toContain('Does it ring?')
  })
  it('never lose a word', () => {
    const whole = 'One.\n\nOn 1 Nov 2026, Ada wrote:\n> Two.\n\n-- \nThree'
    const { text, quoted, signature } = splitText(whole)
    const kept = `${text} ${quoted} ${signature}`
    for (const word of ['One', 'Ada', 'Two', 'Three']) expect(kept).toContain(word)
  })
})

describe('the newest words of HTML', () => {
  it.each([
    [
      'Gmail',
      '<div>New</div><div class="gmail_quote">On … wrote:<blockquote class="gmail_quote">Old</blockquote></div>',
    ],
    ['Apple Mail', '<div>New</div><blockquote type="cite">Old</blockquote>'],
    [
      'Thunderbird',
      '<p>New</p><div class="moz-cite-prefix">On …</div><blockquote type="cite">Old</blockquote>',
    ],
    [
      'Outlook on the web',
      '<div>New</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">From: x</div>Old',
    ],
    [
      'Outlook',
      '<p>New</p><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> x</p></div>Old',
    ],
    ['Yahoo', '<div>New</div><div id="yahoo_quoted_1" class="yahoo_quoted">Old</div>'],
    ['Proton', '<div>New</div><div class="protonmail_quote">Old</div>'],
  ])('stand above the quotation of %s', (_program, html) => {
    const split = splitHtml(html)
    expect(split?.newest).toContain('New')
    expect(split?.newest).not.toContain('Old')
    expect(split?.quoted).toContain('Old')
  })
  it('stand below it when the writer answered there', () => {
    const split = splitHtml(
      '<div>On …</div><blockquote type="cite">Old<blockquote>Older</blockquote></blockquote><p>New</p>',
    )
    expect(split?.newest).toContain('New')
    expect(split?.newest).not.toContain('Old')
    expect(split?.quoted).toContain('Older')
  })
  it('stand between the quotations when they answer point by point: then all of it is shown', () => {
    const html = '<blockquote type="cite">One?</blockquote>Yes<blockquote type="cite">Two?</blockquote>No'
    expect(splitHtml(html)).toBeNull()
  })
  it('are not looked for where no mail program set a mark', () => {
    expect(splitHtml('<p>A recipe</p><blockquote>To taste</blockquote>')).toBeNull()
  })
})
