import { expect, test } from 'vitest'
import type { Absence, Rota } from '../../server/people/contract.ts'
import { type Around, render } from '../app/testing/render.tsx'
import { mia, minutesAgo } from '../app/testing/samples.ts'
import { AbsenceDialog } from './absence-dialog.tsx'
import { absencesQuery, rotasQuery, staffQuery } from './api.ts'
import DutySettings from './duty-settings.tsx'
import { RotaDialog } from './rota-dialog.tsx'
import { clockOf, editedOf, minutesOf, nextTurn, turnsOf, weekdaysIn } from './turns.ts'

const close = () => {}
const sam = { ...mia, id: 2, name: 'Sam Ode' }
const turn = { staffId: 2, weekday: 1, fromMinute: 22 * 60, toMinute: 24 * 60 }
const rotaOf = (change: Partial<Rota> = {}): Rota => ({
  teamId: 1,
  name: 'Support',
  timeZone: 'Europe/Stockholm',
  dutyLeadId: 1,
  onDutyId: 2,
  turns: [turn],
  version: 4,
  ...change,
})
const absence: Absence = {
  id: 9,
  staff: { id: 2, name: 'Sam Ode' },
  standIn: { id: 1, name: 'Mia Lindqvist' },
  startsAt: minutesAgo(60),
  endsAt: minutesAgo(-600),
  handOver: true,
}
const house = (permissions: string[], absences: Absence[] = [absence]): Around => ({
  session: { permissions },
  known: [
    [staffQuery.queryKey, { items: [mia, sam] }],
    [rotasQuery.queryKey, { items: [rotaOf(), rotaOf({ teamId: 2, name: 'Lines', turns: [] })] }],
    [absencesQuery.queryKey, { items: absences }],
  ],
})

test('everybody reads who is on duty now and who is away, and can say that they will be', async () => {
  const page = await render(<DutySettings />, house([]))
  expect(page.text).toContain('On duty now: Sam Ode. Outside the turns: Mia Lindqvist.')
  expect(page.text).toContain('On duty now: Sam Ode. No turns are planned.')
  expect(page.text).toContain('Mia Lindqvist stands in.')
  expect(page.names('button')).toEqual(['I will be away'])
})

test('a lead plans the turns of their own teams and ends absences', async () => {
  const page = await render(<DutySettings />, house(['duty.plan']))
  expect(page.names('button')).toEqual([
    'I will be away',
    'Plan the turns of Support',
    'End the absence of Sam Ode',
  ])
})

test('where nobody is away it says so', async () => {
  expect((await render(<DutySettings />, house([], []))).text).toContain('Everybody is here')
})

test('the turns of a team stand in its own time zone and can be added to', async () => {
  const page = await render(<RotaDialog rota={rotaOf()} onClose={close} />, house(['duty.plan']))
  expect(page.one('dialog').name).toBe('Turns of duty: Support')
  expect(page.text).toContain('Outside all turns Mia Lindqvist is on duty.')
  expect(page.one('combobox', 'Time zone').attributes.value).toContain('Europe/Stockholm')
  expect(page.one('textbox', 'From').attributes.value).toBe('22:00')
  expect(page.one('textbox', 'To').attributes.value).toBe('00:00')
  expect(page.names('button')).toContain('Monday Day')
  expect(page.names('button')).toContain('One more turn')
})

test('an absence names its time and a stand-in; only a lead says it of others', async () => {
  const own = await render(<AbsenceDialog onClose={close} />, house([]))
  expect(own.names('textbox')).toEqual(['From', 'Until'])
  expect(own.names('button')).toEqual(['Choose a colleague Who stands in', 'Save'])
  expect(own.one('checkbox').attributes).toHaveProperty('checked')
  const lead = await render(<AbsenceDialog onClose={close} />, house(['duty.plan']))
  expect(lead.names('button')).toContain('Mia Lindqvist Who is away')
})

test('clocks and minutes say the same, and a turn may end at midnight', () => {
  expect([0, 545, 1439, 1440].map(clockOf)).toEqual(['00:00', '09:05', '23:59', '00:00'])
  expect([minutesOf('09:05'), minutesOf('00:00'), minutesOf('00:00', true)]).toEqual([545, 0, 1440])
  expect(turnsOf(editedOf([turn]))).toEqual([turn])
})

test('one more turn is the next day at the same times', () => {
  const [first] = editedOf([{ ...turn, weekday: 7 }])
  if (!first) throw new Error('no turn')
  expect(nextTurn([first], 1)).toMatchObject({ weekday: 1, staffId: 2, from: '22:00', key: 1 })
  expect(nextTurn([], 1)).toMatchObject({ weekday: 1, staffId: 1, from: '09:00', to: '17:00', key: 0 })
})

test('a week begins with Monday', () => {
  expect(weekdaysIn('en').map(({ label }) => label)[0]).toBe('Monday')
  expect(weekdaysIn('en').at(-1)).toEqual({ value: 7, label: 'Sunday' })
})
