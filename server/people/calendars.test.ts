import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/harness/visitor.ts'
import { createTestApp, emptyDesk, foundTestDesk, type TestWeb } from '../../tests/harness/web.ts'
import { organisationSchema } from '../customers/contract.ts'
import { calendarSchema, sessionSchema, teamSchema } from './contract.ts'
import { teamHours } from './queries/calendars.ts'

let web: TestWeb
let ada: Visitor
beforeAll(async () => {
  web = await createTestApp()
})
beforeEach(async () => {
  await emptyDesk(web)
  ada = await foundTestDesk(web)
})

const office = [{ from: '09:00', to: '17:00' }]
const weekdays = [office, office, office, office, office, [], []]
const week = { timeZone: 'Europe/Paris', days: weekdays }
const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const make = (more: object = {}) => ada.post('/calendars', { name: 'Office', week, ...more })
const made = async (more: object = {}) => (await make(more)).as(calendarSchema)

describe('a calendar', () => {
  test('says what its week and its holidays are, and when it opens or closes next', async () => {
    const holidays = [
      { day: '2026-12-24', name: 'Christmas Eve', open: [{ from: '09:00', to: '12:00' }] },
      { day: '2025-06-09', name: 'Whit Monday', open: [] },
    ]
    const answer = await make({ holidays })
    expect(answer.status).toBe(201)
    const calendar = answer.as(calendarSchema)
    expect(calendar).toMatchObject({
      name: 'Office',
      weeks: [{ validFrom: null, timeZone: 'Europe/Paris', days: weekdays }],
      holidays: [holidays[1], holidays[0]],
      version: 1,
    })
    expect(Date.parse(calendar.changesAt ?? '')).toBeGreaterThan(Date.now())
    expect((await ada.get(`/calendars/${calendar.id}`)).body).toMatchObject({ id: calendar.id })
    expect((await ada.get('/calendars')).body).toMatchObject({ items: [{ name: 'Office' }] })
  })

  test('that is always open is open now and closes never', async () => {
    const days = Array(7).fill([{ from: '00:00', to: '24:00' }])
    const calendar = await made({ week: { timeZone: 'Pacific/Apia', days } })
    expect(calendar).toMatchObject({ openNow: true, changesAt: null })
  })

  test.each([
    ['never opens', { week: { ...week, days: Array(7).fill([]) } }, 'people.no-open-hour'],
    [
      'overlaps itself',
      { week: { ...week, days: [[...office, { from: '16:59', to: '18:00' }], ...weekdays.slice(1)] } },
      'people.hours-overlap',
    ],
    [
      'ends before it begins',
      { week: { ...week, days: [[{ from: '17:00', to: '09:00' }], ...weekdays.slice(1)] } },
      'people.hours-overlap',
    ],
    ['has a week of six days', { week: { ...week, days: weekdays.slice(1) } }, 'platform.invalid'],
    ['has an unknown zone', { week: { ...week, timeZone: 'Europe/Atlantis' } }, 'platform.invalid'],
    [
      'has a time that is none',
      { week: { ...week, days: [[{ from: '09:00', to: '24:01' }], ...weekdays.slice(1)] } },
      'platform.invalid',
    ],
    [
      'has a day twice',
      { holidays: ['a', 'b'].map((name) => ({ day: '2026-12-25', name })) },
      'people.day-twice',
    ],
    ['has a holiday on no day', { holidays: [{ day: '2026-02-30', name: 'x' }] }, 'platform.invalid'],
  ])('that %s is refused', async (_why, more, code) => {
    expect((await make(more)).body).toMatchObject({ code })
    expect((await ada.get('/calendars')).body).toEqual({ items: [] })
  })

  test('whose holidays close every open day of a year is refused as well', async () => {
    const days = [office, [], [], [], [], [], []]
    const holidays = Array.from({ length: 400 }, (_, index) => ({ day: daysFromNow(index), name: 'Closed' }))
    expect((await make({ week: { ...week, days }, holidays })).body).toMatchObject({
      code: 'people.no-open-hour',
    })
  })

  test('has a name of its own', async () => {
    await made()
    const other = await made({ name: 'Other' })
    expect((await make({ name: 'OFFICE' })).body).toMatchObject({ code: 'people.calendar-taken' })
    const renamed = await ada.patch(`/calendars/${other.id}`, { name: 'office' }, other.version)
    expect(renamed.body).toMatchObject({ code: 'people.calendar-taken' })
  })
})

