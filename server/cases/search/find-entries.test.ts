import { expect, test } from 'vitest'
import { recencyMarks } from './find-entries.ts'

test('a small index is asked as a whole', () => {
  expect(recencyMarks(0)).toEqual([])
  expect(recencyMarks(4_000)).toEqual([])
})

test('a large one is asked from its newest gatherings back', () => {
  expect(recencyMarks(4_100)).toEqual(["('@0:2' | '@0:1')"])
  expect(recencyMarks(4_000_000)).toEqual([
    "('@0:1953' | '@0:1952')",
    "('@1:244' | '@1:243')",
    "('@2:30' | '@2:29')",
    "('@3:3' | '@3:2')",
  ])
})
