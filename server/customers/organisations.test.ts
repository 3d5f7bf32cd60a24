import { beforeAll, describe, expect, test } from 'vitest'
import { addCase, addCustomer } from '../../tests/factories/desk.ts'
import { createStaffedDesk, type StaffedDesk } from '../../tests/factories/staffed-desk.ts'
import { customerPageSchema, customerSchema, organisationPageSchema, organisationSchema } from './contract.ts'

let desk: StaffedDesk
beforeAll(async () => {
  desk = await createStaffedDesk()
})

const make = (more: object = {}) => desk.ada.post('/organisations', { name: 'Mill', ...more })
const made = async (more: object = {}) => (await make(more)).as(organisationSchema)
const page = async (query: string) =>
  (await desk.ada.get(`/organisations?${query}`)).as(organisationPageSchema)
const namesFor = async (q: string) => (await page(`q=${encodeURIComponent(q)}`)).items.map(({ name }) => name)
const customerAt = async (...values: string[]) =>
  (
    await desk.ada.post('/customers', {
      name: 'Bob',
      addresses: values.map((value) => ({ kind: 'email', value })),
    })
  ).as(customerSchema).organisation?.name ?? null

describe('the organisation of a new customer', () => {
  test('is told by the domain of their e-mail, however both are written', async () => {
    await made({ name: 'Mühle', domains: ['@Mühle.example', 'second.example'] })
    expect(await customerAt('a@mühle.EXAMPLE')).toBe('Mühle')
    expect(await customerAt('b@xn--mhle-0ra.example')).toBe('Mühle')
    expect(await customerAt('c@second.example')).toBe('Mühle')
    expect(await customerAt('d@sub.second.example')).toBeNull()
    expect(await customerAt('e@notsecond.example')).toBeNull()
  })

  test('is told by the first address that tells one', async () => {
    await made({ name: 'Told', domains: ['told.example'] })
    expect(await customerAt('a@gmail.com', 'a@nobody.example', 'a@told.example')).toBe('Told')
  })

  test('is the one that is named, or none when that is said', async () => {
    await made({ name: 'Domain', domains: ['named.example'] })
    const other = await made({ name: 'Other' })
    const add = async (value: string, organisationId: number | null) =>
      (
        await desk.ada.post('/customers', {
          name: 'Bob',
          organisationId,
          addresses: [{ kind: 'email', value }],
        })
      ).as(customerSchema).organisation
    expect(await add('a@named.example', other.id)).toEqual({ id: other.id, name: 'Other' })
    expect(await add('b@named.example', null)).toBeNull()
  })

  test('stays what it was when the domain is given to another one', async () => {
    const first = await made({ name: 'First', domains: ['moved.example'] })
    expect(await customerAt('a@moved.example')).toBe('First')
    await desk.ada.patch(`/organisations/${first.id}`, { domains: [] }, 1)
    await made({ name: 'Second', domains: ['moved.example'] })
    expect(await customerAt('b@moved.example')).toBe('Second')
    const all = await desk.ada.get('/customers?q=a@moved.example')
    expect(all.body).toMatchObject({ items: [{ organisationName: 'First' }] })
  })
})

