import { afterEach, expect, test, vi } from 'vitest'
import type { Consult } from '../../server/consults/contract.ts'
import { answers } from '../app/testing/answers.ts'
import { type Around, render } from '../app/testing/render.tsx'
import { caseOf, eventOf, mia, minutesAgo, teamOf } from '../app/testing/samples.ts'
import { absencesQuery, rotasQuery, staffQuery, teamsQuery } from '../people/api.ts'
import { answerConsult, askForHelp, consultsQuery, declineConsult, withdrawConsult } from './api.ts'
import AskDialog from './ask-dialog.tsx'
import ConsultBanners from './banner.tsx'
import ConsultsPart from './consults-part.tsx'
import { keepWords, wordsFor } from './kept-words.ts'
import { asked, ReceiversField } from './receivers-field.tsx'
import { consultWords, outcomeOf, short } from './words.ts'

afterEach(() => {
  keepWords(81, '')
  vi.unstubAllGlobals()
})

const sam = { id: 2, name: 'Sam Ode' }
const me = { id: 1, name: 'Mia Lindqvist' }
const consultOf = (change: Partial<Consult> = {}): Consult => ({
  ...{ id: 81, caseId: 7, askedBy: sam, to: me, team: null, question: 'Does the meter reset?' },
  ...{ mayWriteToCustomer: false, state: 'asked', askedAt: minutesAgo(4), endedAt: null, endedBy: null },
  ...{ words: null, because: null, may: { answer: true, withdraw: false } },
  ...change,
})
const known = (...items: Consult[]): Around => ({ known: [[consultsQuery(7).queryKey, { items }]] })
const foreign = caseOf({ owner: sam })
const banners = (items: Consult[], found = foreign) =>
  render(<ConsultBanners found={found} />, known(...items))
const mine = (change: Partial<Consult> = {}) =>
  consultOf({ askedBy: me, to: sam, may: { answer: false, withdraw: true }, ...change })

test('who is asked reads the question and answers it there', async () => {
  const page = await banners([consultOf()])
  expect(page.one('region').name).toBe('Your help is asked for')
  expect(page.text).toContain('Sam Ode asks you. 4 min')
  expect(page.tags('blockquote').map(({ text }) => text)).toEqual(['Does the meter reset?'])
  expect(page.one('textbox').name).toBe('Your answer')
  expect(page.names('button')).toEqual(['Answer', 'I cannot help with this'])
  expect(page.text).toContain('You can read everything here and write notes.')
})

test('they are told when they may write to the customer as well', async () => {
  expect((await banners([consultOf({ mayWriteToCustomer: true })])).text).toContain(
    'You may also write to the customer until you answer.',
  )
})

test('a colleague of who is on duty learns that they may answer too, and that the desk itself may ask', async () => {
  const team = { id: 2, name: 'Lines' }
  const page = await banners([consultOf({ askedBy: null, to: { id: 3, name: 'Tom Falk' }, team })])
  expect(page.text).toContain('The desk asks Lines. Tom Falk is on duty; you may answer too.')
})

test('what one has begun to write is there again after a look at another case', async () => {
  keepWords(81, 'Only after a cold')
  const page = await banners([consultOf()])
  expect(page.one('textbox').text).toBe('Only after a cold')
})

test.each([
  [{ state: 'withdrawn', because: 'withdrawn' }, 'Sam Ode took the question back.'],
  [{ state: 'answered', endedBy: { id: 3, name: 'Tom Falk' } }, 'Tom Falk answered.'],
  [{ state: 'withdrawn', because: 'merged', endedBy: null }, 'The case was merged into another one'],
] as const)('a question that ends while one writes leaves the words', async (change, happened) => {
  keepWords(81, 'Only after a cold start, and then')
  const ended = { endedBy: sam, endedAt: minutesAgo(1), may: { answer: false, withdraw: false }, ...change }
  const page = await banners([consultOf(ended)])
  expect(page.text).toContain(happened)
  expect(page.text).toContain('What you wrote is still here: Only after a cold start, and then')
  expect(page.names('button')).toEqual(['Keep my words as a note', 'Throw them away'])
})

