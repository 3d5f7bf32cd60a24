import { expect, test } from 'vitest'
import type { ConversationItem } from '../../../server/cases/contract.ts'
import { partsOf } from './parts.ts'

const message = (id: number, contactId: number, text: string) =>
  ({ type: 'message', id, contactId, at: `2026-01-0${id}`, authorName: 'Ingrid', text }) as ConversationItem
const call = {
  type: 'contact',
  id: 9,
  at: '2026-01-05',
  subject: '',
  summary: 'She called',
} as ConversationItem
const note = { type: 'note', id: 1, at: '2026-01-06', text: 'x' } as ConversationItem

test('each contact is one part with its first words; notes and events are none', () => {
  expect(partsOf([message(1, 4, 'Hello'), message(2, 4, 'again'), note, call, message(3, 5, 'New')])).toEqual(
    [
      { contactId: 4, at: '2026-01-01', words: 'Ingrid: Hello' },
      { contactId: 9, at: '2026-01-05', words: 'She called' },
      { contactId: 5, at: '2026-01-03', words: 'Ingrid: New' },
    ],
  )
})
