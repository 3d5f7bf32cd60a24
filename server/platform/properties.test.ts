import { expect, test } from 'vitest'
import { z } from 'zod'
import fc from '../../tests/harness/properties.ts'
import { decodeCursor, encodeCursor, toPage } from './db/page.ts'
import { serializerOf } from './http/serializer.ts'
import { createSeal } from './identity/seal.ts'

const text = fc.string({ unit: 'binary', maxLength: 60 })
const reply = z.object({
  id: z.number(),
  words: z.string(),
  nothing: z.string().nullable(),
  maybe: z.boolean().optional(),
  list: z.array(z.object({ at: z.string(), n: z.number().int().nullable() })),
  more: z.record(z.string(), z.number()),
})
const replies = fc.record(
  {
    ...{ id: fc.maxSafeInteger(), words: text, nothing: fc.option(text), maybe: fc.boolean() },
    list: fc.array(fc.record({ at: text, n: fc.option(fc.maxSafeInteger()) }), { maxLength: 5 }),
    more: fc.dictionary(fc.string({ maxLength: 8 }), fc.maxSafeInteger(), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  },
  { requiredKeys: ['id', 'words', 'nothing', 'list', 'more'] },
)

test('a reply arrives as it was meant, whatever people wrote in it', () => {
  const stringify = serializerOf(reply)
  fc.assert(
    fc.property(replies, (value) => {
      expect(JSON.parse(stringify(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('reading page after page finds every row once and in order, whatever the length of a page', () => {
  const rows = fc.uniqueArray(fc.nat(60), { maxLength: 40 }).map((ids) => ids.sort((a, b) => a - b))
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 9 }), (ids, limit) => {
      const read: number[] = []
      let after = -1
      for (let next: string | null = ''; next !== null; ) {
        const found = ids.filter((id) => id > after).slice(0, limit + 1)
        const page = toPage(
          found,
          limit,
          (id) => id,
          (id) => [id],
        )
        expect(page.items.length).toBeLessThanOrEqual(limit)
        read.push(...page.items)
        next = page.next
        if (next !== null) after = Number(decodeCursor(next, 1)[0])
      }
      expect(read).toEqual(ids)
    }),
  )
})

test('a cursor comes back as it went, whatever the list is sorted by', () => {
  const parts = fc.array(fc.oneof(text, fc.maxSafeInteger(), fc.constant(null)), { maxLength: 4 })
  fc.assert(
    fc.property(parts, (given) => {
      expect(decodeCursor(encodeCursor(given), given.length)).toEqual(given)
      expect(encodeCursor(given)).toMatch(/^[A-Za-z0-9_-]*$/)
    }),
  )
})

test('what was sealed opens to the same words, and to nothing when one bit of it is another', () => {
  const seal = createSeal('a secret of at least thirty-two characters')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (words, at) => {
      const sealed = seal.seal('mailbox', words)
      expect(seal.open('mailbox', sealed)).toBe(words)
      const bytes = Buffer.from(sealed, 'base64url')
      const place = at % bytes.length
      bytes[place] = (bytes[place] ?? 0) ^ 1
      expect(() => seal.open('mailbox', bytes.toString('base64url'))).toThrow()
    }),
    { numRuns: 50 },
  )
})

test.each(['', 'x', 'AAAA', 'A'.repeat(30), '💥', ' '])('%j was never sealed', (sealed) => {
  expect(() => createSeal('a secret of at least thirty-two characters').open('mailbox', sealed)).toThrow()
})
