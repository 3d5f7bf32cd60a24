import { setupI18n } from '@lingui/core'
import { afterEach, expect, test, vi } from 'vitest'
import { conditionSchema, type Guideline, type GuidelineList } from '../../server/escalations/contract.ts'
import { Problem } from '../app/problem.ts'
import { answers } from '../app/testing/answers.ts'
import { type Around, render } from '../app/testing/render.tsx'
import { mia, session, teamOf } from '../app/testing/samples.ts'
import { staffQuery, teamsQuery } from '../people/api.ts'
import { changeGuideline, guidelinesQuery, removeGuideline, writeGuideline } from './api.ts'
import { ConditionFields } from './condition-fields.tsx'
import { draftOf, guidelineIn, missingIn, wordsIn } from './draft.ts'
import { GuidelineDialog } from './guideline-dialog.tsx'
import GuidelineSettings from './guideline-settings.tsx'
import { askWords, conditionKinds, conditionWords, happenedWords } from './words.ts'

afterEach(() => void vi.unstubAllGlobals())
const close = () => {}
const i18n = setupI18n({ locale: 'en', messages: { en: {} } })

const guidelineOf = (change: Partial<Guideline> = {}): Guideline => ({
  id: 3,
  team: null,
  condition: { kind: 'contacts', atLeast: 3 },
  advice: 'Read the whole story first.',
  ask: { kind: 'lead' },
  askName: null,
  askLeft: false,
  isOn: true,
  version: 4,
  may: { change: true },
  ...change,
})
const listOf = (
  items: Guideline[],
  timeliness: GuidelineList['timeliness'] = { share: 0.65, n: 20, days: 30 },
): GuidelineList => ({ items, timeliness })
const as = (role: 'agent' | 'lead' | 'admin', permissions: string[], teamIds = [1]): Around['session'] => ({
  person: { ...mia, role, teamIds },
  permissions,
})
const settings = (list: GuidelineList, who: Around['session']) =>
  render(<GuidelineSettings />, {
    known: [[guidelinesQuery.queryKey, list]],
    ...(who && { session: { ...session, ...who } }),
  })
const dialog = (guideline: Guideline | null, who = as('admin', ['escalations.manage'])) =>
  render(<GuidelineDialog guideline={guideline} onClose={close} />, {
    known: [
      [teamsQuery.queryKey, { items: [teamOf(), teamOf({ id: 2, name: 'Lines' })] }],
      [
        staffQuery.queryKey,
        { items: [mia, { ...mia, id: 2, name: 'Otto Ek', switchedOffAt: '2026-01-01' }] },
      ],
    ],
    ...(who && { session: { ...session, ...who } }),
  })

test('a guideline reads as a sentence: when, what to do, whose cases, who is asked', async () => {
  const page = await settings(listOf([guidelineOf()]), as('lead', ['escalations.manage']))
  expect(page.one('listitem').text).toContain(
    'At the third contact for the same need Read the whole story first. All teams · asks the lead on duty',
  )
  expect(page.names('button')).toEqual(['New guideline', 'Change: At the third contact for the same need'])
  expect(page.one('switch').name).toBe('At the third contact for the same need')
})

test('how soon it was answered stands above, with how many that is of', async () => {
  const page = await settings(listOf([]), as('agent', []))
  expect(page.text).toContain('Answered within 15 minutes in the last 30 days: 65 % of 20.')
  expect(page.text).toContain('so that nobody has to be brave to do it')
})

test('where none spoke up there is no value, never nought', async () => {
  const page = await settings(listOf([], { share: null, n: 0, days: 30 }), as('agent', []))
  expect(page.text).toContain('No value yet: none spoke up in the last 30 days.')
  expect(page.text).not.toContain('%')
})

test('an agent reads them and changes none; a lead without a team writes none', async () => {
  const foreign = guidelineOf({ team: { id: 2, name: 'Lines' }, isOn: false, may: { change: false } })
  const page = await settings(listOf([foreign]), as('agent', []))
  expect(page.one('listitem').text).toMatch(/Lines · asks the lead on duty Off$/)
  expect([...page.names('button'), ...page.names('switch')]).toEqual([])
  expect((await settings(listOf([]), as('lead', ['escalations.manage'], []))).names('button')).toEqual([])
})

test('who may not see them, or cannot reach them now, is told', async () => {
  const failed = [[guidelinesQuery.queryKey, new Problem(403, {})]] as const
  expect((await render(<GuidelineSettings />, { failed })).text).toContain('This is not open to you')
})

test('a new one is for all teams where an administrator writes, for their own where a lead does', async () => {
  const admin = await dialog(null)
  expect(admin.one('dialog').name).toBe('New guideline')
  expect(admin.names('button')).toEqual([
    'All teams In cases of',
    'the customer uses certain words When',
    'the lead on duty then ask',
    'Save',
  ])
  expect(admin.names('textbox')).toEqual(['one of these', 'and this is what to do'])
  const lead = await dialog(null, as('lead', ['escalations.manage']))
  expect(lead.names('button')[0]).toBe('Support In cases of')
  expect(lead.markup).not.toContain('All teams')
})

