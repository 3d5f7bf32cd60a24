import { expect, test } from 'vitest'
import { noteHelped } from './note-helped.ts'
import { noteInTime, readFirst } from './read-first.ts'

const at = (second: number) => new Date(1_800_000_000_000 + second * 1000)
const many = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value)

test('the handbook: 60 later legs, 42 read first, 48 with a timely note', () => {
  const legs = [...many(42, { at: at(60), readAt: at(30) }), ...many(18, { at: at(60), readAt: null })]
  expect(readFirst(legs)).toEqual({ of: 60, read: 42, rate: 0.7 })
  const ended = [
    ...many(48, { endedAt: at(0), notedAt: at(300) }),
    ...many(12, { endedAt: at(0), notedAt: at(301) }),
  ]
  expect(noteInTime(ended)).toEqual({ of: 60, timely: 48, rate: 0.8 })
})

test('reading after the first word is too late, reading in the same second is not', () => {
  expect(readFirst([{ at: at(60), readAt: at(61) }]).read).toBe(0)
  expect(readFirst([{ at: at(60), readAt: at(60) }]).read).toBe(1)
})

test('where there is nothing to count there is no value, never 0 %', () => {
  expect(readFirst([]).rate).toBeNull()
  expect(noteInTime([]).rate).toBeNull()
})

test('no note is not in time', () => {
  expect(noteInTime([{ endedAt: at(0), notedAt: null }])).toEqual({ of: 1, timely: 0, rate: 0 })
})

test('a note helped whom it helped of those who said so; silence is no answer', () => {
  expect(noteHelped([true, true, true, false, null, null])).toEqual({ of: 4, helped: 3, rate: 0.75 })
  expect(noteHelped([null])).toEqual({ of: 0, helped: 0, rate: null })
})
