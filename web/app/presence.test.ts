import { expect, test } from 'vitest'
import { movePresence } from './presence.ts'

const sam = { staffId: 2, name: 'Sam', caseId: 7 }

test('a colleague is seen looking, then writing, then gone, and never twice', () => {
  const looking = movePresence(new Map(), { ...sam, doing: 'looking' })
  expect(looking.get(7)).toEqual([{ staffId: 2, name: 'Sam', doing: 'looking' }])
  const writing = movePresence(looking, { ...sam, doing: 'writing' })
  expect(writing.get(7)).toEqual([{ staffId: 2, name: 'Sam', doing: 'writing' }])
  expect(movePresence(writing, { ...sam, doing: 'left' }).get(7)).toEqual([])
})
