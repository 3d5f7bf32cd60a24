import { afterEach, expect, test, vi } from 'vitest'
import { briefFields } from '../../server/ownership/contract.ts'
import { Problem } from '../app/problem.ts'
import { answers } from '../app/testing/answers.ts'
import { render } from '../app/testing/render.tsx'
import { caseOf, mia, minutesAgo, teamOf } from '../app/testing/samples.ts'
import { receiversOf } from '../people/receivers.ts'
import {
  acceptHandOff,
  beginLeaving,
  briefDraftQuery,
  offerCase,
  refuseHandOff,
  stay,
  takeOver,
  withdrawHandOff,
} from './api.ts'
import { BriefView } from './brief-view.tsx'
import HandOverDialog from './hand-over-dialog.tsx'

afterEach(() => void vi.unstubAllGlobals())

const brief = { need: 'A dial tone', done: 'Measured', promised: 'None', nextStep: 'Send', feeling: 'Calm' }

test('what is done about an offer goes to that offer', async () => {
  const asked = answers([201, {}], [200, {}], [200, {}], [204])
  await offerCase(7, { toStaffId: 3, brief, tellCustomer: true })
  await acceptHandOff(61, { promiseIds: [5] })
  await refuseHandOff(61, { kind: 'declined', words: 'I am off.' })
  await withdrawHandOff(61)
  expect(asked.map(({ method, path, body }) => [`${method} ${path.replace('/api/v1', '')}`, body])).toEqual([
    ['POST /cases/7/hand-offs', { toStaffId: 3, brief, tellCustomer: true }],
    ['POST /hand-offs/61/acceptance', { promiseIds: [5] }],
    ['POST /hand-offs/61/refusal', { kind: 'declined', words: 'I am off.' }],
    ['DELETE /hand-offs/61', undefined],
  ])
})

test('taking over never goes without its reason, leaving never without a receiver', async () => {
  const asked = answers([204], [204], [204])
  await takeOver(7, { reason: 'She is ill.' })
  await beginLeaving(2, 3)
  await stay(2)
  expect(asked.map(({ method, path, body }) => [`${method} ${path.replace('/api/v1', '')}`, body])).toEqual([
    ['POST /cases/7/take-over', { reason: 'She is ill.' }],
    ['PUT /staff/2/leaving', { receiverId: 3 }],
    ['DELETE /staff/2/leaving', undefined],
  ])
})

test('an offer that was answered meanwhile is refused, not taken as accepted', async () => {
  answers([409, { code: 'ownership.answered' }])
  await expect(acceptHandOff(61, {})).rejects.toMatchObject({ status: 409 })
})

test('a brief is read in its order, each part under its question', async () => {
  const page = await render(<BriefView brief={brief} />)
  expect(page.tags('dt').map(({ text }) => text)).toEqual([
    'What they need, in their words',
    'What was done',
    'What was promised',
    'The next step',
    'How they feel',
  ])
  expect(page.tags('dd').map(({ text }) => text)).toEqual(briefFields.map((field) => brief[field]))
})

test('nothing can be offered before the draft is there', async () => {
  const page = await render(<HandOverDialog found={caseOf()} onClose={() => {}} />)
  expect(page.all('textbox')).toEqual([])
  expect(page.all('button')).toEqual([])
})

test('without a draft one writes the brief oneself, beginning with the need', async () => {
  const failed = [[briefDraftQuery(7).queryKey, new Problem(0, {})]] as const
  const page = await render(<HandOverDialog found={caseOf()} onClose={() => {}} />, { failed })
  expect(page.all('textbox').map(({ text }) => text)).toEqual([
    'No dial tone since the storm',
    ...Array(4).fill(''),
  ])
  expect(page.names('button')).toContain('Offer it')
})

const known = (reach: 'team' | 'all', teamIds: number[]) => ({
  staff: [mia, { ...mia, id: 2, name: 'Sam Ode', reach, teamIds }],
  teams: [teamOf(), teamOf({ id: 2, name: 'Lines' })],
  rotas: [],
  absences: [],
})
const teamAfter = (reach: 'team' | 'all', teamIds: number[]) =>
  receiversOf(known(reach, teamIds), 1, 1, Date.parse(minutesAgo(0)))[0]?.toTeamId

test('a case moves to the receiver’s team only where they could not see it otherwise', () => {
  expect(teamAfter('team', [2])).toBe(2)
  expect(teamAfter('all', [2])).toBeUndefined()
  expect(teamAfter('team', [2, 1])).toBe(1)
  expect(teamAfter('team', [])).toBeUndefined()
})
