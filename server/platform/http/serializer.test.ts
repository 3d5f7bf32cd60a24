import { expect, test } from 'vitest'
import { z } from 'zod'
import { serializerOf } from './serializer.ts'

test('only declared fields leave', () => {
  const stringify = serializerOf(z.object({ id: z.number(), more: z.object({ a: z.string() }) }))
  expect(stringify({ id: 1, secret: 'x', more: { a: 'b', secret: 'x' } })).toBe('{"id":1,"more":{"a":"b"}}')
})

test('a loose object keeps what its writer added', () => {
  const stringify = serializerOf(z.object({ content: z.looseObject({ text: z.string() }) }))
  expect(JSON.parse(stringify({ content: { text: 'a', to: ['b'] }, more: 1 }))).toEqual({
    content: { text: 'a', to: ['b'] },
  })
})

test('null is null in every kind of field, also within a choice of objects', () => {
  const one = z.object({ type: z.literal('one'), delivery: z.enum(['sent', 'held']).nullable() })
  const two = z.object({ type: z.literal('two'), at: z.iso.datetime().nullable(), id: z.number().nullable() })
  const stringify = serializerOf(z.object({ items: z.array(z.discriminatedUnion('type', [one, two])) }))
  const items = [
    { type: 'one', delivery: null },
    { type: 'one', delivery: 'held' },
    { type: 'two', at: null, id: null },
    { type: 'two', at: '2026-11-22T09:00:00.000Z', id: 4 },
  ]
  expect(JSON.parse(stringify({ items }))).toEqual({ items })
})
