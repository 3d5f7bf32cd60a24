import { expect, test } from 'vitest'
import type { CaseClocks, Clock, Policy } from '../../server/clocks/contract.ts'
import { render } from '../app/testing/render.tsx'
import { caseOf, minutesAgo, teamOf } from '../app/testing/samples.ts'
import { teamsQuery } from '../people/api.ts'
import { clocksQuery, policiesQuery } from './api.ts'
import ClocksPart, { worthALine } from './clocks-part.tsx'
import { clockWords } from './event-words.ts'
import { PolicyDialog } from './policy-dialog.tsx'
import PolicySettings from './policy-settings.tsx'

const clockOf = (change: Partial<Clock> = {}): Clock => ({
  ...{
    id: 1,
    kind: 'first-response',
    startedAt: minutesAgo(90),
    stoppedAt: minutesAgo(30),
    ended: 'answered',
  },
  ...{ targetMinutes: 120, dueAt: null, breached: false },
  ...{ workingSeconds: 3600, calendarSeconds: 7200, pausedSeconds: 0 },
  ...change,
})
const clocks = (change: Partial<CaseClocks> = {}): CaseClocks => ({
  clocks: [clockOf()],
  restsNow: false,
  longestSilence: { seconds: 7200, since: minutesAgo(90), until: null },
  calendar: { id: 1, name: 'Office' },
  ...change,
})
const part = async (data: CaseClocks) => {
  const page = await render(<ClocksPart found={caseOf({ id: 7 })} />, {
    known: [[clocksQuery(7).queryKey, data]],
  })
  return page.text
}

test('working time, calendar time and the longest silence stand together', async () => {
  expect(await part(clocks())).toBe(
    'Waiting First response answered · 1 hr of open hours · 2 hr in all Longest silence 2 hr. Open hours: Office.',
  )
})

test('a clock that runs says when it is due, a late one that it is late, a resting one how long', async () => {
  const running = { stoppedAt: null, ended: null, dueAt: minutesAgo(-65) }
  expect(await part(clocks({ clocks: [clockOf(running)] }))).toContain('due in 1 hr')
  expect(await part(clocks({ clocks: [clockOf({ ...running, breached: true })] }))).toContain('late')
  const resting = clocks({
    clocks: [clockOf({ ...running, dueAt: null, pausedSeconds: 5400 })],
    restsNow: true,
  })
  expect(await part({ ...resting, calendar: null })).toContain('1 hr 30 min resting')
  expect(await part({ ...resting, calendar: null })).toContain(
    'Our question waits for the customer. Reckoned at every hour.',
  )
})

test('where nobody has spoken there is nothing to say', async () => {
  expect(await part(clocks({ clocks: [], longestSilence: null, calendar: null }))).toBe('')
})

test('of many answers only the slowest is worth a line, and one that is still owed', () => {
  const next = (id: number, workingSeconds: number, stoppedAt: string | null = minutesAgo(1)) =>
    clockOf({ id, kind: 'next-response', workingSeconds, stoppedAt })
  const all = [next(1, 10), next(2, 30), next(3, 20), next(4, 1, null), clockOf({ id: 9 })]
  expect(worthALine(all).map(({ id }) => id)).toEqual([9, 2, 4])
})

test('only a target that has passed is a line of the conversation', () => {
  const event = {
    type: 'event',
    id: 1,
    at: minutesAgo(1),
    actorName: '',
    attributes: { kind: 'next-response' },
  } as const
  expect(clockWords({ ...event, event: 'clocks.breached' })?.message).toBe('The response is late')
  expect(clockWords({ ...event, event: 'clocks.warned' })).toBeNull()
})

const policyOf = (change: Partial<Policy> = {}): Policy => ({
  ...{ id: 1, team: null, organisation: null, fromAt: minutesAgo(5), version: 4 },
  ...{ firstResponse: 240, nextResponse: 90, firstResolution: null, fullResolution: null },
  ...change,
})
const house = (items: Policy[]) => ({
  known: [
    [policiesQuery.queryKey, { items }],
    [teamsQuery.queryKey, { items: [teamOf()] }],
  ] as const,
})

test('policies stand with whom they are for and what is aimed at', async () => {
  const lines = { id: 2, name: 'Lines' }
  const measured = { firstResponse: null, nextResponse: null }
  const page = await render(
    <PolicySettings />,
    house([policyOf(), policyOf({ id: 2, team: lines, ...measured })]),
  )
  expect(page.all('listitem').map(({ text }) => text)).toEqual([
    'Everybody First response 4 h, Next response 1 h 30 min Change',
    'Lines Measured without targets Change',
  ])
  expect((await render(<PolicySettings />, house([]))).text).toContain('No targets yet')
})

test('changing a policy shows its targets as they are typed; a new one asks whom it is for', async () => {
  const changed = await render(<PolicyDialog policy={policyOf()} onClose={() => {}} />, house([policyOf()]))
  expect(changed.one('textbox', 'First response').attributes.value).toBe('4 h')
  expect(changed.one('textbox', 'First solution').attributes.value ?? '').toBe('')
  expect(changed.names('button')).toContain('Remove the targets')
  const made = await render(<PolicyDialog policy={null} onClose={() => {}} />, house([]))
  expect(made.names('button')).toEqual(['Everybody For the team', 'Save'])
  expect(made.names('combobox')).toEqual(['Organisation'])
})
