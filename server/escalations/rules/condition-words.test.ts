import { expect, test } from 'vitest'
import type { Condition } from '../contract.ts'
import { conditionWords } from './condition-words.ts'

const words: [Condition, string][] = [
  [{ kind: 'hand-offs', atLeast: 2, between: 'teams' }, 'Second hand-off between teams'],
  [{ kind: 'hand-offs', atLeast: 23, between: 'people' }, 'Hand-off 23 between people'],
  [{ kind: 'ping-pong', between: 'people' }, 'Back and forth between people'],
  [{ kind: 'contacts', atLeast: 3 }, 'Third contact for the same need'],
  [{ kind: 'contacts', atLeast: 11 }, 'Contact 11 for the same need'],
  [{ kind: 'waiting', minutes: 240 }, 'The customer waits for over 4 h'],
  [{ kind: 'waiting', minutes: 45 }, 'The customer waits for over 45 min'],
  [{ kind: 'waiting', minutes: 90 }, 'The customer waits for over 1 h 30 min'],
  [{ kind: 'promise-broken' }, 'A promise was broken'],
  [{ kind: 'words', words: ['refund', 'lawyer'] }, 'The customer wrote “lawyer”'],
  [{ kind: 'manager-asked' }, 'The customer asks for a manager'],
  [{ kind: 'dissatisfied' }, 'The customer says it is not solved'],
]

test.each(words)('%j is said in a line', (condition, line) => {
  expect(conditionWords(condition, 'lawyer')).toBe(line)
})