test('one that stands can be changed in each of its parts, and removed', async () => {
  const condition = { kind: 'hand-offs', atLeast: 2, between: 'people' } as const
  const page = await dialog(guidelineOf({ condition, ask: { kind: 'team', teamId: 2 }, askName: 'Lines' }))
  expect(page.names('button')).toEqual([
    'All teams In cases of',
    'it is handed on When',
    'second for the … time',
    'people between',
    'another team then ask',
    'Lines namely',
    'Save',
    'Remove it',
  ])
  expect(page.one('textbox', 'and this is what to do').text).toBe('Read the whole story first.')
})

test('somebody who left is not offered, and not chosen any more', async () => {
  const page = await dialog(guidelineOf({ ask: { kind: 'person', staffId: 2 }, askName: 'Otto Ek' }))
  expect(page.names('button')).toContain('Choose somebody namely')
  expect(page.markup).not.toContain('Otto Ek')
})

test.each([
  ['time', { kind: 'waiting', time: 'soon' }, 'Write it like 30 min or 4 h.'],
  ['words', { kind: 'words', words: ' ,\n ' }, 'Name at least one word.'],
] as const)('a missing %s is said at its field', async (_what, change, words) => {
  const draft = { ...draftOf(null, null), ...change }
  const missing = missingIn(draft)
  const page = await render(<ConditionFields draft={draft} missing={missing} onChange={close} />)
  expect(page.text).toContain(words)
  expect(guidelineIn(draft, 'x', true)).toBeNull()
})

test('nobody to ask is missing too', () => {
  for (const ask of ['person', 'team'] as const)
    expect(missingIn({ ...draftOf(null, null), words: 'refund', ask })).toBe('whom')
  expect(missingIn({ ...draftOf(null, null), words: 'refund', ask: 'owner' })).toBeNull()
})

const every: Guideline['condition'][] = [
  { kind: 'hand-offs', atLeast: 12, between: 'people' },
  { kind: 'ping-pong', between: 'people' },
  { kind: 'contacts', atLeast: 5 },
  { kind: 'waiting', minutes: 90 },
  { kind: 'promise-broken' },
  { kind: 'words', words: ['refund', 'my lawyer'] },
  { kind: 'manager-asked' },
  { kind: 'dissatisfied' },
]

test('every condition the desk knows can be written and read, and comes back as it was', () => {
  expect(conditionKinds.toSorted()).toEqual(every.map(({ kind }) => kind).toSorted())
  for (const condition of every) {
    const guideline = guidelineOf({ condition, team: { id: 2, name: 'Lines' }, ask: { kind: 'owner' } })
    const written = guidelineIn(draftOf(guideline, null), guideline.advice, false)
    expect(written).toEqual({
      ...{ teamId: 2, condition, advice: guideline.advice, ask: { kind: 'owner' }, isOn: false },
    })
    expect(conditionSchema.safeParse(written?.condition).success).toBe(true)
    expect(i18n._(conditionWords(i18n, condition))).toMatch(/^(When|After|At) /)
    expect(i18n._(happenedWords(i18n, condition, 'refund'))).toMatch(/\.$/)
  }
})

test.each([
  [{ kind: 'hand-offs', atLeast: 2, between: 'teams' }, 'After the second hand-off between teams'],
  [{ kind: 'hand-offs', atLeast: 12, between: 'people' }, 'After the 12. hand-off between people'],
  [{ kind: 'ping-pong', between: 'teams' }, 'When it goes back and forth between two teams'],
  [{ kind: 'waiting', minutes: 90 }, 'When the customer has waited for 1 h 30 min'],
  [{ kind: 'words', words: ['refund', 'my lawyer'] }, 'When the customer writes “refund”, “my lawyer”'],
] as const)('%j is said in plain words', (condition, words) => {
  const parsed = conditionSchema.parse(condition)
  expect(i18n._(conditionWords(i18n, parsed))).toBe(words)
})

test('words are parted by commas and lines of any script, each once', () => {
  expect(wordsIn('refund, my lawyer\n refund;解約、返金، شكوى ,')).toEqual([
    ...['refund', 'my lawyer', '解約', '返金', 'شكوى'],
  ])
})

test.each([
  [{ ask: { kind: 'owner' } }, 'asks the owner'],
  [{ ask: { kind: 'person', staffId: 2 }, askName: 'Otto Ek' }, 'asks Otto Ek'],
  [
    { ask: { kind: 'person', staffId: 2 }, askName: 'Otto Ek', askLeft: true },
    'asks the lead on duty, because Otto Ek has left',
  ],
  [{ ask: { kind: 'team', teamId: 2 }, askName: 'Lines' }, 'asks the lead on duty of Lines'],
] as const)('whom %j asks is said', (change, words) => {
  expect(i18n._(askWords(guidelineOf(change)))).toBe(words)
})

test('a change names the version that was read; the rest goes where it belongs', async () => {
  const asked = answers([201, guidelineOf()], [200, guidelineOf()], [204])
  const { condition, advice, ask, isOn } = guidelineOf()
  await writeGuideline({ teamId: null, condition, advice, ask, isOn })
  await changeGuideline(guidelineOf(), { isOn: false })
  await removeGuideline(3)
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /api/v1/guidelines',
    'PATCH /api/v1/guidelines/3',
    'DELETE /api/v1/guidelines/3',
  ])
  expect([asked[1]?.headers.get('if-match'), asked[1]?.body]).toEqual(['"4"', { isOn: false }])
})
