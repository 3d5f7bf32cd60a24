import { expect, test } from 'vitest'
import { placeOf, saidAt, sourceOf } from './said.ts'

test.each([{ messageId: 11 }, { contactId: 4 }])('the place of %o leads back to it', (said) => {
  expect(saidAt(placeOf(said))).toEqual(said)
})

test.each(['', 'said-', 'said-note-3', 'said-message-x', 'xsaid-message-3'])(
  '%j is no such place',
  (place) => {
    expect(saidAt(place)).toBeNull()
  },
)

test('a fact leads to its message or call, or nowhere', () => {
  expect(sourceOf({ messageId: 3, contactId: null })).toEqual({ messageId: 3 })
  expect(sourceOf({ messageId: null, contactId: 4 })).toEqual({ contactId: 4 })
  expect(sourceOf({ messageId: null, contactId: null })).toBeNull()
})
