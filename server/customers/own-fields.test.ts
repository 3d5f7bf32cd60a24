import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createStaffedDesk, type StaffedDesk } from '../../tests/factories/staffed-desk.ts'
import { customerSchema, fieldDefinitionSchema, organisationSchema } from './contract.ts'

let desk: StaffedDesk
let made = 0
beforeAll(async () => {
  desk = await createStaffedDesk()
  const all = [
    ['f_text', 'text', []],
    ['f_number', 'number', []],
    ['f_date', 'date', []],
    ['f_yes_no', 'yes-no', []],
    ['f_choice', 'choice', ['gold', 'Silver', '']],
  ] as const
  for (const object of ['customer', 'organisation'])
    for (const [key, type, choices] of all)
      await define({ object, key, type, choices: choices.filter((choice) => choice !== '') })
})

const define = (more: object = {}) =>
  desk.ada.post('/fields', {
    object: 'customer',
    key: `key_${++made}`,
    label: 'Label',
    type: 'text',
    ...more,
  })
const defined = async (more: object = {}) => (await define(more)).as(fieldDefinitionSchema)
const listed = async () =>
  (await desk.ada.get('/fields')).as(z.object({ items: z.array(fieldDefinitionSchema) })).items
const customer = (fields: object) => desk.ada.post('/customers', { name: 'Bob', fields })
const organisation = (fields: object) => desk.ada.post('/organisations', { name: 'Mill', fields })

describe('a value', () => {
  test.each([
    ['f_text', 'a line\nand another'],
    ['f_text', ''],
    ['f_text', '0'],
    ['f_text', '<b>not bold</b>'],
    ['f_text', '🦔'.repeat(900)],
    ['f_number', 0],
    ['f_number', -0.5],
    ['f_number', 1e21],
    ['f_date', '2024-02-29'],
    ['f_date', '0001-01-01'],
    ['f_yes_no', true],
    ['f_yes_no', false],
    ['f_choice', 'gold'],
  ])('of %s may be %j, and comes back as it was', async (key, value) => {
    expect((await customer({ [key]: value })).as(customerSchema).fields).toEqual({ [key]: value })
    expect((await organisation({ [key]: value })).as(organisationSchema).fields).toEqual({ [key]: value })
  })

  test.each([
    ['f_text', 7, 'must be text'],
    ['f_text', true, 'must be text'],
    ['f_number', '7', 'must be a number'],
    ['f_number', true, 'must be a number'],
    ['f_number', '', 'must be a number'],
    ['f_date', 20_240_229, 'must be a date like 2026-11-22'],
    ['f_date', '2023-02-29', 'must be a date like 2026-11-22'],
    ['f_date', '2024-2-9', 'must be a date like 2026-11-22'],
    ['f_date', '29.02.2024', 'must be a date like 2026-11-22'],
    ['f_date', '2024-02-29T00:00:00Z', 'must be a date like 2026-11-22'],
    ['f_date', '', 'must be a date like 2026-11-22'],
    ['f_yes_no', 'yes', 'must be true or false'],
    ['f_yes_no', 0, 'must be true or false'],
    ['f_choice', 'silver', 'must be one of gold, Silver'],
    ['f_choice', 'gold ', 'must be one of gold, Silver'],
    ['f_choice', 1, 'must be text'],
    ['no_such_field', 'x', 'there is no such field'],
    ['constructor', 'x', 'there is no such field'],
  ])('of %s may not be %j: %s', async (key, value, message) => {
    const refusal = {
      status: 400,
      body: { code: 'customers.unknown-field', fields: [{ path: `fields.${key}`, message }] },
    }
    expect(await customer({ [key]: value })).toMatchObject(refusal)
    expect(await organisation({ [key]: value })).toMatchObject(refusal)
  })

  test.each([[['gold']], [{ of: 'gold' }], ['nul\0'], ['x'.repeat(2001)], ['half \ud83e']])(
    'of any field may not be %j',
    async (value) => {
      expect((await customer({ f_text: value })).status).toBe(400)
    },
  )

  test('that is wrong keeps back the right ones beside it', async () => {
    const { id } = (await customer({ f_text: 'before', f_number: 1 })).as(customerSchema)
    const answer = await desk.ada.patch(
      `/customers/${id}`,
      { fields: { f_text: 'after', f_number: 'two' } },
      1,
    )
    expect(answer.body).toMatchObject({ fields: [{ path: 'fields.f_number' }] })
    expect((await desk.ada.get(`/customers/${id}`)).body).toMatchObject({
      fields: { f_text: 'before', f_number: 1 },
      version: 1,
    })
  })

  test('is emptied by null; false, nothing and an empty line are values', async () => {
    const all = { f_text: '', f_number: 0, f_yes_no: false }
    const { id } = (await customer({ ...all, f_date: null })).as(customerSchema)
    expect((await desk.ada.get(`/customers/${id}`)).as(customerSchema).fields).toEqual(all)
    const emptied = await desk.ada.patch(
      `/customers/${id}`,
      { fields: { f_number: null, f_choice: null } },
      1,
    )
    expect(emptied.as(customerSchema).fields).toEqual({ f_text: '', f_yes_no: false })
  })

  test('of an organisation changes without the ones that are not named', async () => {
    const { id } = (await organisation({ f_text: 'x', f_number: 7 })).as(organisationSchema)
    const changed = await desk.ada.patch(
      `/organisations/${id}`,
      { fields: { f_text: null, f_yes_no: true } },
      1,
    )
    expect(changed.as(organisationSchema)).toMatchObject({
      fields: { f_number: 7, f_yes_no: true },
      name: 'Mill',
    })
    expect(changed.as(organisationSchema).fields).not.toHaveProperty('f_text')
  })

  test('that was chosen stays when it is no longer offered, but is not chosen again', async () => {
    const { id: fieldId, key } = await defined({ type: 'choice', choices: ['old', 'new'] })
    const { id } = (await customer({ [key]: 'old' })).as(customerSchema)
    expect((await desk.ada.patch(`/fields/${fieldId}`, { choices: ['new'] }, 1)).status).toBe(200)
    expect((await desk.ada.get(`/customers/${id}`)).as(customerSchema).fields).toEqual({ [key]: 'old' })
    expect((await desk.ada.patch(`/customers/${id}`, { name: 'Rob' }, 1)).status).toBe(200)
    expect((await desk.ada.patch(`/customers/${id}`, { fields: { [key]: 'old' } }, 2)).status).toBe(400)
  })
})

