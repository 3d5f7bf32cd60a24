import { describe, expect, it } from 'vitest'
import { splitHtml } from './split-html.ts'

const words = (html: string | undefined) =>
  (html ?? '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
const split = (html: string) => {
  const found = splitHtml(html)
  return found && { newest: words(found.newest), quoted: words(found.quoted) }
}

describe('the quotation of a mail program', () => {
  it.each([
    ['Gmail', '<div class="gmail_quote">On Monday Ada wrote:<blockquote>Old</blockquote></div>'],
    ['Gmail with more classes', '<div dir="ltr" class="x gmail_quote gmail_quote_container">Old</div>'],
    ['Yahoo', '<div id="yahoo_quoted_1234" class="yahoo_quoted">Old</div>'],
    ['Proton', '<div class="protonmail_quote">Old</div>'],
    [
      'Thunderbird',
      '<div class="moz-cite-prefix">On Monday Ada wrote:</div><blockquote type="cite">Old</blockquote>',
    ],
    ['Outlook on the web', '<div id="appendonsend"></div><div>Old</div>'],
    ['Outlook', '<div id="divRplyFwdMsg"><b>From:</b> Ada</div><div>Old</div>'],
    [
      'Outlook for Windows, in German',
      '<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>Von:</b> Ada</p></div><p>Old</p>',
    ],
    ['Apple Mail', '<blockquote type="cite"><div>Old</div></blockquote>'],
    ['iOS', '<blockquote class="iosymail">Old</blockquote>'],
    ['Zimbra', '<hr id="zwchr" data-marker="__DIVIDER__"><div>Old</div>'],
    ['our own replies', '<div class="regard_quote"><p>Old</p></div>'],
  ])('%s is cut off', (_program, quotation) => {
    const found = split(`<p>New words</p>${quotation}`)
    expect(found?.newest).toBe('New words')
    expect(found?.quoted).toContain('Old')
  })

  it('is only what a program marked: words about quotations are new words', () => {
    expect(split('<p>See the class gmail_quote in my template</p>')).toBeNull()
    expect(split('<blockquote>A line of a poem</blockquote><p>I like it.</p>')).toBeNull()
    expect(split('')).toBeNull()
  })

  it('counts from the first mark when there are several', () => {
    const found = split('New<div class="gmail_quote">Old<div class="moz-cite-prefix">Older</div></div>')
    expect(found).toEqual({ newest: 'New', quoted: 'Old Older' })
  })
})

describe('words around a block quotation', () => {
  const quote = (text: string) => `<blockquote type="cite">${text}</blockquote>`

  it('below it are new too', () => {
    expect(split(`${quote('Does it ring?')}<p>Yes, it does.</p>`)).toEqual({
      newest: 'Yes, it does.',
      quoted: 'Does it ring?',
    })
    expect(split(`Above${quote('Old')}<p>Below</p>`)).toEqual({ newest: 'Above Below', quoted: 'Old' })
  })

  it('between several are answers, which mean nothing without their questions: nothing is cut', () => {
    expect(split(`${quote('Red?')}<p>Yes</p>${quote('Blue?')}<p>No</p>`)).toBeNull()
  })

  it('that are only space and empty elements are none', () => {
    expect(split(`New${quote('Old')}<br>&nbsp;<div></div>`)).toEqual({ newest: 'New', quoted: 'Old &nbsp;' })
  })

  it('end where the outermost quotation ends, however deep it is nested', () => {
    const nested = `<blockquote type="cite">One<blockquote>Two</blockquote>Three</blockquote>`
    expect(split(`New${nested}<p>Below</p>`)).toEqual({ newest: 'New Below', quoted: 'One Two Three' })
  })

  it('are all quoted when the quotation never closes', () => {
    expect(split('New<blockquote type="cite">Old <b>words</b>')).toEqual({
      newest: 'New',
      quoted: 'Old words',
    })
  })
})
