import { expect, test } from 'vitest'
import { suspicionsOf } from './suspicions.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 9, minute))
const told = 'The router loses the line every evening at eight, and I have restarted it already.'
const message = (id: number, text: string) => ({ id, text, at: at(id) })
const fact = { id: 7, text: 'Order 48-2291-07', messageId: 1, addedAt: at(2).toISOString() }
const nobody = new Set<number>()

test('the message that says it again, with what it restates and how strongly', () => {
  const messages = [message(1, told), message(2, 'Any news?'), message(3, `As I said: ${told}`)]
  expect(suspicionsOf({ messages, facts: [], decided: nobody })).toEqual([
    { messageId: 3, factId: null, earlierMessageId: 1, words: told, percent: 100, threshold: 60 },
  ])
})

test('a fact of an earlier message, but never of the message it came from', () => {
  const messages = [message(1, 'My order is 48-2291-07.'), message(3, 'Once more: order 48-2291-07.')]
  const found = suspicionsOf({ messages, facts: [fact], decided: nobody })
  expect(found).toMatchObject([{ messageId: 3, factId: 7, words: 'Order 48-2291-07' }])
})

test('what was written down only later was not known then', () => {
  const known = { ...fact, messageId: null, addedAt: at(9).toISOString() }
  const messages = [message(3, 'Order 48-2291-07, please.'), message(20, 'That was order 48-2291-07.')]
  const found = suspicionsOf({ messages, facts: [known], decided: nobody })
  expect(found.map(({ messageId }) => messageId)).toEqual([20])
})

test('a person’s decision ends it, whichever way', () => {
  const messages = [message(1, told), message(3, told)]
  expect(suspicionsOf({ messages, facts: [], decided: new Set([3]) })).toEqual([])
})
