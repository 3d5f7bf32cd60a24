import { afterEach, expect, test, vi } from 'vitest'
import { targetsSchema } from '../../server/clocks/contract.ts'
import { Problem } from '../app/problem.ts'
import { answers } from '../app/testing/answers.ts'
import { render } from '../app/testing/render.tsx'
import { eventOf, minutesAgo } from '../app/testing/samples.ts'
import { policiesQuery, removePolicy, setPolicy } from './api.ts'
import { clockWords } from './event-words.ts'
import { PolicyDialog } from './policy-dialog.tsx'
import PolicySettings from './policy-settings.tsx'
import { targetNames } from './words.ts'

afterEach(() => void vi.unstubAllGlobals())

const targets = { firstResponse: 240, nextResponse: 90, firstResolution: null, fullResolution: null }
const [team, organisation] = [
  { id: 2, name: 'Lines' },
  { id: 9, name: 'Acme' },
]
const policy = { id: 1, team: null, organisation: null, fromAt: minutesAgo(5), version: 4, ...targets }

test.each([
  ['everybody', { team: null, organisation: null }, '/clock-policy'],
  ['a team', { team, organisation: null }, '/teams/2/clock-policy'],
  ['an organisation', { team: null, organisation }, '/organisations/9/clock-policy'],
])('targets for %s are set and removed where they are theirs', async (_, whom, path) => {
  const asked = answers([200, policy], [204])
  await setPolicy(whom, targets, 4)
  await removePolicy(whom)
  expect(asked.map((one) => `${one.method} ${one.path}`)).toEqual([
    `PUT /api/v1${path}`,
    `DELETE /api/v1${path}`,
  ])
  expect(asked[0]?.body).toEqual(targets)
  expect(asked[0]?.headers.get('if-match')).toBe('"4"')
})

test('the first targets of somebody name no version', async () => {
  const asked = answers([201, policy])
  await setPolicy({ team, organisation: null }, targets, undefined)
  expect(asked[0]?.headers.has('if-match')).toBe(false)
})

test('every target the desk knows can be set', async () => {
  expect(targetNames.toSorted()).toEqual(Object.keys(targetsSchema.shape).toSorted())
  const page = await render(<PolicyDialog policy={policy} onClose={() => {}} />)
  expect(page.names('textbox')).toEqual([
    'First response',
    'Next response',
    'First solution',
    'Solved for good',
  ])
  expect(page.one('textbox', 'Next response').attributes.value).toBe('1 h 30 min')
  expect(page.one('textbox', 'Solved for good').attributes.placeholder).toBe('no target')
})

test('new targets cannot be removed before they are made, and say what becomes of clocks that run', async () => {
  const page = await render(<PolicyDialog policy={null} onClose={() => {}} />)
  expect(page.one('dialog').name).toBe('New targets')
  expect(page.names('button')).not.toContain('Remove the targets')
  expect(page.text).toContain('Clocks that run keep what they have had')
})

test('an organisation’s targets stand under its name; who may not see them is told', async () => {
  const items = [{ ...policy, organisation }]
  const page = await render(<PolicySettings />, { known: [[policiesQuery.queryKey, { items }]] })
  expect(page.one('listitem').text).toContain('Acme First response 4 h')
  expect(page.names('button')).toEqual(['New targets', 'Change Acme'])
  const failed = [[policiesQuery.queryKey, new Problem(403, {})]] as const
  expect((await render(<PolicySettings />, { failed })).text).toContain('This is not open to you')
})

test.each([
  ['first-response', 'The first response is late'],
  ['first-resolution', 'The solution is late'],
  ['full-resolution', 'Solving it for good is late'],
])('a %s that is late is told as such', (kind, words) => {
  expect(clockWords(eventOf('clocks.breached', { kind }))?.message).toBe(words)
})

test('a clock of a kind we do not know is not told at all', () => {
  expect(clockWords(eventOf('clocks.breached', { kind: 'tea' }))).toBeNull()
})
