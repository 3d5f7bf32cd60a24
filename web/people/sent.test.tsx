import { afterEach, expect, test, vi } from 'vitest'
import { Problem } from '../app/problem.ts'
import { answers } from '../app/testing/answers.ts'
import { type Around, render } from '../app/testing/render.tsx'
import { mia, minutesAgo } from '../app/testing/samples.ts'
import { AbsenceDialog } from './absence-dialog.tsx'
import { Absences } from './absences.tsx'
import {
  absencesQuery,
  changeStaff,
  endOtherSessions,
  planRota,
  removeTotp,
  revokeToken,
  settingsQuery,
  staffQuery,
} from './api.ts'
import DeskSettings from './desk-settings.tsx'
import { RotaDialog } from './rota-dialog.tsx'

afterEach(() => void vi.unstubAllGlobals())
const close = () => {}
const sam = { ...mia, id: 2, name: 'Sam Ode' }
const gone = { ...mia, id: 3, name: 'Ana Ruiz', switchedOffAt: minutesAgo(9) }
const invited = { ...mia, id: 4, name: 'Otto Ek', invited: true }
const house: Around['known'] = [[staffQuery.queryKey, { items: [mia, sam, gone, invited] }]]

test('a colleague and a rota are changed on the version that was read', async () => {
  const asked = answers([200, sam], [200, {}])
  await changeStaff(2, { role: 'lead' }, 3)
  await planRota(1, { timeZone: 'UTC', turns: [] }, 4)
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'PATCH /api/v1/staff/2',
    'PUT /api/v1/teams/1/rota',
  ])
  expect(asked.map(({ headers }) => headers.get('if-match'))).toEqual(['"3"', '"4"'])
})

test('what ends access goes to exactly what it ends', async () => {
  const asked = answers([204], [204])
  await revokeToken(6)
  await endOtherSessions()
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'DELETE /api/v1/tokens/6',
    'DELETE /api/v1/sessions',
  ])
})

test('the second step is not turned off without the password, which never stands in an address', async () => {
  const asked = answers([422, { code: 'people.wrong-password' }])
  await expect(removeTotp('guess')).rejects.toBeInstanceOf(Problem)
  expect(asked[0]?.body).toEqual({ password: 'guess' })
  expect(asked[0]?.path).not.toContain('guess')
})

test('who stands in is somebody who is here: not oneself, not newcomers, not who left', async () => {
  const { markup } = await render(<AbsenceDialog onClose={close} />, { known: house })
  const offered = ['Mia Lindqvist', 'Sam Ode', 'Ana Ruiz', 'Otto Ek'].filter((name) => markup.includes(name))
  expect(offered).toEqual(['Sam Ode'])
})

const absenceOf = (startsAt: string, staff = { id: 1, name: 'Mia Lindqvist' }) => ({
  ...{ id: 9, staff, standIn: { id: 2, name: 'Sam Ode' }, handOver: true },
  ...{ startsAt, endsAt: minutesAgo(-600) },
})
const away = (absence: ReturnType<typeof absenceOf>) =>
  render(<Absences />, {
    session: { permissions: [] },
    known: [[absencesQuery.queryKey, { items: [absence] }]],
  })

test('one comes back from one’s own absence, or takes back one that has not begun', async () => {
  const now = await away(absenceOf(minutesAgo(60)))
  expect(now.text).toContain('Away until')
  expect(now.one('button').text).toBe('Back again')
  const later = await away(absenceOf(minutesAgo(-60)))
  expect(later.text).toContain('Away from')
  expect(later.one('button').text).toBe('Take it back')
})

test('an agent cannot end somebody else’s absence', async () => {
  expect((await away(absenceOf(minutesAgo(60), { id: 2, name: 'Sam Ode' }))).all('button')).toEqual([])
})

test('a rota without turns can be begun, and each turn can be taken away', async () => {
  const rota = { teamId: 1, name: 'Support', timeZone: 'UTC', dutyLeadId: 2, onDutyId: 2, version: 4 }
  const empty = await render(<RotaDialog rota={{ ...rota, turns: [] }} onClose={close} />, { known: house })
  expect(empty.text).toContain('Outside all turns Sam Ode is on duty.')
  expect(empty.all('listitem')).toEqual([])
  expect(empty.names('button')).toContain('One more turn')
  const turns = [1, 2].map((weekday) => ({ staffId: 2, weekday, fromMinute: 540, toMinute: 1020 }))
  const two = await render(<RotaDialog rota={{ ...rota, turns }} onClose={close} />, { known: house })
  expect(two.all('button', 'Take this turn away')).toHaveLength(2)
  expect(two.names('button')).toContain('Tuesday Day')
})

test('the desk’s settings cannot be saved before they are read; who may not read them is told', async () => {
  expect((await render(<DeskSettings />)).all('button')).toEqual([])
  const failed = [[settingsQuery.queryKey, new Problem(403, {})]] as const
  expect((await render(<DeskSettings />, { failed })).text).toContain('This is not open to you')
})
