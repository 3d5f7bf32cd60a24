import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sanitiseHtml } from '../../server/platform/html/sanitise.ts'
import { installRoot } from '../../server/platform/places.ts'

const folder = join(installRoot, '..', 'shared', 'data', 'xss-html')
const isThere = existsSync(folder)

const read = (name: string): unknown[] => JSON.parse(readFileSync(join(folder, name), 'utf8'))
const payloads = (): string[] =>
  isThere
    ? [
        ...read('dompurify.json').map((item) => (item as { payload: string }).payload),
        ...read('html5security.json').map((item) => (item as { html: string }).html),
        ...(read('payload-list.json') as string[]),
      ]
    : []

/** As a mail goes round: stored, quoted in a reply, stored again, forwarded, stored again. */
const roundTrip = (html: string): string => sanitiseHtml(`<blockquote type="cite">${html}</blockquote>`)

const TAGS =
  /<(script|iframe|object|embed|base|meta|link|form|input|button|svg|math|style|template)\b|<[^>]+\son\w+\s*=/i
const ADDRESSES = /(?:href|src)\s*=\s*["']?\s*(?:javascript|vbscript|data:text)/i

/** What stands inside a quoted value is text: "onerror=" there is a picture's description, not its handler. */
const acts = (html: string): boolean => TAGS.test(html.replace(/="[^"]*"/g, '=""')) || ADDRESSES.test(html)

describe.skipIf(!isThere)('hostile HTML (where xss-html is not present, this is skipped)', () => {
  it('is a fixed point after the first pass, and holds nothing that acts', () => {
    const all = payloads()
    expect(all.length).toBeGreaterThan(900)
    const faults: string[] = []
    for (const payload of all) {
      const once = sanitiseHtml(payload)
      if (sanitiseHtml(once) !== once) faults.push(`not a fixed point: ${payload.slice(0, 200)}`)
      if (acts(once)) faults.push(`acts: ${once.slice(0, 200)}`)
    }
    expect(faults.slice(0, 10)).toEqual([])
  }, 60_000)

  it('would be noticed', () => {
    for (const bad of [
      '<svg>',
      '<img src="x" onerror="y">',
      '<a href="javascript:x">',
      '<b title="a" onclick=x>',
    ])
      expect(acts(bad)).toBe(true)
    expect(acts('<img alt="&gt; onerror=alert(1)" />')).toBe(false)
  })

  it('stays harmless when it is quoted and forwarded five times', () => {
    const faults: string[] = []
    for (const payload of payloads()) {
      let html = sanitiseHtml(payload)
      for (let round = 0; round < 5; round += 1) html = roundTrip(html)
      if (acts(html)) faults.push(html.slice(0, 200))
    }
    expect(faults.slice(0, 10)).toEqual([])
  }, 120_000)
})
