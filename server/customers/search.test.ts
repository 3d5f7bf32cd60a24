import { beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/harness/visitor.ts'
import { createTestApp, foundTestDesk, type TestWeb } from '../../tests/harness/web.ts'
import { customerPageSchema } from './contract.ts'
import { customerSummaries, searchCustomers } from './index.ts'

let web: TestWeb
let ada: Visitor
beforeAll(async () => {
  web = await createTestApp()
  ada = await foundTestDesk(web)
  const school = (await ada.post('/organisations', { name: 'Riverside School' })).body as { id: number }
  const people: [string, string, string][] = [
    ['Grace Hopper', 'email', 'grace@navy.example'],
    ['Ada Lovelace', 'email', 'ada@engine.example'],
    ['Adam Smith', 'phone', '+442079460958'],
    ['Müller, Jörg', 'email', 'jörg@müller.example'],
    ['山田 太郎', 'handle', '@yamada'],
    ['100% Wool_Shop', 'handle', '@wool'],
  ]
  for (const [name, kind, value] of people)
    await ada.post('/customers', { name, addresses: [{ kind, value }], organisationId: null })
  await ada.post('/customers', { name: 'Nina Teacher', organisationId: school.id })
})

const search = async (q: string) =>
  (await ada.get(`/customers?q=${encodeURIComponent(q)}`))
    .as(customerPageSchema)
    .items.map(({ name }) => name)

describe('the list', () => {
  test('is sorted by name and turns its pages without loss or repetition, while others are added', async () => {
    const names: string[] = []
    let after = ''
    for (let page = 0; page < 10; page += 1) {
      const answer = await ada.get(`/customers?limit=3${after && `&after=${after}`}`)
      const { items, next } = answer.as(customerPageSchema)
      names.push(...items.map(({ name }) => name))
      if (page === 0) await ada.post('/customers', { name: 'Aaron First' })
      if (next === null) break
      after = next
    }
    expect(names).toHaveLength(7)
    expect(new Set(names).size).toBe(7)
    expect(names.indexOf('Ada Lovelace')).toBeLessThan(names.indexOf('Adam Smith'))
    expect(names.indexOf('Adam Smith')).toBeLessThan(names.indexOf('Grace Hopper'))
  })

  test.each(['x', '%%%', 'WzFd', 'bnVsbA', encodeURIComponent('["a"]')])(
    'refuses the cursor %s',
    async (after) => {
      expect((await ada.get(`/customers?after=${after}`)).status).toBe(400)
      expect((await ada.get(`/customers?q=ada&after=${after}`)).status).toBe(400)
    },
  )

  test.each(['limit=0', 'limit=201', 'limit=x', 'sort=name', 'q=a&q=b'])('refuses ?%s', async (query) => {
    expect((await ada.get(`/customers?${query}`)).status).toBe(400)
  })
})

describe('search as you type', () => {
  test.each([
    ['a', ['Ada Lovelace', 'Adam Smith']],
    ['ad', ['Ada Lovelace', 'Adam Smith']],
    ['LOVE', ['Ada Lovelace']],
    ['lovelace ada', ['Ada Lovelace']],
    ['hopp', ['Grace Hopper']],
    ['müll', ['Müller, Jörg']],
    ['山田', ['山田 太郎']],
    ['grace@na', ['Grace Hopper']],
    ['@wool', ['100% Wool_Shop']],
    ['7946 0958', ['Adam Smith']],
    ['020 7946', ['Adam Smith']],
    ['riverside', ['Nina Teacher']],
    ['100%', ['100% Wool_Shop']],
    ['l_s', ['100% Wool_Shop']],
  ])('finds for "%s" %j', async (q, names) => {
    expect((await search(q)).filter((name) => name !== 'Aaron First').sort()).toEqual([...names].sort())
  })

  test.each([
    ['lovelase', 'Ada Lovelace'],
    ['hoper', 'Grace Hopper'],
    ['riversyde', 'Nina Teacher'],
  ])('forgives "%s"', async (q, name) => {
    expect(await search(q)).toContain(name)
  })

  test('puts what begins with it first', async () => {
    await ada.post('/customers', { name: 'Canada Post' })
    const found = await search('ada')
    expect(found.indexOf('Canada Post')).toBe(found.length - 1)
    expect(found).toContain('Ada Lovelace')
  })

  test.each(["'", '"', '\\', '%', '_', '()', 'a:*', '$1', '; drop table customers', '\u0000', '😀', '   '])(
    'T27: takes %j as it is',
    async (q) => {
      const answer = await ada.get(`/customers?q=${encodeURIComponent(q)}`)
      expect([200, 400]).toContain(answer.status)
    },
  )

  test('turns its pages best first', async () => {
    const all = await search('a')
    const first = (await ada.get('/customers?q=a&limit=1')).as(customerPageSchema)
    const second = (await ada.get(`/customers?q=a&limit=1&after=${first.next}`)).as(customerPageSchema)
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(all.slice(0, 2))
  })

  test('the door gives other rooms the same, and nothing for nothing', async () => {
    const { db } = web.platform
    const actor = {
      kind: 'staff',
      staffId: 1,
      role: 'agent',
      reach: 'own',
      teamIds: [],
      sessionId: 1,
      tokenId: null,
      scopes: null,
    } as const
    const [found] = await searchCustomers(db, actor, 'hopper', 5)
    expect(found).toMatchObject({
      name: 'Grace Hopper',
      organisationName: null,
      address: 'grace@navy.example',
    })
    expect(await searchCustomers(db, actor, '  ', 5)).toEqual([])
    const summaries = await customerSummaries(db, [found?.id ?? 0, 999_999])
    expect([...summaries.values()].map(({ name }) => name)).toEqual(['Grace Hopper'])
    expect(await customerSummaries(db, [])).toEqual(new Map())
  })
})
