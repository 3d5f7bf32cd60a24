import { beforeAll, describe, expect, test } from 'vitest'
import { createStaffedDesk, type StaffedDesk } from '../../tests/factories/staffed-desk.ts'
import { withToken } from '../../tests/harness/signed-in.ts'
import { calendarSchema } from '../people/contract.ts'
import { customerPageSchema, customerSchema, organisationPageSchema, organisationSchema } from './contract.ts'

let desk: StaffedDesk
let calendarId: number
beforeAll(async () => {
  desk = await createStaffedDesk()
  calendarId = await newCalendar('Night shift')
})

const days = Array(7).fill([{ from: '09:00', to: '17:00' }])
const newCalendar = async (name: string) =>
  (await desk.ada.post('/calendars', { name, week: { timeZone: 'Europe/Paris', days } })).as(calendarSchema)
    .id
const made = async (more: object = {}) =>
  (await desk.ada.post('/organisations', { name: 'Mill', ...more })).as(organisationSchema)
const found = async (id: number) => (await desk.ada.get(`/organisations/${id}`)).as(organisationSchema)
const change = (id: number, body: object, version?: number) =>
  desk.ada.patch(`/organisations/${id}`, body, version)

describe('what was agreed with an organisation', () => {
  test('is nothing at first: the hours of whichever team serves it, and each sees their own cases', async () => {
    expect(await made()).toMatchObject({ calendarId: null, sharesCases: false, version: 1 })
  })

  test('stays while something else is changed, and goes only when that is said', async () => {
    const { id } = await made({ calendarId, sharesCases: true })
    await change(id, { name: 'New Mill' }, 1)
    expect(await found(id)).toMatchObject({ name: 'New Mill', calendarId, sharesCases: true, version: 2 })
    await change(id, { calendarId: null }, 2)
    expect(await found(id)).toMatchObject({ calendarId: null, sharesCases: true })
    await change(id, { sharesCases: false }, 3)
    expect(await found(id)).toMatchObject({ sharesCases: false, version: 4 })
  })

  test('shows in the list as in the organisation itself', async () => {
    const { id } = await made({ name: 'Listed with hours', calendarId, sharesCases: true })
    const { items } = (await desk.ada.get('/organisations?q=Listed%20with%20hours')).as(
      organisationPageSchema,
    )
    expect(items).toEqual([await found(id)])
  })

  test.each([
    ['sharesCases', 'yes'],
    ['sharesCases', null],
    ['calendarId', 'Night shift'],
    ['calendarId', 0],
    ['calendarId', 4_711_000],
  ])('is not changed to %s %j', async (path, value) => {
    const { id } = await made({ calendarId })
    for (const answer of [
      await change(id, { [path]: value }, 1),
      await desk.ada.post('/organisations', { name: 'Wrong', [path]: value }),
    ]) {
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({ fields: [{ path }] })
    }
    expect(await found(id)).toMatchObject({ calendarId, sharesCases: false, version: 1 })
  })

  test('is refused on an old version, and shows what it is by now', async () => {
    const { id } = await made()
    await change(id, { sharesCases: true }, 1)
    expect((await change(id, { calendarId })).status).toBe(428)
    expect((await change(id, { calendarId }, 1)).body).toMatchObject({
      code: 'platform.changed-meanwhile',
      current: { sharesCases: true, calendarId: null, version: 2 },
    })
  })

  test('of two at once takes one', async () => {
    const { id } = await made()
    const both = await Promise.all([change(id, { calendarId }, 1), change(id, { sharesCases: true }, 1)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
    expect((await found(id)).version).toBe(2)
  })

  test('is not for scripts that only read', async () => {
    const { id } = await made()
    const reader = await withToken(desk, desk.agent, ['customers.read'])
    expect((await reader.get(`/organisations/${id}`)).status).toBe(200)
    expect((await reader.patch(`/organisations/${id}`, { sharesCases: true }, 1)).status).toBe(403)
    expect((await reader.post('/organisations', { name: 'x', sharesCases: true })).status).toBe(403)
    expect((await found(id)).sharesCases).toBe(false)
  })
})

describe('a calendar', () => {
  test('stays while an organisation keeps to it, and can go with the organisation', async () => {
    const own = await newCalendar('Only theirs')
    const { id } = await made({ calendarId: own })
    expect((await desk.ada.remove(`/calendars/${own}`)).body).toMatchObject({
      code: 'people.calendar-in-use',
    })
    expect((await desk.ada.remove(`/organisations/${id}`)).status).toBe(204)
    expect((await desk.ada.remove(`/calendars/${own}`)).status).toBe(204)
  })

  test('removed while somebody chooses it is either there or not chosen', async () => {
    for (let round = 0; round < 4; round += 1) {
      const own = await newCalendar(`Contested ${round}`)
      const { id } = await made()
      const [chosen, removed] = await Promise.all([
        change(id, { calendarId: own }, 1),
        desk.ada.remove(`/calendars/${own}`),
      ])
      const now = await found(id)
      expect([200, 400]).toContain(chosen.status)
      expect(now.calendarId).toBe(chosen.status === 200 ? own : null)
      expect(removed.status).toBe(chosen.status === 200 ? 409 : 204)
    }
  })
})

describe('who belongs to an organisation', () => {
  test('turns its pages through people of one name, without loss or repetition', async () => {
    const { id } = await made({ name: 'Twins' })
    const ids: number[] = []
    for (let copy = 0; copy < 5; copy += 1) {
      const body = { name: copy % 2 ? 'Jo Twin' : 'jo twin', organisationId: id }
      ids.push((await desk.ada.post('/customers', body)).as(customerSchema).id)
    }
    const seen: number[] = []
    let after = ''
    do {
      const page = (await desk.ada.get(`/organisations/${id}/customers?limit=2${after}`)).as(
        customerPageSchema,
      )
      seen.push(...page.items.map((customer) => customer.id))
      after = page.next === null ? '' : `&after=${page.next}`
    } while (after !== '' && seen.length < 20)
    expect(seen).toEqual(ids)
  })

  test('is refused with the cursor of another list, and for no organisation', async () => {
    const { id } = await made()
    for (const query of ['after=x', 'after=WzEsMl0', 'limit=0', 'limit=1000'])
      expect((await desk.ada.get(`/organisations/${id}/customers?${query}`)).status).toBe(400)
    expect((await desk.ada.get('/organisations/4711000/customers')).status).toBe(404)
  })

  test('goes elsewhere before the organisation can go', async () => {
    const { id } = await made()
    const jo = (await desk.ada.post('/customers', { name: 'Jo', organisationId: id })).as(customerSchema)
    expect((await desk.ada.remove(`/organisations/${id}`)).body).toMatchObject({
      code: 'customers.organisation-in-use',
    })
    await desk.ada.patch(`/customers/${jo.id}`, { organisationId: null }, jo.version)
    expect((await desk.ada.remove(`/organisations/${id}`)).status).toBe(204)
  })
})