test('a question that ended before one wrote a word is gone', async () => {
  const ended = { state: 'withdrawn', because: 'withdrawn', may: { answer: false, withdraw: false } } as const
  expect((await banners([consultOf(ended)])).text).toBe('')
})

test('who asked sees that it waits, and can take each question back', async () => {
  const page = await banners([mine(), mine({ id: 82, to: { id: 3, name: 'Tom Falk' } })], caseOf())
  expect(page.one('region').name).toBe('Asked for help')
  expect(page.all('listitem').map(({ text }) => text)).toEqual([
    expect.stringContaining('Mia Lindqvist asked Sam Ode 4 min. ago: “Does the meter reset?”'),
    expect.stringContaining('asked Tom Falk'),
  ])
  expect(page.names('button')).toEqual(['Take the question back', 'Take the question back'])
})

test.each([
  [{ state: 'answered', words: 'It does.' }, ['Sam Ode answered.', 'It does.']],
  [{ state: 'declined', words: 'Not my model.' }, ['Sam Ode cannot help with this.', 'Not my model.']],
  [{ state: 'withdrawn', because: 'left', endedBy: null }, ['no longer works here', 'Ask somebody else']],
] as const)('an answer is there to be read by who asked', async (change, said) => {
  const back = mine({
    endedAt: minutesAgo(2),
    endedBy: sam,
    may: { answer: false, withdraw: false },
    ...change,
  })
  const page = await banners([back], caseOf())
  for (const words of said) expect(page.text).toContain(words)
  expect(page.names('button')).toEqual(['Got it'])
})

test('what is old, what one did oneself, and what others asked on cases of others is not told again', async () => {
  const back = { state: 'answered', words: 'It does.', may: { answer: false, withdraw: false } } as const
  const old = mine({ ...back, endedAt: minutesAgo(60 * 25), endedBy: sam })
  const own = mine({ ...back, endedAt: minutesAgo(1), endedBy: me })
  const others = consultOf({ to: { id: 3, name: 'Tom Falk' }, may: { answer: false, withdraw: false } })
  expect((await banners([old, own, others])).text).toBe('')
})

const tom = { ...mia, id: 3, name: 'Tom Falk', teamIds: [2] }
const around: Around = {
  known: [
    [staffQuery.queryKey, { items: [mia, { ...mia, ...sam }, tom] }],
    [teamsQuery.queryKey, { items: [teamOf(), teamOf({ id: 2, name: 'Lines' })] }],
    [rotasQuery.queryKey, { items: [] }],
    [
      absencesQuery.queryKey,
      {
        items: [
          {
            ...{ id: 1, staff: sam, standIn: { id: 3, name: 'Tom Falk' }, handOver: true },
            ...{ startsAt: minutesAgo(60), endsAt: minutesAgo(-60) },
          },
        ],
      },
    ],
  ],
}

test('asking says who goes on owning it, and lets nobody write to the customer unless one says so', async () => {
  const page = await render(<AskDialog found={caseOf()} onClose={() => {}} />, around)
  expect(page.one('dialog').name).toBe('Ask for help with #1042')
  expect(page.text).toContain('You own it as before.')
  expect(page.one('dialog').attributes).toMatchObject({ 'data-can-close': 'true' })
  expect(page.names('textbox')).toContain('Your question')
  expect(page.one('checkbox').attributes.checked).toBeUndefined()
  expect(page.names('button')).toContain('Ask')
})

test('of who is away the stand-in is asked, and one is told so', async () => {
  const field = (value: string[]) =>
    render(<ReceiversField found={caseOf()} value={value} onChange={() => {}} />, around)
  expect((await field(['person-2'])).one('status').text).toBe(
    'Away: Sam Ode. In their place you ask Tom Falk.',
  )
  expect((await field(['person-3'])).one('status').text).toBe('')
})

