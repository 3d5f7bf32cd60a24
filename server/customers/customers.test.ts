import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { Visitor } from '../../tests/harness/visitor.ts'
import { createTestApp, emptyDesk, foundTestDesk, type TestWeb } from '../../tests/harness/web.ts'
import { invitedSchema } from '../people/contract.ts'
import {
  addressSchema,
  customerNoteSchema,
  customerSchema,
  fieldDefinitionSchema,
  organisationSchema,
} from './contract.ts'

let web: TestWeb
let ada: Visitor
beforeAll(async () => {
  web = await createTestApp()
})
beforeEach(async () => {
  await emptyDesk(web)
  ada = await foundTestDesk(web)
})

type NewCustomer = { name: string; [more: string]: unknown }
const make = async (customer: NewCustomer) => ada.post('/customers', customer)
const made = async (customer: NewCustomer): Promise<z.output<typeof customerSchema>> =>
  (await make(customer)).as(customerSchema)
const email = (value: string) => ({ kind: 'email', value })

describe('a customer', () => {
  test('is kept with addresses as written and as compared, and shown whole', async () => {
    const organisation = (await ada.post('/organisations', { name: 'Mill', domains: ['Mill.example'] })).as(
      organisationSchema,
    )
    const answer = await make({
      name: 'Bob Miller',
      locale: 'de',
      timeZone: 'Europe/Berlin',
      addresses: [email('Bob@Mill.example'), { kind: 'phone', value: '+49 30 123456' }],
    })
    expect(answer.status).toBe(201)
    const bob = answer.as(customerSchema)
    expect(bob).toMatchObject({
      name: 'Bob Miller',
      organisation: { id: organisation.id, name: 'Mill' },
      addresses: [
        { kind: 'email', shown: 'Bob@Mill.example', value: 'bob@mill.example', verified: false },
        { kind: 'phone', shown: '+4930123456', value: '+4930123456', verified: false },
      ],
      notes: [],
      version: 1,
    })
    expect((await ada.get(`/customers/${bob.id}`)).body).toEqual(bob)
    for (const missing of ['999999', '0', '-1', 'x', '1e3'])
      expect([missing, [400, 404].includes((await ada.get(`/customers/${missing}`)).status)]).toEqual([
        missing,
        true,
      ])
  })

  test('without an address, organisation or field is one too', async () => {
    expect(await made({ name: 'Walk-in', organisationId: null })).toMatchObject({
      organisation: null,
      addresses: [],
    })
  })

  test('changes on the newest version; what is not named stays', async () => {
    const bob = await made({ name: 'Bob', locale: 'de', addresses: [email('bob@x.example')] })
    const path = `/customers/${bob.id}`
    expect((await ada.patch(path, { name: 'Rob' })).status).toBe(428)
    expect((await ada.patch(path, { name: 'Rob' }, 1)).body).toMatchObject({
      name: 'Rob',
      locale: 'de',
      version: 2,
    })
    expect((await ada.patch(path, { name: 'Bobby' }, 1)).body).toMatchObject({
      code: 'platform.changed-meanwhile',
      current: { name: 'Rob', version: 2 },
    })
    expect((await ada.patch(path, { locale: null }, 2)).body).toMatchObject({ locale: null, name: 'Rob' })
    expect((await ada.patch('/customers/999999', { name: 'X' }, 1)).status).toBe(404)
  })

  test('of two changes at once one is refused', async () => {
    const bob = await made({ name: 'Bob' })
    const both = await Promise.all(['A', 'B'].map((name) => ada.patch(`/customers/${bob.id}`, { name }, 1)))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
  })

  test.each([
    { name: '' },
    { name: 'a\nb' },
    { name: null },
    { name: ['x'] },
    { name: 'x', id: 7 },
    { name: 'x', createdAt: '2020-01-01T00:00:00Z' },
    { name: 'x', organisationId: 4711 },
    { name: 'x', timeZone: 'Moon' },
    { name: 'x', addresses: [{ kind: 'email', value: 'no' }] },
    { name: 'x', addresses: [{ kind: 'fax', value: '1' }] },
    { name: 'x', addresses: [email('same@x.example'), email('SAME@x.example')] },
    { name: 'x', fields: { nothing: 1 } },
  ])('T36: %j is none, and nothing is kept of it', async (wrong) => {
    const answer = await make(wrong as NewCustomer)
    expect([400, 409]).toContain(answer.status)
    expect((await ada.get('/customers')).body).toEqual({ items: [], next: null })
  })
})