describe('a field', () => {
  test('belongs to customers, organisations or cases, and its key to each of them', async () => {
    const key = `shared_${++made}`
    for (const object of ['customer', 'organisation', 'case'])
      expect((await define({ object, key })).status).toBe(201)
    expect((await define({ key })).body).toMatchObject({ code: 'customers.key-taken' })
    const only = await defined({ object: 'case' })
    expect((await customer({ [only.key]: 'x' })).status).toBe(400)
  })

  test('is listed by its position, those of one position in the order they were made', async () => {
    const late = await defined({ object: 'case', position: 20 })
    const early = await defined({ object: 'case', position: 10 })
    const second = await defined({ object: 'case', position: 10 })
    const order = async () => {
      const mine = [late.id, early.id, second.id]
      return (await listed()).map(({ id }) => id).filter((id) => mine.includes(id))
    }
    expect(await order()).toEqual([early.id, second.id, late.id])
    await desk.ada.patch(`/fields/${late.id}`, { position: 5 }, 1)
    expect(await order()).toEqual([late.id, early.id, second.id])
  })

  test('is made once when two want its key at once', async () => {
    const both = await Promise.all([1, 2].map(() => define({ key: 'rush' })))
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  test('that is retired is listed no more, changed no more, and its key is not given again', async () => {
    const { id, key } = await defined()
    expect((await desk.ada.remove(`/fields/${id}`)).status).toBe(204)
    expect((await listed()).map((field) => field.id)).not.toContain(id)
    expect((await desk.ada.patch(`/fields/${id}`, { label: 'Back' }, 1)).status).toBe(404)
    expect((await desk.ada.remove(`/fields/${id}`)).status).toBe(404)
    expect((await define({ key })).status).toBe(409)
  })

  test('is announced once when it is made, changed and retired, and not when that is refused', async () => {
    await desk.news()
    const { id, key } = await defined()
    await desk.ada.patch(`/fields/${id}`, { label: 'Other' }, 1)
    await desk.ada.patch(`/fields/${id}`, { label: 'Stale' }, 1)
    await desk.ada.remove(`/fields/${id}`)
    await define({ key })
    const told = { objects: [{ type: 'field', id }], attributes: { key }, byId: desk.admin.staffId }
    expect(await desk.news()).toMatchObject(
      Array.from({ length: 3 }, () => ({ type: 'customers.fields-defined', ...told })),
    )
  })

  test.each([
    ['key', ''],
    ['key', '1st'],
    ['key', 'a'.repeat(41)],
    ['key', 'with space'],
    ['key', 'ключ'],
    ['label', ''],
    ['label', 'x'.repeat(81)],
    ['label', 'two\nlines'],
    ['type', 'Text'],
    ['choices', 'gold'],
    ['choices', ['']],
    ['choices', Array.from({ length: 101 }, String)],
    ['position', -1],
    ['position', 10_001],
    ['position', 1.5],
    ['position', '1'],
    ['retiredAt', null],
  ])('with the %s %j is none', async (field, value) => {
    const before = await listed()
    expect((await define({ [field]: value })).status).toBe(400)
    expect(await listed()).toEqual(before)
  })

  test('whose version somebody else changed is shown as it is now', async () => {
    const { id } = await defined()
    const both = await Promise.all(
      ['One', 'Two'].map((label) => desk.ada.patch(`/fields/${id}`, { label }, 1)),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
    const kept = (await listed()).find((field) => field.id === id)
    expect(both.find(({ status }) => status === 412)?.body).toMatchObject({ current: kept })
  })
})
