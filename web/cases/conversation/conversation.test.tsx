import { expect, test } from 'vitest'
import type { Conversation as Talk } from '../../../server/cases/contract.ts'
import { Problem } from '../../app/problem.ts'
import { type Around, render } from '../../app/testing/render.tsx'
import { caseOf, messageOf, minutesAgo, noteOf, pagesOf } from '../../app/testing/samples.ts'
import { caseQuery, conversationQuery } from '../api.ts'
import { Conversation } from './conversation.tsx'
import EarlierTalk from './earlier-talk.tsx'

const key = conversationQuery(7).queryKey
const talk = (change: Partial<Talk> = {}): Talk => ({
  items: [messageOf(), noteOf()],
  earlier: null,
  earlierCases: { items: [], next: null },
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

const before = (next: string | null, ...ids: number[]) => ({
  items: ids.map((id) => ({ ...earlier, id, need: `Need ${id}` })),
  next,
})

test('earlier cases of the customer stand above in the order in which they came, each folded to a line', async () => {
  const page = await known(talk({ earlierCases: before(null, 4, 3) }))
  expect(page.names('region')).toContain('Earlier cases of this customer')
  const lines = page.all('button').filter(({ text }) => text.includes('Need'))
  expect(lines.map(({ text }) => text)).toEqual([
    expect.stringContaining('Need 3'),
    expect.stringContaining('Need 4'),
  ])
  expect(lines[0]?.attributes['aria-expanded']).toBe('false')
  expect(lines[0]?.text).toContain('Solved')
})

test('the cases before those are offered only when there are any', async () => {
  const more = 'Cases before these'
  expect((await known(talk({ earlierCases: before('cursor', 4) }))).names('button')).toContain(more)
  expect((await known(talk({ earlierCases: before(null, 4) }))).names('button')).not.toContain(more)
})

test('earlier cases wait until everything of this one is on the screen', async () => {
  const page = await known(talk({ earlier: 'cursor', earlierCases: before(null, 4) }))
  expect(page.names('button')).toContain('Show what was said before')
  expect(page.names('region')).not.toContain('Earlier cases of this customer')
})

test('an unfolded case says everything at its place, and where it is', async () => {
  const around: Around = {
    known: [
      [caseQuery(3).queryKey, caseOf({ id: 3, number: 900 })],
      [conversationQuery(3).queryKey, pagesOf(talk())],
    ],
  }
  const page = await render(<EarlierTalk id={3} number={900} />, around)
  expect(page.names('region')).toContain('Message from Astrid Berg')
  expect(page.one('link', 'Open case #900').attributes.href).toBe('/desk/all/3')
})

test('an earlier case that cannot be read says so, with a way on', async () => {
  const gone = new Problem(404, { detail: 'Gone.' })
  const readings: Around[] = [
    { failed: [[caseQuery(3).queryKey, gone]] },
    { known: [[caseQuery(3).queryKey, caseOf({ id: 3 })]], failed: [[conversationQuery(3).queryKey, gone]] },
  ]
  for (const around of readings) {
    const page = await render(<EarlierTalk id={3} number={900} />, around)
    expect(page.one('alert').text).toContain('Gone.')
    expect(page.names('button')).toEqual(['Try again'])
  }
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
