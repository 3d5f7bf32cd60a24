import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sanitiseHtml } from '../../server/platform/html/sanitise.ts'

const folder = new URL('../../../shared/data/xss-html/', import.meta.url)
const isThere = existsSync(folder)
const read = (name: string): unknown[] =>
  isThere ? JSON.parse(readFileSync(new URL(name, folder), 'utf8')) : []

const payloads = [
  ...read('dompurify.json').map((item) => (item as { payload: string }).payload),
  ...read('html5security.json').map((item) => (item as { html: string }).html),
  ...(read('payload-list.json') as string[]),
]

/** What happens to words on their way: stored, shown, quoted in a reply, forwarded, shown again. */
const travels: readonly [string, (html: string) => string][] = [
  ['shown again', (html) => html],
  ['quoted', (html) => `<blockquote type="cite">${html}</blockquote>`],
  ['in a table', (html) => `<table><tr><td>${html}</td></tr></table>`],
  ['in a link', (html) => `<a href="https://example.org/">${html}</a>`],
]

const actingTag =
  /<\s*(script|iframe|object|embed|base|meta|link|style|form|svg|math|template)\b|<[^>]*\son[a-z]+\s*=/i
const actingAddress = /\s(href|src|action)="\s*(javascript|vbscript|data:text)/i

/** What in cleaned HTML could act. Its values stand in double quotes, so what is inside them is only text. */
const acts = (html: string): boolean =>
  actingTag.test(html.replace(/="[^"]*"/g, '=""')) || actingAddress.test(html)

describe('T18 what was cleaned once stays as it is and stays clean', () => {
  it('has hostile pages to try', ({ skip }) => {
    if (!isThere) skip('../shared/data/xss-html is not present')
    expect(payloads.length).toBeGreaterThan(900)
  })

  it('notices what would act', () => {
    expect(acts('<p><b onclick="x">y</b>')).toBe(true)
    expect(acts('<a href="javascript:x">y</a>')).toBe(true)
    expect(acts('<svg></svg>')).toBe(true)
    expect(acts('<p title="<svg onload=x>">y</p>')).toBe(false)
  })

  it.each(travels)('%s, five times over', (_name, travel) => {
    for (const payload of payloads) {
      let html = sanitiseHtml(payload)
      expect(sanitiseHtml(html), payload).toBe(html)
      for (let round = 0; round < 5; round += 1) {
        html = sanitiseHtml(travel(html))
        expect(acts(html), payload).toBe(false)
        expect(sanitiseHtml(html), payload).toBe(html)
      }
    }
  })
})