describe('an organisation', () => {
  test('keeps each domain once, as it is compared, in the order given', async () => {
    const { domains } = await made({ domains: ['B.example', '@a.example', ' b.EXAMPLE ', 'bücher.example'] })
    expect(domains).toEqual(['b.example', 'a.example', 'xn--bcher-kva.example'])
  })

  test.each([
    ['name', ''],
    ['name', 'x'.repeat(201)],
    ['name', 'two\nlines'],
    ['name', null],
    ['domains', ['localhost']],
    ['domains', ['a@b.example']],
    ['domains', ['https://b.example']],
    ['domains', ['b.example/path']],
    ['domains', ['-b.example']],
    ['domains', [`${'x'.repeat(64)}.example`]],
    ['domains', ['']],
    ['domains', 'b.example'],
    ['domains', Array.from({ length: 51 }, (_, index) => `d${index}.example`)],
    ['version', 3],
  ])('with the %s %j is none, nor does one become it', async (field, value) => {
    expect((await make({ [field]: value })).status).toBe(400)
    const mill = await made()
    expect((await desk.ada.patch(`/organisations/${mill.id}`, { [field]: value }, 1)).status).toBe(400)
    expect((await desk.ada.get(`/organisations/${mill.id}`)).body).toEqual(mill)
  })

  test('says which of its domains is none', async () => {
    expect((await make({ domains: ['good.example', 'not good'] })).body).toMatchObject({
      fields: [{ path: 'domains', message: 'not good is no domain' }],
    })
  })

  test('is not removed while a case is still of it', async () => {
    const { db } = desk.platform
    const mill = await made()
    const customerId = await addCustomer(db)
    const caseId = await addCase(db, { teamId: desk.teamId, owner: desk.agent, customerId })
    await db.updateTable('cases').set({ organisation_id: mill.id }).where('id', '=', caseId).execute()
    expect((await desk.ada.remove(`/organisations/${mill.id}`)).body).toMatchObject({
      code: 'customers.organisation-in-use',
    })
    expect((await desk.ada.get(`/organisations/${mill.id}`)).body).toEqual(mill)
  })

  test('is announced once for each change, and as removed when it is', async () => {
    await desk.news()
    const mill = await made({ name: 'Old Mill' })
    await desk.ada.patch(`/organisations/${mill.id}`, { name: 'New Mill' }, 1)
    await desk.ada.patch(`/organisations/${mill.id}`, { name: 'Stale' }, 1)
    await desk.ada.remove(`/organisations/${mill.id}`)
    await desk.ada.remove(`/organisations/${mill.id}`)
    const object = { type: 'organisation', id: mill.id }
    expect(await desk.news()).toMatchObject([
      { objects: [object], attributes: { name: 'Old Mill' } },
      { objects: [object], attributes: { name: 'New Mill' } },
      { objects: [{ ...object, qualifier: 'removed' }], attributes: { name: 'New Mill' } },
    ])
  })

  test('of two changes at once takes one', async () => {
    const mill = await made()
    const both = await Promise.all(
      ['One', 'Two'].map((name) => desk.ada.patch(`/organisations/${mill.id}`, { name }, 1)),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
  })

  test('belongs to everybody who works here; a customer and a stranger see none', async () => {
    const mill = await made()
    const ben = await desk.at(desk.agent)
    expect((await ben.patch(`/organisations/${mill.id}`, { name: 'Ben was here' }, 1)).status).toBe(200)
    const stranger = await desk.visitor()
    for (const path of ['/organisations', `/organisations/${mill.id}`, '/fields'])
      expect((await stranger.get(path)).status).toBe(401)
    expect((await stranger.remove(`/organisations/${mill.id}`)).status).toBe(401)
  })
})

describe('the list', () => {
  test('turns its pages through names that are alike, without loss or repetition', async () => {
    const ids = []
    for (let copy = 0; copy < 5; copy += 1)
      ids.push((await made({ name: copy % 2 ? 'ZZ Twin' : 'zz twin' })).id)
    const seen: number[] = []
    let after = ''
    do {
      const { items, next } = await page(`q=zz%20twin&limit=2${after}`)
      seen.push(...items.map(({ id }) => id))
      after = next === null ? '' : `&after=${next}`
    } while (after !== '' && seen.length < 20)
    expect(seen).toEqual(ids)
  })

  test.each([
    ['%', []],
    ['_', []],
    ['\\', []],
    ['0% w', ['100% Wool']],
    ['k\\s', ['Back\\slash']],
    ['wool', ['100% Wool']],
    ['WOOL-shop.ex', ['100% Wool']],
    ['shop.example', []],
    ["'", []],
    ['sl', []],
    ['ba', ['Back\\slash']],
  ])('finds for %j %j', async (q, names) => {
    const known = ['100% Wool', 'Back\\slash']
    if ((await namesFor('100')).length === 0) {
      await made({ name: '100% Wool', domains: ['wool-shop.example'] })
      await made({ name: 'Back\\slash' })
    }
    expect((await namesFor(q)).filter((name) => known.includes(name))).toEqual(names)
  })

  test.each(['after=x', 'limit=0', 'limit=1e2', 'q=a&q=b', 'order=name', `q=${'x'.repeat(201)}`])(
    'refuses ?%s',
    async (query) => {
      expect((await desk.ada.get(`/organisations?${query}`)).status).toBe(400)
    },
  )
})

describe('who belongs to an organisation', () => {
  test('stands by name, a page at a time, and nobody else with them', async () => {
    const { id } = await made({ name: 'Weavers' })
    const other = await made({ name: 'Other weavers' })
    for (const [name, organisationId] of [
      ['Zoe', id],
      ['ada', id],
      ['Mallory', other.id],
    ] as const)
      await desk.ada.post('/customers', { name, organisationId })
    const first = (await desk.ada.get(`/organisations/${id}/customers?limit=1`)).as(customerPageSchema)
    expect(first.items.map(({ name }) => name)).toEqual(['ada'])
    const rest = `/organisations/${id}/customers?after=${encodeURIComponent(first.next ?? '')}`
    expect((await desk.ada.get(rest)).as(customerPageSchema)).toMatchObject({
      items: [{ name: 'Zoe' }],
      next: null,
    })
    expect((await desk.ada.get('/organisations/900000001/customers')).status).toBe(404)
  })
})
