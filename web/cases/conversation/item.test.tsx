import { expect, test } from 'vitest'
import { render } from '../../app/testing/render.tsx'
import { caseOf, contactOf, eventOf, messageOf, noteOf } from '../../app/testing/samples.ts'
import { Item } from './item.tsx'

test('each kind of thing is drawn as what it is', async () => {
  const things = [messageOf(), noteOf(), contactOf()]
  const page = await render(things.map((one) => <Item key={one.type} item={one} found={caseOf()} />))
  expect(page.names('region')).toEqual([
    'Message from Astrid Berg',
    'Note by Mia Lindqvist, only for us',
    'Call',
  ])
})

test('a note says, in words and not only in colour, that no customer reads it', async () => {
  const page = await render(<Item item={noteOf()} found={caseOf()} />)
  expect(page.text).toBe('Mia Lindqvist Note, only us 3 min. ago The exchange is being repaired.')
})

const happened = async (event: string, attributes = {}) =>
  (await render(<Item item={eventOf(event, attributes)} found={caseOf()} />)).text

test.each([
  ['cases.taken', {}, 'Mia Lindqvist took this case'],
  [
    'cases.state-changed',
    { from: 'open', to: 'waiting-for-customer' },
    'Mia Lindqvist: now “Waiting for the customer”',
  ],
  ['cases.reopened', { from: 'solved', to: 'open' }, 'Mia Lindqvist: now “Open”'],
  ['cases.closed', { reason: 'spam' }, 'Mia Lindqvist closed this without a solution: It is spam'],
  [
    'cases.closed',
    { reason: 'withdrawn', words: 'She found it.' },
    'Mia Lindqvist closed this without a solution: The customer withdrew it “She found it.”',
  ],
  ['cases.merged', { otherCaseNumber: 88 }, 'Mia Lindqvist merged this with #88'],
  ['cases.split', { otherCaseNumber: 89 }, 'Mia Lindqvist split #89 off'],
  ['cases.moved', { otherCaseNumber: 90 }, 'Mia Lindqvist moved a contact between this and #90'],
  ['cases.regrouping-undone', {}, 'Mia Lindqvist took that back'],
  ['cases.message-taken-back', {}, 'Mia Lindqvist took a reply back before it left'],
])('%s is one quiet sentence', async (event, attributes, words) => {
  expect(await happened(event, attributes)).toBe(`Event: ${words} 2 min. ago`)
})

test.each([
  ['new', 'open'],
  ['open', 'solution-proposed'],
  ['solution-proposed', 'solved'],
  ['solution-proposed', 'unconfirmed'],
  ['unconfirmed', 'open'],
])('from %s to %s is told once, by the line of what moved it', async (from, to) => {
  expect(await happened('cases.state-changed', { from, to })).toBe('')
})

test('what other parts of the screen show already gets no line, nor does a state nobody knows', async () => {
  expect(await happened('cases.message-in', { messageId: 3 })).toBe('')
  expect(await happened('cases.state-changed', { to: 'of-tomorrow' })).toBe('')
})
