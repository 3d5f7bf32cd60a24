import { afterEach, expect, test, vi } from 'vitest'
import { Problem } from '../app/problem.ts'
import { answers } from '../app/testing/answers.ts'
import { render } from '../app/testing/render.tsx'
import { caseOf, contactOf, minutesAgo, pagesOf } from '../app/testing/samples.ts'
import { conversationQuery } from '../cases/api.ts'
import { changeSettings, propose, recordSpoken, settingsQuery, solutionsQuery, withdraw } from './api.ts'
import SolutionBanner from './banner.tsx'
import ProposeDialog from './propose-dialog.tsx'
import SolutionSettings from './solution-settings.tsx'
import SpokenDialog from './spoken-dialog.tsx'

afterEach(() => void vi.unstubAllGlobals())
const close = () => {}

test('a proposal says how far its writer had read, and is the same one when it is repeated', async () => {
  const asked = answers([201, {}], [201, {}])
  for (let time = 0; time < 2; time += 1) await propose(7, { words: 'We replaced it.', seenUpTo: 11 }, 'once')
  expect(asked.map(({ path, body }) => [path, body])).toEqual(
    Array(2).fill(['/api/v1/cases/7/solutions', { words: 'We replaced it.', seenUpTo: 11 }]),
  )
  expect(asked.map(({ headers }) => headers.get('idempotency-key'))).toEqual(['once', 'once'])
})

test('a question is taken back by its own number', async () => {
  const asked = answers([200, {}])
  await withdraw(7, 3)
  expect(asked[0]).toMatchObject({ method: 'DELETE', path: '/api/v1/cases/7/solutions/3' })
})

test('a spoken answer goes with the call it was given in and the customer’s words', async () => {
  const asked = answers([201, {}])
  const said = { words: 'A new card', contactId: 4, said: 'not-yet', customerWords: 'It hums.' } as const
  await recordSpoken(7, said, 'once')
  expect(asked[0]).toMatchObject({ method: 'POST', path: '/api/v1/cases/7/spoken-solutions', body: said })
})

test('two who change the days at once do not overwrite each other', async () => {
  const asked = answers([412, {}])
  const change = changeSettings({ reminderDays: [2], restDays: 9 }, 5)
  await expect(change).rejects.toMatchObject({ status: 412 })
  expect(asked[0]?.headers.get('if-match')).toBe('"5"')
})

test('what is proposed must be said in words', async () => {
  const page = await render(<ProposeDialog found={caseOf()} onClose={close} />)
  const field = page.one('textbox', 'What was done, in words the customer understands')
  expect(field.attributes).toHaveProperty('required')
  expect(page.text).toContain('“Yes, it is solved” and “No, not yet”')
})

const spoken = (items: ReturnType<typeof contactOf>[]) =>
  render(<SpokenDialog found={caseOf()} onClose={close} />, {
    known: [
      [
        conversationQuery(7).queryKey,
        pagesOf({ items, earlier: null, earlierCases: { items: [], next: null } }),
      ],
    ],
  })

test('the newest call is the one meant, unless another is chosen', async () => {
  const page = await spoken([
    contactOf({ id: 1, channel: 'visit', at: minutesAgo(600) }),
    contactOf({ id: 2, channel: 'call', at: minutesAgo(5) }),
  ])
  expect(page.names('button')[0]).toMatch(/^Call, .* Said in$/)
  expect(page.names('button')).toContain('Yes, it is solved They said')
})

test('a chat is nothing that was said aloud', async () => {
  expect((await spoken([contactOf({ channel: 'chat' })])).text).toContain('There is no call or visit')
})

test('both sides of a spoken answer are needed, and the customer is told of it', async () => {
  const page = await spoken([contactOf()])
  const needed = page.all('textbox').filter(({ attributes }) => 'required' in attributes)
  expect(needed.map(({ name }) => name)).toEqual(['What we told them was done', 'In their own words'])
  expect(page.described(page.one('textbox', 'In their own words'))).toContain('They are told by mail')
})

test('a case where nothing was proposed, or it was confirmed, has no banner', async () => {
  const none = { known: [[solutionsQuery(7).queryKey, { items: [] }]] as const }
  expect((await render(<SolutionBanner found={caseOf()} />, none)).text).toBe('')
  const confirmed = { known: [[solutionsQuery(7).queryKey, { items: [{ outcome: 'confirmed' }] }]] as const }
  expect((await render(<SolutionBanner found={caseOf({ state: 'solved' })} />, confirmed)).text).toBe('')
})

test('days on their way cannot be changed, and who may not see them is told', async () => {
  expect((await render(<SolutionSettings />)).all('button')).toEqual([])
  const failed = [[settingsQuery.queryKey, new Problem(403, {})]] as const
  expect((await render(<SolutionSettings />, { failed })).text).toContain('This is not open to you')
})