describe('addresses', () => {
  test('belong to one customer: the second is told whose it is', async () => {
    const bob = await made({ name: 'Bob', addresses: [email('bob@x.example')] })
    const eve = await made({ name: 'Eve', addresses: [email('eve@x.example')] })
    const taken = await ada.post(`/customers/${eve.id}/addresses`, email('BOB@X.example'))
    expect([taken.status, taken.body]).toMatchObject([
      409,
      { code: 'customers.address-taken', customerId: bob.id },
    ])
    const odd = await ada.post(`/customers/${eve.id}/addresses`, { kind: 'phone', value: '12' })
    expect(odd.body).toMatchObject({ code: 'customers.address-invalid' })
    expect((await ada.post('/customers/999999/addresses', email('new@x.example'))).status).toBe(404)
  })

  test('of one address given to five customers at once, one has it', async () => {
    const all = await Promise.all(['A', 'B', 'C', 'D', 'E'].map((name) => made({ name })))
    const answers = await Promise.all(
      all.map(({ id }) => ada.post(`/customers/${id}/addresses`, email('a@x.example'))),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409])
  })

  test('go one by one, but not the last one, also when two go at once', async () => {
    const bob = await made({ name: 'Bob', addresses: [email('bob@x.example')] })
    const second = (await ada.post(`/customers/${bob.id}/addresses`, { kind: 'handle', value: '@bob' })).as(
      addressSchema,
    )
    const eve = await made({ name: 'Eve', addresses: [email('eve@x.example')] })
    const path = (id: number | undefined) => `/customers/${bob.id}/addresses/${id}`
    expect((await ada.remove(path(eve.addresses[0]?.id))).status).toBe(404)
    const both = await Promise.all([ada.remove(path(second.id)), ada.remove(path(bob.addresses[0]?.id))])
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409])
    expect((await ada.get(`/customers/${bob.id}`)).as(customerSchema).addresses).toHaveLength(1)
  })
})

describe('notes', () => {
  test('are changed and removed by their author only, on the newest version', async () => {
    const { link } = (
      await ada.post('/invitations', { name: 'Cleo', email: 'cleo@x.example', role: 'leader' })
    ).as(invitedSchema)
    const cleo = await web.visitor()
    await cleo.post('/invitations/acceptance', {
      token: link.split('token=')[1],
      password: 'heron-by-the-pond',
    })
    const bob = await made({ name: 'Bob' })
    const note = (
      await ada.post(`/customers/${bob.id}/notes`, { text: 'Prefers to be called.\nAfter six.' })
    ).as(customerNoteSchema)
    expect(note).toMatchObject({ authorName: 'Ada', version: 1 })
    const path = `/customers/${bob.id}/notes/${note.id}`
    expect((await cleo.patch(path, { text: 'x' }, 1)).status).toBe(403)
    expect((await cleo.remove(path)).status).toBe(403)
    expect((await ada.patch(path, { text: 'x' })).status).toBe(428)
    expect((await ada.patch(path, { text: 'Call after seven.' }, 1)).body).toMatchObject({ version: 2 })
    expect((await ada.patch(path, { text: 'x' }, 1)).body).toMatchObject({
      current: { text: 'Call after seven.' },
    })
    expect((await cleo.get(`/customers/${bob.id}`)).as(customerSchema).notes).toMatchObject([
      { text: 'Call after seven.' },
    ])
    const eve = await made({ name: 'Eve' })
    expect((await ada.remove(`/customers/${eve.id}/notes/${note.id}`)).status).toBe(404)
    expect((await ada.remove(path)).status).toBe(204)
    expect((await ada.remove(path)).status).toBe(404)
    for (const odd of [{ text: '' }, { text: 'nul\0' }, { text: null }, {}])
      expect((await ada.post(`/customers/${bob.id}/notes`, odd)).status).toBe(400)
    expect((await ada.post('/customers/999999/notes', { text: 'x' })).status).toBe(404)
  })
})

describe('organisations', () => {
  test('are added, changed, listed and removed', async () => {
    const mill = (
      await ada.post('/organisations', { name: 'Mill', domains: ['@MILL.example', 'mill.example'] })
    ).as(organisationSchema)
    expect(mill.domains).toEqual(['mill.example'])
    const path = `/organisations/${mill.id}`
    expect((await ada.patch(path, { name: 'Old Mill' })).status).toBe(428)
    expect((await ada.patch(path, { name: 'Old Mill' }, 1)).body).toMatchObject({
      domains: ['mill.example'],
      version: 2,
    })
    expect((await ada.patch(path, { name: 'X' }, 1)).body).toMatchObject({ current: { name: 'Old Mill' } })
    expect((await ada.post('/organisations', { name: 'X', domains: ['not a domain'] })).status).toBe(400)
    expect((await ada.get(path)).body).toMatchObject({ name: 'Old Mill' })
    await ada.post('/organisations', { name: 'Bakery' })
    expect((await ada.get('/organisations')).body).toMatchObject({
      items: [{ name: 'Bakery' }, { name: 'Old Mill' }],
    })
    for (const q of ['mil', 'MILL', 'mill.ex', 'o'])
      expect([q, (await ada.get(`/organisations?q=${q}`)).body]).toMatchObject([
        q,
        { items: [{ name: 'Old Mill' }] },
      ])
    const first = await ada.get('/organisations?limit=1')
    expect(first.body).toMatchObject({ items: [{ name: 'Bakery' }] })
    const next = (first.body as { next: string }).next
    expect((await ada.get(`/organisations?limit=1&after=${next}`)).body).toMatchObject({
      items: [{ name: 'Old Mill' }],
      next: null,
    })
    const bob = await made({ name: 'Bob', organisationId: mill.id })
    expect((await ada.remove(path)).body).toMatchObject({ code: 'customers.organisation-in-use' })
    await ada.patch(`/customers/${bob.id}`, { organisationId: null }, 1)
    expect((await ada.remove(path)).status).toBe(204)
    expect((await ada.get(path)).status).toBe(404)
  })
})

