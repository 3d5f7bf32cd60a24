import { expect, test } from 'vitest'
import { representatives } from './representatives.ts'

const form = (...conditions: string[]) => ['select id', 'from cases', ...conditions, 'order by id'].join('\n')

test('one form is itself, and none is none', () => {
  expect(representatives([form('where a')])).toEqual([form('where a')])
  expect(representatives([form('where a'), form('where a')])).toEqual([form('where a')])
  expect(representatives([])).toEqual([])
})

test('the fewest are kept that show every line', () => {
  const all = [form(), form('where a'), form('where b'), form('where a', 'and b'), form('where b', 'and c')]
  const kept = representatives(all)
  expect(new Set(kept.join('\n').split('\n'))).toEqual(new Set(all.join('\n').split('\n')))
  expect(kept).toEqual([form('where a', 'and b'), form('where b', 'and c')])
})

test('a thousand combinations of ten filters become one', () => {
  const filters = Array.from({ length: 10 }, (_, index) => `and filter_${index}`)
  const all = Array.from({ length: 1_024 }, (_, bits) =>
    form('where true', ...filters.filter((_filter, index) => bits & (1 << index))),
  )
  expect(representatives(all)).toEqual([form('where true', ...filters)])
})

test('the order in which the tests ran makes no difference', () => {
  const all = [form('where a'), form('where b'), form('where c', 'and a'), form('where c', 'and b')]
  expect(representatives([...all].reverse())).toEqual(representatives(all))
  expect(representatives(representatives(all))).toEqual(representatives(all))
})