describe('a change of a calendar', () => {
  test('holds from its day on; what was before stays as it was', async () => {
    const { id, version } = await made()
    const later = { validFrom: daysFromNow(30), timeZone: 'Asia/Tokyo', days: weekdays }
    const changed = await ada.patch(`/calendars/${id}`, { week: later }, version)
    expect(changed.body).toMatchObject({ weeks: [{ validFrom: null }, later], version: 2 })
    const now = await ada.patch(`/calendars/${id}`, { week: { ...week, validFrom: null } }, 2)
    expect(now.as(calendarSchema).weeks.map(({ validFrom }) => validFrom)).toHaveLength(3)
    expect(now.as(calendarSchema).weeks.at(-1)).toMatchObject(later)
  })

  test('never touches days that are over', async () => {
    const old = { day: '2025-06-09', name: 'Whit Monday', open: [] }
    const { id, version } = await made({ holidays: [old] })
    const refused = async (change: object) => (await ada.patch(`/calendars/${id}`, change, version)).body
    const past = { code: 'people.past-hours' }
    expect(await refused({ week: { ...week, validFrom: daysFromNow(-3) } })).toMatchObject(past)
    expect(await refused({ holidays: [] })).toMatchObject(past)
    expect(await refused({ holidays: [old, { day: '2025-07-14', name: 'National Day' }] })).toMatchObject(
      past,
    )
    const next = { day: daysFromNow(40), name: 'Closed', open: [] }
    const kept = await ada.patch(
      `/calendars/${id}`,
      { holidays: [next, { ...old, name: 'Pentecost' }] },
      version,
    )
    expect(kept.body).toMatchObject({ holidays: [{ name: 'Pentecost' }, next] })
  })

  test('is refused on an old version, without one, and for no calendar', async () => {
    const { id, version } = await made()
    expect((await ada.patch(`/calendars/${id}`, { name: 'Mine' })).status).toBe(428)
    expect((await ada.patch(`/calendars/${id}`, { name: 'Mine' }, version)).status).toBe(200)
    expect((await ada.patch(`/calendars/${id}`, { name: 'Lost' }, version)).body).toMatchObject({
      code: 'platform.changed-meanwhile',
      current: { name: 'Mine' },
    })
    expect((await ada.patch('/calendars/4711', { name: 'X' }, 1)).status).toBe(404)
  })
})

describe('teams and organisations', () => {
  test('choose a calendar, and are open at every hour while they have none', async () => {
    const { id } = await made()
    const dutyLeadId = (await ada.get('/session')).as(sessionSchema).person.id
    const team = (await ada.post('/teams', { name: 'Repairs', dutyLeadId, calendarId: id })).as(teamSchema)
    expect(team.calendarId).toBe(id)
    const { db } = web.platform
    expect((await teamHours(db, team.id)).rules[0]?.zone).toBe('Europe/Paris')
    const renamed = (await ada.patch(`/teams/${team.id}`, { name: 'Repair' }, team.version)).as(teamSchema)
    expect(renamed.calendarId).toBe(id)
    await ada.patch(`/teams/${team.id}`, { calendarId: null }, renamed.version)
    expect((await teamHours(db, team.id)).rules[0]?.week[6]).toEqual([{ from: 0, to: 1440 }])
    const acme = (await ada.post('/organisations', { name: 'Acme', calendarId: id })).as(organisationSchema)
    expect(acme.calendarId).toBe(id)
    const none = await ada.patch(`/organisations/${acme.id}`, { calendarId: null }, acme.version)
    expect(none.as(organisationSchema).calendarId).toBeNull()
  })

  test('can choose none that does not exist, and keep the one they have from being removed', async () => {
    const { id } = await made()
    const unknown = { fields: [{ path: 'calendarId' }] }
    expect((await ada.post('/organisations', { name: 'Acme', calendarId: 4711 })).body).toMatchObject(unknown)
    const acme = (await ada.post('/organisations', { name: 'Acme', calendarId: id })).as(organisationSchema)
    expect((await ada.remove(`/calendars/${id}`)).body).toMatchObject({ code: 'people.calendar-in-use' })
    await ada.patch(`/organisations/${acme.id}`, { calendarId: null }, acme.version)
    expect((await ada.remove(`/calendars/${id}`)).status).toBe(204)
    expect((await ada.remove(`/calendars/${id}`)).status).toBe(404)
  })
})
