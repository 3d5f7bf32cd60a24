import { expect, test } from 'vitest'
import { shareOf } from './share.ts'

test('a share is what part is of a whole, and no value where there is no whole', () => {
  expect([shareOf(13, 20), shareOf(0, 4), shareOf(4, 4)]).toEqual([0.65, 0, 1])
  expect(shareOf(0, 0)).toBeNull()
})
