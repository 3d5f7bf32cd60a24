import { beforeAll, describe, expect, test } from 'vitest'
import { createStaffedDesk, type StaffedDesk } from '../../tests/factories/staffed-desk.ts'
import { withToken } from '../../tests/harness/signed-in.ts'
import { type Customer, customerPageSchema, customerSchema, organisationSchema } from './contract.ts'

let desk: StaffedDesk
beforeAll(async () => {
  desk = await createStaffedDesk()
})

const customer = async (more: object = {}): Promise<Customer> =>
  (await desk.ada.post('/customers', { name: 'Bob', locale: 'de', timeZone: 'Europe/Berlin', ...more })).as(
    customerSchema,
  )
const shown = async ({ id }: Customer) => (await desk.ada.get(`/customers/${id}`)).as(customerSchema)
const change = ({ id, version }: Customer, body: object) => desk.ada.patch(`/customers/${id}`, body, version)

describe('a change of a customer', () => {
  test.each([
    ['name', ''],
    ['name', null],
    ['name', 'x'.repeat(201)],
    ['organisationId', 4711],
    ['organisationId', 0],
    ['organisationId', '1'],
    ['locale', 'x'],
    ['locale', ''],
    ['timeZone', 'Europe/Atlantis'],
    ['fields', null],
    ['fields', ['x']],
    ['addresses', []],
    ['notes', []],
    ['version', 7],
    ['id', 7],
  ])('with the %s %j changes nothing and is not told of', async (field, value) => {
    const before = await customer()
    await desk.news()
    expect((await change(before, { name: 'Rob', [field]: value })).status).toBe(400)
    expect(await shown(before)).toEqual(before)
    expect(await desk.news()).toEqual([])
  })

  test('tells once what was changed, in the words of the request', async () => {
    const [bob, mill] = [
      await customer(),
      (await desk.ada.post('/organisations', { name: 'Mill' })).as(organisationSchema),
    ]
    await desk.news()
    const changed = await change(bob, { organisationId: mill.id, timeZone: null })
    expect(changed.body).toEqual({
      ...bob,
      organisation: { id: mill.id, name: 'Mill' },
      timeZone: null,
      version: 2,
    })
    expect(await desk.news()).toEqual([
      {
        type: 'customers.changed',
        by: 'staff',
        byId: desk.admin.staffId,
        objects: [{ type: 'customer', id: bob.id }],
        attributes: { changed: ['organisationId', 'timeZone'] },
      },
    ])
  })

  test('to another organisation shows there at once, also in the list', async () => {
    const bob = await customer({ name: 'Moving Person' })
    const mill = (await desk.ada.post('/organisations', { name: 'Windmill' })).as(organisationSchema)
    await change(bob, { organisationId: mill.id })
    const found = async (q: string) =>
      (await desk.ada.get(`/customers?q=${q}`)).as(customerPageSchema).items.map(({ id }) => id)
    expect(await found('windmill')).toEqual([bob.id])
    await desk.ada.patch(`/organisations/${mill.id}`, { name: 'Watermill' }, 1)
    expect(await found('watermill')).toEqual([bob.id])
    expect((await shown(bob)).organisation).toEqual({ id: mill.id, name: 'Watermill' })
  })

  test('shows what is there now to who is late, with addresses and notes', async () => {
    const bob = await customer({ addresses: [{ kind: 'handle', value: '@late' }] })
    await desk.ada.post(`/customers/${bob.id}/notes`, { text: 'A note' })
    await change(bob, { name: 'Rob' })
    const late = await change(bob, { name: 'Bobby' })
    expect([late.status, late.body]).toMatchObject([412, { current: await shown(bob) }])
    expect((await shown(bob)).notes).toHaveLength(1)
  })

  test('is for who may write customers; a script that only reads is refused', async () => {
    const bob = await customer()
    const script = await withToken(desk, desk.agent, ['customers.read'])
    expect((await script.get(`/customers/${bob.id}`)).status).toBe(200)
    for (const answer of [
      await script.patch(`/customers/${bob.id}`, { name: 'Rob' }, 1),
      await script.post('/customers', { name: 'Eve' }),
      await script.post(`/customers/${bob.id}/addresses`, { kind: 'handle', value: '@x' }),
      await script.post(`/customers/${bob.id}/notes`, { text: 'x' }),
      await script.post('/organisations', { name: 'Mill' }),
    ])
      expect([answer.status, answer.body]).toMatchObject([403, { code: 'platform.not-allowed' }])
    expect(await shown(bob)).toEqual(bob)
  })
})