test('the server is asked for each person and team once', () => {
  const base = { name: '', hint: '', standIn: null }
  const items = [
    { ...base, key: 'person-2', toStaffId: 2, toTeamId: 1, standIn: { id: 3, name: 'Tom Falk' } },
    { ...base, key: 'person-3', toStaffId: 3 },
    { ...base, key: 'team-2', toTeamId: 2 },
    { ...base, key: 'person-9', toStaffId: 9 },
  ]
  expect(asked(items, ['person-2', 'person-3', 'team-2'])).toEqual([{ staffId: 3 }, { teamId: 2 }])
})

test('what is done about a question goes to that question', async () => {
  const calls = answers([201, { items: [] }], [204], [204], [204])
  await askForHelp(7, { to: [{ staffId: 2 }], question: 'Why?' })
  await answerConsult(81, 'Because.')
  await declineConsult(81, 'No.')
  await withdrawConsult(81)
  expect(calls.map(({ method, path, body }) => [`${method} ${path.replace('/api/v1', '')}`, body])).toEqual([
    ['POST /cases/7/consults', { to: [{ staffId: 2 }], question: 'Why?' }],
    ['POST /consults/81/answer', { words: 'Because.' }],
    ['POST /consults/81/refusal', { words: 'No.' }],
    ['DELETE /consults/81', undefined],
  ])
})

test('an answer that came too late is refused, not taken as given', async () => {
  answers([409, { code: 'consults.over' }])
  keepWords(81, 'Half')
  await expect(answerConsult(81, 'Half')).rejects.toMatchObject({ status: 409 })
  expect(wordsFor(81)).toBe('Half')
})

test('the story says who was asked and how it stands, and nothing where nobody was', async () => {
  const items = [
    mine({ question: 'x '.repeat(200) }),
    mine({ id: 82, state: 'declined', team: { id: 2, name: 'Lines' } }),
  ]
  const page = await render(<ConsultsPart found={caseOf()} />, known(...items))
  expect(page.all('listitem').map(({ text }) => text.slice(0, 24))).toEqual([
    expect.stringMatching(/^Sam Ode ?not answered/),
    expect.stringMatching(/^Lines ?cannot help/),
  ])
  expect(page.text).toContain('…')
  expect((await render(<ConsultsPart found={caseOf()} />, known())).text).toBe('')
})

const line = (event: string, attributes = {}) =>
  consultWords(eventOf(event, { toName: 'Sam', question: 'Why?', ...attributes }))
test('each thing that happens to a question has its line', () => {
  const said = (event: string, attributes = {}) => {
    const words = line(event, attributes)
    return words?.message?.replace(/\{(\w+)\}/g, (_, key) => String(words.values?.[key]))
  }
  expect(said('consults.asked')).toBe('Mia Lindqvist asked Sam for help: “Why?”')
  expect(said('consults.asked', { teamName: 'Lines' })).toBe(
    'Mia Lindqvist asked Lines for help (Sam is on duty): “Why?”',
  )
  expect(said('consults.answered')).toBe('Mia Lindqvist answered “Why?”')
  expect(said('consults.declined', { words: 'No.' })).toBe('Mia Lindqvist cannot help with “Why?”: “No.”')
  expect(said('consults.withdrawn', { because: 'withdrawn' })).toBe(
    'Mia Lindqvist took the question to Sam back',
  )
  expect(said('consults.withdrawn', { because: 'solved' })).toBe(
    'The question to Sam ended without an answer',
  )
  expect(line('consults.other')).toBeNull()
})

test('a question is cut between characters', () => {
  expect(short(' one\n two ')).toBe('one two')
  expect(short('👍'.repeat(200)).isWellFormed()).toBe(true)
  expect(outcomeOf(mine({ state: 'withdrawn', because: 'closed' })).message).toContain('closed')
})