describe('own fields', () => {
  const define = (more: object) =>
    ada.post('/fields', {
      object: 'customer',
      key: 'plan',
      label: 'Plan',
      type: 'choice',
      choices: ['gold'],
      ...more,
    })

  test('are checked, merged, emptied by null and kept when they are retired', async () => {
    const field = (await define({})).as(fieldDefinitionSchema)
    await define({ key: 'since', label: 'Customer since', type: 'date', choices: [] })
    const bob = await made({ name: 'Bob', fields: { plan: 'gold', since: '2020-01-31' } })
    const path = `/customers/${bob.id}`
    const wrong = await ada.patch(path, { fields: { plan: 'tin', since: 'soon' } }, 1)
    expect(wrong.body).toMatchObject({
      code: 'customers.unknown-field',
      fields: [{ path: 'fields.plan' }, { path: 'fields.since' }],
    })
    expect((await ada.patch(path, { fields: { since: null } }, 1)).body).toMatchObject({
      fields: { plan: 'gold' },
    })
    expect((await ada.remove(`/fields/${field.id}`)).status).toBe(204)
    expect((await ada.patch(path, { fields: { plan: 'gold' } }, 2)).status).toBe(400)
    expect((await ada.get(path)).as(customerSchema).fields).toEqual({ plan: 'gold' })
    expect((await define({})).body).toMatchObject({ code: 'customers.key-taken' })
  })

  test('change label, choices and position only, on the newest version', async () => {
    const field = (await define({})).as(fieldDefinitionSchema)
    const path = `/fields/${field.id}`
    expect((await ada.patch(path, { label: 'Tariff' })).status).toBe(428)
    expect((await ada.patch(path, { label: 'Tariff' }, 1)).body).toMatchObject({
      label: 'Tariff',
      choices: ['gold'],
    })
    expect((await ada.patch(path, { choices: [] }, 2)).status).toBe(400)
    expect((await ada.patch(path, { type: 'text' }, 2)).status).toBe(400)
    expect((await ada.patch('/fields/4711', { label: 'x' }, 1)).status).toBe(404)
    for (const odd of [
      { key: 'Plan' },
      { key: '__proto__' },
      { type: 'list' },
      { choices: [] },
      { object: 'team' },
    ])
      expect((await define({ key: 'other', ...odd })).status).toBe(400)
  })

  test('T13: are defined by administrators only', async () => {
    const { link } = (
      await ada.post('/invitations', { name: 'Cleo', email: 'cleo@x.example', role: 'lead' })
    ).as(invitedSchema)
    const cleo = await web.visitor()
    await cleo.post('/invitations/acceptance', {
      token: link.split('token=')[1],
      password: 'heron-by-the-pond',
    })
    expect((await cleo.get('/fields')).status).toBe(200)
    expect((await cleo.post('/fields', {})).status).toBe(403)
    expect((await cleo.patch('/fields/1', {}, 1)).status).toBe(403)
    expect((await cleo.remove('/fields/1')).status).toBe(403)
    expect((await (await web.visitor()).get('/customers')).status).toBe(401)
  })
})

test('every change is announced with who did it and to whom', async () => {
  const bob = await made({ name: 'Bob', addresses: [email('bob@x.example')] })
  await ada.patch(`/customers/${bob.id}`, { name: 'Rob' }, 1)
  const { id } = (await ada.post(`/customers/${bob.id}/addresses`, { kind: 'handle', value: '@bob' })).as(
    addressSchema,
  )
  await ada.remove(`/customers/${bob.id}/addresses/${id}`)
  await ada.post(`/customers/${bob.id}/notes`, { text: 'x' })
  const { rows } = await web.platform.database.pool.query(
    `select type, actor_kind, objects->0->>'id' as id, attributes from journal where type like 'customers.%' order by seq`,
  )
  const by = { actor_kind: 'staff', id: String(bob.id) }
  expect(rows).toMatchObject([
    { ...by, type: 'customers.added', attributes: { name: 'Bob' } },
    { ...by, type: 'customers.changed', attributes: { changed: ['name'] } },
    { ...by, type: 'customers.address-added', attributes: { kind: 'handle' } },
    { ...by, type: 'customers.address-removed', attributes: { kind: 'handle' } },
    { ...by, type: 'customers.note-written' },
  ])
})
