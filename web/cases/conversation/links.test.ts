import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pieces } from './links.ts'

test('web and mail addresses become links, the full stop after them does not', () => {
  expect(pieces('See https://example.org/a?b=1. Or mia@example.org!')).toEqual([
    { text: 'See ' },
    { text: 'https://example.org/a?b=1', href: 'https://example.org/a?b=1' },
    { text: '. Or ' },
    { text: 'mia@example.org', href: 'mailto:mia@example.org' },
    { text: '!' },
  ])
})

test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '//evil.example'])(
  '%s stays text',
  (text) => {
    expect(pieces(text).some(({ href }) => href)).toBe(false)
  },
)

test('no letter is lost or added, and only two kinds of address are ever linked', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const found = pieces(text)
      expect(found.map((piece) => piece.text).join('')).toBe(text)
      for (const { href } of found) if (href) expect(href).toMatch(/^(https?:\/\/|mailto:)/)
    }),
  )
})

test('a long run of one letter is read quickly', () => {
  const start = performance.now()
  pieces(`${'a.'.repeat(20_000)} ${'@'.repeat(5000)}`)
  expect(performance.now() - start).toBeLessThan(500)
})
