import { expect, test } from 'vitest'
import type { Conversation as Talk } from '../../../server/cases/contract.ts'
import { Problem } from '../../app/problem.ts'
import { type Around, render } from '../../app/testing/render.tsx'
import { caseOf, messageOf, minutesAgo, noteOf, pagesOf } from '../../app/testing/samples.ts'
import { conversationQuery } from '../api.ts'
import { Conversation } from './conversation.tsx'

const key = conversationQuery(7).queryKey
const talk = (change: Partial<Talk> = {}): Talk => ({
  items: [messageOf(), noteOf()],
  earlier: null,
  earlierCases: [],
  ...change,
})
const draw = (around: Around) => render(<Conversation found={caseOf()} />, around)
const known = (...pages: Talk[]) => draw({ known: [[key, pagesOf(...pages)]] })

test('what was said is read from the oldest to the newest, also over pages', async () => {
  const newest = talk({ earlier: 'cursor' })
  const older = talk({ items: [messageOf({ id: 2, authorName: 'Otto Ek' })] })
  const page = await known(newest, older)
  expect(page.names('region')).toEqual([
    'Conversation',
    'Message from Otto Ek',
    'Message from Astrid Berg',
    'Note by Mia Lindqvist, only for us',
  ])
})

test('the scroll can be reached by keyboard', async () => {
  expect((await known(talk())).one('region', 'Conversation').attributes.tabindex).toBe('0')
})

test('more from before is offered only when there is more', async () => {
  const more = 'Show what was said before'
  expect((await known(talk({ earlier: 'cursor' }))).names('button')).toContain(more)
  expect((await known(talk())).names('button')).not.toContain(more)
})

const earlier = {
  id: 3,
  number: 900,
  need: 'New router',
  state: 'solved',
  channel: 'call',
  createdAt: minutesAgo(9000),
  lastActivityAt: minutesAgo(8000),
  messageCount: 4,
} as const

test('earlier cases of the customer are counted in one folded line', async () => {
  const page = await known(talk({ earlierCases: [earlier, { ...earlier, id: 4 }] }))
  const fold = page.one('button', '2 earlier cases of this customer')
  expect(fold.attributes['aria-expanded']).toBe('false')
  const only = await known(talk({ earlierCases: [earlier] }))
  expect(only.names('button')).toContain('1 earlier case of this customer')
})

test('earlier cases wait until everything of this one is on the screen', async () => {
  const page = await known(talk({ earlier: 'cursor', earlierCases: [earlier] }))
  expect(page.names('button')).toContain('Show what was said before')
  expect(page.names('button').filter((name) => name.includes('earlier case'))).toEqual([])
})

test('trouble is said in the server’s words, with a way on', async () => {
  const page = await draw({ failed: [[key, new Problem(500, { detail: 'The database rests.' })]] })
  expect(page.one('alert').text).toContain('The database rests.')
  expect(page.names('button')).toEqual(['Try again'])
})

test('while it is on its way nothing is claimed about it', async () => {
  const page = await draw({})
  expect(page.text).toBe('')
  expect(page.all('alert')).toEqual([])
})
