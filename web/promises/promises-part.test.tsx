import { expect, test } from 'vitest'
import type { CasePromises } from '../../server/promises/contract.ts'
import { inMinutes, promiseOf, promisesOf } from '../app/testing/promise-samples.ts'
import { render } from '../app/testing/render.tsx'
import { caseOf } from '../app/testing/samples.ts'
import { casePromisesQuery } from './api.ts'
import NoticedBanner from './noticed-banner.tsx'
import PromisesPart from './promises-part.tsx'

const draw = (data: Partial<CasePromises>, part = <PromisesPart found={caseOf()} />) =>
  render(part, { known: [[casePromisesQuery(7).queryKey, promisesOf(data)]] })

test('what is promised stands in the story with its keeper and what may be said of it', async () => {
  const page = await draw({ items: [promiseOf()] })
  expect(page.names('heading')).toEqual(['Promised'])
  expect(page.text).toContain('Call back about the line')
  expect(page.text).toContain('You keep it')
  expect(page.names('button')).toEqual(['Kept', 'Move…', 'Withdrawn…'])
})

test('a broken one says so in words, and can still be kept', async () => {
  const page = await draw({ items: [promiseOf({ state: 'broken', dueAt: inMinutes(-90) })] })
  expect(page.text).toContain('Broken')
  expect(page.names('button')).toContain('Kept')
})

test('what became of the others is folded, and asks for nothing', async () => {
  const page = await draw({ items: [promiseOf({ state: 'kept-late', settledAt: inMinutes(-5) })] })
  expect(page.text).toContain('Earlier promises: 1')
  expect(page.text).toContain('Kept late')
  expect(page.names('button')).toEqual([])
})

test('who owns the case now is asked to keep what a colleague promised, and nobody else is', async () => {
  const sam = { id: 9, name: 'Sam Oduya' }
  const asked = await draw({
    items: [promiseOf({ keeper: sam, askedKeeper: { id: 1, name: 'Mia Lindqvist' } })],
  })
  expect(asked.text).toContain('Will you keep what Sam Oduya promised?')
  expect(asked.names('button')).toContain('I keep it')
  const other = await draw({ items: [promiseOf({ askedKeeper: sam })] })
  expect(other.names('button')).not.toContain('I keep it')
  expect(asked.text).toContain('Sam Oduya keeps it')
})

test('where nothing was promised, nothing is said', async () => {
  expect((await draw({})).text.trim()).toBe('')
})

const noticed = {
  id: 3,
  messageId: 12,
  what: 'I will call you tomorrow by 10.',
  dueAt: inMinutes(600),
  timeGiven: true,
}

test('a reply that sounds like a promise is asked about: yes, another time, or none', async () => {
  const page = await draw({ noticed: [noticed] }, <NoticedBanner found={caseOf()} />)
  expect(page.text).toContain('I will call you tomorrow by 10.')
  expect(page.names('button')).toEqual(['Yes, I keep it', 'Another time…', 'No promise'])
})

test('without an hour one cannot say yes before choosing it', async () => {
  const page = await draw({ noticed: [{ ...noticed, timeGiven: false }] }, <NoticedBanner found={caseOf()} />)
  expect(page.names('button')).toEqual(['Yes, choose the hour…', 'No promise'])
})

test('nothing noticed, nothing asked', async () => {
  expect((await draw({}, <NoticedBanner found={caseOf()} />)).text.trim()).toBe('')
})
